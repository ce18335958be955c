import { api, take } from "../../../api/client.ts";
import { useLoad } from "../../../api/load.ts";
import { Problem } from "../../../api/problem.ts";
import { ButtonLink } from "../../../design/parts.tsx";
import { due as words } from "../../../i18n/due.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { Shown } from "../../pieces/shown.tsx";
import type { Community } from "../../within.tsx";
import { dueSteps, type DueStep, type Told } from "./due-steps.ts";

const WHAT = {
  vote: words.vote_what,
  read: words.read_what,
  object: words.object_what,
  petition: words.petition_what,
  candidates: words.candidates_what,
  evaluation: words.evaluation_what,
} as const;

/** What is due in a community, each with the way there. */
export function Due({ community }: { community: Community }) {
  const { t, formats } = useSpeech();
  const told = useLoad(() => toldOf(community.community), [community.community]);
  const { moment } = formats(community.time_zone);
  const row = ({ kind, title, until, href }: DueStep) => (
    <li key={href} class="due">
      <p>{t(WHAT[kind], { title, until: moment(until) })}</p>
      <ButtonLink kind={kind === "vote" ? "primary" : "plain"} href={href}>
        {t(words.go[kind])}
      </ButtonLink>
    </li>
  );
  return (
    <Shown of={told}>
      {(told) => {
        const steps = dueSteps(community.community, told, Date.now());
        return steps.length === 0 ? (
          <p class="quiet">{t(words.none)}</p>
        ) : (
          <ul class="list">{steps.map(row)}</ul>
        );
      }}
    </Shown>
  );
}

/** Reads what can be due; who may not see a part of it has nothing to do there. */
async function toldOf(community: string): Promise<Told> {
  const path = { community };
  const [{ items: meetings }, { items: postings }, petitions, calls, asked] = await Promise.all([
    take(api.GET("/api/v1/communities/{community}/meetings", { params: { path, query: { limit: 50 } } })),
    take(api.GET("/api/v1/communities/{community}/postings", { params: { path } })),
    orNone(take(api.GET("/api/v1/communities/{community}/petitions", { params: { path } }))),
    orNone(take(api.GET("/api/v1/communities/{community}/candidacies", { params: { path } }))),
    orNone(take(api.GET("/api/v1/communities/{community}/evaluations", { params: { path } }))),
  ]);
  const open = meetings.filter(({ state }) => state === "open");
  const electors = await Promise.all(
    open.map(async ({ meeting }) => {
      const params = { path: { community, meeting } };
      const mine = api.GET("/api/v1/communities/{community}/meetings/{meeting}/electors/mine", { params });
      return [meeting, await orNone(take(mine))] as const;
    }),
  );
  const evaluations = await unanswered(
    community,
    asked.filter(({ state }) => state === "open"),
  );
  return { meetings, postings, petitions, calls, evaluations, electors: Object.fromEntries(electors) };
}

/** Those of the evaluations that the user did not answer; who is no owner is asked nothing. */
async function unanswered<T extends { process: string }>(
  community: string,
  asked: readonly T[],
): Promise<T[]> {
  const waits = await Promise.all(
    asked.map(async ({ process }) => {
      const params = { path: { community, process } };
      const address = "/api/v1/communities/{community}/evaluations/{process}/answers/mine";
      return (await ofOwners(take(api.GET(address, { params }))))?.length === 0;
    }),
  );
  return asked.filter((_, index) => waits[index]);
}

async function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  return (await ofOwners(asked)) ?? [];
}

/** What is asked; null where it is not for the user. */
async function ofOwners<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.document.status === 403) return null;
    throw thrown;
  }
}
