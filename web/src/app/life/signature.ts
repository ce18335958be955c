import type { KeptKey } from "../../device/store.ts";
import type { Signature } from "../pieces/signing.tsx";
import type { Community } from "../within.tsx";
import { handIn, signDeed, type Deed, type Noun } from "./act.ts";

/** A deed that is to be signed, and in which process. */
export interface Proposed extends Pick<Signature, "roles" | "owner"> {
  readonly noun: Noun;
  readonly process: string;
  /** Says what is done, when it is signed and with which key: hashes and salts are made then. */
  deed(key: KeptKey): Deed | Promise<Deed>;
  /** Where it is not sent to the address of its noun alone, as with the text of an objection. */
  send?(statement: string): Promise<unknown>;
}

/** How a deed is signed and handed in, for the review that does it. */
export function signatureOf(
  community: Community,
  proposed: Proposed,
): Pick<Signature, "community" | "roles" | "owner" | "make" | "send"> {
  return {
    community: community.community,
    roles: proposed.roles,
    owner: proposed.owner,
    make: async (key) => signDeed(key, { ...community, process: proposed.process }, await proposed.deed(key)),
    send: (statement) =>
      proposed.send === undefined
        ? handIn(community.community, proposed.noun, statement)
        : proposed.send(statement),
  };
}
