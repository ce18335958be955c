import { api, take } from "../../api/client.ts";
import { useLoad } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { Card, Facts } from "../../design/parts.tsx";
import { FOUND, REMEDIES, remedies as words, REMEDY_DEEDS, REMEDY_STATES } from "../../i18n/acts/remedies.ts";
import { roleName } from "../../i18n/roles.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { worded } from "../../i18n/words.ts";
import { DocumentOf, WithArchive } from "./document.tsx";
import { OfficeRemedy, useOfficer } from "./office.tsx";
import { Empty, Shown } from "../pieces/shown.tsx";
import { useFormats, type Community } from "../within.tsx";

type Remedy = components["schemas"]["RemedyView"];

/** What follows from objections to results that were upheld: what was ordered, and how far it has come. */
export function Remedies({ community }: { community: Community }) {
  const { t } = useSpeech();
  const id = community.community;
  const all = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/remedies", { params: { path: { community: id } } })),
    [id],
  );
  return (
    <WithArchive community={id}>
      <p>{t(words.what)}</p>
      <Shown of={all}>
        {(remedies) =>
          remedies.length === 0 ? (
            <Empty />
          ) : (
            remedies.toReversed().map((of) => (
              <Card key={of.objection} title={t(worded(REMEDY_STATES, of.state))}>
                <Told community={community} of={of} />
                <OfficeRemedy community={community} of={of} after={all.again} />
              </Card>
            ))
          )
        }
      </Shown>
    </WithArchive>
  );
}

function Told({ community, of }: { community: Community; of: Remedy }) {
  const { t } = useSpeech();
  const base = `/c/${community.community}`;
  const meeting = useOfficer(community)
    ? `${base}/office/meetings/${of.meeting}`
    : `${base}/meetings/${of.meeting}/result`;
  const { moment } = useFormats();
  return (
    <>
      <Facts
        facts={[
          [t(words.meeting), <a href={meeting}>{t(words.open_meeting)}</a>],
          ...of.deeds.map(
            (deed) =>
              [
                moment(deed.at),
                <>
                  {deed.by !== null && `${t(roleName(deed.by))} · `}
                  {t(worded(REMEDY_DEEDS, deed.what))}
                  {deed.remedy !== null && `: ${t(worded(REMEDIES, deed.remedy))}`}
                  {deed.found !== null && `: ${t(worded(FOUND, deed.found))}`}
                  {deed.reason !== null && <p class="text">{t(words.reason, { reason: deed.reason })}</p>}
                  {deed.what === "corrected" && deed.document !== null && (
                    <DocumentOf community={community.community} sha256={deed.document} />
                  )}
                </>,
              ] as const,
          ),
        ]}
      />
      {of.awaits === "annulment" && <p>{t(words.annul_there)}</p>}
    </>
  );
}
