import { describe, expect, it } from "vitest";
import type { Weight } from "../../src/verifier/law/contract.ts";
import { seatsAreLawful, sizesIn } from "../../src/verifier/law/kept.ts";
import { lotSeed, revealDeadline } from "../../src/verifier/law/lots.ts";
import { isEnough, seat } from "../../src/verifier/law/seats.ts";
import { DEFAULTS, digest, estate, matterOf, owners, rulesOf } from "./law-estate.ts";

const votes = new Map<string, Weight>([
  ["a", { area: 300n, heads: 5n }],
  ["b", { area: 200n, heads: 4n }],
  ["c", { area: 250n, heads: 4n }],
  ["d", { area: 200n, heads: 4n }],
  ["e", { area: 900n, heads: 1n }],
]);
const all = [...votes.keys()];
const under = (settings: Record<string, string>) => ({ ...DEFAULTS, ...settings });

describe("seats", () => {
  it("go by votes, equal ones by the other measure, and a tie across the last is a run-off", () => {
    expect(seat(all, votes, 2, DEFAULTS, null)).toMatchObject({
      ...{ elected: ["a", "c"], alternates: ["b", "d", "e"], runoff: [], filled: 2 },
    });
    expect(seat(all, votes, 3, DEFAULTS, null)).toMatchObject({
      ...{ elected: ["a", "c"], alternates: ["e"], runoff: ["b", "d"], filled: 2 },
    });
    expect(seat(all, votes, 2, under({ tie_break: "runoff" }), null)).toMatchObject({
      ...{ elected: ["a"], alternates: ["e"], runoff: ["b", "c", "d"] },
    });
    expect(seat(all, votes, 1, under({ rank_by: "area" }), null).elected).toEqual(["e"]);
  });

  it("are drawn where the lot breaks ties, alternates too, but not where all of them sit", () => {
    const lot = under({ tie_break: "lot" });
    const ticket = (name: string) => ({ b: "2", c: "3", d: "1" })[name] ?? "0";
    expect(seat(all, votes, 2, lot, ticket)).toMatchObject({
      ...{ elected: ["a", "d"], alternates: ["b", "c", "e"], left: ["d", "b", "c"] },
    });
    expect(seat(all, votes, 4, lot, ticket).left).toEqual([]);
    expect(seat(all, votes, 2, lot, null)).toMatchObject({
      elected: ["a"],
      filled: 2,
      left: ["b", "c", "d"],
    });
    expect(seat(all, votes, 1, lot, ticket).alternates).toEqual(["d", "b", "c", "e"]);
  });

  it("are enough as the switch says", () => {
    const estateOf = (homes: number) => {
      const rules = rulesOf("cn_civil_code_2021", "cn_hangzhou");
      return sizesIn(
        rules,
        estate(rules, owners(homes, "200.00", null), matterOf("fund_use")).context.electors,
      );
    };
    const [large, small] = [estateOf(200), estateOf(20)];
    expect([large?.least, small?.least]).toEqual([5, 3]);
    expect([5, 6, 7, 3].map((seats) => seatsAreLawful(large, seats, "new_election"))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const stands = under({ too_few_elected: "stands_if_minimum" });
    expect([4, 5, 7].map((filled) => isEnough(large, filled, 9, stands))).toEqual([false, true, true]);
    expect(isEnough(large, 5, 11, stands)).toBe(false);
    expect(isEnough(large, 1, 3, stands)).toBe(true);
    expect(isEnough(null, 5, 9, stands)).toBe(null);
    expect(isEnough(null, 1, 9, under({ too_few_elected: "fill_missing_seats" }))).toBe(true);
    expect(isEnough(null, 8, 9, DEFAULTS)).toBe(false);
  });
});

describe("the lot", () => {
  it("is drawn from the close and all values, those withheld as well", () => {
    const seed = lotSeed("00", "m", ["x", null], digest);
    expect(seed).toBe(digest({ values: ["x", null], meeting: "m", close: "00" }));
    expect(lotSeed("00", "m", [null, "x"], digest)).not.toBe(seed);
    expect(revealDeadline({ lot: { reveal_hours: 24 } }, 0)).toBe(86_400_000);
    expect(revealDeadline({ lot: null }, 0)).toBe(null);
  });
});
