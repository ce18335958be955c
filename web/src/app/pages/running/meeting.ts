import { api, take } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import type { Community } from "../../within.tsx";

/** A meeting as the API shows it. */
export type Meeting = components["schemas"]["MeetingView"];
/** When a step of a meeting is due, and why then. */
export type Deadline = components["schemas"]["DeadlineForm"];
/** A date of the calendar. */
export type Due = components["schemas"]["DateView"];

/** A meeting with its community. */
export interface Held {
  readonly community: Community;
  readonly meeting: Meeting;
}

/** A meeting with everything that is due in it. */
export interface Run extends Held {
  readonly deadlines: readonly Deadline[];
  /** What somebody has to do about it and has not yet. */
  readonly due: readonly Due[];
}

/** What has to be done, in any noun, and was not: what is late first. */
export function outstanding(dates: readonly Due[]): Due[] {
  const rank = ({ standing }: Due) => (standing === "overdue" ? 0 : 1);
  return dates
    .filter(({ standing }) => standing === "overdue" || standing === "due")
    .sort((a, b) => rank(a) - rank(b) || a.until.localeCompare(b.until));
}

/** A meeting with its community. */
export function useHeld(community: string, meeting: string): Loaded<Held> {
  return useLoad(() => held(community, meeting), [community, meeting]);
}

/** A meeting with everything that is due in it. */
export function useRun(community: string, meeting: string): Loaded<Run> {
  return useLoad(async () => {
    const params = { path: { community, meeting } };
    const [both, deadlines, calendar] = await Promise.all([
      held(community, meeting),
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/deadlines", { params })),
      take(api.GET("/api/v1/communities/{community}/calendar", { params: { path: { community } } })),
    ]);
    const due = outstanding(calendar.dates.filter(({ of }) => of === meeting));
    return { ...both, deadlines: deadlines.deadlines, due };
  }, [community, meeting]);
}

async function held(community: string, meeting: string): Promise<Held> {
  const [place, one] = await Promise.all([
    take(api.GET("/api/v1/communities/{community}", { params: { path: { community } } })),
    take(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}", {
        params: { path: { community, meeting } },
      }),
    ),
  ]);
  return { community: place, meeting: one };
}

/** The place of a meeting in every address below it. */
export function placeOf({ community, meeting }: Held): { path: { community: string; meeting: string } } {
  return { path: { community: community.community, meeting: meeting.meeting } };
}
