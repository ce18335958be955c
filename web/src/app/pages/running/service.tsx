import { useState } from "preact/hooks";
import { services as words } from "../../../i18n/services.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Opened } from "../../pieces/opened.tsx";
import { Page } from "../../pieces/page.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { SignedIn } from "../../within.tsx";
import { useHeld } from "./meeting.ts";
import { Buildings, useBuildings } from "./service/buildings.tsx";
import { Deliveries } from "./service/deliveries.tsx";
import { ImportServices } from "./service/importing.tsx";
import { News } from "./service/news.tsx";
import { Participation } from "./service/participation.tsx";
import { RecordServices } from "./service/recording.tsx";
import { SendNotice } from "./service/sending.tsx";
import { Unreached } from "./service/unreached.tsx";

/** How the notice reaches every unit: sent, served at the door, and who was not reached yet. */
export function Service({ community, meeting }: { community: string; meeting: string }) {
  const { t } = useSpeech();
  const held = useHeld(community, meeting);
  const buildings = useBuildings(community, meeting);
  const roles = useRoles(community);
  // Whatever is recorded or sent is read again where it is listed.
  const [round, setRound] = useState(0);
  const again = () => {
    buildings.again();
    setRound((before) => before + 1);
  };
  const running = held.data !== undefined && ["noticed", "open"].includes(held.data.meeting.state);
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <p>{t(words.what)}</p>
        <Shown of={held}>
          {(held) => (
            <Shown of={buildings}>
              {(counts) => (
                <>
                  <p>
                    <strong>{held.meeting.draft.title}</strong>
                  </p>
                  <Buildings counts={counts} of={held} />
                  {anyOf(roles, "convener", "secretary", "scrutineer") && (
                    <Opened summary={t(words.unreached)}>
                      {() => <Unreached of={held} round={round} />}
                    </Opened>
                  )}
                  {running && anyOf(roles, "convener", "secretary") && (
                    <SendNotice of={held} counts={counts} again={again} />
                  )}
                  {anyOf(roles, "convener", "secretary", "scrutineer", "supervisor") && (
                    <Opened summary={t(words.deliveries)}>
                      {() => <Deliveries of={held} round={round} />}
                    </Opened>
                  )}
                  {running && anyOf(roles, "convener", "secretary", "scrutineer") && (
                    <>
                      <RecordServices of={held} counts={counts} again={again} />
                      <Opened summary={t(words.import)}>
                        {() => <ImportServices of={held} again={again} />}
                      </Opened>
                    </>
                  )}
                  {anyOf(roles, "scrutineer", "supervisor") && (
                    <Opened summary={t(words.participation)}>{() => <Participation of={held} />}</Opened>
                  )}
                  {anyOf(roles, "convener", "secretary", "scrutineer", "supervisor") && (
                    <Opened summary={t(words.news)}>{() => <News of={held} />}</Opened>
                  )}
                </>
              )}
            </Shown>
          )}
        </Shown>
      </Page>
    </SignedIn>
  );
}
