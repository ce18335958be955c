import { api, take } from "../../../../api/client.ts";
import { useLoad, type Loaded } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Meter } from "../../../../design/meter.tsx";
import { Card, Table } from "../../../../design/parts.tsx";
import { services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Held } from "../meeting.ts";

/** How many units of a building are reached. */
export type BuildingCount = components["schemas"]["BuildingServices"];

/** How many units of each building are reached. */
export function useBuildings(community: string, meeting: string): Loaded<BuildingCount[]> {
  return useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/services/buildings", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
}

/** The same as bars and as figures, with the lists to print. */
export function Buildings({ counts, of }: { counts: readonly BuildingCount[]; of: Held }) {
  const { t, formats, language } = useSpeech();
  const { count } = formats();
  const sum = (field: "units" | "reached" | "tried" | "untried") =>
    counts.reduce((total, building) => total + building[field], 0);
  const list = `/api/v1/communities/${of.community.community}/meetings/${of.meeting.meeting}/service-list?lang=${language}`;
  const round = (building: string) => `${list}&form=round&building=${encodeURIComponent(building)}`;
  return (
    <Card title={t(words.buildings)}>
      {counts.map(({ building, units, reached }) => (
        <div key={building}>
          <strong>{t(words.chart, { building, units: count(units), reached: count(reached) })}</strong>
          <Meter
            part={reached}
            whole={units}
            label={t(words.chart, { building, units: count(units), reached: count(reached) })}
          />
        </div>
      ))}
      <Table
        caption={t(words.buildings)}
        head={[
          t(words.building),
          t(words.units),
          t(words.reached),
          t(words.tried),
          t(words.untried),
          t(words.print),
        ]}
        numbers={[1, 2, 3, 4]}
        rows={[
          ...counts.map((row) => [
            row.building,
            count(row.units),
            count(row.reached),
            count(row.tried),
            count(row.untried),
            <a href={round(row.building)} target="_blank" rel="noopener" class="touch">
              {t(words.round)}
              <span class="sr"> {t(words.round_of, { building: row.building })}</span>
            </a>,
          ]),
          [
            t(words.all_buildings),
            count(sum("units")),
            count(sum("reached")),
            count(sum("tried")),
            count(sum("untried")),
            <a href={list} target="_blank" rel="noopener" class="touch">
              {t(words.record_list)}
            </a>,
          ],
        ]}
      />
    </Card>
  );
}
