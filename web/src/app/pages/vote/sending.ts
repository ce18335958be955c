import { api, JOSE, take } from "../../../api/client.ts";
import { Problem, problemOf, UNREACHABLE } from "../../../api/problem.ts";
import { dropBallot, keepReceipt } from "../../../device/ballots.ts";
import type { KeptBallot } from "../../../device/store.ts";

/** After these pauses, in milliseconds, the same bytes are sent once more where nothing came back. */
const PAUSES = [1_000, 3_000];

/**
 * Sends the very bytes that are kept, until there is a receipt. A refusal is for good and takes the ballot off this
 * device; anything else leaves it, so that whoever comes back goes on.
 */
export async function sendBallot(ballot: KeptBallot): Promise<void> {
  try {
    await keepReceipt(ballot, await received(ballot));
  } catch (thrown) {
    if (thrown instanceof Problem && isFinal(thrown)) await dropBallot(ballot.digest);
    throw thrown;
  }
}

/** Whether the service said that it will not take these bytes. */
export function isFinal({ document }: Problem): boolean {
  return (
    document.status >= 400 && document.status < 500 && document.status !== 429 && document.status !== 408
  );
}

async function received(ballot: KeptBallot): Promise<string> {
  for (const pause of PAUSES) {
    try {
      return await posted(ballot);
    } catch (thrown) {
      if (problemOf(thrown).code !== UNREACHABLE) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return posted(ballot);
}

async function posted({ community, meeting, statement }: KeptBallot): Promise<string> {
  return take<string>(
    api.POST("/api/v1/communities/{community}/meetings/{meeting}/ballots", {
      params: { path: { community, meeting } },
      body: statement,
      parseAs: "text",
      ...JOSE,
    }),
  );
}
