import { Field } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { paperMandates as words } from "../../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { called, NOBODY } from "../named.ts";
import { OwnerByFlat } from "../owner.tsx";
import type { ReadingForm } from "./reading.ts";

const BLANK = { delegate: NOBODY, building: "", entrance: "", from: "", until: "" };

/** What the minutes of the election of a delegate say: who, for what, for how long. */
export function AppointmentForm({ of, draft, children }: ReadingForm) {
  const { t, formats } = useSpeech();
  const { date } = formats(of.community.time_zone);
  const [form, change, clear] = useDraft(draft, BLANK);
  const owner = form.delegate.owner.trim();
  const day = (text: string) => (text === "" ? "" : date(text));
  return children({
    facts: [
      [t(words.delegate), called(form.delegate)],
      [t(words.building), form.building],
      [t(words.entrance), form.entrance || t(words.whole_building)],
      [t(words.from), day(form.from)],
      [t(words.until), day(form.until)],
    ],
    ready: owner !== "" && form.building.trim() !== "" && form.from !== "" && form.until !== "",
    named: { delegate: owner },
    says: (minutes) => ({
      delegate: owner,
      building: form.building.trim(),
      entrance: form.entrance.trim() || null,
      from: form.from,
      until: form.until,
      minutes,
    }),
    clear,
    fields: (
      <>
        <fieldset>
          <legend>{t(words.delegate)}</legend>
          <OwnerByFlat
            flat={false}
            community={of.community.community}
            name="delegate"
            who={t(words.who_delegate)}
            hint={t(words.number_hint)}
            value={form.delegate}
            change={(delegate) => change({ ...form, delegate })}
          />
        </fieldset>
        {(["building", "entrance"] as const).map((name) => (
          <Field
            key={name}
            label={t(words[name])}
            value={form[name]}
            change={(value) => change({ ...form, [name]: value })}
          />
        ))}
        {(["from", "until"] as const).map((name) => (
          <Field
            key={name}
            type="date"
            label={t(words[name])}
            value={form[name]}
            change={(value) => change({ ...form, [name]: value })}
          />
        ))}
      </>
    ),
  });
}
