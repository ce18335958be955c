import type { components } from "../../../api/schema.d.ts";
import type { ActWords } from "../../../i18n/acts/fields.ts";
import { NOUNS } from "../../../i18n/acts/nouns.ts";
import { ACT_WORDS } from "../../../i18n/acts/words.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { steps as words } from "../../../i18n/steps.ts";
import { worded } from "../../../i18n/words.ts";

type Step = components["schemas"]["StepView"];

const DEEDS: Readonly<Record<string, Readonly<Record<string, ActWords>>>> = ACT_WORDS;

/** What a step is called: a notice, a result, or what was done to what. */
export function useStepTitle(): (of: Step) => string {
  const { t } = useSpeech();
  return ({ what, subject, act }) => {
    if (what === "notice") return t(words.notice);
    if (what === "result" || subject === null) return t(words.result);
    const noun = t(worded(NOUNS, subject));
    if (act === null) return t(words.owners, { noun });
    const [deed] = Object.values(act);
    const did = deed?.did ?? "";
    const said = DEEDS[subject]?.[did];
    return t(words.did, { noun, did: said === undefined ? did : t(said.title) });
  };
}
