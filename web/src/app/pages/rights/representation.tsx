import { Card } from "../../../design/parts.tsx";
import { representation as words } from "../../../i18n/representation.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage, type Community } from "../../within.tsx";
import { CoOwned } from "./co-owned.tsx";
import { useVoices } from "../owner/electors.ts";
import { calledBy } from "./called.ts";
import { useMeeting, type InMeeting } from "./meeting.ts";

/** Who acts where several own together: how it stands, naming, objecting, taking that back. */
export function Representation(of: InMeeting) {
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
  const { again } = voices;
  return (
    <Shown of={view}>
      {(view) => (
        <>
          <p>
            <a href={`/c/${place.community}/meetings/${meeting}`}>{view.draft.title}</a>
          </p>
          <p>{t(words.intro)}</p>
          <Shown of={voices}>
            {({ own }) => {
              const together = own.flatMap((one) =>
                one.representation == null ? [] : [{ ...one, representation: one.representation }],
              );
              if (together.length === 0) return <Empty>{t(words.none)}</Empty>;
              return (
                <>
                  {together.map((one) => (
                    <Card key={one.elector} title={`${t(words.units)} ${calledBy(one)}`}>
                      <CoOwned community={community} meeting={meeting} of={one} after={again} />
                    </Card>
                  ))}
                </>
              );
            }}
          </Shown>
        </>
      )}
    </Shown>
  );
}
