import type { components } from "../../../api/schema.d.ts";
import { Card, Facts } from "../../../design/parts.tsx";
import { isForOther } from "../../../device/ballots.ts";
import { payloadOf } from "../../../device/statements.ts";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";
import { readInstructions, type Choice } from "./instructions.ts";
import { useSaid } from "./mandate.tsx";
import type { Meeting } from "./meeting.ts";

type Ballot = components["schemas"]["OwnBallot"];

/** Every ballot that was cast for the user's electors, the latest meeting first. */
export function OwnBallots(props: {
  community: string;
  ballots: readonly Ballot[];
  meetings: readonly Meeting[];
}) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const { ballots } = props;
  const replaced = new Set(ballots.map(({ supersedes }) => supersedes));
  const meetings = [...new Set(ballots.map(({ meeting }) => meeting))];
  return (
    <Card title={t(words.ballots)}>
      {ballots.length === 0 ? <Empty>{t(words.no_ballots)}</Empty> : <p>{t(words.ballots_what)}</p>}
      {meetings.map((id) => {
        const meeting = props.meetings.find((one) => one.meeting === id);
        const address = `/c/${props.community}/meetings/${id}`;
        return (
          <section key={id}>
            <h3>
              <a href={address}>{meeting?.draft.title ?? t(words.unknown_meeting)}</a>
            </h3>
            {ballots
              .filter((ballot) => ballot.meeting === id)
              .map((ballot) => (
                <div key={ballot.digest}>
                  <p>
                    {t(words.cast_at, { at: moment(ballot.received_at) })}
                    {replaced.has(ballot.digest) && <span class="tag">{t(words.replaced)}</span>}
                    {isForOther(ballot.statement) && <span class="tag">{t(words.by_holder)}</span>}
                    {ballot.assisted && <span class="tag">{t(words.helped)}</span>}
                  </p>
                  {meeting !== undefined && <Cast ballot={ballot} meeting={meeting} />}
                  <p>
                    <a href={`${address}/receipt/${ballot.digest}`}>{t(words.receipt)}</a>
                  </p>
                </div>
              ))}
          </section>
        );
      })}
    </Card>
  );
}

/** The choices are folded away, so that nobody who looks over a shoulder reads them. */
function Cast({ ballot, meeting }: { ballot: Ballot; meeting: Meeting }) {
  const { t } = useSpeech();
  const said = useSaid(meeting);
  const titles = new Map(meeting.draft.matters.map(({ matter, title }) => [matter, title]));
  return (
    <details>
      <summary>{t(words.choices)}</summary>
      <Facts
        facts={choicesOf(ballot.statement).map((choice) => [
          titles.get(choice.matter) ?? choice.matter,
          said(choice),
        ])}
      />
    </details>
  );
}

function choicesOf(statement: string): Choice[] {
  const payload = payloadOf(statement);
  if (typeof payload !== "object" || payload === null || !("choices" in payload)) return [];
  return Array.isArray(payload.choices) ? readInstructions(payload.choices) : [];
}
