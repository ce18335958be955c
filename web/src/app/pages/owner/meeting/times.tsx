import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Shown } from "../../../pieces/shown.tsx";

/** Every deadline of a meeting, in the sentences of the service. */
export function Times({ community, meeting }: { community: string; meeting: string }) {
  const { t, language, formats } = useSpeech();
  const deadlines = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/deadlines", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
  return (
    <details class="card">
      <summary>{t(words.deadlines)}</summary>
      <Shown of={deadlines}>
        {({ deadlines, time_zone: zone }) => (
          <ul>
            {deadlines.map((deadline) => (
              <li key={deadline.deadline}>
                <strong>
                  {deadline.at == null ? t(words.deadline_open) : formats(zone).moment(deadline.at)}
                </strong>{" "}
                {language === "zh" ? deadline.sentence_zh : deadline.sentence}
                {deadline.article != null && (
                  <span class="quiet"> {t(words.article, { article: deadline.article })}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </details>
  );
}
