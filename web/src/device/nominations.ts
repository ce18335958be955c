import { writtenSalt } from "./salts.ts";

const KEPT = "nomination:";
const ARRIVED = "arrived-nomination:";

/** What somebody who was nominated needs to answer: which candidacy it is, and the salt that hides whose. */
export interface Nomination {
  readonly candidate: string;
  readonly salt: string;
}

/** A nomination as it is passed on, to be typed or scanned. */
export function nominationCode({ candidate, salt }: Nomination): string {
  return `${candidate}.${salt}`;
}

/** The same behind the `#` of an address, which a browser does not send. */
export function nominationFragment(nomination: Nomination): string {
  return `#named=${nominationCode(nomination)}`;
}

/** Reads a nomination from its code, as somebody typed it, or from the whole link that carries it; null where it is neither. */
export function readNomination(text: string): Nomination | null {
  const code = text.split("#named=").at(-1) ?? "";
  const [, candidate = "", rest = ""] = /^([a-z0-9-]{1,32})[.\s]+(.+)$/i.exec(code.trim()) ?? [];
  const salt = writtenSalt(rest);
  return salt === null ? null : { candidate: candidate.toLowerCase(), salt };
}

/** Keeps a nomination that is made on this device; who forgets its salt cannot pass it on any more. */
export function keepNomination(call: string, { candidate, salt }: Nomination): void {
  localStorage.setItem(`${KEPT}${call} ${candidate}`, salt);
}

/** Forgets one that was refused. */
export function forgetNomination(call: string, { candidate }: Nomination): void {
  localStorage.removeItem(`${KEPT}${call} ${candidate}`);
}

/** The nomination of a candidate that was made on this device; null where it was made elsewhere. */
export function keptNomination(call: string, candidate: string): Nomination | null {
  const salt = localStorage.getItem(`${KEPT}${call} ${candidate}`);
  return salt === null ? null : { candidate, salt };
}

/** Keeps what stands behind the `#` of the address, before a page to sign in takes its place. */
export function keepArrivedNomination(call: string, hash: string): void {
  const found = hash.startsWith("#named=") ? readNomination(hash) : null;
  if (found !== null) localStorage.setItem(ARRIVED + call, nominationCode(found));
}

/** The code that came with the address of a call, and was not used yet. */
export function arrivedNomination(call: string): string {
  return localStorage.getItem(ARRIVED + call) ?? "";
}

/** Forgets it once it is answered. */
export function forgetArrivedNomination(call: string): void {
  localStorage.removeItem(ARRIVED + call);
}
