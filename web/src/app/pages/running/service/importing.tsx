import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { Problem } from "../../../../api/problem.ts";
import { Actions, Button, Notice } from "../../../../design/parts.tsx";
import { register } from "../../../../i18n/register.ts";
import { COLUMNS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Mistake } from "../../../office/sheet.ts";
import { openTable, TABLES, type TableFile } from "../../../office/table-file.ts";
import { useAct } from "../../../pieces/act.tsx";
import { FilePick } from "../../../pieces/file-pick.tsx";
import { Preview } from "../../office/register/preview.tsx";
import { placeOf, type Held } from "../meeting.ts";
import { EvidencePick, type Evidence } from "./evidence.tsx";

/** Records services from a list, with every mistake in the cell where it is. */
export function ImportServices({ of, again }: { of: Held; again(): void }) {
  const { t } = useSpeech();
  const act = useAct();
  const [opened, setOpened] = useState<TableFile | null>();
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [said, setSaid] = useState<{ recorded: number; repeated: number }>();
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const choose = (file: File) => {
    setOpened(undefined);
    setMistakes([]);
    setSaid(undefined);
    return act.run(async () => setOpened(await openTable(of.community.community, file, COLUMNS)));
  };
  const send = (opened: TableFile) =>
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
        accept={TABLES}
        disabled={act.busy}
        chosen={(file) => void choose(file)}
      />
      {said && <Notice kind="good">{t(words.import_done, said)}</Notice>}
      {opened === null && <Notice kind="bad">{t(register.unreadable)}</Notice>}
      {act.outcome}
      {opened && (
        <>
          {mistakes.length > 0 && (
            <Notice kind="bad">{t(words.import_wrong, { count: mistakes.length })}</Notice>
          )}
          <Preview key={opened.name} sheet={opened.sheet} mistakes={mistakes} />
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

function sent(of: Held, { body, way }: TableFile) {
  return take(
    api.POST("/api/v1/communities/{community}/meetings/{meeting}/services/imports", {
      params: placeOf(of),
      body,
      ...way,
    }),
  );
}
