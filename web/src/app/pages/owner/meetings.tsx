import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { from } from "../../../api/pages.ts";
import { Actions, Button, ButtonLink, Card } from "../../../design/parts.tsx";
import type { components } from "../../../api/schema.d.ts";
import { common } from "../../../i18n/common.ts";
import { meetings as words } from "../../../i18n/meetings.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { stateName } from "../../../i18n/states.ts";
import { Page } from "../../pieces/page.tsx";
import { Empty, Loading, Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";
import { Due } from "./due.tsx";

type Meeting = components["schemas"]["MeetingView"];

/** A community: what is due in it, and every meeting. */
export function Meetings({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <SignedIn>
      <Within community={community} fallback={t(words.title)} />
    </SignedIn>
  );
}

function Within({ community, fallback }: { community: string; fallback: string }) {
  const { t } = useSpeech();
  const found = useCommunity(community);
  return (
    <Page title={found.data?.name ?? fallback}>
      <Shown of={found}>
        {(found) => (
          <>
            <Card title={t(words.due)}>
              <Due community={found} />
            </Card>
            <h2>{t(words.all)}</h2>
            <All community={found} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function All({ community }: { community: Community }) {
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const more = (next: string) => setCursors((before) => [...before, next]);
  return (
    <>
      {cursors.map((cursor, index) => (
        <Some
          key={cursor ?? ""}
          community={community}
          cursor={cursor}
          {...(index === cursors.length - 1 ? { more } : {})}
        />
      ))}
    </>
  );
}

function Some(props: { community: Community; cursor: string | undefined; more?: (next: string) => void }) {
  const { community, cursor, more } = props;
  const { t } = useSpeech();
  const page = useLoad(() => {
    const params = { path: { community: community.community }, query: from(cursor, 20) };
    return take(api.GET("/api/v1/communities/{community}/meetings", { params }));
  }, [community.community, cursor]);
  if (page.data === undefined && page.problem === undefined) return <Loading />;
  return (
    <Shown of={page}>
      {({ items, next }) => (
        <>
          {items.length === 0 && cursor === undefined && <Empty>{t(words.none)}</Empty>}
          {items.map((meeting) => (
            <OneMeeting key={meeting.meeting} community={community} meeting={meeting} />
          ))}
          {next !== null && more !== undefined && (
            <Actions>
              <Button onClick={() => more(next)}>{t(common.more)}</Button>
            </Actions>
          )}
        </>
      )}
    </Shown>
  );
}

function OneMeeting({ community, meeting }: { community: Community; meeting: Meeting }) {
  const { t, formats } = useSpeech();
  const { moment } = formats(community.time_zone);
  const base = `/c/${community.community}`;
  const href =
    meeting.state === "draft"
      ? `${base}/office/meetings/${meeting.meeting}`
      : `${base}/meetings/${meeting.meeting}`;
  return (
    <Card title={<a href={href}>{meeting.draft.title}</a>}>
      <p>
        <span class="tag">{t(stateName(meeting.state))}</span>
      </p>
      <p>{t(words.voting, { from: moment(meeting.opens_at), to: moment(meeting.closes_at) })}</p>
      <ButtonLink href={href}>{t(words.open)}</ButtonLink>
    </Card>
  );
}
