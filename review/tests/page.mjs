/** A browser, and pages that `diglot review` writes. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");
export const sample = join(root, "corpus");
const program = process.env.DIGLOT ?? join(root, "target/debug/diglot");

export function diglot(...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    // 1: files were left out.
    if (error.status === 1) return error.stdout;
    throw new Error(error.stderr);
  }
}

export const folder = () => mkdtempSync(join(tmpdir(), "diglot-review-"));

export function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Waits until something holds. The page itself refuses to evaluate texts. */
export async function until(holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`still not: ${holds}`);
}

let browser;

export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export const close = () => browser?.close();

/** Opens a file. What it says on the console, its errors and its requests are kept. */
export async function open(path, options = {}) {
  const context = await (await launch()).newContext({ viewport: { width: 1300, height: 850 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.seen = { errors: [], requests: [], dialogs: [] };
  page.on("pageerror", (error) => page.seen.errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.seen.errors.push(message.text()));
  page.on("request", (request) => request.url().startsWith("file:") || request.url().startsWith("blob:") || page.seen.requests.push(request.url()));
  page.on("dialog", (dialog) => (page.seen.dialogs.push(dialog.message()), dialog.dismiss()));
  await page.goto(`file://${path}`);
  await page.waitForSelector(".row");
  return page;
}
