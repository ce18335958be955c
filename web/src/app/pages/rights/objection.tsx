import { api, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Facts } from "../../../design/parts.tsx";
import { grounds, objections as words, stages, standings } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { Ask } from "../../pieces/ask.tsx";
import { useFormats } from "../../within.tsx";
import type { Meeting } from "./meeting.ts";

type Own = components["schemas"]["ObjectionView"];
type Posted = components["schemas"]["PostedObjection"];
type Turn = components["schemas"]["PostedTurn"] & { answer?: string | null };

/** An objection of the user's, with what they wrote and the answer in full. */
export function OwnObjection(props: { community: string; meeting: Meeting; of: Own; after(): void }) {
  const { t } = useSpeech();
  const { of, meeting } = props;
  const path = { community: props.community, meeting: meeting.meeting, objection: of.objection };
  return (
    <>
      <Heading of={of} meeting={meeting} />
      <Facts
        facts={[
          ...useStanding(of),
          ...(of.paper == null ? [] : [[t(words.how), t(words.paper)] as const]),
          ...(of.overdue ? [[t(words.answer_due), t(words.overdue)] as const] : []),
          [t(words.your_text), <span class="text">{of.text}</span>],
        ]}
      />
      <Turns turns={of.history} />
      {of.standing === "open" && (
        <Actions>
          <Ask
            title={t(words.withdraw)}
            sure={t(words.withdraw_sure)}
            danger
            run={() =>
              take(
                api.POST(
                  "/api/v1/communities/{community}/meetings/{meeting}/objections/{objection}/withdrawal",
                  { params: { path }, body: {} },
                ),
              )
            }
            after={props.after}
          />
        </Actions>
      )}
    </>
  );
}

/** An objection as everybody may see it. */
export function PostedObjection({ of, meeting }: { of: Posted; meeting: Meeting }) {
  return (
    <>
      <Heading of={of} meeting={meeting} />
      <Facts facts={useStanding(of)} />
      <Turns turns={of.history} />
    </>
  );
}

function Heading({ of, meeting }: { of: Own | Posted; meeting: Meeting }) {
  const { t } = useSpeech();
  const matter = meeting.draft.matters.find((one) => one.matter === of.matter)?.title;
  return (
    <h3>
      {t(worded(stages, of.stage))} · {t(worded(grounds, of.ground))}
      {matter !== undefined && <> · {matter}</>}
    </h3>
  );
}

function useStanding(of: Own | Posted) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  return [
    [t(words.raised_at), moment(of.raised_at)],
    [t(words.standing), t(worded(standings, of.standing))],
    ...(of.standing === "open" && of.answer_due_at != null
      ? [[t(words.answer_due), moment(of.answer_due_at)] as const]
      : []),
  ] as const;
}

function Turns({ turns }: { turns: readonly Turn[] }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  if (turns.length === 0) return null;
  return (
    <ol class="list">
      {turns.map((turn) => (
        <li key={turn.entry}>
          <p>
            <strong>
              {moment(turn.at)} · {t(worded(standings, turn.what))}
              {turn.upheld != null && <> · {t(turn.upheld ? words.upheld : words.dismissed)}</>}
            </strong>
          </p>
          {turn.correction != null && <p>{t(words.correction, { why: turn.correction })}</p>}
          {(turn.answer ?? turn.summary) != null && <p class="text">{turn.answer ?? turn.summary}</p>}
          {turn.amendment != null && <p>{t(words.roll_changed, { entry: turn.amendment })}</p>}
        </li>
      ))}
    </ol>
  );
}
