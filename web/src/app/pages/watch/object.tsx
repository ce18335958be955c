import { api, take } from "../../../api/client.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { watch as words } from "../../../i18n/watch.ts";
import { ObjectionDeed } from "../../life/objecting.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

const OBJECTORS = ["scrutineer", "supervisor", "residents_committee"] as const;

/** Objects to the notice of a meeting or to its result. */
export function ObjectToStep({ of, step }: { of: Held; step: "notice" | "result" }) {
  const { t } = useSpeech();
  return (
    <ObjectionDeed
      community={of.community}
      name={`${step} ${of.meeting.meeting}`}
      title={t(step === "notice" ? words.object_notice : words.object_result)}
      roles={OBJECTORS}
      step={() => entryOf(of, step)}
      done={t(words.objected)}
    />
  );
}

/** The entry of the record by which notice was given, or by which the meeting was counted. */
async function entryOf(of: Held, step: "notice" | "result"): Promise<number> {
  const params = placeOf(of);
  if (step === "notice") {
    const { versions } = await take(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}/notice", { params }),
    );
    const [first] = versions;
    if (first !== undefined) return first.entry;
  }
  const { items } = await take(
    api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings", { params }),
  );
  const posted = items.find(({ posting }) => posting === "preliminary_result");
  if (posted === undefined) throw new Error("nothing is posted that could be objected to");
  return posted.entry;
}
