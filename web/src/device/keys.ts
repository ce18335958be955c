import { base64url, fromBase64url, utf8 } from "./base64url.ts";
import { store, type KeptKey } from "./store.ts";

/** What a new key is for. */
export type Purpose = Pick<KeptKey, "community" | "owner" | "role">;

/** Whether this browser makes Ed25519 keys whose secret no script can read. */
export async function signsByItself(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

/** Makes a key and keeps it on this device. It counts once it is enrolled. */
export async function makeKey(purpose: Purpose): Promise<KeptKey> {
  const made = (await signsByItself()) ? await byHandle() : await bySeed();
  const key: KeptKey = { ...purpose, ...made, thumbprint: await thumbprint(made.x), enrolled: false };
  await (await store()).put("keys", key);
  // What the browser clears is lost; asking costs nothing and is often granted to an installed app.
  await navigator.storage?.persist?.();
  return key;
}

/** Notes that the key was enrolled. */
export async function markEnrolled(thumbprint: string): Promise<void> {
  const database = await store();
  const key = await database.get("keys", thumbprint);
  if (key !== undefined) await database.put("keys", { ...key, enrolled: true });
}

/** Takes a key off this device. */
export async function forgetKey(thumbprint: string): Promise<void> {
  await (await store()).delete("keys", thumbprint);
}

/** Every key of this device. */
export async function keptKeys(): Promise<KeptKey[]> {
  return (await store()).getAll("keys");
}

/** Signs bytes (RFC 8032, section 5.1). */
export async function sign(key: KeptKey, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (key.signer.kind === "handle")
    return new Uint8Array(await crypto.subtle.sign("Ed25519", key.signer.key, bytes));
  const { lock, nonce, seed } = key.signer;
  const open = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, lock, seed));
  const { ed25519 } = await import("@noble/curves/ed25519.js");
  const signature = ed25519.sign(bytes, open);
  open.fill(0);
  return signature;
}

/** The identifier of a public key (RFC 7638). */
export async function thumbprint(x: string): Promise<string> {
  const bytes = utf8(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`);
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Twelve digits by which two people compare a key: its thumbprint's first eight bytes modulo 10¹². */
export function fingerprint(thumbprint: string): string {
  const number = new DataView(fromBase64url(thumbprint).buffer).getBigUint64(0);
  const digits = (number % 1_000_000_000_000n).toString().padStart(12, "0");
  return `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`;
}

async function byHandle(): Promise<Pick<KeptKey, "x" | "signer">> {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
  const { x } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  if (x === undefined) throw new Error("the browser made a key without a public part");
  return { x, signer: { kind: "handle", key: pair.privateKey } };
}

/**
 * For a browser without Ed25519: the seed is kept under an AES key that cannot be read out. While it signs, the seed is
 * in the memory of the page, so a script in the page could take it; the page says that it is the weaker way.
 */
async function bySeed(): Promise<Pick<KeptKey, "x" | "signer">> {
  const { ed25519 } = await import("@noble/curves/ed25519.js");
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const lock = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, lock, seed);
  const x = base64url(ed25519.getPublicKey(seed));
  seed.fill(0);
  return { x, signer: { kind: "sealed", lock, nonce, seed: sealed } };
}
