import type { ComponentChildren } from "preact";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Card, Facts } from "../../../design/parts.tsx";
import { Meter } from "../../../design/meter.tsx";
import { keepArrival } from "../../../device/texts.ts";
import { kinds } from "../../../i18n/kinds.ts";
import { ownSupport } from "../../../i18n/mine.ts";
import {
  aims,
  petitionNext,
  petitions as words,
  petitionStates,
  substitutes,
  supportMeasures,
} from "../../../i18n/petitions.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useCommittees } from "../../life/committees.ts";
import { DocumentOf, WithArchive } from "../../life/document.tsx";
import { OfficeDeeds } from "../../life/office.tsx";
import { HashedText, ShareText } from "../../life/text.tsx";
import { useRoles } from "../../officer.ts";
import { Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { PetitionDeeds } from "./petition-deeds.tsx";

/** A petition as the API shows it. */
export type PetitionShown = components["schemas"]["PetitionView"];

/** One petition: its text, how far it has come, and what the user can do. */
export function Petition({ community, process }: { community: string; process: string }) {
  const { t } = useSpeech();
  // The text may stand behind the `#`; whoever has to sign in first would lose it.
  keepArrival(location.hash);
  return (
    <CommunityPage title={t(words.one)} community={community}>
      {(community) => (
        <WithArchive community={community.community}>
          <Everything community={community} process={process} />
        </WithArchive>
      )}
    </CommunityPage>
  );
}

function Everything({ community, process }: { community: Community; process: string }) {
  const { t } = useSpeech();
  const id = community.community;
  const owner = useRoles(id).has("owner");
  const petition = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/petitions/{process}", {
          params: { path: { community: id, process } },
        }),
      ),
    [id, process],
  );
  return (
    <>
      <p>
        <a href={`/c/${id}/petitions`}>{t(words.title)}</a>
      </p>
      <Shown of={petition}>
        {(view) => (
          <>
            <Card title={t(worded(aims, view.aim))}>
              <HashedText community={id} sha256={view.text}>
                {(text) => (
                  <>
                    {owner && (
                      <PetitionDeeds community={community} of={view} text={text} after={petition.again} />
                    )}
                    <ShareText text={text} name={t(words.one)} />
                  </>
                )}
              </HashedText>
            </Card>
            <Card title={t(words.standing)}>
              <Progress community={id} of={view} />
            </Card>
            <OfficeDeeds noun="petition" community={community} of={view} after={petition.again} />
          </>
        )}
      </Shown>
    </>
  );
}

function Progress({ community, of }: { community: string; of: PetitionShown }) {
  const { t } = useSpeech();
  const { moment, count, area, fraction } = useFormats();
  const known = useCommittees(community);
  const owner = useRoles(community).has("owner");
  const { support } = of;
  const heads = t(words.support_heads, { heads: count(support.heads), all: count(support.heads_all) });
  const areas = t(words.support_area, { area: area(support.area ?? "0"), all: area(support.area_all) });
  const [part = 0, whole = 1] = support.share.split("/").map(Number);
  const line = part / whole;
  const when = (name: string, at: string | null | undefined): [string, ComponentChildren][] =>
    at == null ? [] : [[name, moment(at)]];
  return (
    <>
      <Facts
        facts={[
          [t(words.state), <strong>{t(worded(petitionStates, of.state))}</strong>],
          [t(words.next), t(worded(petitionNext, of.state))],
          ...(of.recalled.length > 0
            ? [
                [
                  t(words.recalled),
                  of.recalled.map((grant) => known.data?.ofGrant(grant) ?? grant.slice(0, 8)).join(", "),
                ] as const,
              ]
            : [[t(words.matters), of.matters.map((kind) => t(worded(kinds, kind))).join(", ")] as const]),
          ...when(t(words.opened), of.opened_at),
          ...when(t(words.closes), of.closes_at),
          [
            t(words.needed),
            t(words.needed_share, {
              share: fraction(support.share),
              measures: t(worded(supportMeasures, support.measures)),
            }),
          ],
          [
            t(words.support),
            <>
              {heads}
              {support.measures !== "area" && (
                <Meter
                  part={support.heads}
                  whole={support.heads_all}
                  line={line * support.heads_all}
                  label={heads}
                />
              )}
              {support.area !== null && support.measures !== "heads" && (
                <>
                  {areas}
                  <Meter
                    part={Number(support.area)}
                    whole={Number(support.area_all)}
                    line={line * Number(support.area_all)}
                    label={areas}
                  />
                </>
              )}
              <strong>{t(support.is_enough ? words.enough : words.not_enough)}</strong>
            </>,
          ],
          ...when(t(words.submitted), of.submitted_at),
          ...when(t(words.answer_until), of.answer_until),
          ...when(t(words.answered), of.answered_at),
          ...(of.reasons === null
            ? []
            : [[t(words.reasons), <DocumentOf community={community} sha256={of.reasons} />] as const]),
          ...when(t(words.meeting_until), of.meeting_until),
          ...when(t(words.ordered), of.order?.until),
          ...(of.substitute == null
            ? []
            : [[t(words.substitute), t(worded(substitutes, of.substitute.body))] as const]),
          ...(of.meeting === null
            ? []
            : [
                [
                  t(words.meeting),
                  <a href={`/c/${community}/meetings/${of.meeting}`}>{t(words.meeting)}</a>,
                ] as const,
              ]),
          ...(owner
            ? [[t(words.own), of.own === null ? t(words.own_none) : t(worded(ownSupport, of.own))] as const]
            : []),
        ]}
      />
    </>
  );
}
