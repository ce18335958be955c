import type { Switches, TotalName, Totals } from "./contract.ts";
import { hold } from "./inequalities.ts";
import type { Pack } from "./pack.ts";
import { minus, plus } from "./tally.ts";

/** What the silent who were served are taken to say in a matter; `null` where they are left silent. */
export function attributed(pack: Pack, real: Totals, switches: Switches): TotalName | null {
  const { informed } = real;
  if (informed.heads === 0n && (informed.area === 0n || informed.area === null)) return null;
  if (switches["only_if_real_votes_reach_quorum"] !== "no" && !isQuorate(pack, real)) return null;
  switch (switches["non_voter"]) {
    case "participates_as_abstain":
      return "abstain";
    case "deemed_for":
      return "for";
    case "follows_majority":
      return majority(real);
    default:
      return null;
  }
}

function isQuorate(pack: Pack, real: Totals): boolean {
  if (real.participating.heads === 0n) return false;
  return !pack.participation || hold(pack.participation, takingPart(real), real, 3).holds === true;
}

/** What the quorum weighs. */
export function takingPart(totals: Totals) {
  return {
    subject: "participation",
    candidate: null,
    have: totals.participating,
    total: "participating",
  } as const;
}

/** What more of the real votes are on area and on heads alike; a tie adds nothing. */
function majority(real: Totals): TotalName | null {
  const { for: ayes, against: noes } = real;
  if (ayes.area === null || noes.area === null) return null;
  if (ayes.area > noes.area && ayes.heads > noes.heads) return "for";
  return ayes.area < noes.area && ayes.heads < noes.heads ? "against" : null;
}

/** Totals with the served among the silent counted as if they had said so. */
export function withSilence(real: Totals, takenAs: TotalName | null): Totals {
  if (takenAs === null) return real;
  const weight = real.informed;
  const none = minus(weight, weight);
  return {
    ...real,
    participating: plus(real.participating, weight),
    [takenAs]: plus(real[takenAs], weight),
    silent: minus(real.silent, weight),
    informed: none,
  };
}

/** Totals without silence that was counted: the reverse of `withSilence`. */
export function withoutSilence(totals: Totals, takenAs: TotalName, weight: Totals["all"]): Totals {
  return {
    ...totals,
    participating: minus(totals.participating, weight),
    [takenAs]: minus(totals[takenAs], weight),
    silent: plus(totals.silent, weight),
    informed: plus(totals.informed, weight),
  };
}
