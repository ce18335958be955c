import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { everyPage, from } from "../../../api/pages.ts";
import { ButtonLink, Card } from "../../../design/parts.tsx";
import { seeCommunity } from "../../../device/communities.ts";
import { start as words } from "../../../i18n/start.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";
import { Due } from "./due.tsx";

/** The communities of whoever is signed in, and what is due in each. */
export function Home() {
  const { t } = useSpeech();
  const communities = useLoad(async () => {
    const all = await everyPage((cursor) =>
      take(api.GET("/api/v1/communities", { params: { query: from(cursor, 200) } })),
    );
    all.forEach(seeCommunity);
    return all;
  }, []);
  return (
    <Shown of={communities}>
      {(all) =>
        all.length === 0 ? (
          <Empty>{t(words.no_communities)}</Empty>
        ) : (
          all.map((community) => <OneCommunity key={community.community} community={community} />)
        )
      }
    </Shown>
  );
}

function OneCommunity({ community }: { community: Community }) {
  const { t } = useSpeech();
  return (
    <Card title={community.name}>
      <Due community={community} />
      <ButtonLink href={`/c/${community.community}`}>{t(words.all_meetings)}</ButtonLink>
    </Card>
  );
}
