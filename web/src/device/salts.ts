/** Letters and digits that nobody takes for one another (Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A fresh salt that a person can copy from paper: 100 bits in five groups of four. */
export function freshSalt(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => ALPHABET[byte % 32]);
  return grouped(letters.join(""));
}

/**
 * A salt as somebody wrote it off, or null until it is whole: in capitals, with its hyphens, and with digits for letters
 * that look like them.
 */
export function writtenSalt(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s\-–—]/g, "");
  return /^[0-9A-Z]{20}$/.test(plain) ? grouped(plain.replace(/O/g, "0").replace(/[IL]/g, "1")) : null;
}

function grouped(plain: string): string {
  return plain.match(/.{4}/g)?.join("-") ?? "";
}
