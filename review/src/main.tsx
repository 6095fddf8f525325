/** The review page. */

import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { actions } from "./actions";
import { fromFile, read, toFile } from "./data";
import { EVERYTHING, type Filter, flagsOf, isShown, localesName } from "./filter";
import { List } from "./list";
import { Context, Heading, RowView } from "./row";
import { type Group, type Row, follow } from "./rows";
import { Store } from "./store";

const data = read();
const store = new Store(data);

const groups: Group[] = data.articles.flatMap((article) => {
  return [...group(article.rows).entries()].map(([locales, base]) => ({
    name: `${article.document}\n${locales}`,
    article: article.document,
    locales: base[0]!.locales,
    base,
  }));
});

function group<T extends { locales: [string, string] }>(rows: T[]): Map<string, T[]> {
  const all = new Map<string, T[]>();
  for (const row of rows) {
    const name = row.locales.join("\n");
    const known = all.get(name);
    if (known) known.push(row);
    else all.set(name, [row]);
  }
  return all;
}

/** Rows of a group as long as its decisions are the same. */
const known = new Map<string, [unknown, Row[]]>();

function rowsOf(group: Group): Row[] {
  const decisions = store.of(group.name);
  const before = known.get(group.name);
  if (before && before[0] === decisions) return before[1];
  const rows = follow(group, decisions);
  known.set(group.name, [decisions, rows]);
  return rows;
}

type Item = { name: string; row: Row; context: string } | { name: string; group: Group; done: number; all: number };

const isDecided = (row: Row): boolean => row.status !== "open" && row.status !== "unaligned";

function itemsOf(filter: Filter): Item[] {
  return groups.flatMap((group) => {
    if (filter.locales !== "" && localesName(group.locales) !== filter.locales) return [];
    if (filter.article !== "" && group.article !== filter.article) return [];
    const all = rowsOf(group);
    const rows = all.filter((row) => isShown(row, filter));
    if (rows.length === 0) return [];
    const pairs = all.filter((row) => row.status !== "unaligned");
    const done = pairs.filter(isDecided).length;
    const heading: Item = { name: `heading ${group.name}`, group, done, all: pairs.length };
    let last = "";
    const shown = rows.map((row): Item => {
      const context = row.context === last ? "" : row.context;
      last = row.context;
      return { name: row.name, row, context };
    });
    return [heading, ...shown];
  });
}

const unique = (values: string[]): string[] => [...new Set(values)].sort();
const every = groups.flatMap((group) => rowsOf(group));
const choices = {
  locales: unique(groups.map((group) => localesName(group.locales))),
  article: unique(groups.map((group) => group.article)),
  kind: unique(every.map((row) => row.kind)),
  flag: unique(every.flatMap(flagsOf)),
  status: ["open", "accepted", "rejected", "paired", "unaligned"],
};

const KEYS: [string, string][] = [
  ["j  ↓", "next row"],
  ["k  ↑", "row before"],
  ["n", "next pair that is not decided"],
  ["a", "accept the pair"],
  ["r", "reject the pair, or take apart one made by hand"],
  ["s", "split the pair into single units"],
  ["+", "join with the next row"],
  ["p", "pair with another row: choose it and press Enter; Esc ends it"],
  ["o", "write a note"],
  ["u", "undo"],
  ["m", "show Markdown or plain text"],
  ["/", "search"],
  ["d", "download the decisions"],
  ["?", "this help"],
];

