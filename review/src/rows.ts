/** The rows that a reviewer sees: the pairs as they were made, changed by the decisions. */

import { type BaseRow, type Decision, type Text, keyName, subject } from "./data";

export type Status = "open" | "accepted" | "rejected" | "paired" | "unaligned";

export interface Row {
  /** The same as long as the row is about the same units. */
  name: string;
  article: string;
  locales: [string, string];
  kind: string;
  context: string;
  source: Text[];
  target: Text[];
  status: Status;
  /** The pair as it was made, if the row is that pair. */
  base?: BaseRow;
  decision?: Decision;
}

/** The rows of an article in two locales. */
export interface Group {
  name: string;
  article: string;
  locales: [string, string];
  base: BaseRow[];
}

const isPair = (row: BaseRow): boolean => row.score !== undefined;

/** What a row of a pair is known by in decisions. */
export const subjectOf = (row: { source: Text[]; target: Text[] }): string =>
  subject({ source: row.source.map((t) => t.key), target: row.target.map((t) => t.key) });

/** Follows the decisions, as the program does when it gets them. */
export function follow(group: Group, decisions: Decision[]): Row[] {
  const bySubject = new Map(decisions.map((d) => [subject(d), d]));
  const taken = [new Set<string>(), new Set<string>()] as const;
  for (const decision of decisions) {
    if (decision.verdict === "rejected") continue;
    decision.source.forEach((key) => taken[0].add(keyName(key)));
    decision.target.forEach((key) => taken[1].add(keyName(key)));
  }
  const texts = [new Map<string, [Text, number]>(), new Map<string, [Text, number]>()] as const;
  group.base.forEach((row, index) => {
    row.source.forEach((text) => texts[0].set(keyName(text.key), [text, index]));
    row.target.forEach((text) => texts[1].set(keyName(text.key), [text, index]));
  });
  const rows: [number, Row][] = [];
  const add = (place: number, of: BaseRow, sides: [Text[], Text[]], status: Status, more: Partial<Row> = {}) => {
    const [source, target] = sides;
    const name = `${group.name}\n${subjectOf({ source, target })}`;
    const { article, locales } = group;
    rows.push([place, { name, article, locales, kind: of.kind, context: of.context, source, target, status, ...more }]);
  };
  group.base.forEach((row, index) => {
    const decision = isPair(row) ? bySubject.get(subjectOf(row)) : undefined;
    const isTaken = (side: 0 | 1) => (text: Text) => taken[side].has(keyName(text.key));
    const touched = row.source.some(isTaken(0)) || row.target.some(isTaken(1));
    if (decision && decision.verdict !== "rejected") {
      add(index, row, [row.source, row.target], decision.verdict, { base: row, decision });
    } else if (isPair(row) && !touched) {
      add(index, row, [row.source, row.target], decision ? "rejected" : "open", { base: row, decision });
    } else {
      const source = row.source.filter((t) => !isTaken(0)(t));
      const target = row.target.filter((t) => !isTaken(1)(t));
      source.forEach((text) => add(index, row, [[text], []], "unaligned"));
      target.forEach((text) => add(index + 0.5, row, [[], [text]], "unaligned"));
    }
  });
  const shown = new Set(rows.map(([, row]) => subjectOf(row)));
  for (const decision of decisions) {
    if (decision.verdict === "rejected" || shown.has(subject(decision))) continue;
    const side = (side: 0 | 1, keys: Decision["source"]) =>
      keys.map((key) => texts[side].get(keyName(key))).filter((found) => found !== undefined);
    const [source, target] = [side(0, decision.source), side(1, decision.target)];
    const place = source[0]?.[1] ?? target[0]?.[1];
    // A decision about texts that are not on this page.
    if (place === undefined || source.length + target.length < decision.source.length + decision.target.length) continue;
    add(place, group.base[place]!, [source.map((s) => s[0]), target.map((t) => t[0])], "paired", { decision });
  }
  return rows.sort((a, b) => a[0] - b[0]).map(([, row]) => row);
}
