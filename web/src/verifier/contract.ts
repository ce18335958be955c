import type { CLAIMS } from "./claims.ts";

/** One sentence in both languages. */
export interface Told {
  readonly zh: string;
  readonly en: string;
}

/**
 * What became of a claim, in the words of every report of this project: it was recomputed and holds; it does not
 * hold; this bundle, or this verifier, cannot prove it. A claim that does not arise is not in the report.
 */
export type Outcome = "checked" | "finding" | "could_not_check";

/** What claims are about, in the order of a report. */
export type ClaimGroup = keyof typeof CLAIMS;

/** The stable code of a claim. */
export type ClaimCode = { [Group in ClaimGroup]: keyof (typeof CLAIMS)[Group] & string }[ClaimGroup];

/** One claim that a bundle makes, and what became of it. */
export interface Claim {
  readonly code: ClaimCode;
  readonly group: ClaimGroup;
  /** The worst of what was found: a finding before something open, something open before checked. */
  readonly outcome: Outcome;
  /** What the claim says when it holds. */
  readonly sentence: Told;
  /** What refutes it, each in place; of more than twenty the last one says how many more there are. */
  readonly findings: readonly Told[];
  /** What could not be checked about it, and why. */
  readonly open: readonly Told[];
}

/** Whose keys the report believes. */
export type Pinning = "pinned" | "not_pinned";

/** Where a meeting stands at the end of the record shown. */
export type MeetingState =
  "draft" | "noticed" | "open" | "closed" | "counted" | "announced" | "cancelled" | "annulled";

/** A weight: an exact decimal or fraction (`null` where an area is missing), and heads. */
export interface Weight {
  readonly area: string | null;
  readonly heads: number;
  readonly units?: string;
}

/** One inequality as certified and derived again: both sides as exact text. */
export interface ShownInequality {
  /** `participation`, `presence`, `approval`, `opposition`, `candidate`, `objections`. */
  readonly subject: string;
  readonly candidate?: string;
  /** `area`, `heads`, `units`. */
  readonly measure: string;
  /** The left side, such as the area for. */
  readonly have: string | null;
  /** What it is a part of. */
  readonly of: string | null;
  /** The smallest quantity that satisfies (the largest where at most so much may be). */
  readonly needed: string | null;
  /** `>=`, `>`, `<=`, `<`. */
  readonly comparison: string;
  /** Such as `2/3`; `null` where a number, no part, is asked for. */
  readonly threshold: string | null;
  /** What the part is one of: `all`, `participating`, and the like; `null` where the certificate does not say. */
  readonly base: string | null;
  readonly holds: boolean | null;
  readonly article: string;
  readonly articleVerified: boolean;
  readonly sentence: Told;
  /** Whether this verifier evaluated it itself from the two sides, and agrees. */
  readonly agrees: boolean;
}

/** What the certificate says of one matter, and whether this verifier comes to the same. */
export interface MatterResult {
  readonly matter: string;
  readonly title: string;
  readonly kind: string;
  readonly passed: boolean | null;
  /** `derived`: the verdict follows from the totals by the whole rule pack; `inequalities`: this verifier does not
   * know every rule of the pack and re-evaluated the listed inequalities alone; `differs`: it does not follow. */
  readonly evaluation: "derived" | "inequalities" | "differs";
  /** Whether the totals were counted again from the ballots: only an audit bundle shows them. */
  readonly totals: "recounted" | "certified" | "differ";
  readonly weights: Readonly<Record<string, Weight>>;
  readonly inequalities: readonly ShownInequality[];
  readonly candidates: readonly {
    readonly candidate: string;
    readonly name: string;
    readonly votes: Weight;
  }[];
  readonly elected: readonly string[];
  readonly alternates: readonly string[];
  readonly runoff: readonly string[];
  /** The verdict in one paragraph, as certified. */
  readonly paragraph: Told | null;
  /** What the same ballots mean under another value of a disputed switch, and what is contested. */
  readonly risks: readonly Told[];
}

/** A candidate or matter of the definition, as text. */
export interface ShownMatter {
  readonly matter: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly seats: number | null;
  readonly candidates: readonly { readonly candidate: string; readonly name: string }[];
}

/** The meeting that a bundle is about. */
export interface ShownMeeting {
  readonly id: string;
  readonly title: string | null;
  readonly calledBy: string | null;
  readonly timeZone: string | null;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly state: MeetingState;
  readonly rulePack: { readonly id: string; readonly version: string; readonly sha256: string } | null;
  readonly switches: Readonly<Record<string, string>>;
  readonly matters: readonly ShownMatter[];
  readonly results: readonly MatterResult[];
  readonly ballotsReceived: number | null;
  readonly ballotsCounted: number | null;
  readonly openObjections: number;
}

/** Everything that a bundle proves, refutes and leaves open. */
export interface Report {
  readonly kind: "meeting" | "annals";
  readonly bundle: "public" | "audit";
  readonly origin: string;
  readonly community: string;
  readonly pinning: Pinning;
  /** The keys everything is held to: the verifier key of checkpoints, the id of the key of statements. */
  readonly keys: { readonly checkpoints: string; readonly statements: string };
  /** How far the record shown reaches. */
  readonly reach: { readonly entries: number; readonly until: string | null };
  /** Every claim that was looked at, in the fixed order of codes. */
  readonly claims: readonly Claim[];
  /** Whether nothing was refuted. */
  readonly sound: boolean;
  /** Whether nothing was refuted and nothing was left open. */
  readonly complete: boolean;
  readonly meeting?: ShownMeeting;
}

/** Why a file is not a bundle at all, so that there is nothing to report on. */
export interface Refusal {
  readonly refused: true;
  /** The line at which reading ended, from 1; `null` if it is about the whole file. */
  readonly line: number | null;
  readonly reason: Told;
}

/** What `verify` is told besides the file. */
export interface VerifyOptions {
  /** The list of service keys that the reader keeps (`keys.json`), as text. */
  readonly pinned?: string;
  /** Called now and then with the share that was read, 0 to 100, so that a worker can tell of progress. */
  readonly progress?: (percent: number) => void;
}

/** Verifies a bundle of a meeting, or annals. Every file gives a report or a refusal; nothing is thrown. */
export type Verify = (bytes: Uint8Array, options?: VerifyOptions) => Promise<Report | Refusal>;

/** What is proven of one ballot by its receipt. */
export interface BallotAnswer {
  /** The steps of the proof, in their order, each with what became of it. */
  readonly steps: readonly {
    readonly code:
      | "receipt_read"
      | "receipt_signed"
      | "entry_included"
      | "ballot_named"
      | "in_bundle"
      | "not_replaced"
      | "accounted"
      | "counted";
    readonly outcome: Outcome;
    readonly sentence: Told;
  }[];
  /** Whether no step was refuted. */
  readonly sound: boolean;
  /** SHA-256 of the signed ballot, in hexadecimal. */
  readonly ballot: string | null;
  /** The index of its entry. */
  readonly index: number | null;
  /** When it was received. */
  readonly receivedAt: string | null;
  /** The ballot of the same voice that took its place, if one is known to have. */
  readonly replacedBy: string | null;
}
