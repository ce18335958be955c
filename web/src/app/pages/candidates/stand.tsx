import { useDraft } from "../../../device/drafts.ts";
import { candidates as words } from "../../../i18n/candidates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { keepWritten } from "../../life/written.ts";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";
import { freshCandidate, type Slate } from "./slate.ts";
import { StatementField } from "./statement-field.tsx";

/** The form with which an owner stands. */
export function Stand({ community, of, after }: { community: Community; of: Slate; after(): void }) {
  const { t } = useSpeech();
  const { community: id } = community;
  const [written, change, clear] = useDraft(`stand ${of.process}`, "");
  const text = written.trim();
  return (
    <Deed
      title={t(words.stand)}
      what={t(words.stand_what)}
      review={[[t(words.says), text === "" ? t(words.says_nothing) : <span class="text">{text}</span>]]}
      sure={t(words.stand_sure)}
      done={t(words.stood)}
      signature={signatureOf(community, {
        noun: "candidacy",
        roles: ["owner"],
        process: of.process,
        deed: async () => ({
          candidacy: {
            did: "stand",
            candidate: await freshCandidate(id, of.process),
            statement: text === "" ? null : await keepWritten(id, text, "open"),
            register: await latestRegister(id),
          },
        }),
      })}
      after={() => {
        clear();
        after();
      }}
    >
      <StatementField label={t(words.text)} value={written} change={change} />
    </Deed>
  );
}
