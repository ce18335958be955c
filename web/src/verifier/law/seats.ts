import type { Switches, Weight } from "./contract.ts";
import { type EstateSizes, seatsAreLawful } from "./kept.ts";

/** Who is elected of those who reached the threshold. */
export interface Seated {
  readonly elected: readonly string[];
  readonly alternates: readonly string[];
  readonly runoff: readonly string[];
  /** How many seats are filled, those that a lot has still to fill included. */
  readonly filled: number;
  /** Whose order the lot decides. */
  readonly left: readonly string[];
}

/** By what equal votes are ordered once a lot is drawn; `null` before. */
export type Ticket = ((candidate: string) => string) | null;

/** Orders who reached the threshold by votes and gives out the seats, as the switches say. */
export function seat(
  reached: readonly string[],
  votes: ReadonlyMap<string, Weight>,
  seats: number,
  switches: Switches,
  ticket: Ticket,
): Seated {
  const byArea = switches["rank_by"] === "area";
  const second = switches["tie_break"] === "other_measure_then_runoff";
  const order = (one: string, other: string): number => {
    const [mine, theirs] = [votes.get(one), votes.get(other)];
    const area = compare(theirs?.area ?? 0n, mine?.area ?? 0n);
    const heads = compare(theirs?.heads ?? 0n, mine?.heads ?? 0n);
    const [first, then] = byArea ? [area, heads] : [heads, area];
    return first !== 0 || !second ? first : then;
  };
  const ranked = [...reached].sort((one, other) => order(one, other) || compareTexts(one, other));
  if (switches["tie_break"] === "lot") return byLot(tiesOf(ranked, order), seats, ticket);
  const [lastIn, firstOut] = [ranked[seats - 1], ranked[seats]];
  const isTie = lastIn !== undefined && firstOut !== undefined && order(lastIn, firstOut) === 0;
  const runoff = isTie ? ranked.filter((name) => order(name, lastIn) === 0) : [];
  const elected = ranked.slice(0, seats).filter((name) => !runoff.includes(name));
  const alternates = ranked.slice(elected.length + runoff.length);
  return { elected, alternates, runoff, filled: elected.length, left: [] };
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Candidates with equal votes together, those with most votes first. */
function tiesOf(
  ranked: readonly string[],
  order: (one: string, other: string) => number,
): readonly (readonly string[])[] {
  const ties: string[][] = [];
  for (const name of ranked) {
    const last = ties.at(-1);
    const [leader] = last ?? [];
    if (last && leader !== undefined && order(leader, name) === 0) last.push(name);
    else ties.push([name]);
  }
  return ties;
}

function byLot(ties: readonly (readonly string[])[], seats: number, ticket: Ticket): Seated {
  const elected: string[] = [];
  const alternates: string[] = [];
  const left = new Set<string>();
  let place = 0;
  for (const tie of ties) {
    // Where all of them have a seat, their order decides nothing.
    const decides = tie.length > 1 && place + tie.length > seats;
    const drawn = decides && ticket ? sortedBy(tie, ticket) : tie;
    if (decides) for (const name of drawn) left.add(name);
    if (ticket || !decides || place >= seats) {
      const free = Math.max(seats - place, 0);
      elected.push(...drawn.slice(0, free));
      alternates.push(...drawn.slice(free));
    }
    place += tie.length;
  }
  return { elected, alternates, runoff: [], filled: Math.min(place, seats), left: [...left] };
}

function sortedBy(names: readonly string[], ticket: (name: string) => string): readonly string[] {
  return [...names].sort((one, other) => compareTexts(ticket(one), ticket(other)));
}

/** Whether enough are elected; `null` where the rules allow no such election, or name no minimum. */
export function isEnough(
  estate: EstateSizes | null,
  filled: number,
  seats: number,
  switches: Switches,
): boolean | null {
  const tooFew = switches["too_few_elected"] ?? "new_election";
  if (!seatsAreLawful(estate, seats, tooFew)) return null;
  const fillsVacant = estate !== null && seats < estate.least;
  if (tooFew === "fill_missing_seats" || (fillsVacant && tooFew === "stands_if_minimum")) return filled > 0;
  if (tooFew === "stands_if_minimum") return estate && filled >= estate.least && 2 * filled > seats;
  return filled >= seats;
}
