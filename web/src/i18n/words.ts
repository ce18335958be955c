/** A sentence in both languages. `{name}` stands for a value. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** The languages of the client; the first is what a new visitor sees. */
export const LANGUAGES = ["zh", "en"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** What stands for the names in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** The sentence in a language, with its values. */
export function say(sentence: Sentence, language: Language, values: Values = {}): string {
  return sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
