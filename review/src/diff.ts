/** The words in which two texts differ. */

export interface Part {
  text: string;
  change: "same" | "added" | "removed";
}

const words = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Longest common subsequence of words. Texts of more words than this are shown one after the other. */
const MOST = 600;

export function diff(before: string, after: string): Part[] {
  const [a, b] = [words(before), words(after)];
  if (a.length > MOST || b.length > MOST) {
    return [
      { text: before, change: "removed" },
      { text: after, change: "added" },
    ];
  }
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i] === b[j] ? length[(i + 1) * width + j + 1]! + 1 : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const parts: Part[] = [];
  const push = (text: string, change: Part["change"]) => {
    const last = parts.at(-1);
    if (last?.change === change) last.text += text;
    else parts.push({ text, change });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) push(a[i++]!, (j++, "same"));
    else if (j >= b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) push(a[i++]!, "removed");
    else push(b[j++]!, "added");
  }
  return parts;
}
