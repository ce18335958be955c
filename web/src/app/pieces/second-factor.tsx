import { useState } from "preact/hooks";
import { api, take } from "../../api/client.ts";
import { factorShown } from "../../api/load.ts";
import { problemOf, type Problem } from "../../api/problem.ts";
import { Field } from "../../design/forms.tsx";
import { Actions, Button, ButtonLink, Dialog } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { factor as words } from "../../i18n/factor.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { useSession } from "../session.tsx";
import { Trouble } from "./trouble.tsx";

/** What to do without authenticator and recovery codes: whoever resets it needs the account. */
function Lost() {
  const { t } = useSpeech();
  const { profile } = useSession();
  return (
    <details>
      <summary>{t(words.lost)}</summary>
      <p>{t(words.lost_what)}</p>
      {profile !== undefined && (
        <p>
          {t(words.account)} <span class="code">{profile.account}</span>
        </p>
      )}
    </details>
  );
}

/** Asks an officer for the second factor of this session. */
export function SecondFactor({ shown, cancel }: { shown(): void; cancel(): void }) {
  const { t } = useSpeech();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await take(api.POST("/api/v1/sessions/current/second-factor", { body: { code: code.trim() } }));
      factorShown();
      shown();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  return (
    <Dialog title={t(words.title)} close={cancel}>
      <form onSubmit={send}>
        <p>{t(words.hint)}</p>
        {problem && <Trouble problem={problem} />}
        {problem?.code === "no_second_factor" && (
          <ButtonLink href={`/second-factor#next=${encodeURIComponent(location.pathname)}`}>
            {t(words.set_up)}
          </ButtonLink>
        )}
        <Field label={t(words.code)} value={code} change={setCode} autocomplete="one-time-code" required />
        <Lost />
        <Actions>
          <Button kind="primary" type="submit">
            {t(common.confirm)}
          </Button>
          <Button onClick={cancel}>{t(common.cancel)}</Button>
        </Actions>
      </form>
    </Dialog>
  );
}
