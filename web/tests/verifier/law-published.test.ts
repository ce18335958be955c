import { describe, expect, it } from "vitest";
import { compose } from "../../src/verifier/law/compose.ts";
import { benchFor, outcomeOf, standing } from "../../src/verifier/law/outcome.ts";
import { readPack } from "../../src/verifier/law/pack.ts";
import { type Owner, estate, matterOf, owners, rulesOf, spread } from "./law-estate.ts";
import type { Matter, Rules } from "../../src/verifier/law/contract.ts";

// The results of real notices, as `docs/rules.md` and `tests/golden/published.rs` have them.

/** Heads only, more than half of all; for no real vote but the one it is tested with. */
const HEADS_ONLY = `
id = "test_heads_only"
version = "1"
title = { zh = "仅计人数", en = "Heads only" }
share_unit = "share"
measures = ["heads"]
[notice]
full_days = 0
article = "unverified"
verified = false
[class.ordinary]
threshold = "> 1/2 of all"
article = "unverified"
verified = false
[[matter]]
kind = "resolution"
title = { zh = "决议", en = "Resolution" }
class = "ordinary"
article = "unverified"
verified = false
`;

function outcome(rules: Rules, people: readonly Owner[], matter: Matter) {
  const { context, counted } = estate(rules, people, matter);
  const bench = benchFor(context, matter, 2);
  if (!bench) throw new Error("the pack is not evaluated");
  const held = standing(bench, counted.totals, counted.votes);
  const own = outcomeOf(bench, counted.totals, counted.votes, context.definition.switches, null);
  return { held, passed: own.passed, totals: counted.totals };
}

describe("published results", () => {
  const civilCode = rulesOf("cn_civil_code_2021");
  const before = rulesOf("cn_pre_2021");
  const fund = matterOf("fund_use");

  it.each([3177, 3177.01, 3271.89, 4078.99, 4079])("P1 passes with %s m² taking part", (area) => {
    const people = [
      ...spread(39, "3177.00", "for"),
      ...owners(1, (area - 3177).toFixed(2), "against"),
      ...spread(11, (4079 - area).toFixed(2), null),
    ];
    const { held, passed, totals } = outcome(civilCode, people, fund);
    expect(passed).toBe(true);
    expect(totals.all).toEqual({ area: 4_079_000n, heads: 51n });
    expect(held.quorum?.on[1]?.needed).toBe("34");
  });

  it("P2 passes under both laws", () => {
    const people = [...spread(25, "2339.40", "for"), ...spread(11, "1169.13", "against")];
    const { held, passed } = outcome(civilCode, people, fund);
    expect(passed).toBe(true);
    expect(held.approval?.on.map((own) => [own.have, own.of, own.needed, own.holds])).toEqual([
      ["2339.40", "3508.53", "1754.27", true],
      ["25", "36", "19", true],
    ]);
    const earlier = outcome(before, people, fund);
    expect(earlier.passed).toBe(true);
    expect(earlier.held.approval?.on[0]).toMatchObject({
      needed: "2339.02",
      left: "7018.20",
      right: "7017.06",
    });
  });

  it("P3 passes with exactly two thirds and fails with one head less", () => {
    const people = (heads: number) => [
      ...spread(heads, "2398.41", "for"),
      ...spread(36 - heads, "1110.12", "against"),
    ];
    const exact = outcome(before, people(24), fund);
    expect(exact.passed).toBe(true);
    expect(exact.held.approval?.on[1]).toMatchObject({ left: "72", right: "72", needed: "24", holds: true });
    expect(outcome(before, people(23), fund).passed).toBe(false);
  });

  it("P4 fails on heads alone, areas unknown", () => {
    const people = [...owners(609, null, "for"), ...owners(7, null, "spoiled"), ...owners(334, null, null)];
    const { held, passed, totals } = outcome(civilCode, people, matterOf("other_major"));
    expect(passed).toBe(false);
    expect(totals.invalid).toEqual({ area: null, heads: 7n });
    expect(held.quorum?.on[0]).toMatchObject({ have: null, of: null, needed: null, holds: null });
    expect(held.quorum?.on[1]).toMatchObject({ have: "616", of: "950", needed: "634", holds: false });
  });

  it("P5 is undetermined without areas, and fails where too few stand", () => {
    const people = [...owners(1672, null, "Li Hua|Wang Fang"), ...owners(547, null, null)];
    const names = ["Li Hua", "Wang Fang"];
    const { held, passed } = outcome(civilCode, people, matterOf("committee_election", names, 2));
    expect(held.quorum?.on[1]).toMatchObject({ have: "1672", of: "2219", needed: "1480", holds: true });
    expect([held.quorum?.holds, passed]).toEqual([null, null]);
    expect(outcome(civilCode, people, matterOf("committee_election", names, 5)).passed).toBe(false);
  });

  it("P6 is under a pack of which only listed inequalities are evaluated", () => {
    const { rules } = compose(readPack(HEADS_ONLY), []);
    expect(rules.pack.evaluated).toBe(false);
    expect(rules.pack.classes.get("ordinary")).toMatchObject({ relation: ">", n: 1n, d: 2n, of: "all" });
  });
});
