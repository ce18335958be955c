import type { JudgeContext, Matter, Switches, Totals, Weight } from "./contract.ts";
import { type Held, type Subject, allOf, hold } from "./inequalities.ts";
import { type EstateSizes, sizesIn } from "./kept.ts";
import { type Asked, type Pack, approvalOf } from "./pack.ts";
import { type Seated, type Ticket, isEnough, seat } from "./seats.ts";
import { takingPart } from "./silence.ts";
import type { Outcome } from "./verdict-form.ts";

/** What a matter is decided by. */
export interface Bench {
  readonly pack: Pack;
  readonly approval: Asked;
  readonly matter: Matter;
  readonly elects: boolean;
  readonly estate: EstateSizes | null;
  readonly decimals: number;
}

/** Sets up what a matter is decided by; `null` where the pack's rules are not evaluated here. */
export function benchFor(context: JudgeContext, matter: Matter, decimals: number): Bench | null {
  const { rules } = context;
  const approval = rules.pack.evaluated ? approvalOf(rules.pack, matter.kind) : null;
  if (!approval) return null;
  return {
    pack: rules.pack,
    approval,
    matter,
    elects: matter.candidates.length > 0 || matter.seats !== null,
    estate: sizesIn(rules, context.electors),
    decimals,
  };
}

/** Totals as they are held against the thresholds. */
export interface Standing {
  readonly quorum: Held | null;
  /** That of a motion, or of each candidate. */
  readonly approval: Held | null;
  readonly candidates: ReadonlyMap<string, Held>;
}

/** What a motion weighs. */
export function agreeing(totals: Totals): Subject {
  return { subject: "approval", candidate: null, have: totals.for, total: "for" };
}

/** What a candidate weighs. */
export function voting(candidate: string, votes: Weight): Subject {
  return { subject: "candidate", candidate, have: votes, total: "candidates" };
}

/** Holds totals against everything that the rules ask. */
export function standing(bench: Bench, totals: Totals, votes: ReadonlyMap<string, Weight>): Standing {
  const { pack, approval, elects, decimals } = bench;
  const quorum = pack.participation && hold(pack.participation, takingPart(totals), totals, decimals);
  const candidates = new Map(
    [...votes].map(([name, own]) => [name, hold(approval, voting(name, own), totals, decimals)]),
  );
  return {
    quorum,
    approval: elects ? null : hold(approval, agreeing(totals), totals, decimals),
    candidates,
  };
}

/** Who has a seat by these totals, under these switches; `null` while missing areas leave open who reached the threshold. */
export function seatedBy(
  bench: Bench,
  held: Standing,
  votes: ReadonlyMap<string, Weight>,
  switches: Switches,
  ticket: Ticket,
): Seated | null {
  const quorum = held.quorum ? held.quorum.holds : true;
  const outcomes = [...held.candidates].map(([name, own]) => [name, allOf([quorum, own.holds])] as const);
  if (outcomes.some(([, reached]) => reached === null)) return null;
  const reached = outcomes.filter(([, own]) => own === true).map(([name]) => name);
  return seat(reached, votes, planned(bench, reached.length), switches, ticket);
}

/** How many seats there are; without a number everybody who reaches the threshold has one. */
function planned(bench: Bench, reached: number): number {
  return bench.matter.seats ?? Math.max(reached, 1);
}

/** An outcome, and whether the rules allow such an election at all and name the minimum that it is held to. */
export interface Decided extends Outcome {
  readonly lawful: boolean;
}

/** Whether a matter passes by these totals, and who is elected. */
export function outcomeOf(
  bench: Bench,
  totals: Totals,
  votes: ReadonlyMap<string, Weight>,
  switches: Switches,
  ticket: Ticket,
): Decided {
  const held = standing(bench, totals, votes);
  const quorum = held.quorum ? held.quorum.holds : true;
  if (!bench.elects) {
    return { passed: allOf([quorum, held.approval?.holds ?? null]), lists: null, lawful: true };
  }
  const seated = seatedBy(bench, held, votes, switches, ticket);
  const possible = quorum === false ? [] : [...held.candidates.values()].filter((own) => own.holds !== false);
  const filled = seated?.filled ?? possible.length;
  const enough = isEnough(bench.estate, filled, planned(bench, filled), switches);
  const lawful = enough !== null;
  if (seated) return { passed: enough, lists: [seated.elected, seated.alternates, seated.runoff], lawful };
  // Not even everybody who might have reached it would be enough.
  return { passed: enough === false ? false : null, lists: [[], [], []], lawful };
}

/** Whether two outcomes are the same. */
export function sameOutcome(one: Outcome, other: Outcome): boolean {
  return one.passed === other.passed && JSON.stringify(one.lists) === JSON.stringify(other.lists);
}
