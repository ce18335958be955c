import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Field } from "../../../design/forms.tsx";
import { Actions, Button, Notice } from "../../../design/parts.tsx";
import { activate as words } from "../../../i18n/activate.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import type { Preview } from "./enrolling.ts";
import type { Held } from "./held.ts";

/** The second thing an owner shows besides the letter: digits from a registered contact, or a login. */
export function Proof(props: {
  preview: Preview;
  held: Held;
  change(change: Partial<Held>): void;
  finish(contactCode: string | null): Promise<void>;
}) {
  const { preview, held, change, finish } = props;
  const { t } = useSpeech();
  const act = useAct();
  if (held.login?.matched) {
    return (
      <section>
        <h2>{t(words.proof)}</h2>
        <ConfirmedBy provider={held.login.provider} />
        {act.outcome}
        <Actions>
          <Button kind="primary" disabled={act.busy} onClick={() => void act.run(() => finish(null))}>
            {t(act.busy ? words.finishing : words.finish)}
          </Button>
        </Actions>
      </section>
    );
  }
  return (
    <section>
      <h2>{t(words.proof)}</h2>
      {preview.contacts.length === 0 ? (
        <Notice kind="warn">{t(words.no_contact)}</Notice>
      ) : (
        <Contacts preview={preview} held={held} change={change} finish={finish} />
      )}
      {preview.methods.includes("letter_and_provider") && <Providers held={held} change={change} />}
    </section>
  );
}

function Contacts({ preview, held, change, finish }: Parameters<typeof Proof>[0]) {
  const { t, formats } = useSpeech();
  const act = useAct();
  const [digits, setDigits] = useState("");
  const { code, sent } = held;
  const contacts = preview.contacts.flatMap(({ channel, shown }) =>
    channel === "phone" || channel === "email" ? [{ channel, shown } as const] : [],
  );
  const send = (channel: "phone" | "email") =>
    act.run(async () => {
      const body = { code: code ?? "", channel };
      const answer = await take(api.POST("/api/v1/activations/contact-codes", { body }));
      change({ sent: { channel, until: answer.expires_at } });
    });
  const use = (event: SubmitEvent) => {
    event.preventDefault();
    void act.run(() => finish(digits.trim()));
  };
  const reached = contacts.find(({ channel }) => channel === sent?.channel);
  return (
    <>
      {sent !== null && reached !== undefined && (
        <form onSubmit={use}>
          <Notice kind="good">
            {t(words.sent, { shown: reached.shown, until: formats().moment(sent.until) })}
          </Notice>
          <Field
            label={t(words.contact_code)}
            hint={t(words.contact_code_hint)}
            value={digits}
            change={setDigits}
            inputMode="numeric"
            autocomplete="one-time-code"
            maxLength={12}
            required
          />
          {act.outcome}
          <Actions>
            <Button kind="primary" type="submit" disabled={act.busy}>
              {t(act.busy ? words.finishing : words.finish)}
            </Button>
          </Actions>
        </form>
      )}
      {sent === null && <p>{t(words.proof_what)}</p>}
      {sent === null && act.outcome}
      <Actions>
        {contacts.map(({ channel, shown }) => (
          <Button
            key={channel}
            kind={sent === null ? "primary" : "plain"}
            disabled={act.busy}
            onClick={() => void send(channel)}
          >
            {t(sent === null ? words.send_code : words.send_again)}{" "}
            {t(channel === "phone" ? words.by_phone : words.by_email, { shown })}
          </Button>
        ))}
      </Actions>
    </>
  );
}

function ConfirmedBy({ provider }: { provider: string }) {
  const { t, language } = useSpeech();
  const providers = useProviders();
  const name = providers.data?.find(({ id }) => id === provider)?.title[language] ?? provider;
  return <Notice kind="good">{t(words.provider_done, { name })}</Notice>;
}

function useProviders() {
  return useLoad(() => take(api.GET("/api/v1/providers")), []);
}

function Providers({ held, change }: Pick<Parameters<typeof Proof>[0], "held" | "change">) {
  const { t, language } = useSpeech();
  const act = useAct();
  const providers = useProviders();
  if (providers.data === undefined || providers.data.length === 0) return null;
  const begin = (provider: string) =>
    act.run(async () => {
      const body = { code: held.code ?? "", provider };
      const begun = await take(api.POST("/api/v1/activations/provider-logins", { body }));
      change({ login: { login: begun.login, login_secret: begun.login_secret, provider, matched: false } });
      location.assign(begun.authorization_url);
    });
  return (
    <>
      <p>{t(words.or_provider)}</p>
      {act.outcome}
      <Actions>
        {providers.data.map(({ id, title }) => (
          <Button key={id} disabled={act.busy} onClick={() => void begin(id)}>
            {t(words.provider_open, { name: title[language] })}
          </Button>
        ))}
      </Actions>
    </>
  );
}
