import { sha256 } from "@noble/hashes/sha2.js";

const URL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LETTERS = URL_LETTERS.replace("-_", "+/");
const encoder = new TextEncoder();

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of bytes in UTF-8; `null` if they are none. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    // A mark of byte order is a letter like any other: nothing that was hashed may be swallowed.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes one behind the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

/** Whether two byte strings are the same. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

/** Lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of hexadecimal digits that were checked before. */
export function unhex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** SHA-256. */
export function sha256Of(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}

/** SHA-256 of a text, in hexadecimal. */
export function digestOf(text: string): string {
  return hex(sha256(utf8(text)));
}

/** Base64 of URLs, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return encoded(bytes, URL_LETTERS);
}

/** Base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  const text = encoded(bytes, LETTERS);
  return text + "=".repeat((4 - (text.length % 4)) % 4);
}

/** The bytes of base64 of URLs without padding; `null` unless they would be written so again. */
export function fromBase64Url(text: string): Uint8Array | null {
  return decoded(text, URL_LETTERS);
}

/** The bytes of base64 with padding; `null` unless they would be written so again. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const bytes = decoded(text.replace(/={1,2}$/, ""), LETTERS);
  return bytes && toBase64(bytes) === text ? bytes : null;
}

function encoded(bytes: Uint8Array, letters: string): string {
  let text = "";
  for (let place = 0; place < bytes.length; place += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(place, place + 3);
    const bits = (one << 16) | (two << 8) | three;
    const count = Math.min(bytes.length - place, 3) + 1;
    for (let letter = 0; letter < count; letter++) text += letters[(bits >> (18 - 6 * letter)) & 63];
  }
  return text;
}

function decoded(text: string, letters: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let place = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[place++] = (bits >> held) & 0xff;
    }
  }
  // Bits that are left over and not zero would be lost: another text of the same bytes.
  return (bits & ((1 << held) - 1)) === 0 ? bytes : null;
}
