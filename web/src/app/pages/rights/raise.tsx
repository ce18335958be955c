import { api, take } from "../../../api/client.ts";
import { Choices, Text } from "../../../design/forms.tsx";
import { Notice } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { grounds, groundsOf, objections as words } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Deed } from "../../pieces/deed.tsx";
import { useFormats } from "../../within.tsx";
import { useDeadlines, type Meeting } from "./meeting.ts";

interface Raising {
  to: string;
  ground: string;
  text: string;
}

/** The form of an objection, while there is something posted to object to. */
export function Raise(props: { community: string; meeting: Meeting; after(): void }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const { meeting } = props;
  const place = { community: props.community, meeting: meeting.meeting };
  const deadlines = useDeadlines(place);
  const [form, change, clear] = useDraft<Raising>(`objection:${meeting.meeting}`, {
    to: "",
    ground: "",
    text: "",
  });
  const targets = targetsOf(meeting).map(({ value, stage, matter }) => ({
    value,
    stage,
    label:
      stage === "candidates"
        ? t(words.to_candidates, { matter })
        : t(stage === "roll" ? words.to_roll : words.to_result),
  }));
  const target = targets.find(({ value }) => value === form.to) ?? targets[0];
  if (target === undefined) return <Notice>{t(words.not_now)}</Notice>;

  const due = deadlines.data?.deadlines.find(
    ({ deadline }) => deadline === (target.stage === "result" ? "objections_end" : "opening"),
  )?.at;
  const ground = groundsOf[target.stage].find((one) => one === form.ground);
  const text = form.text.trim();
  const raise = () =>
    take(
      api.POST("/api/v1/communities/{community}/meetings/{meeting}/objections", {
        params: { path: place },
        body: {
          matter: target.stage === "candidates" ? target.value : null,
          ground: ground ?? "other",
          text,
        },
      }),
    );
  return (
    <Deed
      title={t(words.raise)}
      what={t(words.raise_what)}
      review={[
        [t(words.to_what), target.label],
        [t(words.ground), ground === undefined ? "" : t(worded(grounds, ground))],
        [t(words.text), <span class="text">{text}</span>],
      ]}
      sure={t(words.raise_what)}
      ready={ground !== undefined && text !== ""}
      verb={t(words.send)}
      done={t(words.raised)}
      run={raise}
      after={() => {
        clear();
        props.after();
      }}
    >
      {due != null && (
        <p>
          <strong>{t(words.until, { until: moment(due) })}</strong>
        </p>
      )}
      {targets.length > 1 && (
        <Choices
          legend={t(words.to_what)}
          name="objection-to"
          value={target.value}
          options={targets}
          change={(to) => change({ ...form, to, ground: "" })}
        />
      )}
      <Choices
        legend={t(words.ground)}
        name="objection-ground"
        value={ground ?? null}
        options={groundsOf[target.stage].map((value) => ({ value, label: t(worded(grounds, value)) }))}
        change={(ground) => change({ ...form, ground })}
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

/** What is posted to be objected to in this state of the meeting. */
function targetsOf({ state, draft }: Meeting) {
  if (state === "counted") return [{ value: "result", stage: "result", matter: "" }] as const;
  if (state !== "noticed") return [];
  const elections = draft.matters
    .filter(({ candidates }) => (candidates?.length ?? 0) > 0)
    .map(({ matter, title }) => ({ value: matter, stage: "candidates", matter: title }) as const);
  return [{ value: "", stage: "roll", matter: "" } as const, ...elections];
}
