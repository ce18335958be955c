import { parse } from "smol-toml";
import { Fields } from "./fields.ts";
import { readTold } from "./pack.ts";
import { SOURCE, type Term, nameOf, readTerms, readWritten } from "./terms.ts";

/** What a place or a community settles on top of a pack. */
export interface Overlay {
  readonly id: string;
  readonly version: string;
  readonly issuedBy: string;
  readonly base: readonly string[];
  readonly terms: readonly Term[];
  /** What it names twice. */
  readonly twice: readonly string[];
}

const HEAD = ["id", "version", "title", "issued_by", "base"];
const TOPICS = ["notice", "extraordinary_notice", "notice_content", "service", "voting_period", "committee"];
const VALUES = ["online_channel", "holders", "discretion"] as const;

/** Reads the text of an overlay; throws where it is none, or speaks of what is a pack's alone. */
export function readOverlay(text: string): Overlay {
  const fields = new Fields(parse(text), "");
  fields.only(...HEAD, ...TOPICS, ...VALUES, "switch", "limit", "procedure");
  readTold(fields, "title");
  const terms: Term[] = [...readTerms(fields)];
  for (const topic of VALUES) {
    const own = fields.maybe(topic)?.only("value", ...SOURCE);
    if (own) terms.push({ topic, value: own.text("value") });
  }
  for (const own of fields.each("switch")) {
    own.only("name", "value", ...SOURCE);
    terms.push({ topic: "switch", name: own.text("name"), value: own.text("value") });
  }
  for (const own of fields.each("limit")) {
    own.only("name", "number", ...SOURCE);
    terms.push({ topic: "limit", name: own.text("name"), number: own.whole("number") });
  }
  for (const own of fields.each("procedure")) {
    own.only("name", "value", ...SOURCE);
    terms.push({ topic: "procedure", name: own.text("name"), value: readWritten(own) });
  }
  const names = terms.map(nameOf);
  return {
    id: fields.text("id"),
    version: fields.text("version"),
    issuedBy: fields.text("issued_by"),
    base: fields.texts("base"),
    terms,
    twice: names.filter((name, place) => names.indexOf(name) !== place),
  };
}
