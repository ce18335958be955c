import { api, take, takeIfAny } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import type { components } from "../../../api/schema.d.ts";
import type { InMeeting } from "./meeting.ts";

/** An elector of the user's, with the units that the posted roll gives it. */
export interface OwnElector extends Pick<
  components["schemas"]["MyElector"],
  "elector" | "matters" | "representation"
> {
  readonly units: readonly string[];
}

/** The electors that the user may vote for in a meeting. */
export function useOwnElectors({ community, meeting }: InMeeting): Loaded<OwnElector[]> {
  return useLoad(async () => {
    const params = { path: { community, meeting } };
    const electors = await take(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}/electors/mine", { params }),
    );
    if (electors.length === 0) return [];
    const roll = await takeIfAny(
      api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings/roll", { params }),
    );
    const posted = roll?.buildings.flatMap(({ units }) => units) ?? [];
    return electors.map((one) => ({
      ...one,
      units: posted.filter(({ elector }) => elector === one.elector).map(({ unit }) => unit),
    }));
  }, [community, meeting]);
}

/** What an elector is called: by its units, as its owner knows them. */
export function calledBy({ elector, units }: Pick<OwnElector, "elector" | "units">): string {
  return units.length > 0 ? units.join(", ") : elector.slice(0, 8);
}
