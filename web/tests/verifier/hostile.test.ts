import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { verify } from "../../src/verifier/verify.ts";

const EXAMPLE = new URL("../../../docs/example/", import.meta.url);
const pinned = readFileSync(new URL("keys.json", EXAMPLE), "utf8");
const utf8 = (text: string) => new TextEncoder().encode(text);

/** What stands where something else belongs. */
const JUNK: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  "",
  "x",
  [],
  {},
  [[]],
  "9".repeat(5000),
  "2026-02-30T00:00:00Z",
  "__proto__",
  "\u0000",
  Array(2000).fill(0),
  "1/0",
  "99999999999999999999999/1",
];

/** The same numbers in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

/** A value with one part, somewhere inside, that is missing, doubled or junk. */
function damaged(value: unknown, throwDice: (sides: number) => number): unknown {
  const junk = () => JUNK[throwDice(JUNK.length)];
  if (value === null || typeof value !== "object" || throwDice(6) === 0) return junk();
  if (Array.isArray(value)) {
    if (value.length === 0) return [junk()];
    const place = throwDice(value.length);
    const instead = [[], [value[place], value[place]], [damaged(value[place], throwDice)]][throwDice(3)];
    return value.toSpliced(place, 1, ...(instead ?? []));
  }
  const names = Object.keys(value);
  const name = names[throwDice(names.length)] ?? "x";
  const { [name]: old, ...others } = value as Record<string, unknown>;
  return throwDice(8) === 0 ? others : { ...others, [name]: damaged(old, throwDice) };
}

test.each(["public-bundle.jsonl", "audit-bundle.jsonl"])(
  "no damage to %s is sound or an accident",
  async (name) => {
    const lines = readFileSync(new URL(name, EXAMPLE), "utf8").trimEnd().split("\n");
    const throwDice = dice(7);
    for (let round = 0; round < 400; round += 1) {
      const place = throwDice(lines.length);
      const line = JSON.stringify(damaged(JSON.parse(lines[place] ?? ""), throwDice));
      if (line === lines[place]) continue;
      const said = await verify(utf8(`${lines.toSpliced(place, 1, line).join("\n")}\n`), { pinned });
      expect("refused" in said || !said.sound, line).toBe(true);
      expect(JSON.stringify(said), line).not.toContain("could not read this file to its end");
    }
  },
);

test.each([
  ["nothing", ""],
  ["a line feed", "\n"],
  ["no line feed", "{}"],
  ["no JSON", "hello\n"],
  ["depth", `${"[".repeat(100_000)}${"]".repeat(100_000)}\n`],
  ["depth of objects", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}\n`],
  ["many empty lines", "\n".repeat(200_000)],
  ["many lines", "{}\n".repeat(200_000)],
  ["a doubled key", '{"line":"header","line":"header"}\n'],
  ["a line without end", `{"line":"${"x".repeat(30_000_000)}`],
  ["bytes that are no text", "\ud800\n"],
])("hostile: %s is refused at once", async (_, text) => {
  const begun = performance.now();
  const said = await verify(utf8(text), { pinned });
  expect("refused" in said && said.reason.en).toBeTruthy();
  expect(JSON.stringify(said)).not.toContain("could not read this file to its end");
  expect(performance.now() - begun).toBeLessThan(2000);
});
