import { Check, Select } from "../../../../design/forms.tsx";
import { MARKS, papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { marking, type Answers } from "./marks.ts";

const ANSWERS = ["for", "against", "abstain"];

/** What is marked beside each candidate: a tick, or one of three answers where the ballot has them. */
export function Marked(props: {
  /** How candidates are voted on: `approval` or `for_against_abstain`. */
  method: string;
  standing: readonly { candidate: string; name: string }[];
  said: Answers | undefined;
  change(said: Answers): void;
}) {
  const { t } = useSpeech();
  const { method, standing, said, change } = props;
  return (
    <>
      {standing.map(({ candidate, name }) =>
        method === "approval" ? (
          <Check
            key={candidate}
            label={name}
            checked={said?.[candidate] === "for"}
            change={(checked) => change(marking(said, candidate, checked ? "for" : ""))}
          />
        ) : (
          <Select
            key={candidate}
            label={name}
            value={said?.[candidate] ?? ""}
            change={(answer) => change(marking(said, candidate, answer))}
            options={[
              { value: "", label: t(words.no_mark) },
              ...ANSWERS.map((value) => ({ value, label: t(worded(MARKS, value)) })),
            ]}
          />
        ),
      )}
    </>
  );
}
