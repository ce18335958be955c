import { api, take } from "../../../api/client.ts";
import { Problem } from "../../../api/problem.ts";
import { keepBallot, keptBallot, keptBallots } from "../../../device/ballots.ts";
import { payloadOf } from "../../../device/statements.ts";
import type { KeptBallot } from "../../../device/store.ts";
import { Fields } from "../../../verifier/law/fields.ts";
import { sendBallot } from "../vote/sending.ts";

/** A ballot with what is needed to check its receipt. */
export interface Held {
  readonly ballot: KeptBallot;
  /** The service's keys that the receipt is held to, as text. */
  readonly keys: string;
  /** Other ballots of this device in the meeting: one of them may have taken its place. */
  readonly others: readonly string[];
  /** Whether a later ballot of this device, of which there is a receipt, took its place. */
  readonly replaced: boolean;
}

/** What this device holds of a ballot; of one that another device cast, the receipt is asked for once more. */
export async function heldOf(community: string, meeting: string, digest: string): Promise<Held | null> {
  const ballot = (await keptBallot(digest)) ?? (await fetched(community, meeting, digest));
  if (ballot === undefined) return null;
  const params = { path: { community } };
  const keys = await take<string>(
    api.GET("/api/v1/communities/{community}/keys", { params, parseAs: "text" }),
  );
  const others = (await keptBallots(meeting)).filter((own) => own.digest !== digest);
  const replaced = others.some((own) => own.receipt !== null && supersedes(own) === digest);
  return { ballot, keys, others: others.map(({ statement }) => statement), replaced };
}

function supersedes({ statement }: KeptBallot): string | null {
  return new Fields(payloadOf(statement), "ballot").textOrNull("supersedes");
}

/** The same bytes get the same receipt, so an owner's other device can have it as well. */
async function fetched(community: string, meeting: string, digest: string): Promise<KeptBallot | undefined> {
  try {
    const params = { path: { community } };
    const { ballots } = await take(api.GET("/api/v1/communities/{community}/units/mine", { params }));
    const own = ballots.find((ballot) => ballot.digest === digest);
    if (own === undefined) return undefined;
    const kept = await keepBallot({ community, meeting, elector: own.elector }, own.statement);
    await sendBallot(kept);
    return keptBallot(digest);
  } catch (thrown) {
    if (thrown instanceof Problem && [401, 403].includes(thrown.document.status)) return undefined;
    throw thrown;
  }
}
