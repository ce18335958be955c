import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { everyPage } from "../../../../api/pages.ts";
import type { components } from "../../../../api/schema.d.ts";
import { common } from "../../../../i18n/common.ts";
import { METHODS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { LongTable } from "../../../pieces/long-table.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";

type Taken = components["schemas"]["Taken"];

/** Which electors took part, under keys enrolled how and when; nothing of what they chose. */
export function Participation({ of }: { of: Held }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const participants = useLoad(
    () =>
      everyPage((cursor) =>
        take(
          api.GET("/api/v1/communities/{community}/meetings/{meeting}/participation", {
            params: { ...placeOf(of), query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
          }),
        ),
      ),
    [of.meeting.meeting],
  );
  const remarks = (ballot: Taken) =>
    [
      t(worded(METHODS, ballot.method)),
      ...(ballot.enrolled_during_vote ? [t(words.during_vote)] : []),
      ...(ballot.assisted ? [t(words.assisted)] : []),
      ...(ballot.key_revoked_at === null ? [] : [t(words.revoked)]),
    ].join(t(common.comma));
  return (
    <>
      <p>{t(words.participation_what)}</p>
      <Shown of={participants}>
        {(participants) => (
          <LongTable
            caption={t(words.participation)}
            head={[t(words.elector), t(words.units), t(words.took_part), t(words.method)]}
            rows={participants.map(({ elector, units, ballot }) => [
              elector,
              units.join(t(common.comma)),
              ballot == null ? t(words.not_yet) : write.moment(ballot.received_at),
              ballot == null ? "" : remarks(ballot),
            ])}
          />
        )}
      </Shown>
    </>
  );
}
