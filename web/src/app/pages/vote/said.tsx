import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech, type Speech } from "../../../i18n/speech.tsx";
import type { Choice } from "../../../verifier/law/contract.ts";
import type { Choices } from "./choices.ts";
import type { DefinedMatter } from "./definition.ts";

/** What a ballot says, matter by matter, in large words. */
export function Said({ matters, choices }: { matters: readonly DefinedMatter[]; choices: Choices }) {
  const { t } = useSpeech();
  return (
    <ol class="said">
      {matters.map((matter) => (
        <li key={matter.matter}>
          <p>{matter.title}</p>
          <p class="answer">
            {saidOf(matter, choices[matter.matter], t).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What is said on one matter, of an election one line for each candidate. */
export function saidOf(matter: DefinedMatter, choice: Choice | undefined, t: Speech["t"]): string[] {
  if (choice === undefined) return ["–"];
  if (choice.answer !== "candidates") return [word(choice.answer, t)];
  return matter.candidates.flatMap(({ candidate, name }) => {
    const given = choice.candidates.find((own) => own.candidate === candidate);
    return given === undefined ? [] : [`${name}: ${word(given.answer, t)}`];
  });
}

function word(answer: string, t: Speech["t"]): string {
  return answer === "for" || answer === "against" || answer === "abstain" ? t(words[answer]) : answer;
}
