import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { digestOf } from "../../../device/statements.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { watch as words } from "../../../i18n/watch.ts";
import { signatureOf } from "../../life/signature.ts";
import { Deed } from "../../pieces/deed.tsx";
import { placeOf, type Held } from "../running/meeting.ts";

const OBJECTORS = ["scrutineer", "supervisor", "residents_committee"] as const;

/** Objects to the notice of a meeting or to its result. */
export function ObjectToStep({ of, step }: { of: Held; step: "notice" | "result" }) {
  const { t } = useSpeech();
  const [text, setText, clear] = useDraft(`object ${step} ${of.meeting.meeting}`, "");
  const [made, setMade] = useState(fresh);
  const { community } = of.community;
  return (
    <Deed
      title={t(step === "notice" ? words.object_notice : words.object_result)}
      what={t(words.object_what)}
      review={[[t(words.object_text), text]]}
      ready={text.trim() !== ""}
      done={t(words.objected)}
      after={() => {
        clear();
        setMade(fresh());
      }}
      signature={signatureOf(of.community, {
        noun: "contest",
        process: made.process,
        roles: OBJECTORS,
        deed: async () => ({
          contest: {
            did: "raise",
            step: await entryOf(of, step),
            text: await digestOf({ salt: made.salt, text: text.trim() }),
          },
        }),
        send: (act) =>
          take<unknown>(
            api.POST("/api/v1/communities/{community}/contests/raised", {
              params: { path: { community } },
              body: { act, salt: made.salt, text: text.trim() },
              parseAs: "text",
            }),
          ),
      })}
    >
      <Text label={t(words.object_text)} maxLength={5000} value={text} change={setText} />
    </Deed>
  );
}

/** The process of an objection and the salt of its text, new for each. */
function fresh(): { process: string; salt: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const salt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { process: crypto.randomUUID(), salt };
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
