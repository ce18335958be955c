import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Card } from "../../../design/parts.tsx";
import { grounds } from "../../../i18n/objections.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { watch as words } from "../../../i18n/watch.ts";
import { worded } from "../../../i18n/words.ts";
import { anyOf, useRoles } from "../../officer.ts";
import { Empty, Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";

/** The objections of a community that wait for an answer. */
export function Waiting({ of }: { of: Community }) {
  const roles = useRoles(of.community);
  return anyOf(roles, "convener", "scrutineer", "supervisor") ? <List of={of} /> : null;
}

function List({ of: { community, time_zone } }: { of: Community }) {
  const { t, formats } = useSpeech();
  const write = formats(time_zone);
  const waiting = useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/objections/unanswered", {
          params: { path: { community } },
        }),
      ),
    [community],
  );
  return (
    <Card title={t(words.waiting)}>
      <Shown of={waiting}>
        {(waiting) =>
          waiting.length === 0 ? (
            <Empty>{t(words.none_waiting)}</Empty>
          ) : (
            <ul class="list">
              {waiting.map((objection) => (
                <li key={objection.objection}>
                  <a href={`/c/${community}/office/meetings/${objection.meeting}/objections`} class="touch">
                    {t(worded(grounds, objection.ground))}
                  </a>{" "}
                  {objection.answer_due_at != null && (
                    <span>
                      {t(words.answer_until)} {write.moment(objection.answer_due_at)}
                    </span>
                  )}{" "}
                  {objection.overdue && <span class="tag">{t(words.overdue)}</span>}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}
