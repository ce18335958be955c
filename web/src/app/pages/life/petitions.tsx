import { useLocation } from "preact-iso";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { ButtonLink, Card, Facts } from "../../../design/parts.tsx";
import { kinds } from "../../../i18n/kinds.ts";
import { aims, petitions as words, petitionStates } from "../../../i18n/petitions.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { OfficeDeeds } from "../../life/office.tsx";
import { useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useFormats, type Community } from "../../within.tsx";
import { OpenPetition } from "./open-petition.tsx";

/** Every petition of a community, and how to open one. */
export function Petitions({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {(community) => <Everything community={community} />}
    </CommunityPage>
  );
}

function Everything({ community }: { community: Community }) {
  const { t } = useSpeech();
  const { moment, count } = useFormats();
  const id = community.community;
  const { route } = useLocation();
  const owner = useRoles(id).has("owner");
  const petitions = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/petitions", { params: { path: { community: id } } })),
    [id],
  );
  return (
    <>
      <p>{t(words.intro)}</p>
      <Shown of={petitions}>
        {(all) => (
          <>
            {all.length === 0 && <Empty>{t(words.none)}</Empty>}
            {all.toReversed().map((one) => (
              <Card key={one.process} title={t(worded(aims, one.aim))}>
                <Facts
                  facts={[
                    [t(words.state), t(worded(petitionStates, one.state))],
                    ...(one.matters.length === 0 || one.recalled.length > 0
                      ? []
                      : [
                          [
                            t(words.matters),
                            one.matters.map((kind) => t(worded(kinds, kind))).join(", "),
                          ] as const,
                        ]),
                    [
                      t(words.support),
                      t(words.support_heads, {
                        heads: count(one.support.heads),
                        all: count(one.support.heads_all),
                      }),
                    ],
                    [t(words.opened), moment(one.opened_at)],
                    [t(words.closes), moment(one.closes_at)],
                  ]}
                />
                <ButtonLink href={`/c/${id}/petitions/${one.process}`}>{t(words.details)}</ButtonLink>
              </Card>
            ))}
          </>
        )}
      </Shown>
      {owner && (
        <OpenPetition community={community} after={(process) => route(`/c/${id}/petitions/${process}`)} />
      )}
      <OfficeDeeds noun="petition" community={community} of={null} after={petitions.again} />
    </>
  );
}
