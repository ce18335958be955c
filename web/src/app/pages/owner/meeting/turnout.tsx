import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Card } from "../../../../design/parts.tsx";
import { Meter } from "../../../../design/meter.tsx";
import { meeting as words } from "../../../../i18n/meeting.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Shown } from "../../../pieces/shown.tsx";

/** How many took part, on both measures, as far as it is published. */
export function Turnout({ community, meeting, zone }: { community: string; meeting: string; zone: string }) {
  const { t, formats } = useSpeech();
  const { moment, count, area, share } = formats(zone);
  const turnout = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/turnout", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
  return (
    <Card title={t(words.turnout)}>
      <Shown of={turnout}>
        {({ at, is_final: isFinal, ...shown }) => {
          if (at == null && !isFinal) return <p class="quiet">{t(words.turnout_none)}</p>;
          const heads = t(words.turnout_heads, {
            part: count(shown.heads),
            whole: count(shown.heads_total),
            share: share(shown.heads, shown.heads_total),
          });
          const areas = t(words.turnout_area, { part: area(shown.area), whole: area(shown.area_total) });
          return (
            <>
              <p>{heads}</p>
              <Meter part={shown.heads} whole={shown.heads_total} label={heads} />
              <p>{areas}</p>
              <Meter part={Number(shown.area)} whole={Number(shown.area_total)} label={areas} />
              <p class="quiet">
                {isFinal ? t(words.turnout_final) : t(words.turnout_at, { at: moment(at ?? "") })}
              </p>
            </>
          );
        }}
      </Shown>
    </Card>
  );
}
