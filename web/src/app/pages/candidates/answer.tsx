import { useEffect, useState } from "preact/hooks";
import { Field } from "../../../design/forms.tsx";
import { Actions, Card } from "../../../design/parts.tsx";
import {
  arrivedNomination,
  forgetArrivedNomination,
  keepArrivedNomination,
  readNomination,
} from "../../../device/nominations.ts";
import { candidates as words } from "../../../i18n/candidates.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { latestRegister } from "../../life/register.ts";
import { signatureOf } from "../../life/signature.ts";
import { AskToSign } from "../../pieces/ask.tsx";
import type { Community } from "../../within.tsx";
import type { Slate } from "./slate.ts";

/** With this somebody who was nominated accepts or declines, by the link or the code they were given. */
export function Answer({ community, of, after }: { community: Community; of: Slate; after(): void }) {
  const { t } = useSpeech();
  const [code, setCode] = useState(() => arrivedNomination(of.process));
  useEffect(() => {
    // A link that differs behind the `#` alone loads no page.
    const arrives = () => {
      keepArrivedNomination(of.process, location.hash);
      setCode(arrivedNomination(of.process));
    };
    addEventListener("hashchange", arrives);
    return () => removeEventListener("hashchange", arrives);
  }, [of.process]);
  const named = readNomination(code);
  const done = () => {
    forgetArrivedNomination(of.process);
    after();
  };
  const answer = (did: "accept" | "decline") =>
    signatureOf(community, {
      noun: "candidacy",
      roles: ["owner"],
      process: of.process,
      deed: async (key) => {
        const said = { candidate: named?.candidate ?? "", owner: key.owner ?? "", salt: named?.salt ?? "" };
        if (did === "decline") return { candidacy: { did, ...said } };
        return { candidacy: { did, ...said, register: await latestRegister(community.community) } };
      },
    });
  return (
    <Card title={t(words.named)}>
      <p>{t(words.named_what)}</p>
      <Field
        label={t(words.named_code)}
        value={code}
        spellcheck={false}
        wrong={code !== "" && named === null ? t(words.named_wrong) : undefined}
        change={setCode}
      />
      {named !== null && (
        <Actions>
          <AskToSign
            title={t(words.accept)}
            sure={t(words.accept_sure, { candidate: named.candidate })}
            primary
            signature={answer("accept")}
            after={done}
          />
          <AskToSign
            title={t(words.decline)}
            sure={t(words.decline_sure, { candidate: named.candidate })}
            signature={answer("decline")}
            after={done}
          />
        </Actions>
      )}
    </Card>
  );
}
