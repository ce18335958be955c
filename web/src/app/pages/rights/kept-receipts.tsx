import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { isForOther } from "../../../device/ballots.ts";
import { store } from "../../../device/store.ts";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { useFormats } from "../../within.tsx";
import type { Meeting } from "./meeting.ts";

/**
 * The receipts that this device keeps and the list of one's own votes does not have: of votes cast for others, of those that
 * wait for a receipt, and of all while the service cannot be reached.
 */
export function KeptReceipts(props: {
  community: string;
  meetings: readonly Meeting[];
  /** The ballots that are listed already. */
  listed: readonly string[];
}) {
  const { t } = useSpeech();
  const { moment } = useFormats();
  const { community, meetings, listed } = props;
  const kept = useLoad(
    async () => (await (await store()).getAll("ballots")).filter((ballot) => ballot.community === community),
    [community],
  );
  const others =
    kept.data?.filter(({ digest, receipt }) => receipt === null || !listed.includes(digest)) ?? [];
  if (others.length === 0) return null;
  return (
    <Card title={t(words.receipts)}>
      <ul>
        {others.map(({ digest, meeting, receipt, signedAt, statement }) => (
          <li key={digest}>
            <a href={`/c/${community}/meetings/${meeting}/receipt/${digest}`}>
              {meetings.find((one) => one.meeting === meeting)?.draft.title ?? t(words.unknown_meeting)}
            </a>
            <br />
            {t(words.signed_at, { at: moment(signedAt) })}
            {isForOther(statement) && <span class="tag">{t(words.for_other)}</span>}
            {receipt === null && <strong> {t(words.on_its_way)}</strong>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
