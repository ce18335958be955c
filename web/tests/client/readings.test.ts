import { describe, expect, it } from "vitest";
import { holderOf, isRead, latest, UNREAD, type Waiting } from "../../src/app/pages/running/mandates/says.ts";

const HE = { unit: "3-0101", owner: "o-21", name: "" };
const FENG = { unit: "", owner: " o-22 ", name: "" };

describe("what an officer reads on a mandate", () => {
  it("names the holder by what they are", () => {
    expect(holderOf({ ...UNREAD, holder: FENG })).toBe("owner:o-22");
    expect(holderOf({ ...UNREAD, kind: "delegate", holder: FENG })).toBe("delegate:o-22");
    expect(holderOf({ ...UNREAD, kind: "outside", holder: FENG, outside: "p-1 " })).toBe("outside:p-1");
  });

  it("is whole once it says whose mandate it is and who holds it", () => {
    expect(isRead({ ...UNREAD, principal: HE, holder: FENG })).toBe(true);
    expect(isRead({ ...UNREAD, principal: { ...HE, unit: " " }, holder: FENG })).toBe(false);
    expect(isRead({ ...UNREAD, principal: { ...HE, owner: "" }, holder: FENG })).toBe(false);
    expect(isRead({ ...UNREAD, principal: HE })).toBe(false);
    expect(isRead({ ...UNREAD, principal: HE, kind: "outside", holder: FENG })).toBe(false);
  });
});

describe("papers that wait", () => {
  it("are shown as they were entered last, but every delegate that the same minutes name", () => {
    const one = (reading: string, kind: string, paper: string): Waiting => ({
      reading,
      kind,
      paper,
      officer: "",
      read_at: "2026-05-22T00:00:00Z",
    });
    const all = [
      one("1", "mandate", "a"),
      one("2", "mandate", "b"),
      one("3", "revocation", "a"),
      one("4", "mandate", "a"),
      one("5", "appointment", "a"),
      one("6", "appointment", "a"),
    ];
    expect(latest(all).map(({ reading }) => reading)).toEqual(["2", "3", "4", "5", "6"]);
  });
});
