import { Actions, Card } from "../../../design/parts.tsx";
import { useDraft } from "../../../device/drafts.ts";
import { candidacyStates, candidates as words } from "../../../i18n/candidates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { signatureOf } from "../../life/signature.ts";
import { keepWritten } from "../../life/written.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import { Deed } from "../../pieces/deed.tsx";
import type { Community } from "../../within.tsx";
import type { Candidacy, Slate } from "./slate.ts";
import { StatementField } from "./statement-field.tsx";

interface Own {
  community: Community;
  of: Slate;
  own: Candidacy;
  after(): void;
}

/** How the user stands, what they say of themselves, and how they withdraw. */
export function OwnCandidacy(props: Own) {
  const { t } = useSpeech();
  const { community, of, own, after } = props;
  const { candidate } = own;
  const running = !["withdrawn", "refused", "declined"].includes(own.state);
  const open = ["gathering", "posted", "ordered", "noticed"].includes(of.state);
  return (
    <Card title={t(words.own, { candidate })}>
      <p>
        <strong>{t(worded(candidacyStates, own.state))}</strong>
      </p>
      {running && of.state === "gathering" && <Write {...props} />}
      {running && open && (
        <Actions>
          <AskToSign
            title={t(words.withdraw)}
            sure={t(words.withdraw_sure)}
            danger
            signature={signatureOf(community, {
              noun: "candidacy",
              roles: ["owner"],
              process: of.process,
              deed: () => ({ candidacy: { did: "withdraw", candidate } }),
            })}
            after={after}
          />
        </Actions>
      )}
    </Card>
  );
}

function Write({ community, of, own: { candidate }, after }: Own) {
  const { t } = useSpeech();
  const [written, change, clear] = useDraft(`statement ${of.process}`, "");
  const text = written.trim();
  return (
    <Deed
      title={t(words.write)}
      what={t(words.write_what)}
      review={[[t(words.says), <span class="text">{text}</span>]]}
      sure={t(words.write_sure)}
      ready={text !== ""}
      done={t(words.written)}
      signature={signatureOf(community, {
        noun: "candidacy",
        roles: ["owner"],
        process: of.process,
        deed: async () => ({
          candidacy: {
            did: "state",
            candidate,
            statement: await keepWritten(community.community, text, "open"),
          },
        }),
      })}
      after={() => {
        clear();
        after();
      }}
    >
      <StatementField label={t(words.says)} value={written} required change={change} />
    </Deed>
  );
}
