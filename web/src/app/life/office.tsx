import { useLoad } from "../../api/load.ts";
import type { components } from "../../api/schema.d.ts";
import { useRoles } from "../officer.ts";
import type { Community } from "../within.tsx";
import type { Noun } from "./act.ts";

type Schemas = components["schemas"];

/** How each noun is shown. */
export interface Views {
  archive: Schemas["ArchiveView"];
  candidacy: Schemas["SlateView"];
  committee: Schemas["CommitteeView"];
  contest: Schemas["ContestView"];
  contract: Schemas["ContractView"];
  evaluation: Schemas["EvaluationView"];
  formation: Schemas["FormationView"];
  petition: Schemas["PetitionView"];
  seal_use: Schemas["SealUseView"];
  sitting: Schemas["SittingView"];
  term: Schemas["TermView"];
}

/** What officers are shown beside a process, or where a new one is opened. */
export interface OfficeProps<N extends Noun> {
  community: Community;
  /** The process as it stands; null where a new one is opened. */
  of: Views[N] | null;
  /** What is read again afterwards. */
  after(): void;
}

/** The deeds of officers at a process; owners are shown nothing, and do not load them. */
export function OfficeDeeds<N extends Noun>(props: { noun: N } & OfficeProps<N>) {
  const officer = useOfficer(props.community);
  const deeds = useLoad(async () => (officer ? await import("./deeds/of-noun.tsx") : null), [officer]);
  return deeds.data == null ? null : <deeds.data.NounDeeds {...props} />;
}

/** The same at a handover. */
export function OfficeHandover(props: { community: Community; of: Schemas["HandoverView"]; after(): void }) {
  const officer = useOfficer(props.community);
  const deeds = useLoad(async () => (officer ? await import("./deeds/of-noun.tsx") : null), [officer]);
  return deeds.data == null ? null : <deeds.data.HandoverDeeds {...props} />;
}

function useOfficer({ community }: Community): boolean {
  return [...useRoles(community)].some((role) => role !== "owner");
}
