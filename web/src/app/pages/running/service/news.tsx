import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Table } from "../../../../design/parts.tsx";
import { NEWS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";

/** Reminders, results and other news of a meeting, and how far they have come. */
export function News({ of }: { of: Held }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  const news = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/news", { params: placeOf(of) })),
    [of.meeting.meeting],
  );
  return (
    <Shown of={news}>
      {(news) =>
        news.length === 0 ? (
          <Empty>{t(words.news_none)}</Empty>
        ) : (
          <Table
            caption={t(words.news)}
            head={[t(words.kind), t(words.begun), t(words.messages), t(words.declined), t(words.unreachable)]}
            numbers={[2, 3, 4]}
            rows={news.map((one) => [
              t(worded(NEWS, one.kind)),
              write.moment(one.begun_at),
              write.count(one.queued),
              write.count(one.declined),
              write.count(one.unreachable),
            ])}
          />
        )
      }
    </Shown>
  );
}
