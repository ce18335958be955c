import { LIFE_STATES } from "./acts/nouns.ts";
import { memberStandings, recallStates } from "./committee.ts";
import { kinds } from "./kinds.ts";
import { CANDIDACIES } from "./refusals/candidacies.ts";
import { COMMITTEES } from "./refusals/committees.ts";
import { FORMATIONS } from "./refusals/formations.ts";
import { NOTICES, POSTINGS } from "./refusals/notices.ts";
import { PETITIONS } from "./refusals/petitions.ts";
import { SITTINGS } from "./refusals/sittings.ts";
import { TERMS } from "./refusals/terms.ts";
import { ROLES } from "./roles.ts";
import { told, type Form } from "./told.ts";
import type { Sentence } from "./words.ts";

/** Why a deed, or the notice of a meeting, is not possible: the sentences of the service, and how each is said in Chinese. */
export const REFUSALS: Readonly<Record<string, string>> = {
  ...TERMS,
  ...COMMITTEES,
  ...CANDIDACIES,
  ...PETITIONS,
  ...SITTINGS,
  ...FORMATIONS,
  ...NOTICES,
};

/** A value ends where the next sentence begins, unless sentences are what it is: those stand last, behind a colon. */
const FORMS: readonly Form[] = Object.entries(REFUSALS).map(([sentence, zh]) => ({
  form: new RegExp(
    `^${sentence
      .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
      .replace(/: \{\d\}$/, ": (.*)")
      .replace(/\{\d\}/g, "((?:(?!; ).)*?)")}$`,
  ),
  zh,
}));

const WORDS: Readonly<Record<string, Sentence>> = {
  ...POSTINGS,
  ...recallStates,
  ...memberStandings,
  ...LIFE_STATES,
  ...kinds,
  ...ROLES,
};

/** Why the service refused a deed or a notice, in both languages. */
export function refusal(detail: string): Sentence {
  return { zh: chinese(detail), en: detail };
}

/** A sentence, or what stands in one: a word of the service, a value, or several sentences. */
function chinese(text: string): string {
  const word = WORDS[text];
  if (word !== undefined) return word.zh;
  const known = FORMS.some(({ form }) => form.test(text));
  if (!known && text.includes("; ")) return text.split("; ").map(chinese).join("；");
  return told(text, FORMS, chinese).zh;
}
