import { Field, Text } from "../../../../design/forms.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { papers as words } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Deed } from "../../../pieces/deed.tsx";
import type { Held } from "../meeting.ts";
import { signedAbout } from "../signed.ts";
import { READERS, sendOfPapers } from "./send.ts";

const NUMBERS = ["issued", "returned", "outstanding", "spoiled", "void", "sample"] as const;
const BLANK = { issued: "", returned: "", outstanding: "", spoiled: "", void: "", sample: "", reason: "" };

/** Counts the papers by hand, without looking at what the journal says. */
export function CountPapers({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`count papers ${of.meeting.meeting}`, BLANK);
  return (
    <Deed
      title={t(words.count)}
      what={t(words.count_what)}
      review={[
        ...NUMBERS.map((name) => [t(words[name]), form[name]] as const),
        [t(words.difference), form.reason] as const,
      ]}
      ready={NUMBERS.every((name) => /^\d+$/.test(form[name]))}
      done={t(words.counted)}
      after={() => {
        clear();
        again();
      }}
      signature={signedAbout(
        of,
        READERS,
        "paper-count",
        () => ({
          ...Object.fromEntries(NUMBERS.map((name) => [name, Number(form[name])])),
          reason: form.reason.trim() || null,
        }),
        sendOfPapers(of, "counts"),
      )}
    >
      {NUMBERS.map((name) => (
        <Field
          key={name}
          label={t(words[name])}
          inputMode="numeric"
          value={form[name]}
          change={(value) => change({ ...form, [name]: value })}
        />
      ))}
      <Text
        label={t(words.difference)}
        maxLength={2000}
        value={form.reason}
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}
