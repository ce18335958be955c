import { hex, joined, same, sha256Of, unhex, utf8 } from "../values/bytes.ts";
import { refuse } from "../values/unsound.ts";

/** The longest proof that is looked at; no tree of 2^64 leaves needs more. */
export const PROOF_MAX = 65;

/** A signed or grown tree: how many entries it holds, and its root in hexadecimal. */
export interface TreeHead {
  readonly size: number;
  readonly root: string;
}

/** The hash of an entry as a leaf (RFC 6962 section 2.1). */
export function leafHash(entry: string): Uint8Array {
  return sha256Of(joined(Uint8Array.of(0), utf8(entry)));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256Of(joined(Uint8Array.of(1), left, right));
}

/** The right edge of a tree: the roots of its complete subtrees, the largest first. */
export class RightEdge {
  private readonly peaks: { readonly size: number; readonly root: Uint8Array }[] = [];
  private length = 0;

  /** The edge that somebody claims for a tree of so many entries. */
  static claimed(size: number, hashes: readonly string[]): RightEdge {
    const edge = new RightEdge();
    let rest = size;
    for (const hash of hashes) {
      const part = rest > 0 ? 2 ** Math.floor(Math.log2(rest)) : refusePeaks(size, hashes.length);
      // The logarithm of a large number is not exact.
      const fits = part > rest ? part / 2 : part;
      edge.peaks.push({ size: fits, root: unhex(hash) });
      rest -= fits;
    }
    if (rest !== 0) refusePeaks(size, hashes.length);
    edge.length = size;
    return edge;
  }

  /** Adds an entry. */
  append(entry: string): void {
    let size = 1;
    let root = leafHash(entry);
    for (let last = this.peaks.at(-1); last?.size === size; last = this.peaks.at(-1)) {
      root = nodeHash(last.root, root);
      size *= 2;
      this.peaks.pop();
    }
    this.peaks.push({ size, root });
    this.length += 1;
  }

  /** How large the tree is, and its root. */
  head(): TreeHead {
    const root = this.peaks.reduceRight<Uint8Array | null>(
      (right, peak) => (right ? nodeHash(peak.root, right) : peak.root),
      null,
    );
    return { size: this.length, root: hex(root ?? sha256Of(new Uint8Array())) };
  }
}

function refusePeaks(size: number, count: number): never {
  return refuse(
    `${count} 个峰值不属于 ${size} 条记录的树`,
    `${count} peaks are not those of ${size} entries`,
  );
}

/** The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2). */
export function rootOfProof(leaf: Uint8Array, index: number, size: number, proof: readonly string[]): string {
  if (proof.length > PROOF_MAX) refuse("证明过长", "the proof is longer than any tree needs");
  if (index >= size)
    refuse(`记录 ${index} 不在 ${size} 条记录的树中`, `entry ${index} is outside a tree of ${size}`);
  let root = leaf;
  let place = BigInt(index);
  let last = BigInt(size) - 1n;
  for (const step of proof) {
    if (last === 0n) refuse("证明的长度不符", "the number of hashes does not fit the size of the tree");
    const sibling = unhex(step);
    if (place & 1n || place === last) {
      root = nodeHash(sibling, root);
      while (!(place & 1n) && place !== 0n) {
        place >>= 1n;
        last >>= 1n;
      }
    } else {
      root = nodeHash(root, sibling);
    }
    place >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) refuse("证明的长度不符", "the number of hashes does not fit the size of the tree");
  return hex(root);
}

/** Whether two heads are of the same tree. */
export function sameHead(one: TreeHead, other: TreeHead): boolean {
  return one.size === other.size && same(unhex(one.root), unhex(other.root));
}
