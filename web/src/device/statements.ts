import canonicalize from "canonicalize";
import { base64url, fromBase64url, utf8 } from "./base64url.ts";
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
  const input = [headerOf(key, kind), payload].map((part) => base64url(utf8(canonical(part)))).join(".");
  return `${input}.${base64url(await sign(key, utf8(input)))}`;
}

/** A signature over a payload that is elsewhere already, as one of a general JWS (RFC 7515, section 7.2.1). */
export async function detached(
  key: KeptKey,
  kind: StatementKind,
  payload: string,
): Promise<{ protected: string; signature: string }> {
  const header = base64url(utf8(canonical(headerOf(key, kind))));
  return { protected: header, signature: base64url(await sign(key, utf8(`${header}.${payload}`))) };
}

/** SHA-256 over the canonical JSON (RFC 8785) of something. */
export async function digestOf(value: object): Promise<string> {
  return digest(canonical(value));
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

/** What a statement says, as it was signed; nothing is checked. */
export function payloadOf(statement: string): unknown {
  const [, payload = ""] = statement.split(".");
  return JSON.parse(new TextDecoder().decode(fromBase64url(payload)));
}

function headerOf(key: KeptKey, kind: StatementKind): object {
  return { alg: "EdDSA", kid: key.thumbprint, typ: `quorate-${kind}+jws` };
}

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a payload that is no JSON");
  return text;
}
