import { api, take } from "../../../api/client.ts";
import { Problem } from "../../../api/problem.ts";
import type { components } from "../../../api/schema.d.ts";
import { keptKeys, makeKey, markEnrolled } from "../../../device/keys.ts";
import { nonce, statement } from "../../../device/statements.ts";
import type { KeptKey } from "../../../device/store.ts";
import { BY_COOKIE, type Session } from "../../session.tsx";

/** What a code is for. */
export type Preview = components["schemas"]["PreviewView"];

/** What is shown along with a code. */
export type Shown = Omit<components["schemas"]["ActivationForm"], "statement">;

/** A key that waits until others have confirmed whose it is. */
export interface Pending {
  readonly thumbprint: string;
  readonly community: string | null;
  readonly confirmation: string;
  readonly expires_at: string;
}

/** Under which name a device remembers that it waits. */
export const PENDING = "enrolment-waiting";

/** Makes the key and enrols it: null once somebody is signed in with it, otherwise what it waits for. */
export async function enrol(session: Session, preview: Preview, shown: Shown): Promise<Pending | null> {
  const { key, isNew } = await keyFor(preview);
  const body = { ...shown, statement: await statement(key, "enrolment", enrolment(preview, shown, key)) };
  try {
    const answer = await take(api.POST("/api/v1/activations", { headers: BY_COOKIE, body }));
    if ("request" in answer) {
      const { thumbprint, community } = key;
      return { thumbprint, community, confirmation: preview.confirmation, expires_at: answer.expires_at };
    }
    await markEnrolled(key.thumbprint);
    await session.adopt(answer);
  } catch (thrown) {
    // The answer to an earlier attempt may have been lost on its way; then the key is enrolled and the code is used.
    if (!(thrown instanceof Problem) || isNew || !(await entered(session, key))) throw thrown;
  }
  return null;
}

/** Whether a key opens a session, so that it is enrolled by now. */
export async function entered(session: Session, key: KeptKey): Promise<boolean> {
  try {
    await session.enter(key, key.community);
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
  await markEnrolled(key.thumbprint);
  return true;
}

/** The key of an earlier attempt for the same purpose, or a new one. */
async function keyFor({ community = null, owner = null, role = null }: Preview) {
  const purpose = { community, owner, role };
  const earlier = (await keptKeys()).find(
    (key) => !key.enrolled && key.community === community && key.owner === owner && key.role === role,
  );
  return earlier === undefined
    ? { key: await makeKey(purpose), isNew: true }
    : { key: earlier, isNew: false };
}

function enrolment(preview: Preview, shown: Shown, key: KeptKey): object {
  const by = shown.login ? "letter_and_provider" : preview.method;
  return {
    v: 1,
    origin: preview.origin,
    community: preview.community ?? null,
    activation: preview.activation,
    method: preview.methods.includes(by) ? by : preview.method,
    confirmed_by: preview.confirmed_by,
    role: preview.role ?? null,
    until: preview.until ?? null,
    owner: preview.owner ?? null,
    consent: preview.consent ?? null,
    key: key.x,
    nonce: nonce(),
  };
}
