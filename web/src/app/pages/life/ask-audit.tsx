import { Text } from "../../../design/forms.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { exitAudit as words } from "../../../i18n/formations.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { signatureOf } from "../../life/signature.ts";
import { keepWritten } from "../../life/written.ts";
import { useRoles } from "../../officer.ts";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";

/** With this an owner asks that a committee be audited whose term comes to its end. */
export function AskAudit(props: { community: Community; process: string; after(): void }) {
  const { t } = useSpeech();
  const { community, process } = props;
  const owner = useRoles(community.community).has("owner");
  const [written, change, clear] = useDraft(`audit ${process}`, "");
  const text = written.trim();
  if (!owner) return null;
  return (
    <Deed
      title={t(words.title)}
      what={t(words.what)}
      review={[[t(words.reason), <span class="text">{text}</span>]]}
      sure={t(words.sure)}
      ready={text !== ""}
      done={t(words.done)}
      signature={signatureOf(community, {
        noun: "term",
        roles: ["owner"],
        process,
        deed: async () => ({
          term: { did: "ask_audit", reason: await keepWritten(community.community, text, "sealed") },
        }),
      })}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Text label={t(words.reason)} value={written} maxLength={2000} required change={change} />
    </Deed>
  );
}
