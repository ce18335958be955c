import { api, take } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import { everyPage } from "../../../api/pages.ts";
import { Actions, ButtonLink, Card } from "../../../design/parts.tsx";
import { office as words } from "../../../i18n/office.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { meetingKinds, stateName } from "../../../i18n/states.ts";
import { worded } from "../../../i18n/words.ts";
import type { Meeting } from "../../office/drafting.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats } from "../../within.tsx";
import { Waits } from "./home/waits.tsx";

/** The desk of those who run meetings: what waits for them, every meeting with its next step, and the ways to the work. */
export function Office({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {() => <Desk community={community} />}
    </CommunityPage>
  );
}

function Desk({ community }: { community: string }) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  const meetings = useMeetings(community);
  if (![...roles].some((role) => role !== "owner")) return <Empty>{t(words.nobody)}</Empty>;
  const drafts = anyOf(roles, "secretary", "convener");
  return (
    <>
      <Shown of={meetings}>{(meetings) => <Waits community={community} meetings={meetings} />}</Shown>
      <Card title={t(words.meetings)}>
        {drafts && (
          <Actions>
            <ButtonLink kind="primary" href={`/c/${community}/office/meetings/new`}>
              {t(words.new)}
            </ButtonLink>
          </Actions>
        )}
        <Shown of={meetings}>
          {(meetings) =>
            meetings.length === 0 ? (
              <Empty>{t(words.none_yet)}</Empty>
            ) : (
              <ul class="list">
                {meetings.map((meeting) => (
                  <OneMeeting key={meeting.meeting} community={community} meeting={meeting} />
                ))}
              </ul>
            )
          }
        </Shown>
      </Card>
      <Work community={community} roles={roles} />
    </>
  );
}

/** Every meeting of a community, the newest first. */
function useMeetings(community: string): Loaded<Meeting[]> {
  return useLoad(
    () =>
      everyPage((cursor) => {
        const query = cursor === undefined ? { limit: 200 } : { limit: 200, cursor };
        const params = { path: { community }, query };
        return take(api.GET("/api/v1/communities/{community}/meetings", { params }));
      }),
    [community],
  );
}

function OneMeeting({ community, meeting }: { community: string; meeting: Meeting }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const base = `/c/${community}/office/meetings/${meeting.meeting}`;
  return (
    <li class="card">
      <h3>
        <a href={meeting.state === "draft" ? `${base}/draft` : base}>{meeting.draft.title}</a>{" "}
        <span class="tag">{t(stateName(meeting.state))}</span>
      </h3>
      <p>
        {t(meetingKinds[meeting.draft.kind])} · {moment(meeting.opens_at)} – {moment(meeting.closes_at)}
      </p>
      <p class="quiet">{t(worded(words.next, meeting.state))}</p>
    </li>
  );
}

/** The ways to the work, each for those who have a part in it. */
function Work({ community, roles }: { community: string; roles: ReadonlySet<string> }) {
  const { t } = useSpeech();
  const base = `/c/${community}/office`;
  const confirming = ["secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"];
  const ways = [
    { to: "/register", name: words.register, seen: roles.has("secretary") },
    { to: "/letters", name: words.letters, seen: anyOf(roles, ...confirming) },
    { to: "/calendar", name: words.calendar, seen: true },
    { to: "/messages", name: words.messages, seen: anyOf(roles, "secretary", "scrutineer", "supervisor") },
    { to: "/life", name: words.life, seen: true },
    { to: "/officers", name: words.officers, seen: true },
    { to: "/rules", name: words.rules, seen: true },
    {
      to: "/watch",
      name: words.watch,
      seen: anyOf(roles, "supervisor", "scrutineer", "residents_committee"),
    },
    { to: "/trail", name: words.trail, seen: anyOf(roles, "supervisor", "scrutineer") },
    { to: "/keeping", name: words.keeping, seen: anyOf(roles, "supervisor", "secretary") },
  ].filter(({ seen }) => seen);
  return (
    <Card title={t(words.work)}>
      <Actions>
        {ways.map(({ to, name }) => (
          <ButtonLink key={to} href={base + to}>
            {t(name)}
          </ButtonLink>
        ))}
      </Actions>
    </Card>
  );
}
