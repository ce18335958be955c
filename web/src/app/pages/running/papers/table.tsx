import { useState } from "preact/hooks";
import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { Button } from "../../../../design/parts.tsx";
import { common } from "../../../../i18n/common.ts";
import { papers as words, PAPER_STATES, PROGRESS } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { LongTable } from "../../../pieces/long-table.tsx";
import { Opened } from "../../../pieces/opened.tsx";
import { Empty } from "../../../pieces/shown.tsx";

type Journal = components["schemas"]["PaperJournal"];
type Paper = Journal["buildings"][number]["papers"][number];

/** Who holds which paper and how far each is, building by building. */
export function PaperTable(props: { journal: Journal; chosen: string; choose(serial: string): void }) {
  const { t } = useSpeech();
  const [sought, setSought] = useState("");
  const wanted = sought.trim();
  const filled = props.journal.buildings.filter(({ papers }) => papers.length > 0);
  const rows = (papers: readonly Paper[]) =>
    papers.map((paper) => [
      paper.serial,
      paper.units.join(t(common.comma)),
      t(worded(PAPER_STATES, paper.state)),
      paper.state === "returned" ? t(worded(PROGRESS, paper.progress)) : "",
      <Button aria-pressed={props.chosen === paper.serial} onClick={() => props.choose(paper.serial)}>
        {t(words.find)}
        <span class="sr"> {paper.serial}</span>
      </Button>,
    ]);
  const head = [t(words.serial), t(words.of_units), t(words.state), t(words.reading), t(words.choose)];
  const found = filled.flatMap(({ papers }) =>
    papers.filter(
      ({ serial, units }) => serial.includes(wanted) || units.some((unit) => unit.includes(wanted)),
    ),
  );
  return (
    <>
      {filled.length > 0 && <Field type="search" label={t(words.search)} value={sought} change={setSought} />}
      {wanted !== "" &&
        (found.length === 0 ? (
          <Empty>{t(words.none)}</Empty>
        ) : (
          <LongTable caption={t(words.papers)} head={head} rows={rows(found)} />
        ))}
      {wanted === "" &&
        filled.map(({ building, papers }) => (
          <Opened key={building} summary={`${t(words.building, { building })} (${papers.length})`}>
            {() => <LongTable caption={t(words.papers)} head={head} rows={rows(papers)} />}
          </Opened>
        ))}
    </>
  );
}
