import { useMemo, useState } from "preact/hooks";
import { Check } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { mistake } from "../../../../i18n/mistakes.ts";
import { register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { placed, type Mistake, type Sheet } from "../../../office/sheet.ts";

/** A table of thousands of rows is shown by so many. */
const ROWS = 50;

/** The table of a file, each mistake in the very cell where it is. */
export function Preview({ sheet, mistakes }: { sheet: Sheet; mistakes: readonly Mistake[] }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const [onlyWrong, setOnlyWrong] = useState(false);
  const [first, setFirst] = useState(0);
  const places = useMemo(() => placed(mistakes, sheet), [mistakes, sheet]);
  const wrong = useMemo(() => new Set(mistakes.map(({ row }) => row)), [mistakes]);
  const rows = onlyWrong ? sheet.rows.filter(({ row }) => wrong.has(row)) : sheet.rows;
  const from = Math.min(first, Math.max(0, rows.length - 1));
  const shown = rows.slice(from, from + ROWS);
  const Wrong = ({ at }: { at: string }) =>
    places.get(at)?.map(({ reason }) => (
      <span class="cell-wrong" key={reason}>
        {t(mistake(reason))}
      </span>
    )) ?? null;
  return (
    <>
      {mistakes.length > 0 && (
        <Check
          label={t(words.only_wrong)}
          checked={onlyWrong}
          change={(checked) => {
            setOnlyWrong(checked);
            setFirst(0);
          }}
        />
      )}
      <div class="scroll" role="region" aria-label={t(words.preview)} tabIndex={0}>
        <table class="sheet">
          <caption>
            {t(words.preview)}
            {": "}
            {rows.length === 0
              ? t(words.none_here)
              : t(words.page_of, {
                  from: count(from + 1),
                  to: count(from + shown.length),
                  all: count(rows.length),
                })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                {t(words.row)}
                <Wrong at={String(sheet.headerRow)} />
              </th>
              {sheet.header.map((name, index) => (
                <th key={index} scope="col">
                  {name}
                  <Wrong at={`${sheet.headerRow} ${index}`} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, cells }) => (
              <tr key={row} class={wrong.has(row) ? "row-wrong" : ""}>
                <th scope="row">
                  {row}
                  <Wrong at={String(row)} />
                </th>
                {sheet.header.map((_, index) => (
                  <td key={index}>
                    {cells[index] === null ? t(words.not_read) : cells[index]}
                    <Wrong at={`${row} ${index}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS && (
        <Actions>
          <Button disabled={from === 0} onClick={() => setFirst(Math.max(0, from - ROWS))}>
            {t(words.before)}
          </Button>
          <Button disabled={from + ROWS >= rows.length} onClick={() => setFirst(from + ROWS)}>
            {t(words.after)}
          </Button>
        </Actions>
      )}
    </>
  );
}
