import { describe, expect, it } from "vitest";
import {
  elects,
  instructionsOf,
  readInstructions,
  type Filled,
  type Matter,
} from "../../src/app/pages/rights/instructions.ts";

const QUESTION: Matter = { matter: "m1", kind: "manager_hire", title: "", text: "", electorate: {} };
const ELECTION: Matter = {
  ...QUESTION,
  matter: "m2",
  seats: 2,
  candidates: [
    { candidate: "c1", name: "甲" },
    { candidate: "c2", name: "乙" },
  ],
};

describe("what a holder is told", () => {
  it("leaves out what is left to them, and keeps the order of the agenda and of the ballot", () => {
    const filled: Record<string, Filled> = {
      m2: { answer: "candidates", candidates: ["c2", "c1"] },
      m1: { answer: "against", candidates: [] },
    };
    expect(instructionsOf([QUESTION, ELECTION], filled)).toEqual([
      { matter: "m1", answer: "against", candidates: [] },
      {
        matter: "m2",
        answer: "candidates",
        candidates: [
          { candidate: "c1", answer: "for" },
          { candidate: "c2", answer: "for" },
        ],
      },
    ]);
    expect(instructionsOf([QUESTION, ELECTION], {})).toEqual([]);
    expect(instructionsOf([QUESTION], { m1: { answer: "open", candidates: [] } })).toEqual([]);
  });

  it("is nothing where no candidate is ticked, and names nobody where somebody abstains after all", () => {
    const told = (filled: Filled) => instructionsOf([ELECTION], { m2: filled });
    expect(told({ answer: "candidates", candidates: [] })).toEqual([]);
    expect(told({ answer: "abstain", candidates: ["c1"] })).toEqual([
      { matter: "m2", answer: "abstain", candidates: [] },
    ]);
  });

  it("is for candidates where a matter has some", () => {
    expect([QUESTION, ELECTION, { ...ELECTION, candidates: [] }].map(elects)).toEqual([false, true, false]);
  });

  it("is read as it was written, and anything of another form is left out", () => {
    const told = instructionsOf([QUESTION], { m1: { answer: "for", candidates: [] } });
    expect(readInstructions(told)).toEqual(told);
    expect(readInstructions([null, "m1", { matter: "m1" }, { ...told[0], candidates: "c1" }])).toEqual([]);
  });
});
