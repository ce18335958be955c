import { Card } from "../../../design/parts.tsx";
import { objections as words } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";
import { useDeadlines, type InMeeting } from "./meeting.ts";

/** The deadlines of a meeting in the service's own sentences, each with its article. */
export function Deadlines(of: InMeeting) {
  const { t, language } = useSpeech();
  const { moment } = useFormats();
  const deadlines = useDeadlines(of);
  return (
    <Card title={t(words.deadlines)}>
      <Shown of={deadlines}>
        {({ deadlines }) => (
          <ul>
            {deadlines.map((one) => (
              <li key={one.deadline}>
                {language === "zh" ? one.sentence_zh : one.sentence}
                {one.at != null && <strong> {moment(one.at)}</strong>}
                {one.article != null && <span class="quiet"> {one.article}</span>}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Card>
  );
}
