import { parse } from "smol-toml";
import type { HolidayYear } from "./contract.ts";
import { nextDay } from "./calendar.ts";
import { Fields } from "./fields.ts";

/** A file of rules that this verifier carries. */
export interface PublishedRules {
  readonly name: string;
  readonly text: string;
}

const PACKS = import.meta.glob<string>("../../../../src/domain/rules/packs/*.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});

const OVERLAYS = import.meta.glob<string>("../../../../src/domain/rules/overlays/*.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});

const HOLIDAYS = import.meta.glob<string>("../../../../src/domain/deadlines/tables/*.toml", {
  query: "?raw",
  import: "default",
  eager: true,
});

function named(files: Readonly<Record<string, string>>): readonly PublishedRules[] {
  return Object.entries(files).map(([path, text]) => ({
    name: path.replace(/^.*\//, "").replace(/\.toml$/, ""),
    text,
  }));
}

/** Every rule pack, byte for byte as published. */
export const publishedPacks = named(PACKS);

/** Every overlay of a place, byte for byte as published. */
export const publishedOverlays = named(OVERLAYS);

/** The days of one line of a table: `2026-01-01`, or `2026-01-01 to 2026-01-03`. */
function daysOf(line: string): readonly string[] {
  const [first = "", last = first] = line.split(" to ");
  const days = [first];
  for (let day = first; day < last;) {
    day = nextDay(day);
    days.push(day);
  }
  return days;
}

/** The holidays that this verifier knows. */
export const publishedHolidays: readonly HolidayYear[] = named(HOLIDAYS).flatMap(({ name, text }) =>
  new Fields(parse(text), name).each("year").map((year) => ({
    year: year.whole("year"),
    source: year.text("source"),
    rest: year.texts("rest").flatMap(daysOf),
    work: year.texts("work").flatMap(daysOf),
  })),
);
