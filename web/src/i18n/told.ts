import type { Sentence } from "./words.ts";

/** A sentence of the service by its form, and how it is said in Chinese; `{1}` stands for what the first group took. */
export interface Form {
  readonly form: RegExp;
  readonly zh: string;
}

/**
 * A sentence that the service says in English only, in both languages. What has no form here stays English: better a
 * foreign sentence than none. `value` says how what a group took is written.
 */
export function told(
  text: string,
  forms: readonly Form[],
  value: (taken: string) => string = (taken) => taken,
): Sentence {
  for (const { form, zh } of forms) {
    const found = form.exec(text);
    if (found !== null)
      return {
        zh: zh.replace(/\{(\d)\}/g, (_, group: string) => value(found[Number(group)] ?? "")),
        en: text,
      };
  }
  return { zh: text, en: text };
}
