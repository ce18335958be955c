import { useState } from "preact/hooks";
import { Actions, Button, Table } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";

/** So many rows are shown at first, and so many more each time somebody asks. */
const STEP = 100;

/** A table that may have a row for every household: it shows its first rows, and more when asked. */
export function LongTable(props: Parameters<typeof Table>[0]) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const [most, setMost] = useState(STEP);
  const all = props.rows.length;
  if (all <= most) return <Table {...props} />;
  return (
    <>
      <Table {...props} rows={props.rows.slice(0, most)} />
      <p role="status">{t(common.shown_of, { shown: count(most), all: count(all) })}</p>
      <Actions>
        <Button onClick={() => setMost(most + STEP)}>{t(common.more)}</Button>
        <Button onClick={() => setMost(all)}>{t(common.show_all)}</Button>
      </Actions>
    </>
  );
}
