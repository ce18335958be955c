/** A point that a community's rules of procedure settle: one of a few answers, or a number. */
export interface Point {
  readonly name: string;
  readonly value: string | number;
  readonly article: string;
}

/** The head of a community's own rules, under which points are written. */
export function headOf(base: readonly string[], titles: { zh: string; en: string }): string {
  return [
    'id = "own_rules"',
    'version = "1"',
    `title = { zh = ${quoted(titles.zh)}, en = ${quoted(titles.en)} }`,
    'issued_by = "community"',
    `base = [${base.map(quoted).join(", ")}]`,
    "",
  ].join("\n");
}

/** The rules with one more point at their end. */
export function withPoint(rules: string, { name, value, article }: Point): string {
  const [kind, settled] =
    typeof value === "number" ? ["limit", `number = ${value}`] : ["switch", `value = ${quoted(value)}`];
  const lines = [
    `[[${kind}]]`,
    `name = ${quoted(name)}`,
    settled,
    `article = ${quoted(article)}`,
    "verified = true",
  ];
  return `${rules.trimEnd()}\n\n${lines.join("\n")}\n`;
}

/** A basic string of TOML; what JSON escapes TOML escapes alike. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
