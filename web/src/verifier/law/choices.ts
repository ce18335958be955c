import type { Choice, Matter, Switches, TotalName } from "./contract.ts";

const ANSWERS = ["for", "against", "abstain"];

/** Whether a ballot, or an instruction, may say this in a matter. */
export function fits(
  choice: Choice,
  matter: Pick<Matter, "candidates" | "seats">,
  switches: Switches,
): boolean {
  const standing = matter.candidates.map((own) => own.candidate);
  if (choice.answer !== "candidates") {
    const answers = standing.length > 0 ? ["abstain"] : ANSWERS;
    return choice.candidates.length === 0 && answers.includes(choice.answer);
  }
  const known = switches["candidate_ballot"] === "approval" ? ["for"] : ANSWERS;
  const named = choice.candidates.map((own) => own.candidate);
  return (
    named.length > 0 &&
    named.every((name) => standing.includes(name)) &&
    new Set(named).size === named.length &&
    choice.candidates.every((own) => known.includes(own.answer)) &&
    namedBy(choice).length <= (matter.seats ?? standing.length)
  );
}

/** The candidates that a vote is for. */
export function namedBy(choice: Choice): readonly string[] {
  return choice.candidates.filter((own) => own.answer === "for").map((own) => own.candidate);
}

/** Under which total a vote stands in a matter, and the candidates it is for. */
export function stands(
  choice: Choice | null,
  matter: Pick<Matter, "seats">,
  switches: Switches,
): { readonly total: TotalName; readonly named: readonly string[] } {
  if (choice === null) return { total: "silent", named: [] };
  switch (choice.answer) {
    case "for":
    case "against":
    case "abstain":
      return { total: choice.answer, named: [] };
    case "blank":
      return { total: switches["blank_item"] === "abstain" ? "abstain" : "invalid", named: [] };
    case "candidates":
      break;
    default:
      return { total: "invalid", named: [] };
  }
  const named = namedBy(choice);
  if (matter.seats !== null && named.length > matter.seats) return { total: "invalid", named: [] };
  if (named.length > 0) return { total: "for", named };
  const against = choice.candidates.some((own) => own.answer === "against");
  return { total: against ? "against" : "abstain", named: [] };
}

/** Whether two votes say the same in a matter, candidates in any order. */
export function sameChoice(one: Choice, other: Choice): boolean {
  const told = (choice: Choice) =>
    JSON.stringify(choice.candidates.map((own) => [own.candidate, own.answer]).sort());
  return one.answer === other.answer && told(one) === told(other);
}
