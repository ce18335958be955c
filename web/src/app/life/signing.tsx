import type { ComponentChildren } from "preact";
import { Signing, type Signature } from "../pieces/signing.tsx";
import type { Community } from "../within.tsx";
import { handIn, nounOf, signDeed, type Deed } from "./act.ts";

/** A deed that waits to be looked at and signed. */
export interface Waiting extends Pick<Signature, "roles" | "title" | "facts" | "owner"> {
  readonly process: string;
  readonly deed: Deed;
  /** Where it is not sent to the address of its noun alone, as with the text of an objection. */
  readonly send?: (statement: string) => Promise<unknown>;
  /** What follows from it. */
  readonly means?: ComponentChildren;
}

/** The review of a deed, which signs it and hands it in. */
export function SigningDeed(props: { community: Community; of: Waiting; done(): void; cancel(): void }) {
  const { community, of } = props;
  const signature: Signature = {
    ...of,
    community: community.community,
    make: (key) => signDeed(key, { ...community, process: of.process }, of.deed),
    send: of.send ?? ((statement) => handIn(community.community, nounOf(of.deed), statement)),
  };
  return (
    <Signing of={signature} done={props.done} cancel={props.cancel}>
      {of.means}
    </Signing>
  );
}
