import type { components } from "../../../api/schema.d.ts";

type Schemas = components["schemas"];

/** What the service tells of a community, as far as something can be due from it. */
export interface Told {
  readonly meetings: readonly Schemas["MeetingView"][];
  readonly postings: readonly Schemas["PostingView"][];
  readonly petitions: readonly Schemas["PetitionView"][];
  readonly calls: readonly Schemas["SlateView"][];
  /** Evaluations that the caller did not answer. */
  readonly evaluations: readonly Schemas["EvaluationView"][];
  /** For each open meeting, the electors that the caller may vote for. */
  readonly electors: Readonly<Record<string, readonly Schemas["MyElector"][]>>;
}

/** Something that an owner may want to do by now. */
export interface DueStep {
  readonly kind: "vote" | "read" | "object" | "petition" | "candidates" | "evaluation";
  readonly title: string;
  /** The last or, of a notice that is to be read, the first instant of what is next. */
  readonly until: string;
  readonly href: string;
}

/** What is due in a community, what ends first at the top. */
export function dueSteps(community: string, told: Told, now: number): DueStep[] {
  const base = `/c/${community}`;
  const at = (meeting: string) => `${base}/meetings/${meeting}`;
  const votes = told.meetings
    .filter(({ meeting, state }) => state === "open" && told.electors[meeting]?.some(waits))
    .map(({ meeting, draft, closes_at }): DueStep => {
      return { kind: "vote", title: draft.title, until: closes_at, href: `${at(meeting)}/vote` };
    });
  const notices = told.meetings
    .filter(({ state }) => state === "noticed")
    .map(({ meeting, draft, opens_at }): DueStep => {
      return { kind: "read", title: draft.title, until: opens_at, href: at(meeting) };
    });
  const results = told.postings
    .filter(({ posting }) => posting === "preliminary_result")
    .map(({ meeting, title, objections_until: until }): DueStep => {
      return { kind: "object", title, until: until ?? "", href: `${at(meeting)}/result` };
    });
  const petitions = told.petitions
    .filter(({ state, own }) => state === "collecting" && own === null)
    .map(({ closes_at }): DueStep => {
      return { kind: "petition", title: "", until: closes_at, href: `${base}/petitions` };
    });
  const calls = told.calls
    .filter(({ state, candidacies }) => state === "gathering" && !candidacies.some(({ is_own }) => is_own))
    .map(({ process, named_until: until }): DueStep => {
      return { kind: "candidates", title: "", until, href: `${base}/candidacies/${process}` };
    });
  const evaluations = told.evaluations
    .filter(({ state }) => state === "open")
    .map(({ process, closes_at: until }): DueStep => {
      return { kind: "evaluation", title: "", until, href: `${base}/evaluations/${process}` };
    });
  return [...votes, ...notices, ...results, ...petitions, ...calls, ...evaluations]
    .filter(({ until }) => Date.parse(until) > now)
    .sort((one, other) => Date.parse(one.until) - Date.parse(other.until));
}

/** Whether an elector has no ballot yet and a ballot of the caller would be taken. */
function waits(elector: Schemas["MyElector"]): boolean {
  return elector.latest_ballot == null && elector.representation?.may_vote !== false;
}
