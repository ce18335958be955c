import { api, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import { Field, Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { deeds } from "../../../i18n/deeds.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useLoad } from "../../../api/load.ts";
import { Deed } from "../../pieces/deed.tsx";
import { Shown } from "../../pieces/shown.tsx";
import type { DeedOf } from "./deeds.tsx";
import { placeOf } from "./meeting.ts";

type Particulars = components["schemas"]["Particulars"];

const LINES = ["place", "contact"] as const;
const TEXTS = ["online", "paper", "proxy"] as const;

/** Corrects what the notice says besides the definition. */
export function Correct(props: DeedOf) {
  const { meeting } = props.run;
  const notice = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/notice", {
          params: placeOf(props.run),
        }),
      ),
    [meeting.meeting],
  );
  return (
    <Shown of={notice}>
      {({ notice: { particulars } }) => (
        <Form {...props} standing={particulars} again={() => (notice.again(), props.again())} />
      )}
    </Shown>
  );
}

function Form({ run, again, standing }: DeedOf & { standing: Particulars }) {
  const { t } = useSpeech();
  const [form, change, clear] = useDraft(`correct ${run.meeting.meeting}`, { ...standing, reason: "" });
  const { reason, ...notice } = form;
  const changed = [...LINES, ...TEXTS].filter((field) => (form[field] ?? "") !== (standing[field] ?? ""));
  return (
    <Deed
      title={t(words.correct)}
      what={t(words.correct_what)}
      review={[
        ...changed.map((field) => [t(words[field]), form[field] ?? ""] as const),
        [t(deeds.reason), reason] as const,
      ]}
      ready={changed.length > 0 && reason.trim() !== ""}
      verb={t(words.correct_verb)}
      done={t(words.corrected)}
      run={() =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/notice/versions", {
            params: placeOf(run),
            body: { notice: tidy(notice), reason: reason.trim() },
          }),
        )
      }
      after={() => {
        clear();
        again();
      }}
    >
      {LINES.map((field) => (
        <Field
          key={field}
          label={t(words[field])}
          maxLength={200}
          value={form[field] ?? ""}
          change={(value) => change({ ...form, [field]: value })}
        />
      ))}
      {TEXTS.map((field) => (
        <Text
          key={field}
          label={t(words[field])}
          maxLength={2000}
          value={form[field] ?? ""}
          change={(value) => change({ ...form, [field]: value })}
        />
      ))}
      <Text
        label={t(deeds.reason)}
        hint={t(deeds.reason_public)}
        maxLength={2000}
        value={reason}
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}

/** What was left empty is not said. */
function tidy(particulars: Particulars): Particulars {
  const said = { ...particulars };
  for (const field of [...LINES, ...TEXTS]) said[field] = (said[field] ?? "").trim() || null;
  return said;
}
