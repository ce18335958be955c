import { api, JOSE, take } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";
import { nonce, statement } from "../../device/statements.ts";
import type { KeptKey } from "../../device/store.ts";

/** What is done in the life of a community, under the noun it is done in: `{petition: {did: "withdraw"}}`. */
export type Deed = components["schemas"]["Act"];

/** What deeds are done to. */
export type Noun = Deed extends infer One ? (One extends Deed ? keyof One : never) : never;

/** Where a deed belongs: its record and its process. */
export interface Place {
  readonly community: string;
  readonly origin: string;
  /** The process; whoever opens one chooses a UUID. */
  readonly process: string;
}

const ADDRESSES = {
  archive: "/api/v1/communities/{community}/archive/documents",
  candidacy: "/api/v1/communities/{community}/candidacies",
  committee: "/api/v1/communities/{community}/committees",
  contest: "/api/v1/communities/{community}/contests",
  contract: "/api/v1/communities/{community}/contracts",
  evaluation: "/api/v1/communities/{community}/evaluations",
  formation: "/api/v1/communities/{community}/formations",
  petition: "/api/v1/communities/{community}/petitions",
  seal_use: "/api/v1/communities/{community}/seal-uses",
  sitting: "/api/v1/communities/{community}/sittings",
  term: "/api/v1/communities/{community}/terms",
} as const satisfies Record<Noun, string>;

/** Signs a deed. What is sent again after a lost answer must be these same bytes. */
export function signDeed(key: KeptKey, { community, origin, process }: Place, act: Deed): Promise<string> {
  return statement(key, "act", { v: 1, origin, community, process, act, nonce: nonce() });
}

/** Hands in a signed deed, at the address of its noun; the receipt. */
export function handIn(community: string, noun: Noun, signed: string): Promise<string> {
  const options = { params: { path: { community } }, body: signed, parseAs: "text", ...JOSE } as const;
  return take<string>(api.POST(ADDRESSES[noun], options));
}
