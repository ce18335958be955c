/** A row of a list that is being filled in. */
export type Row = Readonly<Record<string, string>>;

/** Several values as they are kept while they are picked. */
export function parts(text: string): string[] {
  return text.split("\n").filter((part) => part !== "");
}
