import type { Problem } from "../../../../api/problem.ts";
import { Notice, Table } from "../../../../design/parts.tsx";
import { mistake } from "../../../../i18n/mistakes.ts";
import { COLUMNS, register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { wrongRows } from "../../../office/sheet.ts";

/** Every mistake at once, by row and column. */
export function MistakeList({ problem }: { problem: Problem }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const mistakes = problem.document.mistakes ?? [];
  const more = problem.document.more_mistakes ?? 0;
  return (
    <>
      <Notice kind="bad">
        <p>
          <strong>
            {t(words.mistakes, { count: count(mistakes.length + more), rows: count(wrongRows(mistakes)) })}
          </strong>
        </p>
        {more > 0 && <p>{t(words.mistakes_more, { count: count(more) })}</p>}
        <p>{t(words.correct)}</p>
      </Notice>
      <details open={mistakes.length <= 20}>
        <summary>{t(words.mistakes_list)}</summary>
        <Table
          caption={t(words.mistakes_list)}
          head={[t(words.row), t(words.column), t(words.what)]}
          numbers={[0]}
          rows={mistakes.map(({ row, column, reason }) => [
            row,
            column == null ? t(words.whole_row) : t(columnName(column)),
            t(mistake(reason)),
          ])}
        />
      </details>
    </>
  );
}

function columnName(id: string) {
  const names = COLUMNS.find((column) => column.id === id)?.names;
  return { zh: names?.[0] ?? id, en: id };
}
