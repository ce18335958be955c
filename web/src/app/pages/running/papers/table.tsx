import type { components } from "../../../../api/schema.d.ts";
import { Button, Table } from "../../../../design/parts.tsx";
import { common } from "../../../../i18n/common.ts";
import { papers as words, PAPER_STATES, PROGRESS } from "../../../../i18n/papers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { Opened } from "../../../pieces/opened.tsx";

/** Who holds which paper and how far each is, building by building. */
export function PaperTable(props: {
  journal: components["schemas"]["PaperJournal"];
  chosen: string;
  choose(serial: string): void;
}) {
  const { t } = useSpeech();
  return (
    <>
      {props.journal.buildings
        .filter(({ papers }) => papers.length > 0)
        .map(({ building, papers }) => (
          <Opened key={building} summary={`${t(words.building, { building })} (${papers.length})`}>
            {() => (
              <Table
                caption={t(words.papers)}
                head={[t(words.serial), t(words.of_units), t(words.state), t(words.reading), t(words.choose)]}
                rows={papers.map((paper) => [
                  paper.serial,
                  paper.units.join(t(common.comma)),
                  t(worded(PAPER_STATES, paper.state)),
                  paper.state === "returned" ? t(worded(PROGRESS, paper.progress)) : "",
                  <Button
                    aria-pressed={props.chosen === paper.serial}
                    onClick={() => props.choose(paper.serial)}
                  >
                    {t(words.find)}
                    <span class="sr"> {paper.serial}</span>
                  </Button>,
                ])}
              />
            )}
          </Opened>
        ))}
    </>
  );
}
