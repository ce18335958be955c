import { Card } from "../../../design/parts.tsx";
import { answered, helpTitle } from "../../../i18n/help.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Page } from "../../pieces/page.tsx";

/** Short answers to what owners ask most; nobody has to be signed in to read them. */
export function Help() {
  const { t } = useSpeech();
  return (
    <Page title={t(helpTitle)}>
      {answered.map(({ question, answer }) => (
        <Card key={question.en} title={t(question)}>
          <p>{t(answer)}</p>
        </Card>
      ))}
    </Page>
  );
}
