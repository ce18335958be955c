import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { joined } from "./bytes.ts";

const { Point } = ed25519;
type Place = InstanceType<typeof Point>;
const ORDER = Point.Fn.ORDER;

/** A public key of Ed25519 that is no weak one. */
export interface PublicKey {
  readonly bytes: Uint8Array;
  readonly point: Place;
}

/** Reads a public key; `null` if its encoding is not canonical or its order is small. */
export function publicKey(bytes: Uint8Array): PublicKey | null {
  const point = bytes.length === 32 ? placeOf(bytes) : null;
  return point && !point.isSmallOrder() ? { bytes, point } : null;
}

/**
 * Whether a signature is strictly this key's: canonical encodings, no point of small order, and the equation
 * without a cofactor, so that every verifier comes to the same.
 */
export function verifies(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const first = signature.subarray(0, 32);
  const commitment = placeOf(first);
  const scalar = number(signature.subarray(32));
  if (!commitment || commitment.isSmallOrder() || scalar >= ORDER) return false;
  const challenge = number(sha512(joined(first, key.bytes, message))) % ORDER;
  const left = times(Point.BASE, scalar).subtract(times(key.point, challenge));
  return left.equals(commitment);
}

function times(point: Place, scalar: bigint): Place {
  return scalar === 0n ? Point.ZERO : point.multiplyUnsafe(scalar);
}

function placeOf(bytes: Uint8Array): Place | null {
  try {
    return Point.fromBytes(bytes, false);
  } catch {
    return null;
  }
}

function number(little: Uint8Array): bigint {
  let value = 0n;
  for (let place = little.length - 1; place >= 0; place--) value = (value << 8n) | BigInt(little[place] ?? 0);
  return value;
}
