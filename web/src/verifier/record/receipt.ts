import { fromBase64, fromUtf8, hex, utf8 } from "../values/bytes.ts";
import { refuse } from "../values/unsound.ts";
import { readSignedHead, type SignedHead } from "./notes.ts";
import { leafHash, PROOF_MAX, rootOfProof } from "./tree.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const RECEIPT_MAX_BYTES = 352 * 1024;

/** A receipt: an entry, its place, and the proof that a signed tree holds it there. */
export interface Receipt {
  readonly entry: string;
  readonly index: number;
  readonly proof: readonly string[];
  readonly head: SignedHead;
}

/** Reads a receipt (C2SP `tlog-proof`). */
export function readReceipt(text: string): Receipt {
  if (utf8(text).length > RECEIPT_MAX_BYTES) refuse("回执过长", "the receipt is too long");
  const split = text.indexOf("\n\n");
  if (split < 0) refuse("回执中没有检查点", "the receipt has no checkpoint after an empty line");
  const [first, extra = "", index = "", ...hashes] = text.slice(0, split).split("\n");
  if (first !== FIRST_LINE) refuse("这不是回执", `a receipt begins with the line ${FIRST_LINE}`);
  const bytes = extra.startsWith("extra ") ? fromBase64(extra.slice(6)) : null;
  const entry = bytes && fromUtf8(bytes);
  if (entry === null) return refuse("回执未附记录", "the receipt encloses no entry");
  const [, place = ""] = /^index (0|[1-9][0-9]*)$/.exec(index) ?? [];
  if (place === "" || !Number.isSafeInteger(Number(place)))
    refuse("回执未载明位置", "the receipt has no line such as: index 17");
  if (hashes.length > PROOF_MAX) refuse("证明过长", "the proof is longer than any tree needs");
  const proof = hashes.map((line) => {
    const hash = fromBase64(line);
    return hash?.length === 32 ? hex(hash) : refuse("证明中的哈希有误", "a hash of the proof is malformed");
  });
  return { entry, index: Number(place), proof, head: readSignedHead(text.slice(split + 2)) };
}

/** Refuses a receipt whose proof does not lead to the root of its tree. */
export function checkIncluded({ entry, index, proof, head }: Receipt): void {
  if (rootOfProof(leafHash(entry), index, head.head.size, proof) !== head.head.root)
    refuse("证明通向其他树根", "the proof leads to another root");
}
