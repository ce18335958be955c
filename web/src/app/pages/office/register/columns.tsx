import { useEffect, useState } from "preact/hooks";
import { Actions, ButtonLink, Table } from "../../../../design/parts.tsx";
import { COLUMNS, register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";

/** Spreadsheet programs read UTF-8 as such only behind this mark. */
const BYTE_ORDER_MARK = "\ufeff";

/** A table with nothing but its header, to be filled in. */
export function Template() {
  const { t, language } = useSpeech();
  const [address, setAddress] = useState("");
  useEffect(() => {
    const header = COLUMNS.map(({ id, names }) => (language === "zh" ? names[0] : id)).join(",");
    const made = URL.createObjectURL(new Blob([`${BYTE_ORDER_MARK}${header}\r\n`], { type: "text/csv" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [language]);
  return (
    <Actions>
      <ButtonLink href={address} download={t(words.template_name)}>
        {t(words.template)}
      </ButtonLink>
    </Actions>
  );
}

/** What belongs into each column. */
export function ColumnHelp() {
  const { t } = useSpeech();
  return (
    <details>
      <summary>{t(words.columns)}</summary>
      <Table
        caption={t(words.columns)}
        head={[t(words.column), t(words.content)]}
        rows={COLUMNS.map(({ id, names, content }) => [t({ zh: names[0], en: id }), t(content)])}
      />
    </details>
  );
}
