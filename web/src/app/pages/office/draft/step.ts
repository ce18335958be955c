import type { Finding } from "../../../../i18n/findings.ts";
import type { Loaded } from "../../../../api/load.ts";
import type { Checked } from "../../../office/checking.ts";
import type { Drafting, Pack } from "../../../office/drafting.ts";
import type { Community } from "../../../within.tsx";

/** What every step of drafting a meeting is given. */
export interface StepProps {
  community: Community;
  drafting: Drafting;
  pack: Pack;
  /** What the service says of the draft as it has it. */
  checked: Loaded<Checked>;
  /** What stands in the way of a notice. */
  findings: readonly Finding[];
}
