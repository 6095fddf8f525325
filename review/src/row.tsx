/** One row: the source, what is known of the pair, and the target. */

import { diff } from "./diff";
import { flagsOf, localesName } from "./filter";
import type { Row, Status } from "./rows";

const STATUS: Record<Status, string> = {
  open: "",
  accepted: "✓ accepted",
  rejected: "✗ rejected",
  paired: "✎ paired by hand",
  unaligned: "no partner",
};

function Side({ row, side, showMarkup }: { row: Row; side: "source" | "target"; showMarkup: boolean }) {
  const locale = row.locales[side === "source" ? 0 : 1];
  return (
    <div role="cell" class={`side ${side}`}>
      {row[side].map((unit) => (
        <p key={unit.key.join()} lang={locale} dir="auto">
          <span class="line" aria-label={`line ${unit.line}`}>{unit.line}</span>
          {showMarkup && unit.markup ? <code>{unit.markup}</code> : unit.text}
        </p>
      ))}
      {row[side].length === 0 && <p class="none">—</p>}
    </div>
  );
}

function Words({ before, after }: { before: string; after: string }) {
  return (
    <>
      {diff(before, after).map((part, n) =>
        part.change === "same" ? part.text : part.change === "added" ? <ins key={n}>{part.text}</ins> : <del key={n}>{part.text}</del>,
      )}
    </>
  );
}

function Differences({ row }: { row: Row }) {
  const near = row.base?.near;
  if (!near) return null;
  const join = (side: "source" | "target") => row[side].map((t) => t.text).join(" ");
  return (
    <details>
      <summary>differs from an earlier pair</summary>
      {(["source", "target"] as const).map((side, index) => (
        <p key={side} lang={row.locales[index]} dir="auto">
          <Words before={near[index]!} after={join(side)} />
        </p>
      ))}
    </details>
  );
}

function Changed({ row }: { row: Row }) {
  const today = row.base?.today;
  if (today === undefined) return null;
  return (
    <details open>
      <summary>{today === "" ? "the source is gone" : "the source has changed"}</summary>
      {today !== "" && (
        <p lang={row.locales[0]} dir="auto">
          <Words before={row.source.map((t) => t.text).join(" ")} after={today} />
        </p>
      )}
    </details>
  );
}

interface Props {
  row: Row;
  /** Place in the list, from 0. */
  index: number;
  isActive: boolean;
  isPicked: boolean;
  showMarkup: boolean;
  choose: () => void;
}

export function RowView({ row, index, isActive, isPicked, showMarkup, choose }: Props) {
  const { base } = row;
  const reasons = base?.reasons ?? "";
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      class={`row ${row.status}${isActive ? " active" : ""}${isPicked ? " picked" : ""}`}
      onClick={choose}
      aria-current={isActive ? "true" : undefined}
    >
      <Side row={row} side="source" showMarkup={showMarkup} />
      <div role="cell" class="pair">
        {base?.score !== undefined && (
          <span class="score" title="the probability that the pair is right">
            {base.score.toFixed(3)}
          </span>
        )}
        <span class="status">{STATUS[row.status]}</span>
        <span class="kind">
          {row.kind.replace("_", " ")}
          {base ? ` · ${base.type}` : ""}
        </span>
        {flagsOf(row).map((flag) => (
          <span class="flag" key={flag}>
            {flag.replaceAll("_", " ")}
          </span>
        ))}
        {isActive && reasons !== "" && <span class="reasons">{reasons}</span>}
        {base?.today !== undefined && <span class="flag">stale</span>}
        {isActive && <Differences row={row} />}
        {isActive && <Changed row={row} />}
        {row.decision?.note && <span class="note">“{row.decision.note}”</span>}
      </div>
      <Side row={row} side="target" showMarkup={showMarkup} />
    </div>
  );
}

export function Heading({ article, locales, done, all }: { article: string; locales: [string, string]; done: number; all: number }) {
  return (
    <div role="row" class="heading">
      <div role="cell">
        <h2>{article}</h2>
      </div>
      <div role="cell">{localesName(locales)}</div>
      <div role="cell">
        {done} of {all} pairs decided
      </div>
    </div>
  );
}

export function Context({ context }: { context: string }) {
  return context === "" ? null : (
    <div role="row" class="context">
      <div role="cell" dir="auto">
        {context}
      </div>
    </div>
  );
}
