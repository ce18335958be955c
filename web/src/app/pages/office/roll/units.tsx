import { useState } from "preact/hooks";
import type { components } from "../../../../api/schema.d.ts";
import { Field } from "../../../../design/forms.tsx";
import { Table } from "../../../../design/parts.tsx";
import { AREA_SOURCES, UNIT_KINDS } from "../../../../i18n/law.ts";
import { roll as words } from "../../../../i18n/roll.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { useFormats } from "../../../within.tsx";

/** A roll of thousands is looked up, not scrolled through. */
const MOST = 50;

/** The units of the roll, found by their identifiers. */
export function Units({ of }: { of: components["schemas"]["RollPosting"] }) {
  const { t } = useSpeech();
  const { area } = useFormats();
  const [sought, setSought] = useState("");
  const all = of.buildings.flatMap(({ units }) => units);
  const found = all.filter(({ unit }) => unit.includes(sought.trim()));
  return (
    <details class="card">
      <summary>{t(words.look)}</summary>
      <Field label={t(words.find)} type="search" value={sought} change={setSought} />
      {found.length > MOST && <p class="quiet">{t(words.first, { most: MOST })}</p>}
      <Table
        caption={t(words.look)}
        head={[t(words.unit), t(words.kind), t(words.area), t(words.source), t(words.elector)]}
        numbers={[2]}
        rows={found
          .slice(0, MOST)
          .map((unit) => [
            unit.unit,
            t(worded(UNIT_KINDS, unit.kind)),
            area(unit.area),
            t(worded(AREA_SOURCES, unit.area_source)),
            <span class="code">{unit.elector.slice(0, 12)}</span>,
          ])}
      />
    </details>
  );
}
