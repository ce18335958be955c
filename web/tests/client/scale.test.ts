import { describe, expect, it } from "vitest";
import { ofWhole, scaled } from "../../src/report/scale.ts";

describe("what is drawn of an inequality", () => {
  it("is to scale, with the longer side inside", () => {
    expect(scaled("200", "100")).toEqual({ part: 904, line: 452, whole: 1000 });
  });

  it("takes decimals and fractions on one scale", () => {
    expect(ofWhole("12.5", "25/4", "25")).toEqual({ part: 500, line: 250, whole: 1000 });
  });

  it("never draws a part upon the line that it does not reach", () => {
    expect(ofWhole("66666.66", "66666.667", "100000")).toEqual({ part: 665, line: 666, whole: 1000 });
    expect(scaled("299999.999", "300000").part).toBeLessThan(scaled("299999.999", "300000").line);
  });

  it("draws nothing of nothing", () => {
    expect(ofWhole("0", "0", "0")).toEqual({ part: 0, line: 0, whole: 1000 });
    expect(scaled("0", "0")).toEqual({ part: 0, line: 0, whole: 1000 });
  });
});
