import type { Pack } from "./pack.ts";
import type { Term } from "./terms.ts";

/** Something told to people, in both languages. */
export interface Told {
  readonly zh: string;
  readonly en: string;
}

/** An area in thousandths of the record's unit, or `null` where it is unknown; never a rounded number. */
export type Area = bigint | null;

/** What a sum of electors weighs. */
export interface Weight {
  readonly area: Area;
  readonly heads: bigint;
}

/** The totals of a matter; `informed` are the served among the silent. */
export type TotalName =
  "all" | "participating" | "for" | "against" | "abstain" | "invalid" | "silent" | "informed";

/** The totals of a matter, each by its name. */
export type Totals = Readonly<Record<TotalName, Weight>>;

/** The settings of a definition, by their names. */
export type Switches = Readonly<Record<string, string>>;

/** A unit as a roll shows it. */
export interface Unit {
  readonly unit: string;
  readonly building: string;
  readonly entrance: string | null;
  readonly floor: number;
  readonly kind: string;
  readonly area: string | null;
  readonly area_source: string;
}

/** Whoever votes as one on a roll. */
export interface Elector {
  readonly elector: string;
  readonly kind: string;
  readonly heads: number;
  readonly units: readonly Unit[];
}

/** A unit of a register: a unit of a roll with its owners. */
export interface Holding extends Unit {
  readonly stock: string;
  readonly owners: readonly string[];
}

/** An elector of an annex: who stands behind a pseudonym. */
export interface Owners {
  readonly elector: string;
  readonly kind: string;
  readonly owners: readonly string[];
}

/** Who decides a matter, as a definition names them. */
export interface Electorate {
  readonly buildings: readonly string[];
  readonly entrances: readonly { readonly building: string; readonly entrance: string }[];
  readonly units: readonly string[];
  readonly floors: { readonly lowest: number; readonly highest: number } | null;
  readonly unit_kinds: readonly string[];
  readonly parking_counts: string | null;
  readonly storage_counts: string | null;
}

/** A matter as a definition has it, as far as the law asks. */
export interface Matter {
  readonly matter: string;
  readonly kind: string;
  readonly electorate: Electorate;
  readonly seats: number | null;
  readonly candidates: readonly { readonly candidate: string }[];
  readonly competence: { readonly reason: string } | null;
}

/** The named days of a year. */
export interface HolidayYear {
  readonly year: number;
  readonly source: string;
  readonly rest: readonly string[];
  readonly work: readonly string[];
}

/** A definition, as far as the law asks; a definition document fits as it is. */
export interface LawDefinition {
  readonly kind: string;
  readonly time_zone: string;
  readonly opens_at: string;
  readonly closes_at: string;
  readonly objection_days: number;
  readonly switches: Switches;
  readonly online_channel: { readonly value: string; readonly recognition: string | null };
  readonly holidays: readonly HolidayYear[] | null;
  readonly non_voter_rule: {
    readonly adopted_on: string;
    readonly text: string;
    readonly result: string;
  } | null;
  readonly delegate_rule: { readonly adopted_on: string; readonly text: string } | null;
  readonly lot: { readonly reveal_hours: number } | null;
  readonly matters: readonly Matter[];
}

/** What a vote says in a matter: of a ballot `for`, `against`, `abstain`, `candidates`; of a paper also `blank`, `spoiled`. */
export interface Choice {
  readonly answer: string;
  readonly candidates: readonly { readonly candidate: string; readonly answer: string }[];
}

/** One relation of exact quantities, as the law asks for it. */
export interface Threshold {
  readonly relation: ">=" | ">" | "<=" | "<";
  readonly n: bigint;
  readonly d: bigint;
  readonly of: string;
}

/** The rules in force: a pack with the overlays laid on it in order. */
export interface Rules {
  readonly pack: Pack;
  /** What the pack and the overlays settle, by topic or name. */
  readonly settled: ReadonlyMap<string, Term>;
}

