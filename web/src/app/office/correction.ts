import { payloadOf } from "../../device/statements.ts";
import { AREA_SOURCES, UNIT_KINDS } from "../../i18n/law.ts";
import { STOCKS } from "../../i18n/roll.ts";
import { CORRECTIONS, FIELDS } from "../../i18n/watch.ts";
import { worded, type Sentence } from "../../i18n/words.ts";

/** One field of a correction; where its value is one of a few words, what that is called. */
export interface Corrected {
  readonly field: string;
  readonly value: string;
  readonly name?: Sentence;
}

/** The fields whose values are words of the service. */
const NAMED: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  correct: CORRECTIONS,
  area_source: AREA_SOURCES,
  stock: STOCKS,
  kind: UNIT_KINDS,
};

/** What a signed amendment of the roll corrects, in the order in which it is read, and why. */
export function correctionOf(signed: string): { change: Corrected[]; reason: string } {
  const payload = payloadOf(signed);
  if (!isObject(payload) || !isObject(payload["change"])) return { change: [], reason: "" };
  const change = flat(payload["change"]).toSorted((a, b) => place(a) - place(b));
  return { change, reason: String(payload["reason"] ?? "") };
}

function flat(value: Record<string, unknown>): Corrected[] {
  return Object.entries(value).flatMap(([field, own]): Corrected[] => {
    if (own === null) return [];
    if (isObject(own)) return flat(own);
    const value = Array.isArray(own) ? own.map(String).join(", ") : String(own);
    const names = NAMED[field];
    return [names === undefined ? { field, value } : { field, value, name: worded(names, value) }];
  });
}

/** Known fields in the order of their names; what nobody knows comes last. */
function place({ field }: Corrected): number {
  const known = Object.keys(FIELDS).indexOf(field);
  return known < 0 ? Number.MAX_SAFE_INTEGER : known;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
