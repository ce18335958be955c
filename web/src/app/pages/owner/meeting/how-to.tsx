import type { components } from "../../../../api/schema.d.ts";
import { Card } from "../../../../design/parts.tsx";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";

/** How to vote and to object, what silence means, and what lies beside the matters. */
export function HowTo({ notice }: { notice: components["schemas"]["NoticeDocument"] }) {
  const { t, language } = useSpeech();
  const { voting, objecting, silence, blank, particulars, community, meeting } = notice;
  const ways = [
    [words.online, voting.online],
    [words.paper, voting.paper],
    [words.proxy, voting.proxy],
  ] as const;
  const attachments = particulars.attachments ?? [];
  const files = `/api/v1/communities/${community}/meetings/${meeting}/attachments`;
  return (
    <>
      {attachments.length > 0 && (
        <Card title={t(words.attachments)}>
          <ul>
            {attachments.map(({ sha256, title, bytes }) => (
              <li key={sha256}>
                <a href={`${files}/${sha256}`}>
                  {t(words.attachment, { title, size: Math.ceil(bytes / 1024) })}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t(words.silence)}>
        <p>{silence[language]}</p>
        <p>
          {t(words.blank)}: {blank[language]}
        </p>
      </Card>
      <details class="card">
        <summary>{t(words.how)}</summary>
        {ways.map(([name, way]) =>
          way == null ? null : (
            <div key={name.en}>
              <h3>{t(name)}</h3>
              <p class="text">{way[language]}</p>
            </div>
          ),
        )}
      </details>
      <details class="card">
        <summary>{t(words.objecting)}</summary>
        <p class="text">{objecting.roll[language]}</p>
        <p class="text">{objecting.competence[language]}</p>
        <p class="text">{objecting.result[language]}</p>
      </details>
    </>
  );
}
