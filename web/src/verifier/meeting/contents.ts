import type { Ledger } from "../ledger.ts";
import { meetingOf, type Entry, type Fact, type FactKind, type FactOf } from "../bundle/facts.ts";
import type { SignedCertificate } from "../bundle/certified.ts";
import type { DocumentKind, Header } from "../bundle/lines.ts";
import type { KeyChain } from "../record/keys.ts";
import type { SignedHead } from "../record/notes.ts";
import type { Earlier } from "../record/range.ts";
import type { TreeHead } from "../record/tree.ts";
import { digestOf } from "../values/bytes.ts";
import type { Instant } from "../values/instants.ts";

/** How many cosigned tree heads a bundle shows at most. */
export const COSIGNED_MAX = 16;

/** Something that the record says, and where. */
export interface Step {
  readonly index: number;
  readonly at: Instant;
  readonly fact: Fact;
}

/** A step of one kind. */
export type StepOf<K extends FactKind> = Step & { readonly fact: FactOf<K> };

/** A tree head that is the record's own, over the entries read until then. */
export interface Cosigned {
  readonly head: TreeHead;
  /** When the last entry that it covers was written. */
  readonly at: Instant | null;
  readonly note: SignedHead;
}

/** A document beside the record. */
export interface Document {
  readonly kind: DocumentKind;
  readonly text: string;
}

/** A ballot in the order in which the file shows them, under the hash that it has. */
export interface ShownBallot {
  readonly digest: string;
  readonly text: string;
}

/** Whether a step is of a kind. */
export function isKind<K extends FactKind>(step: Step, ...kinds: readonly K[]): step is StepOf<K> {
  return kinds.some((kind) => kind === step.fact.kind);
}

/** Everything that a bundle of a meeting shows. */
export class Contents {
  readonly header: Header;
  readonly meeting: string;
  readonly chain: KeyChain;
  readonly earlier: Earlier[] = [];
  /** What is recorded of this meeting, and what belongs to none, without ballots. */
  readonly steps: Step[] = [];
  readonly ballots: StepOf<"ballot_received">[] = [];
  /** The roots of the tree behind the close and behind every count of papers, by the entry's index. */
  readonly roots = new Map<number, string>();
  readonly cosigned: Cosigned[] = [];
  readonly documents = new Map<string, Document>();
  readonly shownBallots: ShownBallot[] = [];
  certificate: SignedCertificate | null = null;
  note = "";

  constructor(header: Header, meeting: string, chain: KeyChain) {
    this.header = header;
    this.meeting = meeting;
    this.chain = chain;
  }

  /** Whether ballots and what else is not for everybody may be shown. */
  get isAudit(): boolean {
    return this.header.bundle === "audit";
  }

  /** Keeps an entry if it is about this meeting or about none. */
  keep(index: number, { at, fact }: Entry, root: () => string): void {
    const meeting = meetingOf(fact);
    if (meeting !== null && meeting !== this.meeting) return;
    if (fact.kind === "ballot_received") {
      this.ballots.push({ index, at, fact });
      return;
    }
    if (fact.kind === "meeting_closed" || fact.kind === "papers_counted") this.roots.set(index, root());
    this.steps.push({ index, at, fact });
  }

  /** Files a document under the hash that it has. */
  file(claimed: string, kind: DocumentKind, text: string, ledger: Ledger): void {
    const digest = hashed(claimed, text, ledger);
    if (this.documents.has(digest)) shownTwice(digest, ledger);
    this.documents.set(digest, { kind, text });
  }

  /** The text of a document. */
  text(digest: string): string | undefined {
    return this.documents.get(digest)?.text;
  }

  /** What belongs to no meeting, in the order of the record. */
  standing(): Step[] {
    const earlier = this.earlier.flatMap(({ index, entry }) =>
      entry ? [{ index, at: entry.at, fact: entry.fact }] : [],
    );
    return [...earlier, ...this.steps].filter((step) => meetingOf(step.fact) === null);
  }

  /** What belongs to this meeting, without ballots. */
  own(): Step[] {
    return this.steps.filter((step) => meetingOf(step.fact) !== null);
  }

  /** What belongs to this meeting of one kind. */
  ofKind<K extends FactKind>(...kinds: readonly K[]): StepOf<K>[] {
    return this.steps.filter((step): step is StepOf<K> => isKind(step, ...kinds));
  }

  /** What belongs to no meeting of one kind, earlier entries among it. */
  standingOf<K extends FactKind>(...kinds: readonly K[]): StepOf<K>[] {
    return this.standing().filter((step): step is StepOf<K> => isKind(step, ...kinds));
  }
}

/** The hash of a document, compared with the one it is listed under. */
export function hashed(claimed: string, text: string, ledger: Ledger): string {
  ledger.checked("documents_hashed");
  const digest = digestOf(text);
  if (digest !== claimed)
    ledger.finding("documents_hashed", {
      zh: `列为 ${claimed} 的文件，其哈希实为 ${digest}。`,
      en: `The document listed as ${claimed} has the hash ${digest}.`,
    });
  return digest;
}

/** Notes that a document is there twice. */
export function shownTwice(digest: string, ledger: Ledger): void {
  ledger.finding("documents_hashed", {
    zh: `文件 ${digest} 出现两次。`,
    en: `The document ${digest} is there twice.`,
  });
}
