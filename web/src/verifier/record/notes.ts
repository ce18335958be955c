import { fromBase64, hex, joined, same, sha256Of, toBase64, utf8 } from "../values/bytes.ts";
import { publicKey, verifies, type PublicKey } from "../values/ed25519.ts";
import { ofMilliseconds, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { TreeHead } from "./tree.ts";

const NOTE_MAX_BYTES = 256 * 1024;
const SIGNATURES_MAX = 32;
const NAME_MAX_BYTES = 255;
const TYPES = { 1: "checkpoints", 4: "cosignatures" } as const;
/** The last second that a calendar can name. */
const SECONDS_MAX = 253_402_300_799n;

/** A C2SP verifier key: the name of a log or witness, and what it signs. */
export interface VerifierKey {
  readonly text: string;
  readonly name: string;
  /** The first four bytes of its hash, in hexadecimal. */
  readonly id: string;
  readonly signs: "checkpoints" | "cosignatures";
  readonly key: PublicKey;
}

/** A signature line of a note. */
interface SignatureLine {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A tree head as somebody signed it: a note of three lines. */
export interface SignedHead {
  readonly text: string;
  readonly origin: string;
  readonly head: TreeHead;
  readonly signatures: readonly SignatureLine[];
}

function isName(name: string): boolean {
  return name !== "" && utf8(name).length <= NAME_MAX_BYTES && !/[\s+\p{Cc}]/u.test(name);
}

function keyHash(name: string, material: Uint8Array): string {
  return hex(sha256Of(joined(utf8(`${name}\n`), material)).subarray(0, 4));
}

/** Reads a verifier key, `name+id+base64`. */
export function readVerifierKey(text: string): VerifierKey {
  const [, name = "", id = "", encoded = ""] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  const material = fromBase64(encoded);
  const signs = TYPES[(material?.[0] ?? 0) as keyof typeof TYPES] as VerifierKey["signs"] | undefined;
  const key = material ? publicKey(material.subarray(1)) : null;
  if (!isName(name) || !material || !signs || !key)
    return refuse(`${text.slice(0, 80)} 不是验证公钥`, `${text.slice(0, 80)} is not a verifier key`);
  const own = keyHash(name, material);
  if (own !== id)
    refuse(`验证公钥的标识应为 ${own}`, `the verifier key has the identifier ${own}, not the one written`);
  return { text, name, id, signs, key };
}

/** The verifier key of a log by its origin and public key. */
export function logKey(origin: string, key: PublicKey): VerifierKey {
  const material = joined(Uint8Array.of(1), key.bytes);
  const id = keyHash(origin, material);
  return { text: `${origin}+${id}+${toBase64(material)}`, name: origin, id, signs: "checkpoints", key };
}

/** Whether two verifier keys are the same. */
export function sameVerifierKey(one: VerifierKey, other: VerifierKey): boolean {
  return one.name === other.name && one.signs === other.signs && same(one.key.bytes, other.key.bytes);
}

/** Reads a signed tree head: origin, size and root, and nothing else. */
export function readSignedHead(note: string): SignedHead {
  if (utf8(note).length > NOTE_MAX_BYTES) refuse("树头过长", "the note is too long");
  // A note has no control characters but the newline.
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) refuse("树头含控制字符", "the note has control characters");
  const split = note.lastIndexOf("\n\n");
  const lines = note.slice(split + 2);
  if (split < 0 || !lines.endsWith("\n")) refuse("树头没有签名", "the note has no signatures");
  const text = note.slice(0, split + 1);
  const [origin = "", size = "", root = "", rest] = text.split("\n");
  if (rest !== "" || text.split("\n").length !== 4)
    refuse("树头应恰为三行", "a tree head is three lines, origin, size and root, and nothing else");
  const hash = fromBase64(root);
  if (
    !isName(origin) ||
    !/^(0|[1-9][0-9]*)$/.test(size) ||
    !Number.isSafeInteger(Number(size)) ||
    hash?.length !== 32
  )
    return refuse("树头的来源、大小或根有误", "the origin, size or root of the tree head is malformed");
  const signatures = lines.slice(0, -1).split("\n");
  if (signatures.length > SIGNATURES_MAX) refuse("树头的签名过多", "the note has too many signatures");
  return {
    text,
    origin,
    head: { size: Number(size), root: hex(hash) },
    signatures: signatures.map(signatureLine),
  };
}

function signatureLine(line: string): SignatureLine {
  const [, name = "", encoded = ""] = /^— ([^ ]*) (.*)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isName(name) || !bytes || bytes.length < 5)
    return refuse("树头的签名行有误", "a signature line of the note is malformed");
  return { name, id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

function claimed(note: SignedHead, key: VerifierKey): SignatureLine[] {
  return note.signatures.filter((line) => line.name === key.name && line.id === key.id);
}

/** Whether the log itself signed a tree head, with every signature that claims to be its own. */
export function checkSigned(note: SignedHead, log: VerifierKey): void {
  if (note.origin !== log.name)
    refuse(
      `树头属于 ${note.origin}，而密钥属于 ${log.name}`,
      `the tree head is of ${note.origin}, the key of ${log.name}`,
    );
  const own = claimed(note, log);
  if (own.length === 0) refuse(`无 ${log.name} 的签名`, `it is not signed by ${log.name} with this key`);
  const message = utf8(note.text);
  if (!own.every((line) => verifies(log.key, message, line.bytes)))
    refuse(`${log.name} 的签名无效`, `the signature of ${log.name} is wrong`);
}

/** When a witness cosigned a tree head; `null` if it did not. */
export function cosignedAt(note: SignedHead, witness: VerifierKey): Instant | null {
  let first: bigint | null = null;
  for (const { bytes } of claimed(note, witness)) {
    const seconds = bytes.subarray(0, 8).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    const message = utf8(`cosignature/v1\ntime ${seconds}\n${note.text}`);
    if (bytes.length !== 72 || !verifies(witness.key, message, bytes.subarray(8)))
      refuse(`${witness.name} 的共同签名无效`, `the cosignature of ${witness.name} is wrong`);
    if (seconds > SECONDS_MAX)
      refuse(
        `${witness.name} 的共同签名日期超出历法`,
        `the cosignature of ${witness.name} is dated beyond every calendar`,
      );
    first = first === null || seconds < first ? seconds : first;
  }
  return first === null ? null : ofMilliseconds(0) + first * 1_000_000n;
}
