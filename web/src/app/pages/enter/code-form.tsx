import { useState } from "preact/hooks";
import { Field } from "../../../design/forms.tsx";
import { Actions, Button } from "../../../design/parts.tsx";
import { activate as words } from "../../../i18n/activate.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";

/** Asks for a code that was not scanned. */
export function CodeForm({ use }: { use(code: string): void }) {
  const { t } = useSpeech();
  const [code, setCode] = useState("");
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (code.trim() !== "") use(code.trim());
  };
  return (
    <form onSubmit={send}>
      <p>{t(words.code_what)}</p>
      <Field
        label={t(words.code)}
        hint={t(words.code_hint)}
        value={code}
        change={setCode}
        autocomplete="off"
        spellcheck={false}
        required
      />
      <Actions>
        <Button kind="primary" type="submit">
          {t(common.next)}
        </Button>
      </Actions>
    </form>
  );
}
