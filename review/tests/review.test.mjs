import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { close, diglot, folder, launch, open, sample, until, write } from "./page.mjs";

after(close);

const out = folder();
const html = join(out, "review.html");
diglot("review", sample, "-q", "--out", html);

/** Filters by text, and chooses the only row that is left. */
async function find(page, text) {
  await page.fill("#search", text);
  await page.keyboard.press("Escape");
  await page.waitForSelector(".row");
  await page.locator(".row").first().click();
  return page.locator(".row").first();
}

async function clear(page) {
  await page.fill("#search", "");
  await page.keyboard.press("Escape");
}

const status = (page) => page.locator("[role=status]").innerText();

async function download(page, to) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download decisions" }).click();
  await (await waiting).saveAs(to);
  return readFileSync(to, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The pairs of the next export, as texts joined by a bar. */
function exported(decisions) {
  const to = folder();
  diglot("export", sample, "-q", "--format", "jsonl", "--out", to, "--decisions", decisions);
  const rows = readFileSync(join(to, "en-US_fr-FR.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return rows.map((row) => ({ ...row, texts: `${row.source}|${row.target}` }));
}

test("decisions are made with the keyboard, kept, undone, downloaded and followed", async () => {
  const page = await open(html);
  const accepted = "Alerts are sent around the clock. To keep nights quiet, set quiet hours.";
  const rejected = "Let the siren test itself on the first Monday of each month.";
  const [one, other] = ["Text messages cost extra outside the European Union.", "A hub without an internet connection can only sound the siren."];

  let row = await find(page, accepted);
  await page.keyboard.press("a");
  await page.waitForSelector(".accepted");
  await page.keyboard.press("o");
  await page.fill("[role=dialog] input", "well said");
  await page.keyboard.press("Enter");
  assert.match(await page.locator(".note").innerText(), /well said/);

  row = await find(page, rejected);
  await page.keyboard.press("r");
  await page.waitForSelector(".rejected");
  assert.equal(await status(page), "Rejected");

  // Undo, and reject again.
  await page.keyboard.press("u");
  await page.waitForSelector(".rejected", { state: "detached" });
  await page.locator(".row").first().click();
  await page.keyboard.press("r");
  await page.waitForSelector(".rejected");

  // Pair a unit with the partner of another one.
  await clear(page);
  await page.getByRole("combobox", { name: "Article" }).selectOption("alerts/notify.md");
  row = page.locator(".row", { hasText: one });
  await row.click();
  await page.keyboard.press("p");
  await page.locator(".row", { hasText: other }).click();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".paired");

  // Join a row with the next one, and split it again.
  const [first, second] = ["Add a channel", "Select Alerts > Channels > Add."];
  await page.locator(".row", { hasText: first }).first().click();
  await page.keyboard.press("+");
  await until(async () => (await page.locator(".paired").count()) === 2);
  await page.locator(".row.paired", { hasText: second }).click();
  await page.keyboard.press("s");
  await until(async () => (await page.locator(".paired").count()) === 3);
  assert.equal(await status(page), "Split");

  await page.reload();
  await page.waitForSelector(".accepted");
  const progress = await page.locator(".progress span").innerText();
  assert.match(progress, /^[4-9] of \d+ pairs decided$/);

  const decisions = await download(page, join(out, "decisions.jsonl"));
  assert.deepEqual(decisions.find((d) => d.note !== "")?.note, "well said");
  assert.ok(decisions.every((d) => /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(d.time)));
  const pairs = exported(join(out, "decisions.jsonl"));
  const has = (source, wanted) => pairs.filter((p) => p.source === source && wanted(p));
  assert.equal(has(accepted, (p) => p.reviewed && p.score === 1).length, 1);
  assert.equal(has(rejected, () => true).length, 0);
  const before = exportedBefore();
  const partner = before.find((p) => p.source === other).target;
  assert.deepEqual(has(one, () => true).map((p) => [p.target, p.reviewed]), [[partner, true]]);
  assert.equal(has(other, () => true).length, 0);
  for (const source of [first, second]) assert.equal(has(source, (p) => p.reviewed).length, 1, source);
  assert.deepEqual(page.seen, { errors: [], requests: [], dialogs: [] });
  await page.context().close();
});

function exportedBefore() {
  const to = folder();
  diglot("export", sample, "-q", "--format", "jsonl", "--out", to);
  return readFileSync(join(to, "en-US_fr-FR.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

test("decisions of a file are loaded, and a file that is none is refused with its line", async () => {
  const page = await open(html);
  const input = page.locator("input[type=file]");
  await input.setInputFiles({ name: "bad.jsonl", mimeType: "text/plain", buffer: Buffer.from("{}\n") });
  await until(async () => (await status(page)).includes("line 1"));
  await page.locator(".row").nth(3).click();
  await page.keyboard.press("r");
  const [decision] = await download(page, join(out, "one.jsonl"));
  await page.context().close();
  const again = await open(html);
  await again.locator("input[type=file]").setInputFiles(join(out, "one.jsonl"));
  await again.waitForSelector(".rejected");
  assert.equal(decision.verdict, "rejected");
  // A page that is written with decisions shows them.
  const next = join(out, "next.html");
  diglot("review", sample, "-q", "--out", next, "--decisions", join(out, "decisions.jsonl"));
  const reviewed = await open(next);
  await reviewed.waitForSelector(".accepted");
  await again.context().close();
  await reviewed.context().close();
});

test("rows are filtered by locales, score, flag, kind, article and text", async () => {
  const page = await open(html);
  const rows = async () => Number((await page.locator(".filters > span").innerText()).split(" ")[0]);
  const all = await rows();
  for (const [label, value] of [["Kind", "heading"], ["Flag", "nothing_to_translate"], ["Article", "alerts/notify.md"], ["Status", "unaligned"]]) {
    await page.getByRole("combobox", { name: label }).selectOption(value);
    const some = await rows();
    assert.ok(some > 0 && some < all, `${label}: ${some} of ${all}`);
    await page.getByRole("combobox", { name: label }).selectOption("");
  }
  await page.getByRole("combobox", { name: "Locales" }).selectOption("en-US → ko-KR");
  assert.notEqual(await rows(), all);
  await page.getByRole("spinbutton", { name: "Score below" }).fill("0.95");
  const low = await rows();
  assert.ok(low < all);
  await page.getByRole("spinbutton", { name: "Score below" }).fill("1");
  const word = (await page.locator(".row:not(.unaligned) .target p").nth(4).innerText()).split(/\s+/).at(-1);
  await page.fill("#search", word);
  await until(async () => (await rows()) > 0 && (await rows()) < all);
  await page.context().close();
});

test("a sample has as many pairs as were asked for, and another seed gives another one", async () => {
  const texts = [];
  for (const seed of ["1", "2"]) {
    const path = join(out, `sample-${seed}.html`);
    diglot("review", sample, "-q", "--out", path, "--sample", "60", "--seed", seed);
    const page = await open(path);
    assert.match(await page.locator(".progress span").innerText(), /^0 of 60 pairs decided of this sample$/);
    texts.push(await page.locator(".row").first().innerText());
    await page.context().close();
  }
  assert.notEqual(texts[0], texts[1]);
});

test("nothing in a document is run or fetched", async () => {
  const corpus = folder();
  const attack = `</script><script>window.hacked=1;alert(1)</script><img src=x onerror=alert(2)>`;
  const texts = ["javascript:alert(3)", "[link](javascript:alert(4))", "a\u2028b\u2029c", "\u202Eevil\u202C", "<svg onload=alert(5)>", "{{7*7}}"];
  const text = (word) => `---\ntitle: "${word} ${attack.replaceAll('"', "'")}"\n---\n# ${word} ${attack}\n\n${texts.map((t) => `${word} ${t}`).join("\n\n")}\n\n\`${attack}\`\n`;
  const name = "a<img src=x onerror=alert(6)>'&.md";
  write(corpus, { [`en/${name}`]: text("One"), [`fr/${name}`]: text("Un"), "en/b.md": "# Two\n", "fr/b.md": "# Deux\n" });
  const path = join(corpus, "review.html");
  diglot("review", corpus, "-q", "--out", path, "--min-score", "0");
  const page = await open(path);
  await page.keyboard.press("m");
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("#app img, #app svg, #app a[href^=javascript]").count(), 0);
  assert.match(await page.locator("#app").innerText(), /onerror=alert\(6\)/);
  assert.deepEqual(page.seen, { errors: [], requests: [], dialogs: [] });
  await page.context().close();
});

test("a corpus that is too large for one page has an index and a page for each pair of locales", async () => {
  const corpus = folder();
  const files = {};
  for (let n = 0; n < 700; n++) {
    for (const locale of ["en", "fr", "ja"]) {
      const lines = Array.from({ length: 20 }, (_, k) => `${locale} \`x${n}-${k}\` ${n * k} ${n + k}.`);
      files[`${locale}/d/a${n}.md`] = `# ${locale} ${n}\n\n${lines.join("\n\n")}\n`;
    }
  }
  write(corpus, files);
  const path = join(corpus, "pages/review.html");
  diglot("review", corpus, "-q", "--out", path, "--source", "en");
  assert.deepEqual(readdirSync(join(corpus, "pages/review")).sort(), ["en_fr.html", "en_ja.html"]);
  const page = await (await launch()).newPage();
  await page.goto(`file://${path}`);
  await page.getByRole("link", { name: "en_ja.html" }).click();
  await page.waitForSelector(".row");
  assert.ok((await page.locator(".row").count()) < 100, "only rows in view are in the page");
  await page.close();
});

test("screen readers, zoom, narrow windows and dark mode", async () => {
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 400, height: 700 } }, { viewport: { width: 650, height: 425 }, deviceScaleFactor: 2 }]) {
    const page = await open(html, options);
    await page.keyboard.press("j");
    const results = await new AxeBuilder({ page }).analyze();
    const serious = results.violations.filter((v) => ["serious", "critical"].includes(v.impact));
    assert.deepEqual(serious.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 120))]), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 1, `the page is ${wide} pixels too wide`);
    await page.context().close();
  }
});

