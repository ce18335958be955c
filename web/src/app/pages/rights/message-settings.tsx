import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import { Check, Choices } from "../../../design/forms.tsx";
import { Actions, Button, Card, Notice } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { NAMES } from "../../../i18n/words.ts";
import { useAct } from "../../pieces/act.tsx";
import { Shown } from "../../pieces/shown.tsx";

type Wishes = components["schemas"]["WishesForm"];

/** What the user wants to be told, and in which language. */
export function MessageSettings({ community }: { community: string }) {
  const { t } = useSpeech();
  const params = { path: { community } };
  const wishes = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/message-settings/mine", { params })),
    [community],
  );
  return (
    <Card title={t(words.messages)}>
      <p>{t(words.messages_what)}</p>
      <Shown of={wishes}>
        {([first]) => first !== undefined && <Form community={community} wishes={first.settings} />}
      </Shown>
    </Card>
  );
}

function Form({ community, wishes }: { community: string; wishes: Wishes }) {
  const { t } = useSpeech();
  const act = useAct();
  const [form, setForm] = useState(wishes);
  const [saved, setSaved] = useState(false);
  const change = (next: Wishes) => {
    setForm(next);
    setSaved(false);
  };
  const save = async () => {
    const params = { path: { community } };
    await take(api.PUT("/api/v1/communities/{community}/message-settings/mine", { params, body: form }));
    setSaved(true);
  };
  return (
    <>
      <Check
        label={t(words.reminders)}
        checked={form.reminders}
        change={(reminders) => change({ ...form, reminders })}
      />
      <Check
        label={t(words.results)}
        checked={form.results}
        change={(results) => change({ ...form, results })}
      />
      <Choices
        legend={t(words.language)}
        name="message-language"
        value={form.language}
        options={[
          { value: "zh", label: NAMES.zh },
          { value: "en", label: NAMES.en },
          { value: "both", label: t(words.both) },
        ]}
        change={(language) => change({ ...form, language })}
      />
      {act.outcome}
      {saved && <Notice kind="good">{t(words.saved)}</Notice>}
      <Actions>
        <Button kind="primary" disabled={act.busy} onClick={() => void act.run(save)}>
          {t(common.save)}
        </Button>
      </Actions>
    </>
  );
}
