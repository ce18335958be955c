import type { TotalName, Totals, Weight } from "./contract.ts";
import { type Fields, Misshapen } from "./fields.ts";
import { decimalsOf, readArea } from "./quantities.ts";
import { NOTHING, asTotals } from "./tally.ts";

/** One inequality as a certificate lists it, its sides as they are written. */
export interface Listed {
  readonly subject: string;
  readonly candidate: string | null;
  readonly measure: string;
  readonly left: string | null;
  readonly relation: string;
  readonly right: string | null;
  readonly article: string;
  readonly verified: boolean;
  readonly holds: boolean | null;
}

/** What there is on a measure, of what, how much is needed: as text. */
export interface Comparison {
  readonly have: string | null;
  readonly of: string | null;
  readonly needed: string | null;
  readonly holds: boolean | null;
}

/** A threshold on its measures. */
export interface Requirement {
  readonly holds: boolean | null;
  readonly on: ReadonlyMap<string, Comparison>;
}

/** A candidate with the votes as certified. */
export interface CandidateForm {
  readonly candidate: string;
  readonly reached: boolean | null;
  readonly approval: Requirement;
}

/** What a matter that did not pass would have needed on a measure. */
export interface Needed {
  readonly about: string;
  readonly measure: string;
  readonly short: string | null;
  readonly joining: string | null;
  readonly missing: readonly string[];
}

/** The outcome under another value of a switch. */
export interface Otherwise {
  readonly switch: string;
  readonly value: string;
  readonly outcome: Outcome;
}

/** Whether a matter passes; the lists are there for elections. */
export interface Outcome {
  readonly passed: boolean | null;
  readonly lists: readonly (readonly string[])[] | null;
}

/** Reads a tri-state field that may be `null`. */
function readListed(own: Fields): Listed {
  own.only(
    ...["subject", "candidate", "measure", "left", "relation", "right"],
    ...["article", "verified", "holds", "sentence", "sentence_zh"],
  );
  return {
    subject: own.text("subject"),
    candidate: own.has("candidate") ? own.text("candidate") : null,
    measure: own.text("measure"),
    left: own.textOrNull("left"),
    relation: own.text("relation"),
    right: own.textOrNull("right"),
    article: own.text("article"),
    verified: own.flag("verified"),
    holds: own.flagOrNull("holds"),
  };
}

/** The inequalities of a verdict, in their order. */
export function listedOf(verdict: Fields): readonly Listed[] {
  return verdict.each("inequalities").map(readListed);
}

/** A requirement of a verdict; `null` where there is none. */
export function requirementOf(verdict: Fields, name: string): Requirement | null {
  if (verdict.raw(name) === null) return null;
  const own = verdict.fields(name).only("holds", "area", "heads", "units");
  const on = new Map<string, Comparison>();
  for (const measure of ["area", "heads", "units"]) {
    if (!own.has(measure) || own.raw(measure) === null) continue;
    const each = own.fields(measure).only("have", "of", "needed", "holds");
    const amount = (field: string) => (measure === "heads" ? `${each.whole(field)}` : each.textOrNull(field));
    const [have, of, needed] = [amount("have"), amount("of"), amount("needed")];
    on.set(measure, { have, of, needed, holds: each.flagOrNull("holds") });
  }
  return { holds: own.flagOrNull("holds"), on };
}

/** The candidates of a verdict, in their order. */
export function candidatesOf(verdict: Fields): readonly CandidateForm[] {
  return verdict.each("candidates").map((own) => {
    own.only("candidate", "area", "heads", "units", "reached", "approval");
    const approval = requirementOf(own, "approval");
    if (!approval) throw new Misshapen(own.place, "has no approval");
    return { candidate: own.text("candidate"), reached: own.flagOrNull("reached"), approval };
  });
}

/** The votes of each candidate. */
export function votesOf(verdict: Fields): ReadonlyMap<string, Weight> {
  return new Map(verdict.each("candidates").map((own) => [own.text("candidate"), readWeight(own)]));
}

/** A weight of the certificate, in thousandths. */
export function readWeight(own: Fields): Weight {
  const text = own.textOrNull("area");
  const area = text === null ? null : readArea(text);
  if (area === undefined) throw new Misshapen(own.place, "is no area with three decimals at most");
  return { area, heads: BigInt(own.whole("heads")) };
}

/** The totals of a verdict, and with how many decimals they are written. */
export function totalsOf(verdict: Fields): {
  readonly totals: Totals;
  readonly decimals: ReadonlySet<number>;
} {
  const own = verdict.fields("totals");
  const names: TotalName[] = ["all", "participating", "for", "against", "abstain", "invalid", "silent"];
  own.only(...names, "informed");
  const each = (name: TotalName) => own.fields(name).only("area", "heads");
  const known = own.has("informed") ? [...names, "informed" as const] : names;
  const texts = known.map((name) => each(name).textOrNull("area")).filter((text) => text !== null);
  return {
    totals: asTotals((name) => (known.includes(name) ? readWeight(each(name)) : NOTHING)),
    decimals: new Set(texts.map(decimalsOf)),
  };
}

/** What was needed, as a verdict lists it. */
export function neededOf(verdict: Fields): readonly Needed[] {
  return verdict.each("needed").map((own) => {
    own.only("subject", "candidate", "measure", "short", "joining", "missing", "sentence", "sentence_zh");
    return {
      about: own.has("candidate") ? own.text("candidate") : own.text("subject"),
      measure: own.text("measure"),
      short: own.textOrNull("short"),
      joining: own.has("joining") ? own.text("joining") : null,
      missing: own.has("missing") ? own.texts("missing") : [],
    };
  });
}

const LISTS = ["elected", "alternates", "runoff"];

/** Who is elected, may follow and ties; `null` where a verdict, or an outcome, says nothing of it. */
export function listsOf(own: Fields): readonly (readonly string[])[] | null {
  return LISTS.some((name) => own.has(name)) ? LISTS.map((name) => own.texts(name)) : null;
}

/** What a verdict says of other values of switches. */
export function otherwiseOf(verdict: Fields): readonly Otherwise[] {
  return verdict.each("otherwise").map((own) => {
    own.only("switch", "value", "passed", ...LISTS);
    const outcome = { passed: own.flagOrNull("passed"), lists: listsOf(own) };
    return { switch: own.text("switch"), value: own.text("value"), outcome };
  });
}

/** Pairs of a switch and its value that a verdict lists under a name. */
export function settingsOf(verdict: Fields, name: string): readonly string[] {
  return verdict.each(name).map((own) => {
    own.only("switch", "value", "risk", "risk_zh");
    return `${own.text("switch")}=${own.text("value")}`;
  });
}
