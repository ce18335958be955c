import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { ButtonLink, Card } from "../../../design/parts.tsx";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { CommunityPage } from "../../within.tsx";
import { KeptReceipts } from "./kept-receipts.tsx";
import { MessageSettings } from "./message-settings.tsx";
import { OwnBallots } from "./own-ballots.tsx";
import { OwnMeetings } from "./own-meetings.tsx";
import { OwnPetitions } from "./own-petitions.tsx";
import { OwnUnits } from "./own-units.tsx";

/** Everything of an owner's in one community. */
export function Mine({ community }: { community: string }) {
  const { t } = useSpeech();
  return (
    <CommunityPage title={t(words.title)} community={community}>
      {() => <Everything community={community} />}
    </CommunityPage>
  );
}

function Everything({ community }: { community: string }) {
  const { t } = useSpeech();
  const owner = useRoles(community).has("owner");
  const params = { path: { community } };
  const units = useLoad(
    async () =>
      owner ? await take(api.GET("/api/v1/communities/{community}/units/mine", { params })) : null,
    [community, owner],
  );
  const meetings = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings", {
          params: { ...params, query: { limit: 50 } },
        }),
      ),
    [community],
  );
  return (
    <>
      {!owner && <Empty>{t(words.not_owner)}</Empty>}
      <Shown of={meetings}>
        {({ items }) => (
          <>
            <Shown of={units}>
              {(units) =>
                units !== null && (
                  <>
                    <OwnBallots community={community} ballots={units.ballots} meetings={items} />
                    <OwnUnits units={units.units} />
                  </>
                )
              }
            </Shown>
            {owner && <OwnMeetings community={community} meetings={items} />}
          </>
        )}
      </Shown>
      <KeptReceipts
        community={community}
        meetings={meetings.data?.items ?? []}
        listed={units.data?.ballots.map(({ digest }) => digest) ?? []}
      />
      {owner && <OwnPetitions community={community} />}
      {owner && <MessageSettings community={community} />}
      <Card title={t(words.more)}>
        <p>
          <ButtonLink href="/devices">{t(words.devices)}</ButtonLink>
        </p>
        <p>
          <ButtonLink href="/privacy">{t(words.privacy)}</ButtonLink>
        </p>
      </Card>
    </>
  );
}
