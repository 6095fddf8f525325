/** What a reviewer can do with a row. */

import { type Decision, isNameable } from "./data";
import type { Row } from "./rows";
import type { Store } from "./store";

type New = Omit<Decision, "article" | "source_locale" | "target_locale" | "reviewer" | "time">;

/** Units on one side of a pair: the program joins no more. */
const MOST = 3;

const keys = (row: Pick<Row, "source" | "target">) => ({ source: row.source.map((t) => t.key), target: row.target.map((t) => t.key) });

const decide = (row: Row, verdict: "accepted" | "rejected"): New => ({
  ...keys(row),
  verdict,
  pair: row.base?.id ?? "",
  ...(row.base?.score === undefined ? {} : { score: row.base.score }),
  note: row.decision?.note ?? "",
});

const paired = (source: Row["source"], target: Row["target"]): New => ({ ...keys({ source, target }), verdict: "paired", pair: "", note: "" });

/** The decisions that a row no longer is what it was. */
const given_up = (rows: Row[]): New[] => rows.filter((row) => row.base).map((row) => decide(row, "rejected"));

const made = (rows: Row[]): Decision[] => rows.filter((row) => row.status === "paired").map((row) => row.decision!);

/** Each returns what was done, or why not. */
export const actions = {
  accept(store: Store, row: Row): string {
    if (row.status === "paired") return "This pair was made by you";
    if (!row.base) return "A unit without a partner cannot be accepted";
    if (!isNameable(row)) return "This pair cannot be named in a decision";
    store.change(row, [decide(row, "accepted")]);
    return "Accepted";
  },

  reject(store: Store, row: Row): string {
    if (row.status === "paired") {
      store.change(row, [], [row.decision!]);
      return "Pair taken apart";
    }
    if (!row.base) return "A unit without a partner cannot be rejected";
    if (!isNameable(row)) return "This pair cannot be named in a decision";
    store.change(row, [decide(row, "rejected")]);
    return "Rejected";
  },

  split(store: Store, row: Row): string {
    if (row.source.length < 2 && row.target.length < 2) return "This row has one unit on each side";
    if (row.source.length === 0 || row.target.length === 0) return "This row is not a pair";
    const count = Math.min(row.source.length, row.target.length);
    const pairs = Array.from({ length: count }, (_, i) => paired([row.source[i]!], [row.target[i]!]));
    store.change(row, [...given_up([row]), ...pairs], made([row]));
    return "Split";
  },

  join(store: Store, row: Row, next: Row | undefined): string {
    if (!next || next.article !== row.article || next.locales.join() !== row.locales.join()) return "There is no row after this one in the article";
    const source = [...row.source, ...next.source];
    const target = [...row.target, ...next.target];
    if (source.length === 0 || target.length === 0) return "Both rows are on the same side";
    if (source.length > MOST || target.length > MOST) return `A pair has at most ${MOST} units on each side`;
    if (!isNameable({ source, target })) return "These units cannot be named in a decision";
    store.change(row, [...given_up([row, next]), paired(source, target)], made([row, next]));
    return "Joined with the next row";
  },

  repair(store: Store, row: Row, other: Row): string {
    if (other.article !== row.article || other.locales.join() !== row.locales.join()) return "Choose a row of the same article and locales";
    if (other.name === row.name) return "Choose another row";
    const source = row.source.length > 0 ? row.source : other.source;
    const target = row.source.length > 0 ? other.target : row.target;
    if (source.length === 0 || target.length === 0) return "That row has no unit on the other side";
    if (!isNameable({ source, target })) return "These units cannot be named in a decision";
    store.change(row, [...given_up([row, other]), paired(source, target)], made([row, other]));
    return "Paired";
  },

  note(store: Store, row: Row, note: string): string {
    const decision = row.decision;
    if (!decision) return "Accept or reject the pair first";
    const { source, target, verdict, pair, score } = decision;
    store.change(row, [{ source, target, verdict, pair, ...(score === undefined ? {} : { score }), note }]);
    return "Note kept";
  },
};
