import { expect, it } from "vitest";
import { formats } from "../../src/i18n/formats.ts";

it("says a fraction in percent only where nothing has to be rounded", () => {
  const { fraction } = formats("en");
  expect(["20/100", "1/5", "1/4", "2/3", "1/8", "1", "1/0", "x/5"].map(fraction)).toEqual([
    "20%",
    "20%",
    "25%",
    "2/3",
    "1/8",
    "1",
    "1/0",
    "x/5",
  ]);
});

it("cuts a share and never rounds it up to what was not reached", () => {
  const { share } = formats("zh");
  expect([share(6_666_666, 10_000_000), share(1, 2), share(1, 0)]).toEqual(["66.6%", "50.0%", "–"]);
});
