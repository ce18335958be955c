/** A sentence in both languages. `{name}` stands for a value. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** The languages of the client; the first is what a new visitor sees. */
export const LANGUAGES = ["zh", "en"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const NAMES: Readonly<Record<Language, string>> = { zh: "中文", en: "English" };

/** Each language as documents name it (BCP 47), which is also how it writes dates and numbers. */
export const TAGS: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };

/** What stands for the names in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** The sentence in a language, with its values. */
export function say(sentence: Sentence, language: Language, values: Values = {}): string {
  return sentence[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The sentence for a word of the service; one that is not known is shown as it is. */
export function worded(table: Readonly<Record<string, Sentence>>, word: string): Sentence {
  return table[word] ?? { zh: word, en: word };
}
