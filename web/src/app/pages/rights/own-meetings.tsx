import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";
import type { InMeeting, Meeting } from "./meeting.ts";

/** States in which mandates, representatives or objections still move. */
const UNDER_WAY = ["noticed", "open", "closed", "counted"];

/** What the user gave, holds and raised in each meeting that is under way. */
export function OwnMeetings({ community, meetings }: { community: string; meetings: readonly Meeting[] }) {
  const { t } = useSpeech();
  const under = meetings.filter(({ state }) => UNDER_WAY.includes(state));
  return (
    <Card title={t(words.meetings)}>
      {under.length === 0 ? <Empty>{t(words.no_meetings)}</Empty> : <p>{t(words.meetings_what)}</p>}
      {under.map(({ meeting, draft }) => (
        <section key={meeting}>
          <h3>{draft.title}</h3>
          <InOne community={community} meeting={meeting} />
        </section>
      ))}
    </Card>
  );
}

function InOne({ community, meeting }: InMeeting) {
  const { t } = useSpeech();
  const { count } = useFormats();
  const params = { path: { community, meeting } };
  const own = useLoad(async () => {
    const [mandates, objections] = await Promise.all([
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/mandates/mine", { params })),
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/objections/mine", { params })),
    ]);
    const inForce = (list: typeof mandates.given) => list.filter(({ ended_at }) => ended_at == null).length;
    return { given: inForce(mandates.given), held: inForce(mandates.held), raised: objections.length };
  }, [community, meeting]);
  const address = `/c/${community}/meetings/${meeting}`;
  return (
    <Shown of={own}>
      {({ given, held, raised }) => (
        <ul>
          <li>
            <a href={`${address}/mandates`}>{t(words.mandates)}</a>
            {given > 0 && ` · ${t(words.given, { count: count(given) })}`}
            {held > 0 && ` · ${t(words.held, { count: count(held) })}`}
          </li>
          <li>
            <a href={`${address}/representation`}>{t(words.representation)}</a>
          </li>
          <li>
            <a href={`${address}/objections`}>{t(words.objections)}</a>
            {raised > 0 && ` · ${t(words.raised, { count: count(raised) })}`}
          </li>
        </ul>
      )}
    </Shown>
  );
}
