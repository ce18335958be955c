import { describe, expect, it } from "vitest";
import { finding, FINDINGS } from "../../src/i18n/findings.ts";
import { errorsOf } from "./sentences.ts";

describe("what stands in the way of a notice", () => {
  it("is all said in Chinese, whatever sentence the service has for it", () => {
    const sentences = [
      ...errorsOf("src/actions/error/rows.rs", "DraftProblem"),
      ...errorsOf("src/domain/roll/electorate.rs", "ElectorateError"),
      ...errorsOf("src/domain/tally/terms.rs", "TermsError"),
      ...errorsOf("src/domain/tally/simulation.rs", "SimulationError"),
      ...errorsOf("src/evidence/rules/in_force.rs", "AgainstRules"),
      ...errorsOf("src/evidence/non_voter.rs", "NonVoterProblem"),
      ...errorsOf("src/evidence/delegate_rule.rs", "DelegateRuleProblem"),
      ...errorsOf("src/domain/rules/competence.rs", "CompetenceError"),
      ...errorsOf("src/domain/meetings/schedule.rs", "ScheduleError"),
      ...errorsOf("src/evidence/notices/mod.rs", "ParticularsError"),
      ...errorsOf("src/domain/meetings/matters.rs", "MatterError"),
    ].filter((sentence) => sentence !== "matter X: X");
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.filter((sentence) => !FINDINGS.some(({ form }) => form.test(sentence)))).toEqual([]);
  });

  it("is put at the step and the matter where it is put right", () => {
    const found = finding("matter m1: there is no building 9 on the roll");
    expect(found).toMatchObject({ step: "matters", matter: "m1", said: { zh: "名册里没有楼栋 9" } });
    const notice = finding("the notice leaves 3 full days before the opening and 15 are needed");
    expect(notice).toMatchObject({ step: "dates", matter: null });
  });

  it("that is not known here stays as it was said, and stands in the review", () => {
    const said = { zh: "something new", en: "something new" };
    expect(finding("something new")).toEqual({ step: "review", matter: null, said });
  });
});
