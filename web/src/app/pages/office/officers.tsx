import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { officers as words } from "../../../i18n/officers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Shown } from "../../pieces/shown.tsx";
import { useSession } from "../../session.tsx";
import { CommunityPage } from "../../within.tsx";
import { EndOffice, ResetFactor, SetTerm } from "./officers/deeds.tsx";
import { Invite } from "./officers/invite.tsx";
import { Offices } from "./officers/offices.tsx";

/** Who holds which role until when, and what the supervising office does about it. */
export function Officers({ community }: { community: string }) {
  const { t } = useSpeech();
  const roles = useRoles(community);
  const { profile } = useSession();
  const offices = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/officers", { params: { path: { community } } })),
    [community],
  );
  const supervises = roles.has("supervisor");
  const officer = anyOf(
    roles,
    "secretary",
    "convener",
    "member",
    "chair",
    "scrutineer",
    "residents_committee",
    "trustee",
  );
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {(place) => (
        <>
          <p>{t(words.intro)}</p>
          <p>
            <a href={`/c/${community}/office/rules`}>{t(words.rules_link)}</a>
          </p>
          <Shown of={offices}>
            {(list) => {
              const held = list.filter(({ ended_at }) => ended_at == null);
              return (
                <>
                  <Offices of={list} />
                  {supervises && (
                    <>
                      <SetTerm community={place} held={held} after={offices.again} />
                      <EndOffice community={community} held={held} resigning={false} after={offices.again} />
                    </>
                  )}
                  {officer && !supervises && (
                    <EndOffice
                      community={community}
                      held={held.filter(({ role }) => roles.has(role))}
                      resigning
                      after={offices.again}
                    />
                  )}
                </>
              );
            }}
          </Shown>
          {(supervises || profile?.operator === true) && <Invite community={place} supervises={supervises} />}
          {supervises && <ResetFactor community={community} />}
          {!supervises && <p class="quiet">{t(words.readers)}</p>}
          {profile !== undefined && (
            <p class="quiet">
              {t(words.account, { account: "" })}
              <span class="code">{profile.account}</span>
            </p>
          )}
        </>
      )}
    </CommunityPage>
  );
}
