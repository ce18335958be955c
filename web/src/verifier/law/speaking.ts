import type { Switches } from "./contract.ts";

/** What one voice said through one medium, as far as it decides which vote of an elector counts. */
export interface Vote {
  /** The own voice, or that of a holder. */
  readonly own: boolean;
  /** The entry with which the mandate was given; 0 of the own voice. */
  readonly given: number;
  readonly medium: "online" | "paper";
  /** When its votes were received, as comparable numbers: the first and the last of them. */
  readonly first: number | bigint;
  readonly last: number | bigint;
}

/** Of everything that stands for an elector, the one vote that counts; `null` where nothing does. */
export function countingVote<Own extends Vote>(votes: readonly Own[], switches: Switches): Own | null {
  const own = votes.filter((vote) => vote.own);
  const latest = votes.reduce((most, vote) => Math.max(most, vote.given), 0);
  const voice = own.length > 0 ? own : votes.filter((vote) => vote.given === latest);
  const conflict = switches["channel_conflict"] ?? "first";
  return voice.reduce<Own | null>(
    (best, vote) => (best === null || outranks(vote, best, conflict) ? vote : best),
    null,
  );
}

/** Whether one medium goes before another within a voice; at equal times it is online. */
function outranks(one: Vote, other: Vote, conflict: string): boolean {
  const online = one.medium === "online";
  switch (conflict) {
    case "online":
      return online;
    case "paper":
      return !online;
    case "last":
      return one.last > other.last || (one.last === other.last && online);
    default:
      return one.first < other.first || (one.first === other.first && online);
  }
}

/** How many papers of one voice are taken. */
export function papersAllowed(switches: Switches): number {
  switch (switches["revote"]) {
    case "none":
      return 1;
    case "once":
      return 2;
    default:
      return Infinity;
  }
}

/** Whether a voice that has cast so many ballots may cast another one. */
export function mayVoteAgain(switches: Switches, cast: number): boolean {
  return cast < papersAllowed(switches);
}
