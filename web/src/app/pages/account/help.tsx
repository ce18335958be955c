import { Card } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { answered } from "../../../i18n/help.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Page } from "../../pieces/page.tsx";

/** Short answers to what owners ask most; nobody has to be signed in to read them. */
export function Help() {
  const { t } = useSpeech();
  return (
    <Page title={t(common.help)}>
      {answered.map(({ question, answer }) => (
        <Card key={question.en} title={t(question)}>
          <p>{t(answer)}</p>
        </Card>
      ))}
    </Page>
  );
}
