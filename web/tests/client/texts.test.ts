import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { arrivedText, keepArrival, keepText, keptText, textFragment } from "../../src/device/texts.ts";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a text behind the # of an address", () => {
  it("arrives as it was sent, whatever its letters", () => {
    for (const text of ["请召开临时会议。\n理由：电梯坏了 🛗", "a+b/c=d&e#f%", ""]) {
      const fragment = textFragment(text);
      expect(fragment).toMatch(/^#text=[\w-]*$/);
      keepArrival(fragment);
      if (text !== "") expect(arrivedText()).toBe(text);
    }
  });

  it("stays the last one that came, when another address brings none", () => {
    expect(arrivedText()).toBeNull();
    keepArrival(textFragment("one"));
    for (const hash of ["", "#", "#code=AB-CD", "#text=", "#text=a b", "#x#text=b25l"]) keepArrival(hash);
    expect(arrivedText()).toBe("one");
  });

  it("is none where it was cut off on its way", () => {
    keepArrival(textFragment("电梯").slice(0, -2));
    expect(arrivedText()).toBeNull();
    keepArrival("#text=A");
    expect(arrivedText()).toBeNull();
  });

  it("is kept on the device by its hash alone", () => {
    keepText("aa", "one");
    expect([keptText("aa"), keptText("bb")]).toEqual(["one", null]);
  });
});
