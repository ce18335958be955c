import { api, take } from "../../../api/client.ts";
import { Field, Select, Text } from "../../../design/forms.tsx";
import { Notice } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { digestOfFile } from "../../../device/scans.ts";
import { answers as words } from "../../../i18n/answers.ts";
import { grounds } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Deed } from "../../pieces/deed.tsx";
import { FilePick } from "../../pieces/file-pick.tsx";
import { placeOf, type Held } from "./meeting.ts";

const BLANK = { owner: "", paper: "", ground: "other", matter: "", text: "" };

/** Records an objection that an owner brought on paper. */
export function PaperObjection({ of }: { of: Held }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`paper objection ${of.meeting.meeting}`, BLANK);
  const elections = of.meeting.draft.matters.filter(({ candidates }) => (candidates?.length ?? 0) > 0);
  const matter = elections.find((one) => one.matter === form.matter);
  return (
    <Deed
      title={t(words.paper)}
      what={t(words.paper_what)}
      review={[
        [t(words.owner), form.owner],
        [t(words.ground), t(worded(grounds, form.ground))],
        ...(matter === undefined ? [] : [[t(words.matter), matter.title] as const]),
        [t(words.text), <span class="text">{form.text}</span>],
        [t(words.scan), <span class="code">{form.paper}</span>],
      ]}
      ready={form.owner.trim() !== "" && form.paper !== "" && form.text.trim() !== ""}
      verb={t(words.paper_verb)}
      done={t(words.recorded)}
      after={clear}
      run={() =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/objections/on-paper", {
            params: placeOf(of),
            body: {
              owner: form.owner.trim(),
              paper: form.paper,
              ground: form.ground,
              text: form.text.trim(),
              ...(matter === undefined ? {} : { matter: matter.matter }),
            },
          }),
        )
      }
    >
      <Field label={t(words.owner)} value={form.owner} change={(owner) => change({ ...form, owner })} />
      <Select
        label={t(words.ground)}
        value={form.ground}
        change={(ground) => change({ ...form, ground })}
        options={Object.keys(grounds)
          .filter((ground) => ground !== "outside_competence")
          .map((value) => ({ value, label: t(worded(grounds, value)) }))}
      />
      {elections.length > 0 && (
        <Select
          label={t(words.matter)}
          value={form.matter}
          change={(matter) => change({ ...form, matter })}
          options={[
            { value: "", label: "–" },
            ...elections.map(({ matter, title }) => ({ value: matter, label: title })),
          ]}
        />
      )}
      <Text
        label={t(words.text)}
        maxLength={5000}
        value={form.text}
        change={(text) => change({ ...form, text })}
      />
      <FilePick
        label={t(words.scan)}
        accept="application/pdf,image/jpeg,image/png"
        chosen={(file) => void digestOfFile(file).then((paper) => change({ ...form, paper }))}
      />
      {form.paper !== "" && (
        <Notice kind="good">
          <span class="code">{t(words.scanned, { digest: form.paper })}</span>
        </Notice>
      )}
    </Deed>
  );
}
