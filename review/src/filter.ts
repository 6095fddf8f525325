/** Which rows are shown. */

import type { Row } from "./rows";

export interface Filter {
  locales: string;
  article: string;
  kind: string;
  flag: string;
  status: string;
  below: number;
  text: string;
}

export const EVERYTHING: Filter = { locales: "", article: "", kind: "", flag: "", status: "", below: 1, text: "" };

export const localesName = (locales: [string, string]): string => `${locales[0]} → ${locales[1]}`;

export const flagsOf = (row: Row): string[] => (row.base?.flags ?? "").split(";").filter((flag) => flag !== "");

export function isShown(row: Row, filter: Filter): boolean {
  const text = filter.text.toLocaleLowerCase();
  const has = (side: Row["source"]) => side.some((unit) => unit.text.toLocaleLowerCase().includes(text));
  return (
    (filter.locales === "" || localesName(row.locales) === filter.locales) &&
    (filter.article === "" || row.article === filter.article) &&
    (filter.kind === "" || row.kind === filter.kind) &&
    (filter.flag === "" || flagsOf(row).includes(filter.flag)) &&
    (filter.status === "" || row.status === filter.status) &&
    (filter.below >= 1 || (row.base?.score ?? 1) < filter.below) &&
    (text === "" || has(row.source) || has(row.target) || row.context.toLocaleLowerCase().includes(text))
  );
}
