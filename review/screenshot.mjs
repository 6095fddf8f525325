/** Makes the picture of the review page in the README from the sample corpus: `node review/screenshot.mjs`. */

import { join } from "node:path";
import { close, diglot, folder, open, sample } from "./tests/page.mjs";

const path = join(folder(), "review.html");
diglot("review", sample, "-q", "--out", path);
const page = await open(path, { viewport: { width: 1180, height: 640 }, colorScheme: "light" });
await page.getByRole("combobox", { name: "Article" }).selectOption("hub/backup-restore.md");
for (const key of ["j", "a", "a", "r"]) await page.keyboard.press(key);
await page.screenshot({ path: join(import.meta.dirname, "../docs/images/review.png") });
await close();
