import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, ButtonLink, Notice } from "../../../design/parts.tsx";
import { keptBallots } from "../../../device/ballots.ts";
import { common } from "../../../i18n/common.ts";
import { stateName } from "../../../i18n/states.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { vote as words } from "../../../i18n/vote.ts";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn, useCommunity } from "../../within.tsx";
import { useVoices, type Voices } from "../owner/electors.ts";
import { Casting } from "./casting.tsx";
import { definitionOf, type Definition } from "./definition.ts";
import { Pending } from "./pending.tsx";
import { VoiceList } from "./voice-list.tsx";
import { electorsOf, heldVoice, ownVoice, type Voice } from "./voices.ts";

type MeetingView = components["schemas"]["MeetingView"];

/** Voting: whose vote, what it says, a last look, and on to the receipt. */
export function Vote({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const path = { community, meeting };
  const stands = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}", { params: { path } })),
    [community, meeting],
  );
  return (
    <Page title={t(words.title)}>
      <SignedIn>
        <Shown of={stands}>
          {(stands) =>
            stands.state === "open" && stands.definition != null && stands.roll != null ? (
              <Open community={community} stands={stands} definition={stands.definition} roll={stands.roll} />
            ) : (
              <Closed community={community} stands={stands} />
            )
          }
        </Shown>
      </SignedIn>
    </Page>
  );
}

function Closed({ community, stands }: { community: string; stands: MeetingView }) {
  const { t, formats } = useSpeech();
  const zone = useCommunity(community).data?.time_zone;
  return (
    <>
      <Notice>
        <p>{t(words.not_open, { state: t(stateName(stands.state)) })}</p>
        {stands.state === "noticed" && <p>{t(words.opens, { at: formats(zone).moment(stands.opens_at) })}</p>}
      </Notice>
      <Actions>
        <ButtonLink href={`/c/${community}/meetings/${stands.meeting}`}>{t(common.back)}</ButtonLink>
      </Actions>
    </>
  );
}

function Open(props: { community: string; stands: MeetingView; definition: string; roll: string }) {
  const { community, stands, roll } = props;
  const { meeting } = stands;
  const { t, formats } = useSpeech();
  const definition = useLoad(() => definitionOf(community, props.definition), [community, props.definition]);
  const mine = useVoices(community, meeting);
  const voices = useLoad(
    async () =>
      definition.data && mine.data
        ? voicesOf(definition.data, mine.data, { community, meeting, roll })
        : null,
    [definition.data?.sha256, mine.data],
  );
  return (
    <Shown of={definition}>
      {(definition) => (
        <>
          <p class="large">{definition.title}</p>
          <p>{t(words.until, { until: formats(definition.timeZone).moment(stands.closes_at) })}</p>
          {definition.onlineChannel === "city_only" ? (
            <Notice kind="warn">{t(words.city_only)}</Notice>
          ) : (
            <Shown of={mine}>
              {() => (
                <Shown of={voices}>
                  {(voices) =>
                    voices && (
                      <Desk
                        community={community}
                        meeting={meeting}
                        roll={roll}
                        definition={definition}
                        voices={voices}
                      />
                    )
                  }
                </Shown>
              )}
            </Shown>
          )}
        </>
      )}
    </Shown>
  );
}

function Desk(props: {
  community: string;
  meeting: string;
  roll: string;
  definition: Definition;
  voices: readonly Voice[];
}) {
  const { community, meeting, roll, definition, voices } = props;
  const { t } = useSpeech();
  const { route } = useLocation();
  const single = voices.length === 1 && voices[0]?.latest === null && voices[0].blocked === null;
  const [chosen, setChosen] = useState(single ? voices[0]?.id : undefined);
  const kept = useLoad(() => keptBallots(meeting), [meeting]);
  const voice = voices.find(({ id }) => id === chosen);
  const base = `/c/${community}/meetings/${meeting}`;
  const received = (digest: string) => route(`${base}/receipt/${digest}`);
  return (
    <Shown of={kept}>
      {(kept) => {
        const waiting = kept.find(({ receipt }) => receipt === null);
        if (waiting !== undefined) {
          return (
            <Pending
              key={waiting.digest}
              ballot={waiting}
              zone={definition.timeZone}
              sent={() => received(waiting.digest)}
              refused={() => location.reload()}
            />
          );
        }
        if (voices.length === 0) return <Notice>{t(words.no_voice)}</Notice>;
        return voice === undefined ? (
          <VoiceList definition={definition} voices={voices} base={base} choose={setChosen} />
        ) : (
          <Casting
            key={voice.id}
            voice={voice}
            place={{ community, meeting, roll, definition }}
            received={received}
            others={voices.length > 1 ? () => setChosen(undefined) : undefined}
          />
        );
      }}
    </Shown>
  );
}

/** Every voice of whoever is here. The roll is read only where somebody lets them vote. */
async function voicesOf(
  definition: Definition,
  { own, held }: Voices,
  { community, meeting, roll }: { community: string; meeting: string; roll: string },
): Promise<readonly Voice[]> {
  const received = (await keptBallots(meeting)).filter(({ receipt }) => receipt !== null);
  const mine = own.map((elector) => ownVoice(elector, definition, received));
  if (held.length === 0) return mine;
  const electors = await electorsOf(community, roll);
  return [...mine, ...held.map((mandate) => heldVoice(mandate, definition, electors, received))];
}
