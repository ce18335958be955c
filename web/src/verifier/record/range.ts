import type { Ledger } from "../ledger.ts";
import { textOf, type Instant } from "../values/instants.ts";
import { readEntry, type Entry } from "../bundle/facts.ts";
import { leafHash, RightEdge, rootOfProof, type TreeHead } from "./tree.ts";

/** An entry from before the range, with its proof. */
export interface Earlier {
  readonly index: number;
  /** The root that its proof leads to; refused later if there is none. */
  readonly root: () => string;
  readonly entry: Entry | null;
}

/** The entries of a file as they are read: the tree they grow, their order and their times. */
export class Range {
  private edge = new RightEdge();
  private next: number;
  private last: Instant | null = null;
  private readonly ledger: Ledger;

  constructor(from: number, ledger: Ledger) {
    this.next = from;
    this.ledger = ledger;
  }

  /** The tree that the entries read so far give. */
  head(): TreeHead {
    return this.edge.head();
  }

  /** When the last entry read was written. */
  until(): Instant | null {
    return this.last;
  }

  /** Begins with the complete subtrees before the first entry. */
  takePeaks(hashes: readonly string[]): void {
    this.edge = RightEdge.claimed(this.next, hashes);
  }

  /** Takes an entry from before the range. */
  takeEarlier(
    index: number,
    text: string,
    proof: readonly string[],
    last: number | null,
    to: number,
  ): Earlier {
    this.ledger.checked("record_earlier");
    if (index >= this.next || (last !== null && last >= index))
      this.ledger.finding("record_earlier", {
        zh: `更早记录 ${index} 不在通知之前，或不在上一条更早记录之后。`,
        en: `Earlier entry ${index} is not before the notice or not after the earlier entry above it.`,
      });
    const entry = this.read(index, text);
    return { index, root: () => rootOfProof(leafHash(text), index, to, proof), entry };
  }

  /** Takes the next entry of the range. */
  takeEntry(index: number, text: string): Entry | null {
    this.ledger.checked("record_range");
    if (index !== this.next)
      this.ledger.finding("record_range", {
        zh: `记录 ${index} 出现在应为记录 ${this.next} 的位置。`,
        en: `Entry ${index} stands where entry ${this.next} belongs.`,
      });
    this.edge.append(text);
    this.next = index + 1;
    return this.read(index, text);
  }

  private read(index: number, text: string): Entry | null {
    const prefix = { zh: `记录 ${index} 无法读取：`, en: `Entry ${index} cannot be read: ` };
    const entry = this.ledger.judge("record_entries", () => readEntry(text), prefix);
    if (!entry) return null;
    this.ledger.checked("record_time");
    if (this.last !== null && this.last > entry.at)
      this.ledger.finding("record_time", {
        zh: `记录 ${index} 的时间 ${textOf(entry.at)} 早于其前一条记录（${textOf(this.last)}）。`,
        en: `Entry ${index} is from ${textOf(entry.at)}, before the entry ahead of it (${textOf(this.last)}).`,
      });
    this.last = entry.at;
    return entry;
  }
}
