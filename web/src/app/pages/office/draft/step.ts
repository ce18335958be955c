import type { Finding } from "../../../../i18n/findings.ts";
import type { Drafting, Pack } from "../../../office/drafting.ts";
import type { Community } from "../../../within.tsx";

/** What every step of drafting a meeting is given. */
export interface StepProps {
  community: Community;
  drafting: Drafting;
  pack: Pack;
  /** What the service found wrong when notice was last tried. */
  findings: readonly Finding[];
  /** Remembers what the service finds wrong. */
  tell(sentences: string[]): void;
}
