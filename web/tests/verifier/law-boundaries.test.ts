import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { benchFor, outcomeOf, standing } from "../../src/verifier/law/outcome.ts";
import { approvalOf, readPack, ruleOf } from "../../src/verifier/law/pack.ts";
import { type Owner, estate, matterOf, rulesOf, spread, textOf } from "./law-estate.ts";

const TABLE = resolve(import.meta.dirname, "../../../tests/golden/boundaries.csv");
const SIDES = ["for", "against", "abstain", "present", "absent", "informed"] as const;
const EVALUATED = ["cn_civil_code_2021", "cn_pre_2021"];
const CANDIDATES = ["Li Hua", "Wang Fang", "Zhang Wei"] as const;

const rows = csvParse(readFileSync(TABLE, "utf8")).filter((row) => EVALUATED.includes(row["pack"] ?? ""));

/** Those against in an election name one of two others in turn, so that neither of them is near a threshold. */
function says(side: string, elects: boolean, place: number): string | null {
  if (side === "absent" || side === "informed" || side === "present") return null;
  if (!elects || side === "abstain") return side;
  return side === "for" ? CANDIDATES[0] : (CANDIDATES[1 + (place % 2)] ?? null);
}

describe("every threshold of the Chinese packs", () => {
  it.each(rows.map((row) => [`${row["pack"]} ${row["kind"]}: ${row["case"]}`, row] as const))(
    "%s",
    (_, row) => {
      const rules = rulesOf(row["pack"] ?? "");
      const kind = row["kind"] ?? "";
      const elects = ruleOf(rules.pack, kind)?.elects ?? false;
      const people: Owner[] = [];
      for (const side of SIDES) {
        for (const group of (row[side] ?? "").split("+").filter((own) => own !== "")) {
          const [number = "", area = ""] = group.split(":");
          const place = people.length;
          people.push(
            ...spread(Number(number), area, null).map((own, of) => ({
              ...own,
              says: says(side, elects, place + of),
            })),
          );
        }
      }
      const matter = matterOf(kind, elects ? CANDIDATES : [], elects ? 1 : null);
      const { context, counted } = estate(rules, people, matter);
      const bench = benchFor(context, matter, 3);
      if (!bench) throw new Error("the pack is not evaluated");
      const held = standing(bench, counted.totals, counted.votes);
      const outcome = outcomeOf(bench, counted.totals, counted.votes, context.definition.switches, null);
      const word = (answer: boolean | null | undefined) => (answer ? "yes" : "no");
      expect([word(held.quorum?.holds), word(outcome.passed)]).toEqual([row["quorate"], row["passed"]]);
    },
  );
});

describe("the packs", () => {
  it("are derived from whole where this verifier knows every rule of them", () => {
    const evaluated = EVALUATED.map((name) => readPack(textOf(name)));
    expect(evaluated.every((pack) => pack.evaluated)).toBe(true);
    expect(readPack(textOf("fr_1965")).evaluated).toBe(false);
    expect(readPack(textOf("tw_condominium")).evaluated).toBe(false);
  });

  it("have a row for each kind of matter", () => {
    for (const name of EVALUATED) {
      const kinds = readPack(textOf(name)).matters.map((own) => own.kind);
      const missing = kinds.filter(
        (kind) => !rows.some((row) => row["pack"] === name && row["kind"] === kind),
      );
      expect(missing).toEqual([]);
      expect(kinds.every((kind) => approvalOf(readPack(textOf(name)), kind) !== null)).toBe(true);
    }
  });
});
