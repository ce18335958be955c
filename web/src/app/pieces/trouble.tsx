import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/problem.ts";
import { Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { explained, explainedInFull } from "../../i18n/problems.ts";
import type { Explained } from "../../i18n/problems/explained.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { worded } from "../../i18n/words.ts";

/** An instant as the service writes it within a sentence. */
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Says what did not happen, why, and what to do. */
export function Trouble({ problem }: { problem: Problem }) {
  const { t, language, formats } = useSpeech();
  const { detail, reason, mistakes, more_mistakes, problems } = problem.document;
  const { what, why, todo, listed = {} } = useExplained(problem.code, reason, detail);
  return (
    <Notice kind="bad">
      <p>
        <strong>{t(what)}</strong>
      </p>
      {why && <p>{t(why).replace(INSTANT, (at) => formats().moment(at))}</p>}
      <p>{t(todo, { seconds: problem.after ?? 60 })}</p>
      {problems !== undefined && problems.length > 0 && (
        <ul>
          {problems.map((sentence) => (
            <li key={sentence}>{t(worded(listed, sentence))}</li>
          ))}
        </ul>
      )}
      {mistakes !== undefined && mistakes.length > 0 && (
        <ul>
          {mistakes.map(({ row, column, reason }) => (
            <li key={`${row} ${column}`}>
              {row} · {column} · {reason}
            </li>
          ))}
          {more_mistakes !== undefined && more_mistakes > 0 && <li>+ {more_mistakes}</li>}
        </ul>
      )}
      <details>
        <summary>{t(common.details)}</summary>
        <p {...(language === "zh" ? { lang: "en" } : {})}>{detail}</p>
        <p class="quiet code">{problem.code}</p>
      </details>
    </Notice>
  );
}

/** What is at hand at once, and all that is known of it a moment later. */
function useExplained(code: string, reason: string | null | undefined, detail: string): Explained {
  const [full, setFull] = useState<{ detail: string; words: Explained }>();
  useEffect(() => {
    let shown = true;
    explainedInFull(code, reason, detail)
      .then((words) => shown && setFull({ detail, words }))
      .catch(() => undefined);
    return () => {
      shown = false;
    };
  }, [code, reason, detail]);
  return full?.detail === detail ? full.words : explained(code);
}
