import { useState } from "preact/hooks";
import { Select } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { emptyMatter, withMatter } from "../../../office/drafting.ts";
import { kindsOf } from "../../../office/packs.ts";
import { MatterCard } from "./matter.tsx";
import type { StepProps } from "./step.ts";

/** The agenda: each matter with its kind, its text, who stands and who decides. */
export function Matters({ drafting, pack, findings }: StepProps) {
  const { t } = useSpeech();
  const { draft, change, meeting } = drafting;
  const kinds = kindsOf(pack);
  const [next, setNext] = useState(kinds[0]?.matter.kind ?? "");
  const add = () => {
    const election = kinds.find(({ matter }) => matter.kind === next)?.matter.decides === "election";
    const taken = draft.matters.map(({ matter }) => matter);
    change({ matters: [...draft.matters, emptyMatter(next, election, taken)] });
  };
  return (
    <>
      {draft.matters.map((matter, index) => (
        <MatterCard
          key={matter.matter}
          number={index + 1}
          matter={matter}
          pack={pack}
          competence={meeting.competence.find((one) => one.matter === matter.matter)}
          findings={findings.filter((one) => one.matter === matter.matter)}
          owners={(draft.candidate_owners ?? []).filter((one) => one.matter === matter.matter)}
          change={(changed) => change({ matters: withMatter(draft, changed) })}
          name={(candidate, owner) => {
            const others = (draft.candidate_owners ?? []).filter(
              (one) => one.matter !== matter.matter || one.candidate !== candidate,
            );
            const named = { matter: matter.matter, candidate, owner };
            change({ candidate_owners: owner === "" ? others : [...others, named] });
          }}
          remove={() =>
            change({
              matters: draft.matters.filter((one) => one.matter !== matter.matter),
              candidate_owners: (draft.candidate_owners ?? []).filter((one) => one.matter !== matter.matter),
            })
          }
        />
      ))}
      <Select
        label={t(words.add_matter)}
        value={next}
        options={kinds.map(({ matter }) => ({ value: matter.kind, label: t(matter.title) }))}
        change={setNext}
      />
      <Actions>
        <Button onClick={add}>{t(words.add_matter)}</Button>
      </Actions>
    </>
  );
}
