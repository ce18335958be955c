import { fits, namedBy } from "../../../verifier/law/choices.ts";
import type { Choice } from "../../../verifier/law/contract.ts";
import { Fields, isTable } from "../../../verifier/law/fields.ts";
import type { DefinedMatter, Definition } from "./definition.ts";

/** What somebody has chosen so far, by matter. */
export type Choices = Readonly<Record<string, Choice>>;

/** Says one of the three answers to a motion, or abstains in an election. */
export function answer(answer: string): Choice {
  return { answer, candidates: [] };
}

/** The choice with another answer to one candidate; `null` takes the candidate out. */
export function answering(choice: Choice | undefined, candidate: string, answer: string | null): Choice {
  const others = (choice?.candidates ?? []).filter((own) => own.candidate !== candidate);
  const candidates = answer === null ? others : [...others, { candidate, answer }];
  return { answer: "candidates", candidates };
}

/** How many candidates a choice is for. */
export function chosen(choice: Choice | undefined): number {
  return choice === undefined ? 0 : namedBy(choice).length;
}

/** The matters of a voice that no ballot could say this of yet. */
export function unanswered(
  definition: Definition,
  matters: readonly DefinedMatter[],
  choices: Choices,
): readonly DefinedMatter[] {
  return matters.filter((matter) => {
    const choice = choices[matter.matter];
    return choice === undefined || !fits(choice, matter, definition.switches);
  });
}

/** What a ballot says, in the order of the agenda. */
export function spoken(matters: readonly DefinedMatter[], choices: Choices): object[] {
  return matters.flatMap(({ matter, candidates: standing }) => {
    const choice = choices[matter];
    if (choice === undefined) return [];
    const candidates = standing.flatMap(({ candidate }) =>
      choice.candidates.filter((own) => own.candidate === candidate),
    );
    return [{ matter, answer: choice.answer, candidates }];
  });
}

/** Choices as a mandate or an opinion holds them; what has another form is left out. */
export function choicesIn(list: readonly unknown[]): Choices {
  return Object.fromEntries(list.flatMap((one) => (isTable(one) ? [choiceIn(new Fields(one, ""))] : [])));
}

function choiceIn(one: Fields): [string, Choice] {
  const candidates = one.each("candidates").map((own) => {
    return { candidate: own.text("candidate"), answer: own.text("answer") };
  });
  return [one.text("matter"), { answer: one.text("answer"), candidates }];
}
