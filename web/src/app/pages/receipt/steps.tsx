import { receipt as words } from "../../../i18n/receipt.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { BallotAnswer } from "../../../verifier/contract.ts";

/** What was checked of a ballot, step by step, with what became of each. */
export function Steps({ answer }: { answer: BallotAnswer }) {
  const { t, language } = useSpeech();
  return (
    <ul class="list">
      {answer.steps.map(({ code, outcome, sentence }) => (
        <li key={code}>
          <strong>{t(words[outcome])}</strong>: {sentence[language]}
        </li>
      ))}
    </ul>
  );
}
