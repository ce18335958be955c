import type { ComponentType } from "preact";
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

/** The deeds of officers by noun; each is loaded for officers only. */
const OFFICE: { readonly [N in Noun]?: ComponentType<OfficeProps<N>> } = {};

/** The deeds of officers at a process; owners are shown nothing. */
export function OfficeDeeds<N extends Noun>(props: { noun: N } & OfficeProps<N>) {
  const roles = useRoles(props.community.community);
  const Deeds: ComponentType<OfficeProps<N>> | undefined = OFFICE[props.noun];
  const officer = [...roles].some((role) => role !== "owner");
  if (!officer || Deeds === undefined) return null;
  return <Deeds community={props.community} of={props.of} after={props.after} />;
}
