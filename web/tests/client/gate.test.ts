import { expect, test } from "vitest";
import { alike, gateOf } from "../../src/app/pages/running/gate.ts";

const asked = (threshold: string) => ({ threshold, article: "278", measures: ["area"], combine: "each" });

test("the gate is the first quorum that is a part of all", () => {
  expect(gateOf([])).toBeNull();
  expect(gateOf([asked(">= 1 of present")])).toBeNull();
  expect(gateOf([asked(">= 2/3 of all")])).toMatchObject({
    relation: ">=",
    numerator: 2,
    denominator: 3,
  });
});

test("exact decimals are brought to one unit without rounding", () => {
  expect(alike("90.5", "1200.125")).toEqual([90500n, 1200125n]);
  expect(alike("0", "10")).toEqual([0n, 10n]);
});
