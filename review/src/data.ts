/** What `diglot review` writes into the page, and what a reviewer decides. */

/** A hash of a text, and how many units before it in the file have the same text. */
export type Key = [string, number];

export interface Text {
  text: string;
  markup?: string;
  line: number;
  key: Key;
}

/** A pair, or a unit without a partner. */
export interface BaseRow {
  locales: [string, string];
  id: string;
  kind: string;
  context: string;
  source: Text[];
  target: Text[];
  score?: number;
  type: string;
  flags: string;
  reasons: string;
  reviewed: boolean;
  near?: [string, string];
  /** Today's text of the source, if it has changed since it was translated. */
  today?: string;
}

export interface Article {
  document: string;
  rows: BaseRow[];
}

export type Verdict = "accepted" | "rejected" | "paired";

/** A line of the file of decisions. */
export interface Decision {
  article: string;
  source_locale: string;
  target_locale: string;
  source: Key[];
  target: Key[];
  verdict: Verdict;
  pair: string;
  score?: number;
  note: string;
  reviewer: string;
  time: string;
}

export interface Data {
  title: string;
  version: string;
  sample: boolean;
  articles: Article[];
  decisions: Decision[];
}

export function read(): Data {
  return JSON.parse(document.getElementById("data")!.textContent!) as Data;
}

export const keyName = (key: Key): string => `${key[0]}:${key[1]}`;

const keysName = (keys: Key[]): string => keys.map(keyName).join(" ");

/** What a decision is about. Two decisions about the same are one. */
export const subject = (d: Pick<Decision, "source" | "target">): string =>
  `${keysName(d.source)}|${keysName(d.target)}`;

/** Whether all units of a row can be named in a decision. */
export const isNameable = (row: { source: Text[]; target: Text[] }): boolean =>
  [...row.source, ...row.target].every((text) => text.key[0] !== "");

/** The decisions as a file: JSON Lines in a fixed order, so that versions of the file can be compared. */
export function toFile(decisions: Decision[]): string {
  const order = (d: Decision) =>
    [d.article, d.source_locale, d.target_locale, keysName(d.source), keysName(d.target)].join("\n");
  const sorted = [...decisions].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
  return sorted.map((d) => JSON.stringify(d) + "\n").join("");
}

/** Reads such a file. Throws an error that names the line. */
export function fromFile(text: string): Decision[] {
  const decisions: Decision[] = [];
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    let value: Decision;
    try {
      value = JSON.parse(line) as Decision;
    } catch {
      throw new Error(`line ${index + 1} is not JSON`);
    }
    const isSide = (keys: unknown) => Array.isArray(keys) && keys.length > 0;
    const verdicts = ["accepted", "rejected", "paired"];
    if (!isSide(value.source) || !isSide(value.target) || !verdicts.includes(value.verdict)) {
      throw new Error(`line ${index + 1} is not a decision`);
    }
    decisions.push({ ...value, pair: value.pair ?? "", note: value.note ?? "", reviewer: value.reviewer ?? "", time: value.time ?? "" });
  });
  return decisions;
}
