import canonicalize from "canonicalize";
import { base64url, utf8 } from "./base64url.ts";
import { sign } from "./keys.ts";
import type { KeptKey } from "./store.ts";

/** The kinds of statements that a device signs, by the `typ` of their header. */
export type StatementKind =
  | "sign-in"
  | "enrolment"
  | "enrolment-confirmation"
  | "ballot"
  | "mandate"
  | "mandate-revocation"
  | (string & {});

/** Signs a payload as a compact JWS (RFC 7515), written canonically (RFC 8785). */
export async function statement(key: KeptKey, kind: StatementKind, payload: object): Promise<string> {
  const header = { alg: "EdDSA", kid: key.thumbprint, typ: `quorate-${kind}+jws` };
  const input = [header, payload].map((part) => base64url(utf8(canonical(part)))).join(".");
  return `${input}.${base64url(await sign(key, utf8(input)))}`;
}

/** SHA-256 over the text that is sent, as the record writes digests: 64 hexadecimal digits. */
export async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 16 fresh random bytes; one that is used twice lets others guess what a hash hides. */
export function nonce(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a payload that is no JSON");
  return text;
}
