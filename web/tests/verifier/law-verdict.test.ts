import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Elector, JudgeContext, LawDefinition, Matter } from "../../src/verifier/law/contract.ts";
import { count } from "../../src/verifier/law/tally.ts";
import { possibleTotals, sameCount } from "../../src/verifier/law/totals.ts";
import { judge } from "../../src/verifier/law/verdict.ts";
import { digest, matterOf, rulesOf, vote } from "./law-estate.ts";

// The certificate of the worked example of `docs/record-format.md`.
const lines = readFileSync(resolve(import.meta.dirname, "../../../docs/example/audit-bundle.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const document = (kind: string) =>
  lines.filter((line) => line.kind === kind).map((line) => JSON.parse(line.text));
const definition: LawDefinition = document("definition")[0];
const electors: Elector[] = document("roll").at(-1).electors;
const jws = lines.find((line) => line.line === "certificate").jws;
const payload = JSON.parse(Buffer.from(jws.payload, "base64url").toString());
const [motion, election] = definition.matters as [Matter, Matter];

const context: JudgeContext = {
  ...{ rules: rulesOf("cn_civil_code_2021"), definition, electors },
  ...{ seed: null, digest, papers: 0, recount: null },
};
const verdictOf = (place: number) => structuredClone(payload.matters[place].verdict);

describe("a certified verdict", () => {
  it("follows from its totals and the ballots", () => {
    for (const [place, matter] of definition.matters.entries()) {
      const judged = judge(context, matter, verdictOf(place));
      expect(judged).toMatchObject({ findings: [], open: [], by: "rules", passed: true });
      const says = place === 0 ? "for" : "c1|c2";
      const counted = count(
        electors,
        matter,
        definition.switches,
        () => vote(says),
        () => false,
      );
      expect(sameCount(verdictOf(place), judged, counted, matter.matter)).toEqual([]);
      expect(
        Object.values(possibleTotals(context, matter, verdictOf(place), judged, () => false)).flat(),
      ).toEqual([]);
      const none = count(
        electors,
        matter,
        definition.switches,
        () => null,
        () => false,
      );
      expect(sameCount(verdictOf(place), judged, none, matter.matter)).toHaveLength(1);
    }
  });

  const changes: readonly (readonly [string, 0 | 1, (verdict: ReturnType<typeof verdictOf>) => void])[] = [
    ["passed", 0, (own) => (own.passed = false)],
    ["a total", 0, (own) => (own.totals.for.area = "104.22")],
    ["heads", 0, (own) => (own.totals.participating.heads = 1)],
    ["a side", 0, (own) => (own.inequalities[2].left = "416.91")],
    ["a relation", 0, (own) => (own.inequalities[2].relation = ">=")],
    ["an article", 0, (own) => (own.inequalities[0].article = "unverified")],
    ["a list without its last", 0, (own) => own.inequalities.pop()],
    ["what is needed", 0, (own) => (own.approval.area.needed = "104.22")],
    ["the quorum", 0, (own) => (own.participation = null)],
    ["the kind", 0, (own) => (own.matter = "fund_raise")],
    ["the unit", 0, (own) => (own.share_unit = "share")],
    ["an unknown field", 0, (own) => (own.note = "")],
    [
      "risks",
      0,
      (own) => (own.risks = [{ switch: "non_voter", value: "deemed_for", risk: "", risk_zh: "" }]),
    ],
    ["silence", 0, (own) => (own.attributed = { taken_as: "for", weight: { area: "0.00", heads: 0 } })],
    ["somebody else elected", 1, (own) => (own.elected = ["c1", "c3"])],
    ["an alternate", 1, (own) => (own.alternates = ["c3"])],
    ["votes of a candidate", 1, (own) => (own.candidates[2].heads = 2)],
    ["somebody who reached it", 1, (own) => (own.candidates[2].reached = true)],
    ["a draw", 1, (own) => (own.lot = { seed: "00", candidates: ["c1"] })],
    [
      "another value",
      1,
      (own) => (own.otherwise = [{ switch: "tie_break", value: "runoff", passed: false }]),
    ],
  ];

  it.each(changes)("does not stand with %s changed", (_, place, change) => {
    const verdict = verdictOf(place);
    change(verdict);
    const matter = place === 0 ? motion : election;
    expect(judge(context, matter, verdict).findings.length).toBeGreaterThan(0);
  });

  it("is of the roll's electorate, at its decimals", () => {
    const judged = judge(context, motion, verdictOf(0));
    const without = { ...context, electors: electors.slice(1) };
    expect(
      possibleTotals(without, motion, verdictOf(0), judged, () => false).electorates_weighed,
    ).toHaveLength(1);
  });
});

describe("under a pack that is not evaluated", () => {
  const foreign = { ...context, rules: rulesOf("fr_1965") };
  const verdict = {
    ...{ preset: "fr_1965", matter: "art_25", share_unit: "share", passed: false, totals: {} },
    participation: null,
    approval: {
      holds: false,
      area: { have: "145489/3", of: "99032", needed: "49517", holds: false },
      heads: null,
    },
    inequalities: [
      {
        ...{ subject: "approval", measure: "area", left: "290978/3", relation: ">", right: "99032" },
        ...{ article: "art 25", verified: true, holds: false, sentence: "", sentence_zh: "" },
      },
    ],
  };

  it("the listed inequalities are evaluated, exactly, and that is said", () => {
    const judged = judge(foreign, matterOf("art_25"), verdict);
    expect(judged).toMatchObject({ findings: [], by: "inequalities", passed: false });
    expect(judged.open).toHaveLength(1);
    expect(judged.inequalities[0]).toMatchObject({
      have: "145489/3",
      fraction: { n: "1", d: "2" },
      holds: false,
    });
  });

  it("an inequality that does not hold is found", () => {
    const [own] = verdict.inequalities;
    const other = { ...verdict, inequalities: [{ ...own, left: "99032", holds: true }] };
    expect(judge(foreign, matterOf("art_25"), other).findings).toHaveLength(1);
    const barely = { ...verdict, inequalities: [{ ...own, left: "297097/3", holds: true }] };
    expect(judge(foreign, matterOf("art_25"), barely).findings).toEqual([]);
  });
});
