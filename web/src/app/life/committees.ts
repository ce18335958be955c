import { api, take } from "../../api/client.ts";
import { useLoad, type Loaded } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";

/** An owners' committee as the API shows it. */
export type Committee = components["schemas"]["CommitteeView"];

/** Somebody who was elected: a candidate of a meeting. */
export type Elected = components["schemas"]["CommitteeMember"];

/** Every committee of a community, with the names that stood on the ballots. */
export interface KnownCommittees {
  readonly committees: readonly Committee[];
  /** The committee in office: the last one that is neither succeeded nor set aside; undefined where there is none. */
  readonly current: Committee | undefined;
  /** The name on the ballot. */
  name(member: Elected): string;
  /** The name of the member who has or had this grant; null where no seat has it. */
  ofGrant(grant: string): string | null;
}

/** The committees of a community and who sits in them. */
export function useCommittees(community: string): Loaded<KnownCommittees> {
  return useLoad(() => read(community), [community]);
}

const OVER = ["succeeded", "annulled"];

async function read(community: string): Promise<KnownCommittees> {
  const committees = await take(
    api.GET("/api/v1/communities/{community}/committees", { params: { path: { community } } }),
  );
  const members = committees.flatMap(({ members }) => members);
  const meetings = await Promise.all(
    [...new Set(members.map(({ member }) => member.meeting))].map((meeting) =>
      take(
        api.GET("/api/v1/communities/{community}/meetings/{meeting}", {
          params: { path: { community, meeting } },
        }),
      ),
    ),
  );
  const names = new Map(
    meetings.flatMap(({ meeting, draft }) =>
      draft.matters.flatMap(({ candidates }) =>
        (candidates ?? []).map(({ candidate, name }) => [`${meeting} ${candidate}`, name] as const),
      ),
    ),
  );
  const name = ({ meeting, candidate }: Elected) => names.get(`${meeting} ${candidate}`) ?? candidate;
  return {
    committees,
    current: committees.findLast(({ state }) => !OVER.includes(state)),
    name,
    ofGrant(grant) {
      const found = members.find(({ grants }) => grants.includes(grant));
      return found === undefined ? null : name(found.member);
    },
  };
}
