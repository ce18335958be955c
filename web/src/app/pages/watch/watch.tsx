import { api, take } from "../../../api/client.ts";
import { save } from "../../../api/file.ts";
import { useLoad } from "../../../api/load.ts";
import { everyPage } from "../../../api/pages.ts";
import { Actions, Button, ButtonLink, Card } from "../../../design/parts.tsx";
import { useSpeech } from "../../../i18n/speech.tsx";
import { states } from "../../../i18n/states.ts";
import { watch as words } from "../../../i18n/watch.ts";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import { Opened } from "../../pieces/opened.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity, type Community } from "../../within.tsx";
import { Waiting } from "./waiting.tsx";
import { WatchedMeeting } from "./meeting.tsx";

/** What a scrutineer, the supervising office or the residents' committee watches over, and what they may do. */
export function Watch({ community }: { community: string }) {
  const { t } = useSpeech();
  const place = useCommunity(community);
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <p>{t(words.what)}</p>
        <Shown of={place}>
          {(place) => (
            <>
              <Meetings of={place} />
              <Waiting of={place} />
              <Downloads of={place} />
            </>
          )}
        </Shown>
      </Page>
    </SignedIn>
  );
}

function Meetings({ of }: { of: Community }) {
  const { t } = useSpeech();
  const { community } = of;
  const meetings = useLoad(
    () =>
      everyPage((cursor) =>
        take(
          api.GET("/api/v1/communities/{community}/meetings", {
            params: {
              path: { community },
              query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
            },
          }),
        ),
      ),
    [community],
  );
  return (
    <section>
      <h2>{t(words.meetings)}</h2>
      <Shown of={meetings}>
        {(all) => {
          const noticed = all.filter(({ state }) => state !== "draft");
          if (noticed.length === 0) return <Empty>{t(words.no_meetings)}</Empty>;
          return noticed.map((meeting) => (
            <Opened
              key={meeting.meeting}
              summary={`${meeting.draft.title} · ${t(worded(states, meeting.state))}`}
            >
              {() => <WatchedMeeting of={{ community: of, meeting }} />}
            </Opened>
          ));
        }}
      </Shown>
    </section>
  );
}

function Downloads({ of: { community } }: { of: Community }) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  const act = useAct();
  const base = `/api/v1/communities/${community}/annals`;
  const watching = anyOf(roles, "scrutineer", "supervisor");
  return (
    <Card title={t(words.downloads)}>
      <p>{t(words.downloads_what)}</p>
      <Actions>
        <Button disabled={act.busy} onClick={() => void act.run(() => save(base, "annals.jsonl"))}>
          {t(words.annals)}
        </Button>
        {watching && (
          <Button
            disabled={act.busy}
            onClick={() => void act.run(() => save(`${base}/audit`, "audit-annals.jsonl"))}
          >
            {t(words.audit_annals)}
          </Button>
        )}
        <ButtonLink href="/verify">{t(words.verify)}</ButtonLink>
        {watching && <ButtonLink href={`/c/${community}/office/trail`}>{t(words.trail)}</ButtonLink>}
        {watching && <ButtonLink href={`/c/${community}/office/keeping`}>{t(words.keeping)}</ButtonLink>}
      </Actions>
      {act.outcome}
    </Card>
  );
}
