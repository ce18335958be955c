import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card, Notice } from "../../../design/parts.tsx";
import { mandates as words } from "../../../i18n/mandates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, useKeys, type Community } from "../../within.tsx";
import { useVoices } from "../owner/electors.ts";
import { GiveMandate } from "./give-mandate.tsx";
import { GivenMandate, HeldMandate } from "./mandate.tsx";
import { MandateRules, useProxies } from "./mandate-rules.tsx";
import { useMeeting, type InMeeting } from "./meeting.ts";

/** Letting another owner vote: the rules, giving and taking back, and what one holds. */
export function Mandates(of: InMeeting) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={of.community}>
      {(community) => <Everything community={community} meeting={of.meeting} />}
    </CommunityPage>
  );
}

function Everything({ community, meeting }: { community: Community; meeting: string }) {
  const { t } = useSpeech();
  const place = { community: community.community, meeting };
  const view = useMeeting(place);
  const voices = useVoices(place.community, meeting);
  const keys = useKeys(place.community);
  const proxies = useProxies(view.data?.draft.rule_pack);
  const mine = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/mandates/mine", {
          params: { path: place },
        }),
      ),
    [place],
  );
  const numbers = [...new Set(keys.data?.flatMap(({ owner }) => (owner === null ? [] : [owner])))];
  return (
    <Shown of={view}>
      {(view) => (
        <>
          <p>
            <a href={`/c/${place.community}/meetings/${meeting}`}>{view.draft.title}</a>
          </p>
          <p>{t(words.intro)}</p>
          <MandateRules place={place} proxies={proxies} />
          {view.state === "noticed" || view.state === "open" ? (
            <Shown of={voices}>
              {({ own }) => (
                <GiveMandate
                  community={community}
                  meeting={view}
                  electors={own}
                  instructedOnly={proxies.data?.discretion === "instructed_only"}
                  after={mine.again}
                />
              )}
            </Shown>
          ) : (
            <Notice>{t(words.not_now)}</Notice>
          )}
          <Shown of={mine}>
            {({ given, held }) => (
              <>
                <Card title={t(words.given_list)}>
                  {given.length === 0 && <Empty>{t(words.none_given)}</Empty>}
                  {given.map((one) => (
                    <GivenMandate
                      key={one.mandate}
                      community={community}
                      meeting={view}
                      of={one}
                      after={mine.again}
                    />
                  ))}
                </Card>
                <Card title={t(words.held_list)}>
                  {held.length === 0 && <Empty>{t(words.none_held)}</Empty>}
                  {held.map((one) => (
                    <HeldMandate key={one.mandate} community={community} meeting={view} of={one} />
                  ))}
                  {numbers.length > 0 && (
                    <p>
                      {t(words.my_number)} <strong class="code">{numbers.join(", ")}</strong>
                      <br />
                      <span class="quiet">{t(words.my_number_what)}</span>
                    </p>
                  )}
                </Card>
              </>
            )}
          </Shown>
        </>
      )}
    </Shown>
  );
}
