import { Check, Choices as Radios } from "../../../design/forms.tsx";
import { vote as words } from "../../../i18n/vote.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Choice } from "../../../verifier/law/contract.ts";
import { answer, answering, chosen } from "./choices.ts";
import type { DefinedMatter } from "./definition.ts";
import { saidOf } from "./said.tsx";

const ANSWERS = ["for", "against", "abstain"] as const;

interface Asked {
  matter: DefinedMatter;
  /** How candidates are voted on: `approval` or `for_against_abstain`. */
  form: string;
  choice: Choice | undefined;
  choose(choice: Choice): void;
}

/** What can be said on one matter, large enough to hit. */
export function MatterChoice(props: Asked & { isBound: boolean }) {
  const { matter, isBound } = props;
  const { t } = useSpeech();
  if (isBound) {
    return (
      <>
        {props.choice && <p class="large">{saidOf(matter, props.choice, t).join(", ")}</p>}
        <p class="quiet">{t(words.bound)}</p>
      </>
    );
  }
  if (matter.candidates.length === 0) return <Motion {...props} />;
  return props.form === "approval" ? <Approval {...props} /> : <Answers {...props} />;
}

function Motion({ matter, choice, choose }: Asked) {
  const { t } = useSpeech();
  return (
    <div class="ballot">
      <Radios
        legend={t(words.choose)}
        name={matter.matter}
        value={choice?.answer ?? null}
        options={ANSWERS.map((value) => ({ value, label: t(words[value]) }))}
        change={(value) => choose(answer(value))}
      />
    </div>
  );
}

function Approval({ matter, choice, choose }: Asked) {
  const { t } = useSpeech();
  const seats = matter.seats ?? matter.candidates.length;
  const count = chosen(choice);
  const isFor = (candidate: string) => choice?.candidates.some((own) => own.candidate === candidate) ?? false;
  return (
    <fieldset class="ballot">
      <legend>{t(words.choose_up_to, { seats, count })}</legend>
      {matter.candidates.map(({ candidate, name }) => (
        <Check
          key={candidate}
          label={name}
          checked={isFor(candidate)}
          disabled={count >= seats && !isFor(candidate)}
          change={(checked) => choose(answering(choice, candidate, checked ? "for" : null))}
        />
      ))}
      <Abstention choice={choice} choose={choose} />
    </fieldset>
  );
}

function Answers({ matter, choice, choose }: Asked) {
  const { t } = useSpeech();
  const seats = matter.seats ?? matter.candidates.length;
  const given = (candidate: string) =>
    choice?.candidates.find((own) => own.candidate === candidate)?.answer ?? null;
  return (
    <div class="ballot">
      <p role="status">{t(words.answer_up_to, { seats, count: chosen(choice) })}</p>
      {matter.candidates.map(({ candidate, name }) => (
        <Radios
          key={candidate}
          legend={name}
          name={`${matter.matter}-${candidate}`}
          value={given(candidate)}
          options={ANSWERS.map((value) => ({ value, label: t(words[value]) }))}
          change={(value) => choose(answering(choice, candidate, value))}
        />
      ))}
      <Abstention choice={choice} choose={choose} />
    </div>
  );
}

function Abstention({ choice, choose }: Pick<Asked, "choice" | "choose">) {
  const { t } = useSpeech();
  return (
    <Check
      label={t(words.abstain_election)}
      checked={choice?.answer === "abstain"}
      change={(checked) => choose(checked ? answer("abstain") : { answer: "candidates", candidates: [] })}
    />
  );
}
