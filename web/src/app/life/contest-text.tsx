import { api, take } from "../../api/client.ts";
import { useLoad } from "../../api/load.ts";
import { objectionText as words } from "../../i18n/acts/nouns.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { anyOf, useRoles } from "../officer.ts";
import { Opened } from "../pieces/opened.tsx";
import { Shown } from "../pieces/shown.tsx";

const READERS = ["convener", "chair", "scrutineer", "supervisor", "residents_committee"];

/** What somebody wrote in an objection to a step, for those who answer it; it is read when it is opened. */
export function ContestText({ community, process }: { community: string; process: string }) {
  const { t } = useSpeech();
  if (!anyOf(useRoles(community), ...READERS)) return null;
  return <Opened summary={t(words)}>{() => <Read community={community} process={process} />}</Opened>;
}

function Read(props: { community: string; process: string }) {
  const written = useLoad(
    () =>
      take(api.GET("/api/v1/communities/{community}/contests/{process}/text", { params: { path: props } })),
    [props.process],
  );
  return <Shown of={written}>{({ text }) => <p class="text">{text}</p>}</Shown>;
}
