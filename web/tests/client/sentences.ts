import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The sentences of an error of the service, as its source has them; `X` stands for every value in them. */
export function errorsOf(path: string, name: string): string[] {
  const source = readFileSync(resolve(ROOT, path), "utf8");
  const body = new RegExp(
    `(?:#\\[error\\([^\\]]*\\)\\]\\s*)?pub (?:enum|struct) ${name}\\b[\\s\\S]*?^\\}`,
    "m",
  );
  const found = body.exec(source)?.[0];
  if (found === undefined) throw new Error(`${path} has no ${name}`);
  return sentencesIn(found, String.raw`#\[error\(`);
}

/** The sentences by which a source of the service refuses notice of a meeting, in the same form. */
export function noticesOf(path: string): string[] {
  const source = readFileSync(resolve(ROOT, path), "utf8");
  return sentencesIn(source, String.raw`NoticeRefusal\(\s*(?:format!\()?`);
}

/** Every text that stands behind a beginning. */
function sentencesIn(source: string, beginning: string): string[] {
  return [...source.matchAll(new RegExp(String.raw`${beginning}\s*"((?:[^"\\]|\\[\s\S])*)"`, "g"))]
    .map(([, text = ""]) => text.replace(/\\\n\s*/g, "").replaceAll('\\"', '"'))
    .map((text) => text.replace(/\{[^}]*\}/g, "X"))
    .filter((text) => text !== "X");
}
