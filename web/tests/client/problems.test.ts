import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import type { Explained } from "../../src/i18n/problems/explained.ts";
import { PROBLEMS, REASONS } from "../../src/i18n/problems/all.ts";

const SOURCES = resolve(import.meta.dirname, "../../../src");

/** Where a code stands beside its status, in every file; and where it stands alone, in these. */
const BESIDE_STATUS = /(?:StatusCode|S)::[A-Z_]+,\s*"([a-z_]+)"/g;
const ALONE: Readonly<Record<string, RegExp>> = {
  [join("http", "problem", "actions.rs")]:
    /(?:Thing::\w+ => \{?\s*\(\s*|OUTCOME_UNKNOWN: &str = )"([a-z_]+)"/g,
  [join("domain", "ballots", "refusals.rs")]: /=> "([a-z_]+)"/g,
};

it("explains every problem that the service answers", () => {
  const codes = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rs"))
    .flatMap((file) => {
      const text = readFileSync(join(SOURCES, file), "utf8");
      const patterns = [BESIDE_STATUS, ...(ALONE[file] ? [ALONE[file]] : [])];
      return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = ""]) => code));
    });
  expect(codes.length).toBeGreaterThan(140);
  expect([...new Set(codes)].filter((code) => PROBLEMS[code] === undefined)).toEqual([]);
});

it("explains every reason for which a mandate is refused", () => {
  const text = readFileSync(join(SOURCES, "domain", "mandates", "refusals.rs"), "utf8");
  const reasons = [...text.matchAll(/=> "([a-z_]+)"/g)].map(([, reason = ""]) => reason);
  expect(reasons.length).toBeGreaterThan(30);
  expect(Object.keys(REASONS["mandate"] ?? {}).toSorted()).toEqual(reasons.toSorted());
});

it("says of each in both languages what happened and what to do", () => {
  const poor = [PROBLEMS, ...Object.values(REASONS)]
    .flatMap(Object.entries<Explained>)
    .filter(([, { what, todo }]) =>
      [what, todo].some(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || en.length < 10 || !en.endsWith(".")),
    );
  expect(poor.map(([code]) => code)).toEqual([]);
});
