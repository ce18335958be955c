import { api, take } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";

/** A meeting as the API shows it. */
export type Meeting = components["schemas"]["MeetingView"];

/** What an address within a meeting names. */
export interface InMeeting {
  community: string;
  meeting: string;
}

/** The meeting of an address. */
export function useMeeting({ community, meeting }: InMeeting): Loaded<Meeting> {
  return useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
}

/** The deadlines of the meeting of an address. */
export function useDeadlines({ community, meeting }: InMeeting) {
  return useLoad(
    () =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}/deadlines", {
          params: { path: { community, meeting } },
        }),
      ),
    [community, meeting],
  );
}
