import { useEffect } from "preact/hooks";
import { api, take, takeIfAny } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { problemOf } from "../../../api/problem.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Facts, Notice } from "../../../design/parts.tsx";
import { meeting as words } from "../../../i18n/meeting.ts";
import { meetingKinds, stateName } from "../../../i18n/states.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Ended } from "../../pieces/ended.tsx";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { HowTo } from "./meeting/how-to.tsx";
import { Matters } from "./meeting/matters.tsx";
import { Mine } from "./meeting/mine.tsx";
import { NoticeVersions } from "./meeting/versions.tsx";
import { Times } from "./meeting/times.tsx";
import { Turnout } from "./meeting/turnout.tsx";

type Schemas = components["schemas"];

/** A meeting for everybody: what is decided, by what law, when and how, and what is left to do. */
export function Meeting({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const session = useSession();
  const path = { community, meeting };
  const notice = useLoad(
    () =>
      takeIfAny(api.GET("/api/v1/communities/{community}/meetings/{meeting}/notice", { params: { path } })),
    [community, meeting],
  );
  const posted = useLoad(
    () =>
      takeIfAny(api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings", { params: { path } })),
    [community, meeting],
  );
  const stands = useLoad(
    async () =>
      session.status === "in"
        ? take(api.GET("/api/v1/communities/{community}/meetings/{meeting}", { params: { path } }))
        : null,
    [community, meeting, session.status],
  );
  return (
    <Page title={notice.data?.notice.title ?? t(words.title)}>
      <Shown of={notice}>
        {(notice) =>
          notice === null ? (
            <Empty>{t(words.none)}</Empty>
          ) : (
            <Told notice={notice} stands={stands.data ?? null} posted={posted.data ?? null} />
          )
        }
      </Shown>
    </Page>
  );
}

function Told(props: {
  notice: Schemas["NoticeView"];
  /** What members are told besides. */
  stands: Schemas["MeetingView"] | null;
  posted: Schemas["MeetingPostings"] | null;
}) {
  const { notice, stands, posted } = props;
  const { t, language, formats } = useSpeech();
  const session = useSession();
  const { community, meeting, time_zone: zone, particulars, ...told } = notice.notice;
  const { moment } = formats(zone);
  const { data: pack } = useLoad(async () => {
    if (stands === null) return null;
    const params = { path: { id: stands.draft.rule_pack } };
    return take(api.GET("/api/v1/rule-packs/{id}", { params }));
  }, [stands?.draft.rule_pack]);
  useOpened(community, meeting, stands !== null && ["noticed", "open"].includes(stands.state));
  const closes = stands?.closes_at ?? told.closes_at;
  const facts: [string, string][] = [
    [t(words.called_by), told.called_by],
    [t(words.kind), t(meetingKinds[told.kind])],
    [t(words.voting), t(words.from_to, { from: moment(told.opens_at), to: moment(closes) })],
  ];
  if (particulars.place != null) facts.push([t(words.place), particulars.place]);
  if (particulars.contact != null) facts.push([t(words.contact), particulars.contact]);
  if (pack != null) facts.push([t(words.law), pack.head.title[language]]);
  const base = `/c/${community}/meetings/${meeting}`;
  const page = `/api/v1/communities/${community}/meetings/${meeting}/notice-page?lang=${language}`;
  const hasResult =
    posted?.items.some(({ posting }) => posting === "preliminary_result" || posting === "final_result") ===
    true;
  return (
    <>
      {stands !== null && (
        <p>
          <span class="tag">{t(stateName(stands.state))}</span>
        </p>
      )}
      {posted?.ended && <Ended end={posted.ended} zone={zone} />}
      <Facts facts={facts} />
      {closes !== told.closes_at && <Notice>{t(words.extended)}</Notice>}
      {hasResult && (
        <Actions>
          <ButtonLink kind="primary" href={`${base}/result`}>
            {t(words.result)}
          </ButtonLink>
          <ButtonLink href={`/verify#${base}`}>{t(words.verify)}</ButtonLink>
        </Actions>
      )}
      {(session.status === "in" || !(hasResult || posted?.ended)) && (
        <Mine community={community} meeting={meeting} state={stands?.state ?? null} />
      )}
      <Matters
        matters={told.matters}
        drafted={stands?.draft.matters ?? []}
        pack={pack ?? null}
        convener={told.called_by}
      />
      <HowTo notice={notice.notice} />
      {stands !== null && stands.state !== "noticed" && (
        <Turnout community={community} meeting={meeting} zone={zone} />
      )}
      {stands !== null && <Times community={community} meeting={meeting} />}
      <NoticeVersions
        notice={notice}
        canAcknowledge={stands !== null && ["noticed", "open"].includes(stands.state)}
      />
      <Actions>
        <ButtonLink href={`${base}/objections`}>{t(words.object)}</ButtonLink>
        <ButtonLink href={page}>{t(words.printable)}</ButtonLink>
        <ButtonLink href={`${page}&size=large`}>{t(words.printable_large)}</ButtonLink>
      </Actions>
    </>
  );
}

/** Records that an owner opened the notice; whoever is no owner, or too late, has nothing recorded. */
function useOpened(community: string, meeting: string, canBe: boolean): void {
  useEffect(() => {
    if (!canBe) return;
    const params = { path: { community, meeting } };
    take(api.POST("/api/v1/communities/{community}/meetings/{meeting}/notice/openings", { params })).catch(
      problemOf,
    );
  }, [community, meeting, canBe]);
}
