import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { Problem } from "../../../../api/problem.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Actions, Button, ButtonLink, Notice } from "../../../../design/parts.tsx";
import { COLUMNS, register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { openTable, TABLES, type TableFile } from "../../../office/table-file.ts";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";
import { Changes } from "./changes.tsx";
import { MistakeList } from "./mistakes.tsx";
import { Preview } from "./preview.tsx";

type Report = components["schemas"]["ImportView"];

/** What the service said of the opened file. */
type Said = { report: Report } | { problem: Problem };

/** From a file to a new version: look at it, have it checked, import it. */
export function Importing({ community, imported }: { community: string; imported(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [opened, setOpened] = useState<TableFile | null>();
  const [said, setSaid] = useState<Said>();
  const [done, setDone] = useState<Report>();

  const choose = (file: File) => {
    setOpened(undefined);
    setSaid(undefined);
    setDone(undefined);
    return act.run(async () => {
      setOpened(await openTable(community, file, COLUMNS));
    });
  };
  const check = (table: TableFile) =>
    act.run(async () => setSaid(await asked(() => send(community, table, true))));
  const bring = (table: TableFile) =>
    act.run(async () => {
      const answer = await asked(() => send(community, table, false));
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
        accept={TABLES}
        disabled={act.busy}
        chosen={(file) => void choose(file)}
      />
      {done && (
        <Notice kind="good">
          <p>{t(words.imported, { version: done.version })}</p>
          <ButtonLink href={`/c/${community}/office/letters`}>{t(words.next_letters)}</ButtonLink>
        </Notice>
      )}
      {act.outcome}
      {opened === null && <Notice kind="bad">{t(words.unreadable)}</Notice>}
      {opened && (
        <>
          {opened.recoded && <Notice kind="warn">{t(words.recoded)}</Notice>}
          <p>
            <strong>{t(words.chosen, { name: opened.name, rows: opened.sheet.rows.length })}</strong>
          </p>
          {said !== undefined && "report" in said && <Changes report={said.report} />}
          {said !== undefined && "problem" in said && <MistakeList problem={said.problem} />}
          <Actions>
            {ready ? (
              <Button kind="primary" disabled={act.busy} onClick={() => void bring(opened)}>
                {t(words.do_import)}
              </Button>
            ) : (
              <Button kind="primary" disabled={act.busy} onClick={() => void check(opened)}>
                {t(act.busy ? words.checking : words.check)}
              </Button>
            )}
          </Actions>
          <Preview key={opened.name} sheet={opened.sheet} mistakes={mistakes ?? []} />
        </>
      )}
    </>
  );
}

function send(community: string, { body, way }: TableFile, dry_run: boolean) {
  return take(
    api.POST("/api/v1/communities/{community}/register/imports", {
      params: { path: { community }, query: { dry_run } },
      body,
      ...way,
    }),
  );
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
