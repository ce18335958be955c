import { api, take } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";

/** A call for candidates as the API shows it. */
export type Slate = components["schemas"]["SlateView"];

/** One candidacy of it. */
export type Candidacy = Slate["candidacies"][number];

/** One call for candidates. */
export function readSlate(community: string, process: string): Promise<Slate> {
  return take(
    api.GET("/api/v1/communities/{community}/candidacies/{process}", {
      params: { path: { community, process } },
    }),
  );
}

/** An identifier that no candidate has yet, read when it is needed: another may have taken one meanwhile. */
export async function freshCandidate(community: string, process: string): Promise<string> {
  const { candidacies } = await readSlate(community, process);
  const taken = new Set(candidacies.map(({ candidate }) => candidate));
  let number = 1;
  while (taken.has(`c${number}`)) number += 1;
  return `c${number}`;
}
