import type { Sentence } from "../words.ts";

/** What happened, and what to do about it. */
export interface Explained {
  readonly what: Sentence;
  /** Which of many reasons it was, where one code stands for all of them. */
  readonly why?: Sentence;
  readonly todo: Sentence;
  /** Where the service lists words of its own, what each means. */
  readonly listed?: Readonly<Record<string, Sentence>>;
}

/** Codes of problems with their explanations. */
export type ProblemWords = Readonly<Record<string, Explained>>;
