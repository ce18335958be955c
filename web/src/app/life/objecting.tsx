import { useState } from "preact/hooks";
import { api, take } from "../../api/client.ts";
import { Text } from "../../design/forms.tsx";
import { useDraft } from "../../device/drafts.ts";
import { digestOf } from "../../device/statements.ts";
import { steps as words } from "../../i18n/steps.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Deed } from "../pieces/deed.tsx";
import type { Community } from "../within.tsx";
import { signatureOf } from "./signature.ts";

/** An objection to a step of the record: its text goes to those who answer, and the record has a salted hash of it. */
export function ObjectionDeed(props: {
  community: Community;
  /** What is being objected to, as what is filled in is kept under. */
  name: string;
  title: string;
  roles: readonly string[];
  /** The entry of the step. */
  step(): number | Promise<number>;
  done: string;
  open?: boolean;
  after?(): void;
}) {
  const { t } = useSpeech();
  const [written, setWritten, clear] = useDraft(`object ${props.name}`, "");
  const [made, setMade] = useState(fresh);
  const { community } = props.community;
  const text = written.trim();
  return (
    <Deed
      title={props.title}
      what={t(words.object_what)}
      review={[[t(words.text), <span class="text">{text}</span>]]}
      ready={text !== ""}
      done={props.done}
      open={props.open ?? false}
      after={() => {
        clear();
        setMade(fresh());
        props.after?.();
      }}
      signature={signatureOf(props.community, {
        noun: "contest",
        process: made.process,
        roles: props.roles,
        deed: async () => ({
          contest: {
            did: "raise",
            step: await props.step(),
            text: await digestOf({ salt: made.salt, text }),
          },
        }),
        send: (act) =>
          take<unknown>(
            api.POST("/api/v1/communities/{community}/contests/raised", {
              params: { path: { community } },
              body: { act, salt: made.salt, text },
              parseAs: "text",
            }),
          ),
      })}
    >
      <Text label={t(words.text)} maxLength={5000} value={written} change={setWritten} />
    </Deed>
  );
}

/** The process of an objection and the salt of its text, new for each. */
function fresh(): { process: string; salt: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const salt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { process: crypto.randomUUID(), salt };
}
