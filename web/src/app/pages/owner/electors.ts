import { api, take } from "../../../api/client.ts";
import { useLoad, type Loaded } from "../../../api/load.ts";
import { Problem } from "../../../api/problem.ts";
import type { components } from "../../../api/schema.d.ts";
import { useSession } from "../../session.tsx";
import { unitsOf } from "./roll.ts";

type Schemas = components["schemas"];
type MyElector = Schemas["MyElector"];

/** An elector that the caller may vote for, with what people call it: its units. */
export interface OwnElector extends MyElector {
  readonly units: readonly string[];
}

/** A mandate that the caller holds and that is in force. */
export type HeldMandate = Schemas["MandateView"];

/** Whom the caller may vote for in a meeting. */
export interface Voices {
  readonly own: readonly OwnElector[];
  readonly held: readonly HeldMandate[];
}

/** The voices of whoever is signed in; none for those who are no owners there. */
export function useVoices(community: string, meeting: string): Loaded<Voices> {
  const { profile } = useSession();
  return useLoad(() => voices(community, meeting), [community, meeting, profile?.account]);
}

async function voices(community: string, meeting: string): Promise<Voices> {
  const params = { path: { community, meeting } };
  try {
    const [electors, mandates] = await Promise.all([
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/electors/mine", { params })),
      take(api.GET("/api/v1/communities/{community}/meetings/{meeting}/mandates/mine", { params })),
    ]);
    const units = await named(community, meeting, electors);
    const own = electors.map((elector) => ({ ...elector, units: units.get(elector.elector) ?? [] }));
    return { own, held: mandates.held.filter(({ ended_at }) => ended_at == null) };
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.document.status === 403) return { own: [], held: [] };
    throw thrown;
  }
}

/** The units of each elector. The roll is long, so it is read only where it takes it to tell several apart. */
async function named(community: string, meeting: string, electors: readonly MyElector[]) {
  const [only, ...others] = electors;
  if (only === undefined) return new Map<string, readonly string[]>();
  if (others.length === 0) {
    const params = { path: { community } };
    const { units } = await take(api.GET("/api/v1/communities/{community}/units/mine", { params }));
    return new Map([[only.elector, units.map(({ unit }) => unit)]]);
  }
  const path = { community, meeting };
  const { roll } = await take(
    api.GET("/api/v1/communities/{community}/meetings/{meeting}", { params: { path } }),
  );
  const document: unknown = await take(
    api.GET("/api/v1/communities/{community}/documents/{sha256}", {
      params: { path: { community, sha256: roll ?? "" } },
    }),
  );
  return unitsOf(document);
}
