import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { dueSteps, type Told } from "../../src/app/pages/owner/due-steps.ts";

type Schemas = components["schemas"];

const NOW = Date.parse("2026-05-22T00:00:00Z");

/** Meetings, postings and petitions have more fields than what is due depends on. */
function told({
  meetings = [],
  postings = [],
  petitions = [],
  calls = [],
  evaluations = [],
  electors = {},
}: Record<string, unknown>): Told {
  return { meetings, postings, petitions, calls, evaluations, electors } as unknown as Told;
}

function meeting(id: string, state: string): Partial<Schemas["MeetingView"]> {
  const times = { opens_at: "2026-05-25T00:00:00Z", closes_at: "2026-05-30T00:00:00Z" };
  return { meeting: id, state, draft: { title: id } as Schemas["MeetingDraft"], ...times };
}

describe("what is due", () => {
  it("is a vote while one of one's electors has none and could", () => {
    const of = (elector: object) =>
      dueSteps("c", told({ meetings: [meeting("m", "open")], electors: { m: [elector] } }), NOW);
    expect(of({ latest_ballot: null })).toMatchObject([{ kind: "vote", href: "/c/c/meetings/m/vote" }]);
    expect(of({ latest_ballot: "00" })).toEqual([]);
    expect(of({ latest_ballot: null, representation: { may_vote: false } })).toEqual([]);
  });

  it("ends with its time, and what ends first stands first", () => {
    const posting = { posting: "preliminary_result", meeting: "r", title: "r" };
    const steps = dueSteps(
      "c",
      told({
        meetings: [meeting("n", "noticed"), meeting("d", "draft")],
        postings: [
          { ...posting, objections_until: "2026-05-23T00:00:00Z" },
          { ...posting, objections_until: "2026-05-21T00:00:00Z" },
          { ...posting, objections_until: null },
        ],
        petitions: [
          { state: "collecting", own: null, closes_at: "2026-06-01T00:00:00Z" },
          { state: "collecting", own: "supports", closes_at: "2026-06-01T00:00:00Z" },
        ],
      }),
      NOW,
    );
    expect(steps.map(({ kind }) => kind)).toEqual(["object", "read", "petition"]);
  });

  it("is standing or answering while nobody did who asks", () => {
    const call = { state: "gathering", process: "p", named_until: "2026-05-23T00:00:00Z" };
    const of = (candidacies: object[]) => dueSteps("c", told({ calls: [{ ...call, candidacies }] }), NOW);
    expect(of([{ is_own: false }])).toMatchObject([{ kind: "candidates", href: "/c/c/candidacies/p" }]);
    expect(of([{ is_own: true }])).toEqual([]);
    const asked = { state: "open", process: "e", closes_at: "2026-05-24T00:00:00Z" };
    expect(dueSteps("c", told({ evaluations: [asked] }), NOW)).toMatchObject([{ kind: "evaluation" }]);
  });
});
