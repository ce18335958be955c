import { api, take } from "../../../api/client.ts";
import { Field, Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { deeds } from "../../../i18n/deeds.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { instantAt } from "../../../i18n/zones.ts";
import { Deed } from "../../pieces/deed.tsx";
import type { DeedOf } from "./deeds.tsx";
import { placeOf } from "./meeting.ts";

/** Moves the close of an open meeting. */
export function Extend({ run, again }: DeedOf) {
  const { t, formats } = useSpeech();
  const { meeting, community } = run;
  const write = formats(community.time_zone);
  const [form, change, clear] = useDraft(`extend ${meeting.meeting}`, { close: "", reason: "" });
  const closes = form.close === "" ? null : instantAt(form.close, community.time_zone);
  return (
    <Deed
      title={t(words.extend)}
      what={t(words.extend_what)}
      review={[
        [t(words.now_closes), write.moment(meeting.closes_at)],
        [t(words.new_close), closes === null ? "" : write.moment(closes)],
        [t(deeds.reason), form.reason],
      ]}
      ready={closes !== null && form.reason.trim() !== ""}
      verb={t(words.extend_verb)}
      done={t(words.extended)}
      run={() =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/extension", {
            params: placeOf(run),
            body: { closes_at: closes ?? "", reason: form.reason.trim() },
          }),
        )
      }
      after={() => {
        clear();
        again();
      }}
    >
      <p>
        {t(words.now_closes)}: {write.moment(meeting.closes_at)}
      </p>
      <Field
        type="datetime-local"
        label={t(words.new_close)}
        value={form.close}
        change={(close) => change({ ...form, close })}
      />
      <Text
        label={t(deeds.reason)}
        hint={t(deeds.reason_public)}
        maxLength={2000}
        value={form.reason}
        change={(reason) => change({ ...form, reason })}
      />
    </Deed>
  );
}

/** Calls a meeting off. */
export function Cancel({ run, again }: DeedOf) {
  const { t } = useSpeech();
  return (
    <Reasoned
      run={run}
      again={again}
      name="cancel"
      words={{
        title: t(words.cancel),
        what: t(words.cancel_what),
        verb: t(words.cancel_verb),
        done: t(words.cancelled),
      }}
      send={(reason) =>
        take(
          api.POST("/api/v1/communities/{community}/meetings/{meeting}/cancellation", {
            params: placeOf(run),
            body: { reason },
          }),
        )
      }
    />
  );
}

/** A grave deed that takes a public reason and nothing else. */
export function Reasoned(
  props: DeedOf & {
    name: string;
    words: { title: string; what: string; verb: string; done: string };
    send(reason: string): Promise<unknown>;
  },
) {
  const { t } = useSpeech();
  const { meeting } = props.run;
  const [reason, change, clear] = useDraft(`${props.name} ${meeting.meeting}`, "");
  return (
    <Deed
      {...props.words}
      danger
      review={[
        [t(words.meeting), meeting.draft.title],
        [t(deeds.reason), reason],
      ]}
      ready={reason.trim() !== ""}
      run={() => props.send(reason.trim())}
      after={() => {
        clear();
        props.again();
      }}
    >
      <Text
        label={t(deeds.reason)}
        hint={t(deeds.reason_public)}
        maxLength={2000}
        value={reason}
        change={change}
      />
    </Deed>
  );
}
