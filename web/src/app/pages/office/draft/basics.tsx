import { Choices, Field, Select } from "../../../../design/forms.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { meetingKinds } from "../../../../i18n/states.ts";
import { usePacks } from "../../../office/packs.ts";
import { Shown } from "../../../pieces/shown.tsx";
import type { StepProps } from "./step.ts";

const KINDS = ["regular", "extraordinary", "inaugural"] as const;

/** What meeting it is and who calls it. */
export function Basics({ drafting: { draft, change } }: StepProps) {
  const { t } = useSpeech();
  const packs = usePacks();
  return (
    <>
      <Field
        label={t(words.name)}
        hint={t(words.name_hint)}
        value={draft.title}
        maxLength={200}
        required
        change={(title) => change({ title })}
      />
      <Field
        label={t(words.called_by)}
        hint={t(words.called_by_hint)}
        value={draft.called_by}
        maxLength={200}
        required
        change={(called_by) => change({ called_by })}
      />
      <Choices
        legend={t(words.kind)}
        name="meeting-kind"
        value={draft.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(meetingKinds[kind]) }))}
        change={(value) => change({ kind: KINDS.find((kind) => kind === value) ?? draft.kind })}
      />
      <Shown of={packs}>
        {(packs) => (
          <Select
            label={t(words.pack)}
            hint={t(words.pack_hint)}
            value={draft.rule_pack}
            options={packs.map(({ id, title }) => ({ value: id, label: t(title) }))}
            change={(rule_pack) => change({ rule_pack })}
          />
        )}
      </Shown>
    </>
  );
}
