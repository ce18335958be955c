import { useEffect, useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Check, Field } from "../../../design/forms.tsx";
import { Actions, Button, Card, Facts, Notice } from "../../../design/parts.tsx";
import { signsByItself } from "../../../device/keys.ts";
import { activate as words, methods } from "../../../i18n/activate.ts";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useAct } from "../../pieces/act.tsx";
import { Shown } from "../../pieces/shown.tsx";
import type { Preview } from "./enrolling.ts";
import type { Held } from "./held.ts";

/** What a code is for, what its holder agrees to, and the name of the device. */
export function About(props: {
  preview: Preview;
  held: Held;
  change(change: Partial<Held>): void;
  /** Goes on with the name that the device has now. */
  next(label: string | null): Promise<void>;
}) {
  const { preview, held, change, next } = props;
  const { t } = useSpeech();
  const act = useAct();
  const [agrees, setAgrees] = useState(held.agreed);
  const label =
    held.label ?? t(matchMedia("(pointer: coarse)").matches ? words.label_phone : words.label_computer);
  const needsConsent = preview.consent != null;
  const go = async (event: SubmitEvent) => {
    event.preventDefault();
    await act.run(async () => {
      const name = label.trim() === "" ? null : label.trim();
      change({ agreed: true, label: name });
      await next(name);
    });
  };
  return (
    <form onSubmit={go}>
      <Purpose preview={preview} />
      <Weakness />
      {needsConsent && <Consent />}
      {needsConsent && <Check label={t(words.agree)} checked={agrees} change={setAgrees} />}
      <Field
        label={t(words.label)}
        hint={t(words.label_hint)}
        value={label}
        change={(label) => change({ label })}
        maxLength={40}
      />
      {act.outcome}
      <Actions>
        <Button kind="primary" type="submit" disabled={act.busy || (needsConsent && !agrees)}>
          {t(act.busy ? words.finishing : common.next)}
        </Button>
      </Actions>
    </form>
  );
}

function Purpose({ preview }: { preview: Preview }) {
  const { t, formats } = useSpeech();
  const { owner, role, until, method, origin } = preview;
  const facts: [string, string][] = [[t(words.record), origin]];
  if (preview.community_name != null) facts.unshift([t(words.community), preview.community_name]);
  if (owner != null) facts.push([t(words.owner), owner]);
  if (until != null) facts.push([t(words.role_until), formats().day(until)]);
  const how = Object.entries(methods).find(([word]) => word === method)?.[1];
  if (how !== undefined) facts.push([t(words.how), t(how)]);
  facts.push([t(words.good_until), formats().moment(preview.expires_at)]);
  return (
    <Card title={t(words.for_what)}>
      <p class="large">
        {owner != null
          ? t(words.for_owner)
          : role != null
            ? t(words.for_officer, { role: t(roleName(role)) })
            : t(words.for_operator)}
      </p>
      <Facts facts={facts} />
      <p class="quiet">{t(words.not_mine)}</p>
    </Card>
  );
}

/** Says before a key is made that this browser keeps it less safely. */
function Weakness() {
  const { t } = useSpeech();
  const [isWeak, setWeak] = useState(false);
  useEffect(() => void signsByItself().then((strong) => setWeak(!strong)), []);
  if (!isWeak) return null;
  return (
    <Notice kind="warn">
      <p>
        <strong>{t(words.weak)}</strong>
      </p>
      <p>{t(words.weak_what)}</p>
    </Notice>
  );
}

function Consent() {
  const { t, language } = useSpeech();
  const consent = useLoad(() => take(api.GET("/api/v1/consent")), []);
  return (
    <Card title={t(words.consent)}>
      <Shown of={consent}>
        {(consent) => (
          <>
            <p class="text">{consent[language]}</p>
            {language === "en" && (
              <details>
                <summary>{t(words.consent_other)}</summary>
                <p class="text" lang="zh-CN">
                  {consent.zh}
                </p>
              </details>
            )}
          </>
        )}
      </Shown>
    </Card>
  );
}
