import { useRef, useState } from "preact/hooks";
import { api, asBytes, raw, take } from "../../../../api/client.ts";
import { Problem } from "../../../../api/problem.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Actions, Button, ButtonLink, Notice } from "../../../../design/parts.tsx";
import { register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { decoded, isWorkbook, sheetOf, type Sheet } from "../../../office/sheet.ts";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";
import { Changes } from "./changes.tsx";
import { MistakeList } from "./mistakes.tsx";
import { Preview } from "./preview.tsx";

type Report = components["schemas"]["ImportView"];

/** A file that was opened here: a text with its table, or a workbook that only the service reads. */
type Opened =
  | { kind: "text"; name: string; text: string; recoded: boolean; sheet: Sheet }
  | { kind: "book"; name: string; book: File }
  | { kind: "unreadable" };

/** What the service said of the opened file. */
type Said = { report: Report } | { problem: Problem };

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** From a file to a new version: look at it, have it checked, import it. */
export function Importing({ community, imported }: { community: string; imported(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [opened, setOpened] = useState<Opened>();
  const [said, setSaid] = useState<Said>();
  const [done, setDone] = useState<Report>();
  const latest = useRef<File>(undefined);

  const choose = async (file: File) => {
    latest.current = file;
    setSaid(undefined);
    setDone(undefined);
    const next = await open(file);
    if (latest.current === file) setOpened(next);
  };
  const check = () =>
    act.run(async () => {
      if (opened === undefined || opened.kind === "unreadable") return;
      setSaid(await asked(() => send(community, opened, true)));
    });
  const bring = () =>
    act.run(async () => {
      if (opened === undefined || opened.kind === "unreadable") return;
      const answer = await asked(() => send(community, opened, false));
      if ("problem" in answer) return setSaid(answer);
      setDone(answer.report);
      setOpened(undefined);
      setSaid(undefined);
      imported();
    });

  const mistakes = said !== undefined && "problem" in said ? said.problem.document.mistakes : undefined;
  const ready = said !== undefined && "report" in said;
  return (
    <>
      <p>{t(words.private)}</p>
      <FilePick
        label={t(opened === undefined ? words.choose : words.other_file)}
        accept={`.csv,.xlsx,text/csv,${WORKBOOK}`}
        chosen={(file) => void choose(file)}
      />
      {done && (
        <Notice kind="good">
          <p>{t(words.imported, { version: done.version })}</p>
          <ButtonLink href={`/c/${community}/office/letters`}>{t(words.next_letters)}</ButtonLink>
        </Notice>
      )}
      {opened?.kind === "unreadable" && <Notice kind="bad">{t(words.unreadable)}</Notice>}
      {opened !== undefined && opened.kind !== "unreadable" && (
        <>
          {opened.kind === "text" && opened.recoded && <Notice kind="warn">{t(words.recoded)}</Notice>}
          <p>
            <strong>
              {opened.kind === "text"
                ? t(words.chosen, { name: opened.name, rows: opened.sheet.rows.length })
                : t(words.chosen_book, { name: opened.name })}
            </strong>
          </p>
          {act.outcome}
          {said !== undefined && "report" in said && <Changes report={said.report} />}
          {said !== undefined && "problem" in said && <MistakeList problem={said.problem} />}
          <Actions>
            {ready ? (
              <Button kind="primary" disabled={act.busy} onClick={() => void bring()}>
                {t(words.do_import)}
              </Button>
            ) : (
              <Button kind="primary" disabled={act.busy} onClick={() => void check()}>
                {t(act.busy ? words.checking : words.check)}
              </Button>
            )}
          </Actions>
          {opened.kind === "text" ? (
            <Preview key={opened.name} sheet={opened.sheet} mistakes={mistakes ?? []} />
          ) : (
            <p class="quiet">{t(words.book)}</p>
          )}
        </>
      )}
    </>
  );
}

async function open(file: File): Promise<Opened> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isWorkbook(bytes)) return { kind: "book", name: file.name, book: file };
  const text = decoded(bytes);
  if (text === null) return { kind: "unreadable" };
  return { kind: "text", name: file.name, ...text, sheet: await sheetOf(text.text) };
}

function send(community: string, opened: Exclude<Opened, { kind: "unreadable" }>, dry_run: boolean) {
  const params = { path: { community }, query: { dry_run } };
  const address = "/api/v1/communities/{community}/register/imports";
  return opened.kind === "text"
    ? take(api.POST(address, { params, body: opened.text, ...raw("text/csv") }))
    : take(api.POST(address, { params, body: asBytes(opened.book), ...raw(WORKBOOK) }));
}

/** Mistakes of the table are an answer to what was asked; everything else is a trouble. */
async function asked(call: () => Promise<Report>): Promise<Said> {
  try {
    return { report: await call() };
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === "register_mistakes") return { problem: thrown };
    throw thrown;
  }
}
