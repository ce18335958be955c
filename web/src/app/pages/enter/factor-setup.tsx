import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import { Check, Field } from "../../../design/forms.tsx";
import { Actions, Button, ButtonLink, Card, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { factorSetup as words } from "../../../i18n/factor-setup.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { Page } from "../../pieces/page.tsx";
import { Qr } from "../../pieces/qr.tsx";
import { useSession, type Profile } from "../../session.tsx";
import { SignedIn } from "../../within.tsx";
import { nextOf, takeFragment } from "./fragment.ts";

type Secret = components["schemas"]["SecretView"];

/** An officer's authenticator, from the square to scan to the recovery codes. */
export function FactorSetup() {
  const { t } = useSpeech();
  const [next] = useState(() => nextOf(takeFragment()) ?? "/");
  const { profile } = useSession();
  const [secret, setSecret] = useState<Secret>();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Page title={t(words.title)}>
      <SignedIn>
        {codes !== undefined ? (
          <Recovery codes={codes} next={next} />
        ) : secret !== undefined ? (
          <Scan secret={secret} confirmed={setCodes} />
        ) : (
          <Begin factor={profile?.second_factor ?? null} begun={setSecret} next={next} />
        )}
      </SignedIn>
    </Page>
  );
}

function Begin(props: {
  factor: NonNullable<Profile["second_factor"]> | null;
  begun(secret: Secret): void;
  next: string;
}) {
  const { factor, begun, next } = props;
  const { t, formats } = useSpeech();
  const act = useAct();
  if (factor !== null) {
    const { confirmed_at: since, recovery_codes: count } = factor;
    return (
      <>
        <Notice kind="good">{t(words.already, { since: formats().day(since), count })}</Notice>
        <ButtonLink kind="primary" href={next}>
          {t(common.next)}
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <p>{t(words.what)}</p>
      {act.outcome}
      <Actions>
        <Button
          kind="primary"
          disabled={act.busy}
          onClick={() => void act.run(async () => begun(await take(api.POST("/api/v1/me/second-factor"))))}
        >
          {t(words.begin)}
        </Button>
      </Actions>
    </>
  );
}

function Scan({ secret, confirmed }: { secret: Secret; confirmed(codes: readonly string[]): void }) {
  const { t } = useSpeech();
  const session = useSession();
  const act = useAct();
  const [code, setCode] = useState("");
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const body = { code: code.trim() };
      const answer = await take(api.POST("/api/v1/me/second-factor/confirmation", { body }));
      confirmed(answer.recovery_codes);
      await session.refresh();
    });
  };
  return (
    <form onSubmit={confirm}>
      <p>{t(words.scan)}</p>
      <Qr text={secret.uri} label={t(words.qr)} />
      <p>
        <a href={secret.uri}>{t(words.open)}</a>
      </p>
      <details>
        <summary>{t(words.by_hand)}</summary>
        <p>
          {t(words.secret)} <span class="code large">{secret.secret}</span>
        </p>
      </details>
      <p>{t(words.then)}</p>
      <Field
        label={t(words.code)}
        value={code}
        change={setCode}
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        required
      />
      {act.outcome}
      <Actions>
        <Button kind="primary" type="submit" disabled={act.busy}>
          {t(words.confirm)}
        </Button>
      </Actions>
    </form>
  );
}

function Recovery({ codes, next }: { codes: readonly string[]; next: string }) {
  const { t } = useSpeech();
  const [written, setWritten] = useState(false);
  return (
    <>
      <Card title={t(words.recovery)}>
        <p>{t(words.recovery_what)}</p>
        <ul class="list">
          {codes.map((code) => (
            <li key={code} class="code large">
              {code}
            </li>
          ))}
        </ul>
        <Actions>
          <Button onClick={() => print()}>{t(common.print)}</Button>
        </Actions>
      </Card>
      <Check label={t(words.written)} checked={written} change={setWritten} />
      {written && (
        <Actions>
          <ButtonLink kind="primary" href={next}>
            {t(words.go_on)}
          </ButtonLink>
        </Actions>
      )}
    </>
  );
}
