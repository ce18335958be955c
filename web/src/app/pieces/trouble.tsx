import type { Problem } from "../../api/problem.ts";
import { Notice } from "../../design/parts.tsx";
import { explained } from "../../i18n/problems.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** Says what did not happen, why, and what to do. */
export function Trouble({ problem }: { problem: Problem }) {
  const { t } = useSpeech();
  const { what, todo } = explained(problem.code);
  const { mistakes, more_mistakes, problems } = problem.document;
  return (
    <Notice kind="bad">
      <p>
        <strong>{t(what)}</strong>
      </p>
      <p>{t(todo, { seconds: problem.after ?? 60 })}</p>
      {problems !== undefined && problems.length > 0 && (
        <ul>
          {problems.map((sentence) => (
            <li key={sentence}>{sentence}</li>
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
      <p class="quiet code">{problem.code}</p>
    </Notice>
  );
}
