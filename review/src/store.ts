/** The decisions of a page: kept in the browser, and undone one step at a time. */

import { type Data, type Decision, subject } from "./data";
import type { Row } from "./rows";

const groupName = (d: { article: string; source_locale: string; target_locale: string }) =>
  `${d.article}\n${d.source_locale}\n${d.target_locale}`;

export class Store {
  /** By article and locales. Values are never changed, only replaced. */
  private groups = new Map<string, Decision[]>();
  private history: [string, Decision[]][][] = [];
  private readonly place: string;
  reviewer = "";
  /** Whether the browser keeps decisions. */
  isKept = true;

  constructor(data: Data) {
    const names = data.articles.map((article) => article.document).join("\n");
    this.place = `diglot-review ${data.title} ${hash(names)}`;
    this.load(data.decisions);
    try {
      const kept = localStorage.getItem(this.place);
      if (kept) this.load(JSON.parse(kept) as Decision[]);
      this.reviewer = localStorage.getItem("diglot-reviewer") ?? "";
    } catch {
      this.isKept = false;
    }
  }

  /** Adds decisions that were made elsewhere. Later ones replace earlier ones about the same. */
  load(decisions: Decision[]): void {
    for (const decision of decisions) {
      const name = groupName(decision);
      const others = (this.groups.get(name) ?? []).filter((d) => subject(d) !== subject(decision));
      this.groups.set(name, [...others, decision]);
    }
  }

  of(group: string): Decision[] {
    return this.groups.get(group) ?? [];
  }

  all(): Decision[] {
    return [...this.groups.values()].flat();
  }

  /** Adds decisions about an article in two locales, and removes others, as one step. */
  change(row: Row, add: Omit<Decision, "article" | "source_locale" | "target_locale" | "reviewer" | "time">[], remove: Decision[] = []): void {
    const about = { article: row.article, source_locale: row.locales[0], target_locale: row.locales[1] };
    const name = groupName(about);
    const before = this.of(name);
    const time = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const added = add.map((d) => order({ ...about, ...d, reviewer: this.reviewer, time }));
    const subjects = new Set([...added, ...remove].map(subject));
    this.history.push([[name, before]]);
    this.groups.set(name, [...before.filter((d) => !subjects.has(subject(d))), ...added]);
    this.save();
  }

  /** Takes back the last step. Returns whether there was one. */
  undo(): boolean {
    const step = this.history.pop();
    step?.forEach(([name, decisions]) => this.groups.set(name, decisions));
    this.save();
    return step !== undefined;
  }

  setReviewer(name: string): void {
    this.reviewer = name;
    try {
      localStorage.setItem("diglot-reviewer", name);
    } catch {
      this.isKept = false;
    }
  }

  save(): void {
    try {
      localStorage.setItem(this.place, JSON.stringify(this.all()));
    } catch {
      this.isKept = false;
    }
  }
}

/** The fields in the order of the file. */
function order(d: Decision): Decision {
  const { article, source_locale, target_locale, source, target, verdict, pair, score, note, reviewer, time } = d;
  return { article, source_locale, target_locale, source, target, verdict, pair, ...(score === undefined ? {} : { score }), note, reviewer, time };
}

function hash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}
