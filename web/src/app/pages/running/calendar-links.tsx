import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Select } from "../../../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { calendar as words } from "../../../i18n/answers.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useAct } from "../../pieces/act.tsx";
import { Ask } from "../../pieces/ask.tsx";
import { Shown } from "../../pieces/shown.tsx";

const LANGUAGES = ["zh", "en", "both"] as const;

/** The reader's own addresses under which a program reads the calendar. */
export function CalendarLinks({ community, zone }: { community: string; zone: string }) {
  const { t, formats } = useSpeech();
  const write = formats(zone);
  const act = useAct();
  const [language, setLanguage] = useState("zh");
  const [address, setAddress] = useState<string | null>(null);
  const path = { community };
  const links = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/calendar/links", { params: { path } })),
    [community],
  );
  const make = () =>
    act.run(async () => {
      const made = await take(
        api.POST("/api/v1/communities/{community}/calendar/links", { params: { path }, body: { language } }),
      );
      setAddress(made.address);
      links.again();
    });
  return (
    <Card title={t(words.links)}>
      <p>{t(words.links_what)}</p>
      <Select
        label={t(words.language)}
        value={language}
        change={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: t(words[value]) }))}
      />
      <Actions>
        <Button kind="primary" disabled={act.busy} onClick={() => void make()}>
          {t(words.make)}
        </Button>
      </Actions>
      {act.outcome}
      {address !== null && (
        <Notice kind="good">
          <p>{t(words.address)}</p>
          <p class="code">{address}</p>
        </Notice>
      )}
      <Shown of={links}>
        {(own) => (
          <ul class="list">
            {own.map(({ link, language, made_at }) => (
              <li key={link}>
                {t(worded(words, language))} · {t(words.made, { at: write.moment(made_at) })}
                <Actions>
                  <Ask
                    title={t(words.rotate)}
                    sure={t(words.rotate_sure)}
                    run={async () => {
                      const made = await take(
                        api.POST("/api/v1/communities/{community}/calendar/links/{link}/rotation", {
                          params: { path: { community, link } },
                        }),
                      );
                      setAddress(made.address);
                    }}
                    after={links.again}
                  />
                  <Ask
                    danger
                    title={t(words.revoke)}
                    sure={t(words.revoke_sure)}
                    run={() =>
                      take(
                        api.DELETE("/api/v1/communities/{community}/calendar/links/{link}", {
                          params: { path: { community, link } },
                        }),
                      )
                    }
                    after={() => {
                      setAddress(null);
                      links.again();
                    }}
                  />
                </Actions>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Card>
  );
}
