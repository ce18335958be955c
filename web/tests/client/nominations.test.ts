import { describe, expect, it } from "vitest";
import { nominationCode, nominationFragment, readNomination } from "../../src/device/nominations.ts";

const NAMED = { candidate: "c2", salt: "djZc3XroE4oX4Xiyy7WP7g" };

describe("a nomination that is passed on", () => {
  it("is read from its code and from a link, with what a message puts around it", () => {
    const code = nominationCode(NAMED);
    expect(readNomination(` ${code}\n`)).toEqual(NAMED);
    expect(readNomination(`https://example/c/x/candidacies/y${nominationFragment(NAMED)} `)).toEqual(NAMED);
  });

  it("is not read where a part of it is lost", () => {
    const code = nominationCode(NAMED);
    expect(readNomination(code.slice(0, -1))).toBeNull();
    expect(readNomination(code.slice(2))).toBeNull();
    expect(readNomination("")).toBeNull();
  });
});
