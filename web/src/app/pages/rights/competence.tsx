import { api, take } from "../../../api/client.ts";
import { Select, Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { objections as words } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Deed } from "../../pieces/deed.tsx";
import type { Meeting } from "./meeting.ts";

/** The supervising office says that a matter is not the assembly's to decide. */
export function Competence(props: { community: string; meeting: Meeting; after(): void }) {
  const { t } = useSpeech();
  const { meeting } = props;
  const { matters } = meeting.draft;
  const [form, change, clear] = useDraft(`competence:${meeting.meeting}`, { matter: "", text: "" });
  if (meeting.state !== "noticed") return null;
  const matter = matters.find((one) => one.matter === form.matter) ?? matters[0];
  const text = form.text.trim();
  const raise = () =>
    take(
      api.POST("/api/v1/communities/{community}/meetings/{meeting}/competence-objections", {
        params: { path: { community: props.community, meeting: meeting.meeting } },
        body: { matter: matter?.matter ?? "", text },
      }),
    );
  return (
    <Deed
      title={t(words.competence)}
      what={t(words.competence_what)}
      review={[
        [t(words.matter), matter?.title ?? ""],
        [t(words.text), <span class="text">{text}</span>],
      ]}
      ready={text !== "" && matter !== undefined}
      verb={t(words.send)}
      done={t(words.raised)}
      run={raise}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Select
        label={t(words.matter)}
        value={matter?.matter ?? ""}
        options={matters.map(({ matter, title }) => ({ value: matter, label: title }))}
        change={(matter) => change({ ...form, matter })}
      />
      <Text
        label={t(words.text)}
        hint={t(words.text_hint)}
        value={form.text}
        maxLength={5000}
        required
        change={(text) => change({ ...form, text })}
      />
    </Deed>
  );
}
