import { api, take } from "../../api/client.ts";
import { useLoad, type Loaded } from "../../api/load.ts";
import { Problem } from "../../api/problem.ts";
import type { components } from "../../api/schema.d.ts";
import { finding, type Finding } from "../../i18n/findings.ts";

/** The notice as it would be given now, or everything that stands in its way. */
export interface Checked {
  readonly notice: components["schemas"]["NoticeDocument"] | null;
  readonly findings: readonly Finding[];
}

/** Asks the service, after each change that it has, whether notice could be given. */
export function useChecked(community: string, meeting: string, revision: number): Loaded<Checked> {
  const address = "/api/v1/communities/{community}/meetings/{meeting}/notice/preview";
  return useLoad(async () => {
    try {
      const notice = await take(api.POST(address, { params: { path: { community, meeting } } }));
      return { notice, findings: [] };
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== "draft_problems") throw thrown;
      return { notice: null, findings: (thrown.document.problems ?? [thrown.document.detail]).map(finding) };
    }
  }, [community, meeting, revision]);
}
