import { Check, Choices } from "../../../design/forms.tsx";
import { mandates as words } from "../../../i18n/mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useFormats } from "../../within.tsx";
import { elects, OPEN, type Choice, type Filled, type Matter } from "./instructions.ts";
import { useSaid } from "./mandate.tsx";
import type { Meeting } from "./meeting.ts";

/** Says of each matter what the holder is told, or that they decide. */
export function useTold(meeting: Meeting) {
  const { t } = useSpeech();
  const said = useSaid(meeting);
  return (matters: readonly Matter[], instructions: readonly Choice[]) =>
    matters.map(({ matter, title }) => {
      const told = instructions.find((one) => one.matter === matter);
      return [title, told === undefined ? t(words.as_holder_wishes) : said(told)] as const;
    });
}

/** What the holder is told on each matter, as it is filled in. */
export function Instructions(props: {
  matters: readonly Matter[];
  mayBeOpen: boolean;
  filled: Readonly<Record<string, Filled>>;
  change(filled: Record<string, Filled>): void;
}) {
  const { filled } = props;
  return (
    <>
      {props.matters.map((matter) => (
        <Told
          key={matter.matter}
          matter={matter}
          mayBeOpen={props.mayBeOpen}
          filled={filled[matter.matter] ?? OPEN}
          change={(one) => props.change({ ...filled, [matter.matter]: one })}
        />
      ))}
    </>
  );
}

function Told(props: { matter: Matter; mayBeOpen: boolean; filled: Filled; change(filled: Filled): void }) {
  const { t } = useSpeech();
  const { count } = useFormats();
  const { matter, filled } = props;
  const answers = elects(matter)
    ? (["candidates", "abstain"] as const)
    : (["for", "against", "abstain"] as const);
  const options = [
    ...(props.mayBeOpen ? [{ value: "open", label: t(words.as_holder_wishes) }] : []),
    ...answers.map((value) => ({ value, label: t(words[value]) })),
  ];
  const seats = matter.seats ?? 1;
  return (
    <>
      <Choices
        legend={matter.title}
        name={`told-${matter.matter}`}
        value={filled.answer}
        options={options}
        change={(value) => {
          const answer = answers.find((one) => one === value) ?? "open";
          props.change({ ...filled, answer });
        }}
      />
      {filled.answer === "candidates" && (
        <fieldset>
          <legend>{t(words.seats, { count: count(seats) })}</legend>
          {matter.candidates?.map(({ candidate, name }) => {
            const chosen = filled.candidates.includes(candidate);
            return (
              <Check
                key={candidate}
                label={name}
                checked={chosen}
                disabled={!chosen && filled.candidates.length >= seats}
                change={(checked) =>
                  props.change({
                    ...filled,
                    candidates: checked
                      ? [...filled.candidates, candidate]
                      : filled.candidates.filter((one) => one !== candidate),
                  })
                }
              />
            );
          })}
        </fieldset>
      )}
    </>
  );
}