/** One inequality, evaluated here, with what it takes to draw it: exact numbers as text, `null` where unknown. */
export interface Inequality {
  readonly subject: "participation" | "approval" | "candidate" | string;
  readonly candidate: string | null;
  readonly measure: string;
  /** `have` out of `of`, and the smallest (or largest) amount that satisfies, in the unit of the measure. */
  readonly have: string | null;
  readonly of: string | null;
  readonly needed: string | null;
  readonly relation: Threshold["relation"];
  /** The fraction asked for; `null` where a number, no fraction, is asked for or it cannot be told. */
  readonly fraction: { readonly n: string; readonly d: string } | null;
  /** What the fraction is one of: `all`, `participating`, … ; `null` where the certificate does not say. */
  readonly base: string | null;
  readonly left: string | null;
  readonly right: string | null;
  readonly holds: boolean | null;
  readonly article: string;
  readonly verified: boolean;
}

/** A matter after its verdict was held against the law. */
export interface Judged {
  /** What does not follow from the totals by the rules; empty if everything does. */
  readonly findings: readonly Told[];
  /** What could not be derived, and why. */
  readonly open: readonly Told[];
  readonly inequalities: readonly Inequality[];
  /** Whether the verdict was derived from the pack's own rules (`rules`), or only its inequalities were evaluated. */
  readonly by: "rules" | "inequalities";
  readonly passed: boolean | null;
  /** The totals of the real votes, before silence was counted; `null` where the verdict cannot be read. */
  readonly real: Totals | null;
}

/** What is needed besides the verdict to derive it again. */
export interface JudgeContext {
  readonly rules: Rules;
  readonly definition: LawDefinition;
  /** The final roll. */
  readonly electors: readonly Elector[];
  /** The seed of the lot, where it was drawn. */
  readonly seed: string | null;
  /** SHA-256 in hexadecimal of the canonical JSON of a value. */
  readonly digest: (value: unknown) => string;
  /** `channels.paper` of the certificate. */
  readonly papers: number;
  /** The count of the matter's votes under these switches, where the votes are at hand (an audit bundle). */
  readonly recount: ((matter: Matter, switches: Switches) => Count) | null;
}

/** What votes come to in a matter. */
export interface Count {
  readonly totals: Totals;
  readonly votes: ReadonlyMap<string, Weight>;
}

/** A period counted forward in the community's time zone. */
export interface Period {
  /** 24:00 of the last day, in milliseconds since 1970. */
  readonly endsAt: number;
  /** As `2026-06-17`. */
  readonly lastDay: string;
  readonly rolledOver: readonly string[];
  /** Years that it touched at its end and no table of holidays covers. */
  readonly uncovered: readonly number[];
}

/*
 * The functions, each in its file. Times are milliseconds since 1970, days `2026-06-17`; `digest` is the SHA-256 in
 * hexadecimal of the canonical JSON of a value. Everything that is found is told in both languages.
 *
 * published.ts       publishedPacks, publishedOverlays (name and text), publishedHolidays
 * pack.ts            readPack(text), which throws where it is none; ruleOf(pack, kind); approvalOf(pack, kind)
 * overlay.ts         readOverlay(text), which throws where it is none
 * compose.ts         compose(pack, overlays): { rules, findings }; termOf(rules, topic, name?)
 * kept.ts            rulesKept(rules, definition); silenceRule(definition, noticedAt)
 * competence.ts      competence(rules, matters): { findings, doubtful }
 * holidays.ts        holidaysNamed(rules, definition): { findings, unknown }
 * calendar.ts        dayOf(at, zone), isZone(zone), isDay(text)
 * days.ts            fullDays(start, end, zone), forward(rules, definition, event, days): Period, noticeDays(rules, kind),
 *                    noticePeriod(rules, definition, noticedAt), votingPeriod(rules, opensAt, closesAt)
 * electorate.ts      unitsOf(elector, matter, switches)
 * roll.ts            amended(holdings, change), grouped(holdings, overlapping, salt, digest): { electors, annex }
 * choices.ts         fits(choice, matter, switches), stands(choice, matter, switches), sameChoice(one, other)
 * representation.ts  class Representation: who acts for co-owners, in the order of the record
 * speaking.ts        countingVote(votes, switches), papersAllowed(switches), mayVoteAgain(switches, cast)
 * mandates.ts        holdersAllowed(rules), discretionAllowed(rules), mayHold(rules, held, electors), actsFor(…)
 * tally.ts           count(electors, matter, switches, said, reached): Count
 * verdict.ts         judge(context, matter, verdict): Judged
 * totals.ts          sameCount(verdict, judged, counted, matter), possibleTotals(context, matter, verdict, judged, reached)
 * lots.ts            lotSeed(close, meeting, values, digest), revealDeadline(definition, closedAt), commitmentsOf(role)
 */
