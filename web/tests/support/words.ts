import type { Sentence } from "../../src/i18n/words.ts";

/** A sentence of the catalogues in one language, or these very words, as a pattern; what stands for a value may be anything. */
export function pattern(
  sentence: Sentence | string | RegExp,
  language: "zh" | "en",
  { whole = true } = {},
): RegExp {
  if (sentence instanceof RegExp) return sentence;
  const text = typeof sentence === "string" ? sentence : sentence[language];
  const parts = text.split(/\{\w+\}/).map(escaped);
  return new RegExp(`^\\s*${parts.join(".*")}${whole ? "\\s*$" : ""}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
