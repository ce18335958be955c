import { useState } from "preact/hooks";
import { Check, Choices } from "../../design/forms.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { LANGUAGES, NAMES } from "../../i18n/words.ts";
import { display, show, SIZES, type Display, type Size } from "../display.ts";
import { Page } from "../pieces/page.tsx";

/** Language, size of text and contrast; each takes effect at once. */
export function Settings() {
  const { t, language, choose } = useSpeech();
  const [shown, setShown] = useState(display);
  const change = (next: Display) => {
    show(next);
    setShown(next);
  };
  return (
    <Page title={t(common.settings)}>
      <Choices
        legend={t(common.language)}
        name="language"
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        change={(value) => choose(LANGUAGES.find((known) => known === value) ?? language)}
      />
      <Choices
        legend={t(common.text_size)}
        name="size"
        value={shown.size}
        options={SIZES.map((value) => ({ value, label: t(common[value]) }))}
        change={(value) => change({ ...shown, size: value as Size })}
      />
      <Check
        label={t(common.contrast)}
        checked={shown.contrast}
        change={(contrast) => change({ ...shown, contrast })}
      />
    </Page>
  );
}
