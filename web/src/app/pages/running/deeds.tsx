import { deeds as common } from "../../../i18n/deeds.ts";
import { running as words } from "../../../i18n/running.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { anyOf, useRoles } from "../../officer.ts";
import { Announce, Annul, Count } from "./counting.tsx";
import { Countersign } from "./countersign.tsx";
import { Correct } from "./correct.tsx";
import { Cancel, Extend } from "./convening.tsx";
import { Lot } from "./lot.tsx";
import type { Run } from "./meeting.ts";

/** What a deed of this page is given. */
export interface DeedOf {
  readonly run: Run;
  /** Reads the page again after it was done. */
  again(): void;
}

/** The deeds that fit the state of the meeting and the reader's roles; the service decides whether each is possible. */
export function Deeds(props: DeedOf) {
  const { t } = useSpeech();
  const { community, meeting } = props.run;
  const roles = useRoles(community.community);
  const { state } = meeting;
  const at = (...states: string[]) => states.includes(state);
  const shown = {
    count: at("closed") && anyOf(roles, "convener", "scrutineer"),
    countersign: at("counted", "announced") && anyOf(roles, "scrutineer", "supervisor"),
    announce: at("counted") && anyOf(roles, "convener"),
    correct: at("noticed") && anyOf(roles, "convener"),
    extend: at("open") && anyOf(roles, "convener"),
    cancel: at("draft", "noticed", "open") && anyOf(roles, "convener"),
    annul: at("counted", "announced") && anyOf(roles, "supervisor"),
  };
  const lot = meeting.draft.switches?.tie_break === "lot" && !at("draft");
  if (!lot && !Object.values(shown).includes(true)) return <p class="card quiet">{t(common.nothing)}</p>;
  return (
    <section>
      <h2>{t(words.do)}</h2>
      {lot && <Lot {...props} />}
      {shown.count && <Count {...props} />}
      {shown.countersign && <Countersign {...props} />}
      {shown.announce && <Announce {...props} />}
      {shown.correct && <Correct {...props} />}
      {shown.extend && <Extend {...props} />}
      {shown.cancel && <Cancel {...props} />}
      {shown.annul && <Annul {...props} />}
    </section>
  );
}
