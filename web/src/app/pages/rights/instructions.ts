import type { components } from "../../../api/schema.d.ts";

/** A matter as it was drafted. */
export type Matter = components["schemas"]["MatterForm"];

/** What somebody says to a matter, in the form of a ballot's choice. */
export interface Choice {
  readonly matter: string;
  readonly answer: "for" | "against" | "abstain" | "candidates";
  readonly candidates: readonly { readonly candidate: string; readonly answer: "for" }[];
}

/** What is filled in for a matter; `open` leaves it to the holder. */
export interface Filled {
  answer: "open" | Choice["answer"];
  candidates: string[];
}

/** Nothing filled in. */
export const OPEN: Filled = { answer: "open", candidates: [] };

/** Whether a matter is an election. */
export function elects({ candidates }: Matter): boolean {
  return (candidates?.length ?? 0) > 0;
}

/**
 * The instructions that follow from what was filled in, in the order of the agenda and of the ballot: two who read the same
 * paper say the same, in whatever order they ticked.
 */
export function instructionsOf(
  matters: readonly Matter[],
  filled: Readonly<Record<string, Filled>>,
): Choice[] {
  return matters.flatMap(({ matter, candidates: standing = [] }) => {
    const { answer, candidates } = filled[matter] ?? OPEN;
    if (answer === "open" || (answer === "candidates" && candidates.length === 0)) return [];
    const named = answer === "candidates" ? standing.filter((one) => candidates.includes(one.candidate)) : [];
    return [
      { matter, answer, candidates: named.map(({ candidate }) => ({ candidate, answer: "for" }) as const) },
    ];
  });
}

/** Instructions as they came from the service, where they have the form that they should. */
export function readInstructions(said: readonly unknown[]): Choice[] {
  return said.filter(
    (one): one is Choice =>
      typeof one === "object" &&
      one !== null &&
      "matter" in one &&
      "answer" in one &&
      "candidates" in one &&
      Array.isArray(one.candidates),
  );
}
