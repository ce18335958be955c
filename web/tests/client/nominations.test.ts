import { describe, expect, it } from "vitest";
import { nominationCode, nominationFragment, readNomination } from "../../src/device/nominations.ts";

const NAMED = { candidate: "c2", salt: "7Q0M-2X1K-9ABC-DEFG-HJKM" };

describe("a nomination that is passed on", () => {
  it("is read from its code and from a link, with what a message puts around it", () => {
    const code = nominationCode(NAMED);
    expect(readNomination(` ${code}\n`)).toEqual(NAMED);
    expect(readNomination(`https://example/c/x/candidacies/y${nominationFragment(NAMED)} `)).toEqual(NAMED);
  });

  it("is read as somebody types it who minds neither capitals nor hyphens, and takes digits for letters", () => {
    expect(readNomination("C2 7qom2xik 9abc defg hjkm")).toEqual(NAMED);
  });

  it("is not read where a part of it is lost", () => {
    const code = nominationCode(NAMED);
    expect(readNomination(code.slice(0, -1))).toBeNull();
    expect(readNomination(code.slice(2))).toBeNull();
    expect(readNomination("")).toBeNull();
  });
});
