/** The time to the first view, and the frames per second while scrolling, of a page with 20,000 pairs.
 *
 *     DIGLOT=target/release/diglot node review/bench/large.mjs
 *
 * Frames are counted in the page while it is scrolled by 120 pixels a frame for five seconds. */

import { statSync } from "node:fs";
import { join } from "node:path";
import { close, diglot, folder, launch, write } from "../tests/page.mjs";

const corpus = folder();
const files = {};
const words = "press turn open close lift filter pump valve cover screw panel light green slow left twice".split(" ");
for (let n = 0; n < 1000; n++) {
  for (const locale of ["en", "fr"]) {
    const line = (k) => Array.from({ length: 14 }, (_, w) => words[(n * 7 + k * 3 + w * w) % words.length] + (locale === "fr" ? "e" : "")).join(" ");
    const lines = Array.from({ length: 19 }, (_, k) => `${line(k)} \`x${n}-${k}\` ${n + k}.`);
    files[`${locale}/d/a${n}.md`] = `# ${locale} ${n}\n\n${lines.join("\n\n")}\n`;
  }
}
write(corpus, files);
const path = join(corpus, "review.html");
diglot("review", corpus, "-q", "--out", path, "--source", "en");
const browser = await launch();
const times = [];
let page;
for (let round = 0; round < 3; round++) {
  page = await browser.newPage({ viewport: { width: 1300, height: 850 } });
  const start = performance.now();
  await page.goto(`file://${path}`, { waitUntil: "commit" });
  await page.waitForSelector(".row");
  times.push(performance.now() - start);
}
const { frames, pairs } = await page.evaluate(
  () =>
    new Promise((done) => {
      const list = document.querySelector(".scroll");
      const start = performance.now();
      let frames = 0;
      const step = () => {
        frames++;
        list.scrollTop += 120;
        if (performance.now() - start < 5000) requestAnimationFrame(step);
        else done({ frames: (frames * 1000) / (performance.now() - start), pairs: document.querySelector(".progress span").textContent });
      };
      requestAnimationFrame(step);
    }),
);
console.log(`${pairs}; file of ${(statSync(path).size / 1e6).toFixed(1)} MB`);
console.log(`first view after ${Math.min(...times).toFixed(0)} ms (best of 3: ${times.map((t) => t.toFixed(0)).join(", ")})`);
console.log(`${frames.toFixed(0)} frames a second while scrolling`);
await close();
