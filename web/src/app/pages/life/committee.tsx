import { save } from "../../../api/file.ts";
import { printed } from "../../../api/printed.ts";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Actions, Button, ButtonLink, Card, Facts, Table } from "../../../design/parts.tsx";
import { HANDOVERS, LIFE_STATES, NOUNS } from "../../../i18n/acts/nouns.ts";
import { remedies } from "../../../i18n/acts/remedies.ts";
import { committee as words, memberCauses, memberStandings } from "../../../i18n/committee.ts";
import { formations } from "../../../i18n/formations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useCommittees, type Committee, type KnownCommittees } from "../../life/committees.ts";
import { Handovers } from "../../life/handovers.tsx";
import { Recalls } from "../../life/recalls.tsx";
import { Remedies } from "../../life/remedies.tsx";
import { ElectedDeeds, OfficeDeeds } from "../../life/office.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { useAct } from "../../pieces/act.tsx";
import { Opened } from "../../pieces/opened.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { Formations } from "./formations.tsx";
import { TakingPart } from "./taking-part.tsx";
import { Life, type Told } from "./told.tsx";

/** The committee in office, those before it, and everything that goes on between meetings, to read. */
export function CommitteePage({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {(community) => <Everything community={community} />}
    </CommunityPage>
  );
}

const TOLD: readonly Told[] = [
  "candidacy",
  "evaluation",
  "sitting",
  "term",
  "contract",
  "seal_use",
  "archive",
];

function Everything({ community }: { community: Community }) {
  const { t } = useSpeech();
  const id = community.community;
  const known = useCommittees(id);
  const { again } = known;
  // Where there is no committee yet, how there comes to be one stands above everything else.
  const isForming = known.data?.committees.length === 0;
  return (
    <>
      <TakingPart community={id} />
      <Shown of={known}>
        {(known) => {
          const { current } = known;
          const earlier = known.committees.filter((one) => one !== current);
          return (
            <>
              {current === undefined ? (
                <Empty>{t(words.none)}</Empty>
              ) : (
                <Card title={t(words.current)}>
                  <Members community={id} of={current} known={known} />
                  <OfficeDeeds noun="committee" community={community} of={current} after={again} />
                  <ElectedDeeds community={community} of={current} after={again} />
                </Card>
              )}
              {earlier.length > 0 && (
                <Opened summary={t(words.earlier)}>
                  {() =>
                    earlier.map((one) => <Members key={one.process} community={id} of={one} known={known} />)
                  }
                </Opened>
              )}
            </>
          );
        }}
      </Shown>
      {isForming && <Formation community={community} />}
      <Card title={t(words.calendar)}>
        <Calendar community={id} />
      </Card>
      {TOLD.map((noun) => (
        <Opened key={noun} summary={t(NOUNS[noun])}>
          {() => <Life noun={noun} community={community} />}
        </Opened>
      ))}
      {!isForming && <Formation community={community} />}
      <Opened summary={t(HANDOVERS)}>{() => <Handovers community={community} />}</Opened>
      <Opened summary={t(remedies.title)}>{() => <Remedies community={community} />}</Opened>
      <Actions>
        <ButtonLink href={`/c/${id}/steps`}>{t(words.steps)}</ButtonLink>
        <ButtonLink href={`/c/${id}/petitions`}>{t(words.petitions)}</ButtonLink>
      </Actions>
    </>
  );
}

function Formation({ community }: { community: Community }) {
  const { t } = useSpeech();
  return <Opened summary={t(formations.title)}>{() => <Formations community={community} />}</Opened>;
}

function Members(props: { community: string; of: Committee; known: KnownCommittees }) {
  const { t, language } = useSpeech();
  const { day, count } = useFormats();
  const act = useAct();
  const { of, known } = props;
  const roles = useRoles(props.community);
  const base = `/api/v1/communities/${props.community}/committees/${of.process}`;
  const at = (what: string) => `${base}/${what}?lang=${language}`;
  const packed = `${base}/filing-package`;
  const isChair = (candidate: string, meeting: string) =>
    of.chair?.candidate === candidate && of.chair.meeting === meeting;
  const standing = ({ standing, cause, ended_at }: Committee["members"][number]) => {
    const stands = t(worded(memberStandings, standing));
    if (cause === null || ended_at === null) return stands;
    return t(words.left_why, {
      standing: stands,
      cause: t(worded(memberCauses, cause)),
      day: day(ended_at),
    });
  };
  return (
    <>
      <Facts
        facts={[
          [t(words.state), t(worded(LIFE_STATES, of.state))],
          [t(words.seats), t(words.seats_of, { left: count(of.left), seats: count(of.seats) })],
          [t(words.since), day(of.announced_at)],
        ]}
      />
      <Table
        caption={t(words.title)}
        head={[t(words.member), t(words.standing)]}
        rows={of.members.map((one) => [
          known.name(one.member) +
            (isChair(one.member.candidate, one.member.meeting) ? ` (${t(words.chair)})` : ""),
          standing(one),
        ])}
      />
      <Recalls community={props.community} of={of} known={known} />
      {act.outcome}
      <Actions>
        <Button
          disabled={act.busy}
          onClick={() => void act.run(() => printed(at("certificate"), "committee-certificate.html"))}
        >
          {t(words.certificate)}
        </Button>
        <Button
          disabled={act.busy}
          onClick={() => void act.run(() => printed(at("filing/page"), "committee-filing.html"))}
        >
          {t(words.filing)}
        </Button>
        {anyOf(roles, "chair", "member", "secretary", "convener", "supervisor") && (
          <Button
            disabled={act.busy}
            onClick={() => void act.run(() => save(packed, "committee-filing.zip", "POST"))}
          >
            {t(words.filing_package)}
          </Button>
        )}
        <ButtonLink href={`/c/${props.community}/meetings/${of.process}`}>{t(words.meeting)}</ButtonLink>
      </Actions>
    </>
  );
}

function Calendar({ community }: { community: string }) {
  const { language } = useSpeech();
  const { moment } = useFormats();
  const calendar = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/calendar", { params: { path: { community } } })),
    [community],
  );
  return (
    <Shown of={calendar}>
      {({ dates }) => {
        const coming = dates.filter(({ standing }) => standing === "due" || standing === "overdue");
        if (coming.length === 0) return <Empty />;
        return (
          <ul>
            {coming.map((date) => (
              <li key={`${date.what} ${date.of} ${date.until}`}>
                <strong>{moment(date.until)}</strong> {language === "zh" ? date.title_zh : date.title}
                {date.article !== null && date.verified === true && (
                  <span class="quiet"> {date.article}</span>
                )}
              </li>
            ))}
          </ul>
        );
      }}
    </Shown>
  );
}
