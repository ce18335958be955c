import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Card } from "../../../../design/parts.tsx";
import { office as words } from "../../../../i18n/office.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import type { Meeting } from "../../../office/drafting.ts";
import { anyOf, useRoles } from "../../../officer.ts";
import { Empty, Shown } from "../../../pieces/shown.tsx";
import { useFormats } from "../../../within.tsx";
import { outstanding } from "../../running/meeting.ts";

/** Who confirms keys at the desk. */
const CONFIRMING = ["secretary", "member", "chair", "scrutineer", "supervisor", "residents_committee"];

/** Who confirms amendments of the roll. */
const AMENDING = ["scrutineer", "supervisor", "residents_committee"];

/** Deadlines that are shown at the desk; the calendar has all of them. */
const DUE_MOST = 8;

type Due = components["schemas"]["DateView"];

interface Wait {
  readonly href: string;
  readonly said: string;
}

/** What waits for whoever asks, by the roles they hold. */
export function Waits({ community, meetings }: { community: string; meetings: readonly Meeting[] }) {
  const { t } = useSpeech();
  const { date } = useFormats();
  const roles = useRoles(community);
  const base = `/c/${community}/office`;
  const held = [...roles].toSorted();
  const noticed = meetings.filter(({ state }) => state === "noticed");
  const waits = useLoad(async (): Promise<Wait[]> => {
    const path = { community };
    const about = { params: { path } };
    const [enrolments, objections, versions, calendar, amendments] = await Promise.all([
      anyOf(roles, ...CONFIRMING)
        ? take(api.GET("/api/v1/communities/{community}/enrolment-requests", about))
        : { requests: [] },
      roles.has("convener")
        ? take(api.GET("/api/v1/communities/{community}/objections/unanswered", about))
        : [],
      take(api.GET("/api/v1/communities/{community}/register/versions", about)),
      take(api.GET("/api/v1/communities/{community}/calendar", about)),
      anyOf(roles, ...AMENDING)
        ? Promise.all(noticed.map((meeting) => pending(community, meeting)))
        : Promise.resolve([]),
    ]);
    const keys = enrolments.requests.filter(({ method }) => method !== "device").length;
    const late = objections.filter(({ overdue }) => overdue).length;
    const first = objections[0]?.meeting;
    const drafting = anyOf(roles, "secretary", "convener");
    return [
      ...(versions.items.length === 0 && roles.has("secretary")
        ? [{ href: `${base}/register`, said: t(words.no_register) }]
        : []),
      ...(keys > 0 ? [{ href: `${base}/letters`, said: t(words.enrolments, { count: keys }) }] : []),
      ...(first === undefined
        ? []
        : [
            {
              href: `${base}/meetings/${first}/objections`,
              said: t(late > 0 ? words.objections_late : words.objections, {
                count: objections.length,
                late,
              }),
            },
          ]),
      ...amendments
        .filter(({ count }) => count > 0)
        .map(({ meeting, count }) => ({
          href: `${base}/meetings/${meeting.meeting}/roll`,
          said: t(words.amendments, { title: meeting.draft.title, count }),
        })),
      ...(drafting
        ? meetings
            .filter(({ state }) => state === "draft")
            .map(({ meeting, draft }) => ({
              href: `${base}/meetings/${meeting}/draft`,
              said: t(words.drafts, { title: draft.title }),
            }))
        : []),
      ...outstanding(calendar.dates)
        .filter(({ by }) => anyOf(roles, ...by))
        .slice(0, DUE_MOST)
        .map((due) => ({
          href: placeOf(community, due),
          said: t(due.standing === "overdue" ? words.due_late : words.due, {
            what: t({ zh: due.title_zh, en: due.title }),
            day: date(due.last_day),
          }),
        })),
    ];
  }, [
    community,
    held,
    meetings.map(({ meeting, revision, state }) => [meeting, revision, state]),
    t(words.title),
  ]);
  return (
    <Card title={t(words.waits)}>
      <Shown of={waits}>
        {(waits) =>
          waits.length === 0 ? (
            <Empty>{t(words.nothing)}</Empty>
          ) : (
            <ul>
              {waits.map(({ href, said }) => (
                <li key={href + said}>
                  <a class="touch" href={href}>
                    {said}
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <p>
        <a class="touch" href={`${base}/calendar`}>
          {t(words.more_due)}
        </a>
      </p>
    </Card>
  );
}

/** Where something that is due is done. */
function placeOf(community: string, { subject, of }: Due): string {
  const base = `/c/${community}`;
  if (subject === "meeting") return `${base}/office/meetings/${of}`;
  return subject === "petition" ? `${base}/petitions/${of}` : `${base}/office/calendar`;
}

async function pending(community: string, meeting: Meeting): Promise<{ meeting: Meeting; count: number }> {
  const address = "/api/v1/communities/{community}/meetings/{meeting}/roll-amendments";
  const all = await take(api.GET(address, { params: { path: { community, meeting: meeting.meeting } } }));
  return { meeting, count: all.filter(({ state }) => state === "pending").length };
}
