import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { saveBlob } from "../../../api/file.ts";
import type { components } from "../../../api/schema.d.ts";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { erasedParts, privacy as words } from "../../../i18n/privacy.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useAct } from "../../pieces/act.tsx";
import { Ask } from "../../pieces/ask.tsx";
import { Page } from "../../pieces/page.tsx";
import { SignedIn } from "../../within.tsx";

type Erasure = components["schemas"]["ErasureView"];

/** What is kept of the user, taking it along, and erasing what need not be kept. */
export function Privacy() {
  const { t } = useSpeech();
  return (
    <Page title={t(common.privacy)}>
      <SignedIn>
        <Card title={t(words.kept)}>
          <ul>
            <li>{t(words.register)}</li>
            <li>{t(words.meetings)}</li>
            <li>{t(words.record)}</li>
            <li>{t(words.machine)}</li>
          </ul>
        </Card>
        <Export />
        <Erase />
      </SignedIn>
    </Page>
  );
}

function Export() {
  const { t } = useSpeech();
  const act = useAct();
  const bring = async () => {
    const data = await take(api.GET("/api/v1/me/export"));
    saveBlob(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }), "my-data.json");
  };
  return (
    <Card title={t(words.export)}>
      <p>{t(words.export_what)}</p>
      {act.outcome}
      <Actions>
        <Button disabled={act.busy} onClick={() => void act.run(bring)}>
          {t(words.export)}
        </Button>
      </Actions>
    </Card>
  );
}

function Erase() {
  const { t, language, formats } = useSpeech();
  const [done, setDone] = useState<Erasure>();
  return (
    <Card title={t(words.erase)}>
      <p>{t(words.erase_what)}</p>
      <Actions>
        <Ask
          title={t(words.erase)}
          sure={t(words.erase_what)}
          danger
          run={async () => setDone(await take(api.POST("/api/v1/me/erasure")))}
          after={() => undefined}
        />
      </Actions>
      {done !== undefined && (
        <Notice kind="good">
          <p>
            <strong>{t(words.erased)}</strong>
            <br />
            {done.erased
              .map(({ what, count }) => `${t(worded(erasedParts, what))} ${formats().count(count)}`)
              .join(" · ")}
          </p>
          <p>
            <strong>{t(words.still)}</strong>
          </p>
          <ul>
            {done.kept.map((part, index) => (
              <li key={index}>
                {language === "zh" ? part.reason_zh : part.reason_en}
                {part.until != null && ` (${t(words.until, { until: formats().day(part.until) })})`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Card>
  );
}
