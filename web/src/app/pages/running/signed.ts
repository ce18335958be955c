import { nonce, statement, type StatementKind } from "../../../device/statements.ts";
import type { KeptKey } from "../../../device/store.ts";
import type { Signature } from "../../pieces/signing.tsx";
import type { Held } from "./meeting.ts";

/** How a statement about a meeting is signed: where it belongs, what it says, and a fresh nonce. */
export function signedAbout(
  of: Held,
  roles: readonly string[],
  kind: StatementKind,
  fields: (key: KeptKey) => object | Promise<object>,
  send: (body: string) => Promise<unknown>,
): Pick<Signature, "community" | "roles" | "make" | "send"> {
  const { origin, community } = of.community;
  const { meeting } = of.meeting;
  return {
    community,
    roles,
    make: async (key) =>
      statement(key, kind, { v: 1, origin, community, meeting, nonce: nonce(), ...(await fields(key)) }),
    send,
  };
}