function App() {
  const [filter, setFilter] = useState<Filter>({ ...EVERYTHING, locales: choices.locales.length > 1 ? choices.locales[0]! : "" });
  const [active, setActive] = useState("");
  const [picked, setPicked] = useState<Row>();
  const [showMarkup, setMarkup] = useState(false);
  const [said, say] = useState("");
  const [change, setChange] = useState(0);
  const [isHelp, setHelp] = useState(false);
  const [noting, setNoting] = useState<Row>();
  const scroller = useRef<(index: number) => void>(null) as { current: (index: number) => void };
  const items = useMemo(() => itemsOf(filter), [filter, change]);
  const rows = useMemo(() => items.flatMap((item, index) => ("row" in item ? [{ row: item.row, index }] : [])), [items]);
  const at = rows.findIndex((item) => item.row.name === active);
  const row = rows[at]?.row;

  const go = (to: number) => {
    const item = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (!item) return;
    setActive(item.row.name);
    scroller.current?.(item.index);
  };
  /** Does something, says what was done, and goes on from the place where the row was. */
  const act = (work: (row: Row) => string, goOn = false) => {
    if (!row) return say("Choose a row first");
    say(work(row));
    setChange((n) => n + 1);
    // A row that was split or joined has another name.
    const now = itemsOf(filter).flatMap((item) => ("row" in item ? [item.row] : []));
    const same = now.findIndex((other) => other.name === row.name);
    const next = now[Math.min(same < 0 ? at : same + (goOn ? 1 : 0), now.length - 1)];
    setActive(next?.name ?? "");
    if (goOn) go(at + 1);
  };

  const nextOpen = () => {
    const open = (item: { row: Row }) => item.row.status === "open";
    const later = rows.findIndex((item, index) => index > at && open(item));
    const next = later >= 0 ? later : rows.findIndex(open);
    if (next >= 0) go(next);
    else say("All pairs that are shown are decided");
  };
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([toFile(store.all())], { type: "application/jsonl" }));
    link.download = "decisions.jsonl";
    link.click();
    URL.revokeObjectURL(link.href);
    say(`${store.all().length} decisions downloaded`);
  };
  const undo = () => {
    say(store.undo() ? "Undone" : "Nothing to undo");
    setChange((n) => n + 1);
  };
  const choosePartner = () => {
    if (!picked) return;
    act((row) => actions.repair(store, picked, row));
    setPicked(undefined);
  };
  const pick = () => {
    if (!row) return say("Choose a row first");
    setPicked(row);
    say("Choose the row to pair it with, then press Enter");
  };

  const byKey: Record<string, () => void> = {
    j: () => go(at + 1),
    ArrowDown: () => go(at + 1),
    k: () => go(at - 1),
    ArrowUp: () => go(at - 1),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    n: nextOpen,
    a: () => act((row) => actions.accept(store, row), true),
    r: () => act((row) => actions.reject(store, row)),
    s: () => act((row) => actions.split(store, row)),
    "+": () => act((row) => actions.join(store, row, rows[at + 1]?.row)),
    p: pick,
    Enter: choosePartner,
    Escape: () => {
      setPicked(undefined);
      setHelp(false);
      setNoting(undefined);
    },
    o: () => (row?.decision ? setNoting(row) : say("Accept or reject the pair first")),
    u: undo,
    m: () => setMarkup(!showMarkup),
    "/": () => document.getElementById("search")?.focus(),
    d: download,
    "?": () => setHelp(!isHelp),
  };
  // The handler is set once and always finds the work of the last drawing.
  const work = useRef(byKey);
  work.current = byKey;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isTyping = ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping && event.key !== "Escape") return;
      if (target.tagName === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
      const handle = work.current[event.key];
      if (!handle) return;
      event.preventDefault();
      if (isTyping) target.blur();
      handle();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  const pairs = useMemo(() => groups.flatMap(rowsOf).filter((row) => row.status !== "unaligned"), [change]);
  const decided = pairs.filter(isDecided).length;

  const select = (field: "locales" | "article" | "kind" | "flag" | "status", label: string) => (
    <label>
      {label}
      <select value={filter[field]} onChange={(event) => setFilter({ ...filter, [field]: event.currentTarget.value })}>
        <option value="">all</option>
        {choices[field].map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
  const button = (key: string, label: string, disabled = false) => (
    <button type="button" onClick={byKey[key]} disabled={disabled} aria-keyshortcuts={key}>
      {label} <kbd>{key}</kbd>
    </button>
  );
  return (
    <>
      <header>
        <h1>{data.title}</h1>
        <div class="progress">
          <progress value={decided} max={Math.max(pairs.length, 1)} aria-label="pairs decided" />
          <span>
            {decided} of {pairs.length} pairs decided{data.sample ? " of this sample" : ""}
          </span>
        </div>
        <label>
          Reviewer
          <input value={store.reviewer} onInput={(event) => store.setReviewer(event.currentTarget.value)} autocomplete="name" />
        </label>
        <label class="file">
          Load decisions
          <input
            type="file"
            accept=".jsonl"
            onChange={async (event) => {
              const file = event.currentTarget.files?.[0];
              if (!file) return;
              try {
                store.load(fromFile(await file.text()));
                store.save();
                say(`Decisions of ${file.name} loaded`);
              } catch (error) {
                say(`${file.name}: ${(error as Error).message}`);
              }
              setChange((n) => n + 1);
            }}
          />
        </label>
        {button("d", "Download decisions")}
        {button("?", "Help")}
      </header>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        {choices.locales.length > 1 && select("locales", "Locales")}
        {select("article", "Article")}
        {select("kind", "Kind")}
        {select("flag", "Flag")}
        {select("status", "Status")}
        <label>
          Score below
          <input
            type="number"
            min="0"
            max="1"
            step="0.01"
            value={filter.below}
            onInput={(event) => setFilter({ ...filter, below: Number(event.currentTarget.value || 1) })}
          />
        </label>
        <label>
          Text
          <input id="search" type="search" value={filter.text} onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })} />
        </label>
        <span>{rows.length} rows</span>
      </form>
      <main>
        <List
          count={items.length}
          name={(index) => items[index]!.name}
          scroller={scroller}
          label="Pairs"
          render={(index) => {
            const item = items[index]!;
            if ("group" in item) return <Heading article={item.group.article} locales={item.group.locales} done={item.done} all={item.all} />;
            return (
              <>
                <Context context={item.context} />
                <RowView
                  row={item.row}
                  index={index}
                  isActive={item.row.name === active}
                  isPicked={item.row.name === picked?.name}
                  showMarkup={showMarkup}
                  choose={() => setActive(item.row.name)}
                />
              </>
            );
          }}
        />
      </main>
      <footer>
        <div class="actions" role="toolbar" aria-label="What to do with the row">
          {button("a", "Accept", !row)}
          {button("r", "Reject", !row)}
          {button("s", "Split", !row)}
          {button("+", "Join", !row)}
          {picked ? button("Enter", "Pair with this row") : button("p", "Pair with…", !row)}
          {button("o", "Note", !row?.decision)}
          {button("u", "Undo")}
          {button("n", "Next open")}
        </div>
        <p role="status">{said}</p>
        {!store.isKept && <p class="warning">This browser keeps no decisions: download them before you close the page.</p>}
        <p class="said-row" aria-live="polite">
          {row ? `${row.source.map((t) => t.text).join(" ")} — ${row.target.map((t) => t.text).join(" ")}` : ""}
        </p>
      </footer>
      {noting && <Note row={noting} close={() => setNoting(undefined)} keep={(note) => act((row) => actions.note(store, row, note))} />}
      {isHelp && (
        <div class="dialog" role="dialog" aria-label="Help">
          <h2>Keys</h2>
          <dl>
            {KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <p>
            The browser keeps your decisions. Download them as a file and give it to every command: <code>diglot export --decisions decisions.jsonl</code>
          </p>
          <button type="button" onClick={() => setHelp(false)} ref={(node) => node?.focus()}>
            Close
          </button>
        </div>
      )}
    </>
  );
}

function Note({ row, close, keep }: { row: Row; close: () => void; keep: (note: string) => void }) {
  const [text, setText] = useState(row.decision?.note ?? "");
  return (
    <form
      class="dialog"
      role="dialog"
      aria-label="Note"
      onSubmit={(event) => {
        event.preventDefault();
        keep(text);
        close();
      }}
    >
      <label>
        Note
        <input value={text} onInput={(event) => setText(event.currentTarget.value)} ref={(node) => node?.focus()} />
      </label>
      <button type="submit">Keep</button>
      <button type="button" onClick={close}>
        Cancel
      </button>
    </form>
  );
}

document.getElementById("app")!.textContent = "";
render(<App />, document.getElementById("app")!);
