import type { ComponentChildren } from "preact";
import type { components } from "../../../../api/schema.d.ts";
import type { Values } from "../../../../i18n/words.ts";
import type { Signature } from "../../../pieces/signing.tsx";
import type { Held } from "../meeting.ts";

/** A mandate as officers see it. */
export type Mandate = components["schemas"]["MandateView"];

/** What somebody reads on a paper: how it is filled in, what it says, and how it is signed. */
export interface Reading {
  readonly fields: ComponentChildren;
  readonly facts: Signature["facts"];
  /** Whether everything that is required is there. */
  readonly ready: boolean;
  /** What has to stand on the paper before it is handed on. */
  readonly named: Values;
  /** What is signed, of the paper with this fingerprint. */
  says(paper: string): object | Promise<object>;
  clear(): void;
}

/** The form of a paper, the same for both who read it; each fills in a draft of their own. */
export interface ReadingForm {
  of: Held;
  mandates: readonly Mandate[];
  draft: string;
  children(reading: Reading): ComponentChildren;
}