test("the report has no serious violation either, and runs nothing", async () => {
  const path = join(out, "report.html");
  diglot("report", sample, "-q", "--out", path);
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 400, height: 700 } }]) {
    const context = await (await launch()).newContext(options);
    const page = await context.newPage();
    const errors = [];
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(`file://${path}`);
    const results = await new AxeBuilder({ page }).analyze();
    const serious = results.violations.filter((v) => ["serious", "critical"].includes(v.impact));
    assert.deepEqual(serious.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 120))]), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 1, `the page is ${wide} pixels too wide`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test("a source that has changed since shows the words that differ", async () => {
  const corpus = folder();
  const git = (...args) => execFileSync("git", ["-C", join(corpus, "en"), "-c", "user.name=n", "-c", "user.email=e@example.org", ...args], { encoding: "utf8" }).trim();
  write(corpus, { "en/a.md": "# Tea\n\nBoil two litres of water.\n\nWait `5` minutes.\n" });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  const front = `---\nms.translationtype: HT\nms.sourcegitcommit: ${git("rev-parse", "HEAD")}\n---\n`;
  write(corpus, { "fr/a.md": `${front}# Thé\n\nFaites bouillir deux litres d'eau.\n\nAttendez \`5\` minutes.\n` });
  write(corpus, { "en/a.md": "# Tea\n\nBoil three litres of fresh water.\n\nWait `5` minutes.\n" });
  git("commit", "-qam", "second");
  const path = join(corpus, "review.html");
  diglot("review", corpus, "-q", "--out", path, "--source-repo", join(corpus, "en"), "--min-score", "0");
  const page = await open(path);
  await page.locator(".row", { hasText: "Boil two" }).click();
  await page.waitForSelector("details ins");
  assert.deepEqual(await page.locator("details del").allInnerTexts(), ["two"]);
  assert.deepEqual((await page.locator("details ins").allInnerTexts()).map((t) => t.trim()), ["three", "fresh"]);
  assert.deepEqual(page.seen, { errors: [], requests: [], dialogs: [] });
  await page.context().close();
});
