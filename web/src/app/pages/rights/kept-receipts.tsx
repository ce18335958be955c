import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { store } from "../../../device/store.ts";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { useFormats } from "../../within.tsx";
import type { Meeting } from "./meeting.ts";

/** The receipts that this device keeps, and ballots that wait for one. */
export function KeptReceipts({ community, meetings }: { community: string; meetings: readonly Meeting[] }) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const kept = useLoad(
    async () => (await (await store()).getAll("ballots")).filter((ballot) => ballot.community === community),
    [community],
  );
  return (
    <Card title={t(words.receipts)}>
      <Shown of={kept}>
        {(ballots) =>
          ballots.length === 0 ? (
            <Empty>{t(words.no_receipts)}</Empty>
          ) : (
            <ul>
              {ballots.map(({ digest, meeting, receipt, signedAt }) => (
                <li key={digest}>
                  <a href={`/c/${community}/meetings/${meeting}/receipt/${digest}`}>
                    {meetings.find((one) => one.meeting === meeting)?.draft.title ?? t(words.unknown_meeting)}
                  </a>
                  <br />
                  {t(words.signed_at, { at: moment(signedAt) })}
                  {receipt === null && <strong> {t(words.on_its_way)}</strong>}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}
