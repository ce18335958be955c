import { digest, payloadOf } from "./statements.ts";
import { store, type KeptBallot } from "./store.ts";

/** What a ballot is about. */
export type BallotPlace = Pick<KeptBallot, "community" | "meeting" | "elector">;

/** Keeps a signed ballot before it is sent, so that the same bytes can be sent again. */
export async function keepBallot(place: BallotPlace, statement: string): Promise<KeptBallot> {
  const ballot: KeptBallot = {
    ...place,
    digest: await digest(statement),
    statement,
    receipt: null,
    signedAt: new Date().toISOString(),
  };
  await (await store()).put("ballots", ballot);
  return ballot;
}

/** Puts its receipt beside a ballot. */
export async function keepReceipt(ballot: KeptBallot, receipt: string): Promise<void> {
  await (await store()).put("ballots", { ...ballot, receipt });
}

/** Takes a ballot off this device that the service refused for good. */
export async function dropBallot(digest: string): Promise<void> {
  await (await store()).delete("ballots", digest);
}

/** A ballot of this device by its digest. */
export async function keptBallot(digest: string): Promise<KeptBallot | undefined> {
  return (await store()).get("ballots", digest);
}

/** The ballots of this device in a meeting, the first one signed first. */
export async function keptBallots(meeting: string): Promise<KeptBallot[]> {
  const all = await (await store()).getAllFromIndex("ballots", "meeting", meeting);
  return all.sort((one, other) => one.signedAt.localeCompare(other.signedAt));
}

/** Whether a ballot was cast under a mandate: for somebody else. */
export function isForOther(statement: string): boolean {
  const said = payloadOf(statement);
  return typeof said === "object" && said !== null && "mandate" in said && said.mandate !== null;
}
