import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { everyPage } from "../../../../api/pages.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Select } from "../../../../design/forms.tsx";
import { common } from "../../../../i18n/common.ts";
import { CHANNELS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { LongTable } from "../../../pieces/long-table.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";

/** A unit that is not reached, and what to try next. */
export type UnreachedUnit = components["schemas"]["UnreachedUnit"];

/** Every unit that is not reached, in the order in which somebody walks. */
export function allUnreached(held: Held): Promise<UnreachedUnit[]> {
  return everyPage((cursor) =>
    take(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}/services/unreached", {
        params: { ...placeOf(held), query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
      }),
    ),
  );
}

/** Who has not been reached, building by building, and what to try next. */
export function Unreached({ of, round }: { of: Held; round: number }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const [building, setBuilding] = useState("");
  const units = useLoad(() => allUnreached(of), [of.meeting.meeting, round]);
  return (
    <Shown of={units}>
      {(units) => {
        if (units.length === 0) return <Empty>{t(words.unreached_none)}</Empty>;
        const buildings = [...new Set(units.map((unit) => unit.building))];
        const chosen = building === "" ? units : units.filter((unit) => unit.building === building);
        return (
          <>
            <Select
              label={t(words.choose_building)}
              value={building}
              change={setBuilding}
              options={[
                { value: "", label: `${t(words.to_all)} (${write.count(units.length)})` },
                ...buildings.map((value) => ({ value, label: value })),
              ]}
            />
            <LongTable
              key={building}
              caption={t(words.unreached)}
              head={[
                t(words.building),
                t(words.entrance),
                t(words.unit),
                t(words.attempts),
                t(words.channels_tried),
                t(words.last_tried),
                t(words.next),
              ]}
              numbers={[3]}
              rows={chosen.map((unit) => [
                unit.building,
                unit.entrance ?? "",
                unit.unit,
                write.count(unit.attempts),
                unit.tried.map((channel) => t(worded(CHANNELS, channel))).join(t(common.comma)),
                unit.last_tried_at === null ? "" : write.moment(unit.last_tried_at),
                unit.next === null ? "" : t(worded(CHANNELS, unit.next)),
              ])}
            />
          </>
        );
      }}
    </Shown>
  );
}
