import type { JudgeContext, Matter, Switches, Totals, Weight } from "./contract.ts";
import { type Bench, outcomeOf, sameOutcome } from "./outcome.ts";
import type { Ticket } from "./seats.ts";
import { attributed, withSilence } from "./silence.ts";
import type { Otherwise, Outcome } from "./verdict-form.ts";

/** What a matter came to, and everything it was derived from. */
export interface Derived {
  readonly bench: Bench;
  /** The certified totals, silence that was counted included, and those of the real votes. */
  readonly totals: Totals;
  readonly real: Totals;
  readonly votes: ReadonlyMap<string, Weight>;
  readonly switches: Switches;
  readonly own: Outcome;
  /** What orders equal votes under other values, where the certificate drew a lot. */
  readonly ticket: Ticket;
}

const PAPER_SWITCHES = [
  ["spoiled_counts_as_participating", "yes", "no"],
  ["blank_item", "abstain", "spoiled"],
] as const;

/** The switches that only papers make a difference to. */
export const OF_PAPERS: readonly string[] = PAPER_SWITCHES.map(([name]) => name);

const OF_ELECTIONS = [
  ["tie_break", ["other_measure_then_runoff", "runoff"]],
  ["rank_by", ["heads", "area"]],
  ["too_few_elected", ["new_election", "stands_if_minimum", "fill_missing_seats"]],
] as const;

/** What other values of single switches would come to, where it has to be told; in the order of the certificate. */
export function otherwiseOutcomes(
  context: JudgeContext,
  matter: Matter,
  derived: Derived,
): readonly Otherwise[] {
  const { spoiled, blank } = recounted(context, matter, derived);
  return [...spoiled, ...silent(derived), ...blank, ...elected(derived)];
}

/** The settings without whose value the outcome would be another, each once. */
export function mattered(
  otherwise: readonly Otherwise[],
  own: Outcome,
  switches: Switches,
): readonly string[] {
  const names = otherwise.filter((each) => !sameOutcome(each.outcome, own)).map((each) => each.switch);
  return [...new Set(names)].map((name) => `${name}=${switches[name] ?? ""}`);
}

function other(value: string | undefined, one: string, two: string): string {
  return value === one ? two : one;
}

/** What blank and spoiled papers come to under the other values, where the papers are at hand. */
function recounted(
  context: JudgeContext,
  matter: Matter,
  derived: Derived,
): { readonly spoiled: readonly Otherwise[]; readonly blank: readonly Otherwise[] } {
  const { switches, bench, own, ticket } = derived;
  const { recount, papers } = context;
  if (!recount || papers === 0) return { spoiled: [], blank: [] };
  const under = ([name, one, two]: (typeof PAPER_SWITCHES)[number]): Otherwise => {
    const value = other(switches[name], one, two);
    const settings = { ...switches, [name]: value };
    const { totals, votes } = recount(matter, settings);
    const counted = withSilence(totals, attributed(bench.pack, totals, switches));
    return { switch: name, value, outcome: outcomeOf(bench, counted, votes, switches, ticket) };
  };
  const [spoiled, blank] = [under(PAPER_SWITCHES[0]), under(PAPER_SWITCHES[1])];
  const isSpoiled = derived.totals.invalid.heads > 0n || derived.totals.invalid.area !== 0n;
  return { spoiled: isSpoiled ? [spoiled] : [], blank: sameOutcome(blank.outcome, own) ? [] : [blank] };
}

/** What the votes come to if silence meant nothing, and with the quorum the other way. */
function silent({ bench, real, votes, switches, own, ticket }: Derived): readonly Otherwise[] {
  if (switches["non_voter"] === "not_counted") return [];
  const without = outcomeOf(bench, real, votes, switches, ticket);
  const name = "only_if_real_votes_reach_quorum";
  const value = other(switches[name], "yes", "no");
  const takenAs = attributed(bench.pack, real, { ...switches, [name]: value });
  const outcome = outcomeOf(bench, withSilence(real, takenAs), votes, switches, ticket);
  const differs = sameOutcome(outcome, own) ? [] : [{ switch: name, value, outcome }];
  return [{ switch: "non_voter", value: "not_counted", outcome: without }, ...differs];
}

/** Who else would be elected under other values, by the same votes. */
function elected({ bench, totals, votes, switches, own, ticket }: Derived): readonly Otherwise[] {
  if (!bench.elects || own.lists === null) return [];
  return OF_ELECTIONS.flatMap(([name, values]) =>
    values.flatMap((value): Otherwise[] => {
      const outcome = outcomeOf(bench, totals, votes, { ...switches, [name]: value }, ticket);
      return !outcome.lawful || sameOutcome(outcome, own) ? [] : [{ switch: name, value, outcome }];
    }),
  );
}
