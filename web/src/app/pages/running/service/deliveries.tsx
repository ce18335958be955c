import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { everyPage } from "../../../../api/pages.ts";
import { Check } from "../../../../design/forms.tsx";
import { CHANNELS, DELIVERIES, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { LongTable } from "../../../pieces/long-table.tsx";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";

/** Where the notice stands on its way to each unit; what came back is shown first. */
export function Deliveries({ of, round }: { of: Held; round: number }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const [failed, setFailed] = useState(false);
  const deliveries = useLoad(
    () =>
      everyPage((cursor) =>
        take(
          api.GET("/api/v1/communities/{community}/meetings/{meeting}/deliveries", {
            params: { ...placeOf(of), query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
          }),
        ),
      ),
    [of.meeting.meeting, round],
  );
  return (
    <Shown of={deliveries}>
      {(all) => {
        if (all.length === 0) return <Empty>{t(words.deliveries_none)}</Empty>;
        const shown = failed ? all.filter(({ state }) => state === "failed" || state === "lapsed") : all;
        return (
          <>
            <Check label={t(words.only_failed)} checked={failed} change={setFailed} />
            <LongTable
              caption={t(words.deliveries)}
              head={[t(words.unit), t(words.channel), t(words.state), t(words.attempts), t(words.asked_at)]}
              numbers={[3]}
              rows={shown.map((delivery) => [
                delivery.unit,
                t(worded(CHANNELS, delivery.channel)),
                t(DELIVERIES[delivery.state]),
                write.count(delivery.attempts),
                write.moment(delivery.requested_at),
              ])}
            />
          </>
        );
      }}
    </Shown>
  );
}
