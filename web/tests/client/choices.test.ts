import { describe, expect, it } from "vitest";
import {
  answer,
  answering,
  chosen,
  choicesIn,
  spoken,
  unanswered,
} from "../../src/app/pages/vote/choices.ts";
import type { DefinedMatter, Definition } from "../../src/app/pages/vote/definition.ts";

const everywhere = {
  buildings: [],
  entrances: [],
  units: [],
  floors: null,
  unit_kinds: [],
  parking_counts: null,
  storage_counts: null,
};
const motion: DefinedMatter = {
  matter: "m1",
  kind: "covenant",
  title: "Covenant",
  text: "…",
  proposedBy: undefined,
  electorate: everywhere,
  seats: null,
  candidates: [],
  competence: null,
};
const election: DefinedMatter = {
  ...motion,
  matter: "m2",
  seats: 1,
  candidates: [
    { candidate: "c1", name: "Zhao" },
    { candidate: "c2", name: "Qian" },
  ],
};
const definition: Definition = {
  sha256: "00",
  origin: "record.example/7",
  title: "Meeting",
  calledBy: "Committee",
  timeZone: "Asia/Shanghai",
  onlineChannel: "any",
  switches: { candidate_ballot: "approval" },
  matters: [motion, election],
};

describe("choices", () => {
  it("are open until every matter has one that a ballot may say", () => {
    const open = (choices: Parameters<typeof unanswered>[2]) =>
      unanswered(definition, definition.matters, choices).map(({ matter }) => matter);
    expect(open({})).toEqual(["m1", "m2"]);
    expect(open({ m1: answer("for"), m2: { answer: "candidates", candidates: [] } })).toEqual(["m2"]);
    expect(open({ m1: answer("abstain"), m2: answer("abstain") })).toEqual([]);
    expect(open({ m1: answer("against"), m2: answering(undefined, "c2", "for") })).toEqual([]);
  });

  it("name no more candidates than there are seats", () => {
    const both = answering(answering(undefined, "c1", "for"), "c2", "for");
    expect(chosen(both)).toBe(2);
    expect(unanswered(definition, [election], { m2: both })).toEqual([election]);
    expect(chosen(answering(both, "c1", null))).toBe(1);
  });

  it("leave an abstention behind when a candidate is chosen", () => {
    expect(answering(answer("abstain"), "c1", "for")).toEqual({
      answer: "candidates",
      candidates: [{ candidate: "c1", answer: "for" }],
    });
  });

  it("are spoken in the order of the agenda and of the candidates", () => {
    const said = spoken(definition.matters, {
      m2: answering(answering(undefined, "c2", "against"), "c1", "for"),
      m1: answer("for"),
    });
    expect(said).toEqual([
      { matter: "m1", answer: "for", candidates: [] },
      {
        matter: "m2",
        answer: "candidates",
        candidates: [
          { candidate: "c1", answer: "for" },
          { candidate: "c2", answer: "against" },
        ],
      },
    ]);
    expect(choicesIn(said)["m1"]).toEqual(answer("for"));
  });
});
