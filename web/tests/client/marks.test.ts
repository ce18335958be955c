import { describe, expect, it } from "vitest";
import { marking, marksOf, type Read } from "../../src/app/pages/running/papers/marks.ts";

const matters = [{ matter: "m1" }, { matter: "m2" }, { matter: "m3" }];

function read(said: Pick<Read, "marks" | "candidates">): Read {
  return { authenticity: "authentic", signed_by: "o-01", mandate: "", ...said };
}

describe("what is read on a paper", () => {
  it("says for each candidate what is marked, against as well as for", () => {
    const answers = marking(marking(marking({}, "c1", "for"), "c2", "against"), "c3", "abstain");
    const marks = marksOf(read({ marks: { m2: "candidates" }, candidates: { m2: answers } }), matters);
    expect(marks).toEqual([
      {
        matter: "m2",
        mark: "candidates",
        candidates: [
          { candidate: "c1", answer: "for" },
          { candidate: "c2", answer: "against" },
          { candidate: "c3", answer: "abstain" },
        ],
      },
    ]);
  });

  it("takes a mark back, and leaves out candidates of a matter that is spoiled", () => {
    expect(marking({ c1: "for", c2: "against" }, "c1", "")).toEqual({ c2: "against" });
    const said = { marks: { m1: "for", m2: "spoiled", m3: "absent" }, candidates: { m2: { c1: "for" } } };
    expect(marksOf(read(said), matters)).toEqual([
      { matter: "m1", mark: "for", candidates: [] },
      { matter: "m2", mark: "spoiled", candidates: [] },
    ]);
  });
});
