import { base64url, fromBase64url, utf8 } from "./base64url.ts";

const PREFIX = "text:";
const ARRIVED = "arrived-text";

/** A text that the record knows by its hash only, as this device keeps it. */
export function keptText(sha256: string): string | null {
  return localStorage.getItem(PREFIX + sha256);
}

/** Keeps a text under its hash. */
export function keepText(sha256: string, text: string): void {
  localStorage.setItem(PREFIX + sha256, text);
}

/** A text as it stands behind the `#` of an address, which a browser does not send. */
export function textFragment(text: string): string {
  return `#text=${base64url(utf8(text))}`;
}

/** Keeps what stands behind the `#` of the address, before a page to sign in takes its place. */
export function keepArrival(hash: string): void {
  const coded = /^#text=([\w-]+)$/.exec(hash)?.[1];
  if (coded !== undefined) localStorage.setItem(ARRIVED, coded);
}

/** The text that came with the last such address; null where none did. */
export function arrivedText(): string | null {
  const coded = localStorage.getItem(ARRIVED);
  if (coded === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(fromBase64url(coded));
  } catch {
    return null;
  }
}
