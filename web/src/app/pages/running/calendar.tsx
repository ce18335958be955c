import { useState } from "preact/hooks";
import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Check } from "../../../design/forms.tsx";
import { Card, Table } from "../../../design/parts.tsx";
import { calendar as words, dateStandings } from "../../../i18n/answers.ts";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { running } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Page } from "../../pieces/page.tsx";
import { Empty, Shown } from "../../pieces/shown.tsx";
import { SignedIn } from "../../within.tsx";
import { CalendarLinks } from "./calendar-links.tsx";
import { outstanding, type Due } from "./meeting.ts";

/** Every date of a community: what is to be done and by whom, what is late first, and all of it to subscribe to. */
export function Calendar({ community }: { community: string }) {
  const { t } = useSpeech();
  const calendar = useLoad(
    () => take(api.GET("/api/v1/communities/{community}/calendar", { params: { path: { community } } })),
    [community],
  );
  return (
    <SignedIn>
      <Page title={t(words.title)} wide>
        <Shown of={calendar}>
          {({ dates, time_zone }) => (
            <>
              <ToDo community={community} dates={dates} zone={time_zone} />
              <details class="card">
                <summary>{t(words.coming)}</summary>
                <Dates dates={dates} zone={time_zone} />
              </details>
              <CalendarLinks community={community} zone={time_zone} />
            </>
          )}
        </Shown>
      </Page>
    </SignedIn>
  );
}

function ToDo(props: { community: string; dates: readonly Due[]; zone: string }) {
  const { t, formats } = useSpeech();
  const write = formats(props.zone);
  const roles = useRoles(props.community);
  const [mine, setMine] = useState(false);
  const all = outstanding(props.dates);
  const shown = mine ? all.filter(({ by }) => anyOf(roles, ...by)) : all;
  return (
    <Card title={t(words.due)}>
      <Check label={t(words.mine)} checked={mine} change={setMine} />
      {shown.length === 0 && <Empty>{t(words.none)}</Empty>}
      <ul class="list">
        {shown.map((date) => (
          <li key={`${date.of} ${date.what} ${date.until}`}>
            <p>
              <strong>{t({ zh: date.title_zh, en: date.title })}</strong>{" "}
              {date.standing === "overdue" && <span class="tag">{t(running.overdue)}</span>}
              <br />
              {write.date(date.last_day)}
              {date.by.length > 0 && ` · ${date.by.map((role) => t(roleName(role))).join(t(common.comma))}`}
              {date.subject === "meeting" && (
                <>
                  {" · "}
                  <a href={`/c/${props.community}/office/meetings/${date.of}`} class="touch">
                    {t(words.open)}
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Dates({ dates, zone }: { dates: readonly Due[]; zone: string }) {
  const { t, formats } = useSpeech();
  const write = formats(zone);
  if (dates.length === 0) return <Empty />;
  return (
    <Table
      caption={t(words.coming)}
      head={[t(words.day), t(words.what), t(words.who), t(words.standing), t(words.article)]}
      rows={dates.map((date) => [
        write.date(date.last_day),
        t({ zh: date.title_zh, en: date.title }),
        date.by.map((role) => t(roleName(role))).join(t(common.comma)),
        t(worded(dateStandings, date.standing)),
        date.article ?? "",
      ])}
    />
  );
}
