import { useState } from "preact/hooks";
import { api, asBytes, raw, take } from "../../../../api/client.ts";
import { Problem } from "../../../../api/problem.ts";
import { Actions, Button, Notice, Table } from "../../../../design/parts.tsx";
import { mistake } from "../../../../i18n/mistakes.ts";
import { register } from "../../../../i18n/register.ts";
import { COLUMNS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { decoded, isWorkbook, sheetOf, type Mistake, type Sheet } from "../../../office/sheet.ts";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";
import { Preview } from "../../office/register/preview.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { EvidencePick, type Evidence } from "./evidence.tsx";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A list that was opened: a text with its table, or a workbook that only the service reads. */
type Opened = { name: string } & ({ text: string; sheet: Sheet } | { book: File });

/** Records services from a list, with every mistake in the cell where it is. */
export function ImportServices({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [opened, setOpened] = useState<Opened | "unreadable">();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [said, setSaid] = useState<{ recorded: number; repeated: number }>();
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const choose = async (file: File) => {
    setMistakes([]);
    setSaid(undefined);
    setOpened(await open(file));
  };
  const send = (opened: Opened) =>
    act.run(async () => {
      try {
        setSaid(await sent(of, opened));
        setOpened(undefined);
        again();
      } catch (thrown) {
        if (!(thrown instanceof Problem) || thrown.code !== "service_mistakes") throw thrown;
        setMistakes(thrown.document.mistakes ?? []);
      }
    });
  return (
    <>
      <p>{t(words.import_what)}</p>
      <EvidencePick of={of} kept={evidence} taken={setEvidence} label={t(words.evidence_upload)} />
      <FilePick
        label={t(register.choose)}
        accept={`.csv,.xlsx,text/csv,${WORKBOOK}`}
        chosen={(file) => void choose(file)}
      />
      {said && <Notice kind="good">{t(words.import_done, said)}</Notice>}
      {opened === "unreadable" && <Notice kind="bad">{t(register.unreadable)}</Notice>}
      {act.outcome}
      {opened !== undefined && opened !== "unreadable" && (
        <>
          {mistakes.length > 0 && (
            <Notice kind="bad">{t(words.import_wrong, { count: mistakes.length })}</Notice>
          )}
          {"sheet" in opened ? (
            <Preview key={opened.name} sheet={opened.sheet} mistakes={mistakes} />
          ) : (
            <>
              <p>{t(register.chosen_book, { name: opened.name })}</p>
              {mistakes.length > 0 && (
                <Table
                  caption={t(register.mistakes_list)}
                  head={[t(register.row), t(register.column), t(register.what)]}
                  numbers={[0]}
                  rows={mistakes.map(({ row, column, reason }) => [
                    row,
                    column ?? t(register.whole_row),
                    t(mistake(reason)),
                  ])}
                />
              )}
            </>
          )}
          <Actions>
            <Button kind="primary" disabled={act.busy} onClick={() => void send(opened)}>
              {t(words.import_verb)}
            </Button>
          </Actions>
        </>
      )}
    </>
  );
}

async function open(file: File): Promise<Opened | "unreadable"> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWorkbook(bytes)) return { name: file.name, book: file };
  const text = decoded(bytes)?.text;
  if (text === undefined) return "unreadable";
  return { name: file.name, text, sheet: await sheetOf(text, COLUMNS) };
}

function sent(of: Held, opened: Opened) {
  const address = "/api/v1/communities/{community}/meetings/{meeting}/services/imports";
  const params = placeOf(of);
  return "book" in opened
    ? take(api.POST(address, { params, body: asBytes(opened.book), ...raw(WORKBOOK) }))
    : take(api.POST(address, { params, body: opened.text, ...raw("text/csv") }));
}
