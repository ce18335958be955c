import { base64url, fromBase64url } from "./base64url.ts";
import { digestOfFile } from "./scans.ts";
import { digestOf } from "./statements.ts";
import { store, type KeptKey } from "./store.ts";

/** Where a value of the lot belongs. */
export interface LotPlace {
  readonly origin: string;
  readonly community: string;
  readonly meeting: string;
}

/**
 * Makes a value for the lot, keeps it on this device, and says what to commit to. A value that is there already is used
 * again: the commitment to it may have arrived.
 */
export async function commitment(key: KeptKey, place: LotPlace): Promise<string> {
  const database = await store();
  const kept = await database.get("values", [place.meeting, key.thumbprint]);
  const value = kept?.value ?? base64url(crypto.getRandomValues(new Uint8Array(32)));
  if (kept === undefined)
    await database.put("values", { meeting: place.meeting, thumbprint: key.thumbprint, value });
  return digestOf({ ...place, key: key.x, value });
}

/** The value that a key committed to on this device; undefined where it was elsewhere. */
export async function keptValue(meeting: string, thumbprint: string): Promise<string | undefined> {
  return (await (await store()).get("values", [meeting, thumbprint]))?.value;
}

/** The same for the order of a ballot, where nothing but the value itself is hashed; whose key it is does not matter. */
export async function hashedCommitment(process: string): Promise<string> {
  const database = await store();
  const kept = await database.get("values", [process, ""]);
  const value = kept?.value ?? base64url(crypto.getRandomValues(new Uint8Array(32)));
  if (kept === undefined) await database.put("values", { meeting: process, thumbprint: "", value });
  return digestOfFile(new Blob([fromBase64url(value)]));
}
