import { Card, Table } from "../../../design/parts.tsx";
import { common } from "../../../i18n/common.ts";
import { roleName } from "../../../i18n/roles.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import type { Deadline, Due, Run } from "./meeting.ts";

/** What is due next, by whom and until when. */
export function Next({ due, zone }: { due: readonly Due[]; zone: string }) {
  const { t, formats } = useSpeech();
  const write = formats(zone);
  return (
    <Card title={t(words.next)}>
      {due.length === 0 && <p>{t(words.next_none)}</p>}
      <ul class="list">
        {due.map((date) => (
          <li key={`${date.what} ${date.until}`}>
            <p>
              <strong>{t({ zh: date.title_zh, en: date.title })}</strong>{" "}
              {date.standing === "overdue" && <span class="tag">{t(words.overdue)}</span>}
              <br />
              {t(words.until)} {write.date(date.last_day)}
              {date.by.length > 0 && (
                <>
                  {" · "}
                  {t(words.by)} {date.by.map((role) => t(roleName(role))).join(t(common.comma))}
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Every deadline of a meeting, with what it is counted from and where it comes from. */
export function Deadlines({ of }: { of: Run }) {
  const { t, formats } = useSpeech();
  const write = formats(of.community.time_zone);
  if (of.deadlines.length === 0) return null;
  const rolled = ({ rolled_over }: Deadline) =>
    rolled_over.length === 0
      ? ""
      : t(words.holidays, { days: rolled_over.map((day) => write.date(day)).join(t(common.comma)) });
  return (
    <details class="card">
      <summary>{t(words.all_deadlines)}</summary>
      <Table
        caption={t(words.all_deadlines)}
        head={[t(words.deadline), t(words.last_day), t(words.article)]}
        rows={of.deadlines.map((deadline) => [
          `${t({ zh: deadline.sentence_zh, en: deadline.sentence })} ${rolled(deadline)}`,
          deadline.last_day == null ? t(words.yet_unknown) : write.date(deadline.last_day),
          `${deadline.article ?? ""}${deadline.verified === false ? t(words.not_verified) : ""}`,
        ])}
      />
    </details>
  );
}
