import { describe, expect, it } from "vitest";
import { refusal, REFUSALS } from "../../src/i18n/refusals.ts";
import { errorsOf, noticesOf } from "./sentences.ts";

/** Where the service says why a deed is not possible. */
const ERRORS = [
  ["annals/refusals.rs", "ActRefusal"],
  ["archive/mod.rs", "ArchiveRefusal"],
  ["archive/states.rs", "ArchiveTransition"],
  ["candidacies/refusals.rs", "CandidacyRefusal"],
  ["candidacies/states.rs", "CandidacyTransitionError"],
  ["committees/filings.rs", "FilingTransition"],
  ["committees/recalls.rs", "RecallTransition"],
  ["committees/refusals.rs", "CommitteeRefusal"],
  ["committees/standing.rs", "StandingTransition"],
  ["committees/states.rs", "CommitteeTransition"],
  ["contests/refusals.rs", "ContestRefusal"],
  ["contracts/mod.rs", "ContractRefusal"],
  ["contracts/states.rs", "ContractTransition"],
  ["evaluations/questions.rs", "QuestionError"],
  ["evaluations/refusals.rs", "EvaluationRefusal"],
  ["evaluations/states.rs", "EvaluationTransition"],
  ["formations/refusals.rs", "FormationRefusal"],
  ["formations/states.rs", "FormationTransition"],
  ["formations/trigger.rs", "TooLittleDelivered"],
  ["formations/trigger.rs", "TooFewApply"],
  ["formations/inaugural.rs", "Hold"],
  ["formations/missing.rs", "Missing"],
  ["groups.rs", "GroupError"],
  ["groups.rs", "GroupLack"],
  ["objections.rs", "ObjectionError"],
  ["petitions/refusals.rs", "PetitionRefusal"],
  ["petitions/states.rs", "PetitionTransitionError"],
  ["seal_uses/mod.rs", "SealUseRefusal"],
  ["seal_uses/states.rs", "SealUseTransition"],
  ["sittings/refusals.rs", "SittingRefusal"],
  ["sittings/states.rs", "SittingTransition"],
  ["terms/handovers/states.rs", "HandoverTransitionError"],
  ["terms/refusals.rs", "TermRefusal"],
  ["terms/states.rs", "TermTransitionError"],
] as const;

/** Where it says why notice of a meeting cannot be given, besides. */
const NOTICES = ["committees/makes.rs", "committees/book.rs"];

const plain = (sentence: string) => sentence.replace(/\{\d\}/g, "X");

describe("why a deed or a notice is not possible", () => {
  it("is said in Chinese, whatever sentence the service has for it, and nothing else is", () => {
    const sentences = [
      ...ERRORS.flatMap(([file, name]) => errorsOf(`src/domain/${file}`, name)),
      ...NOTICES.flatMap((file) => noticesOf(`src/domain/${file}`)),
    ];
    expect(sentences.length).toBeGreaterThan(270);
    const known = Object.keys(REFUSALS).map(plain);
    expect(sentences.filter((sentence) => !known.includes(sentence))).toEqual([]);
    expect(known.filter((sentence) => !sentences.includes(sentence))).toEqual([]);
  });

  it("takes the values along, and says words of the service as people do", () => {
    expect(refusal("item 3 is decided already").zh).toBe("第 3 项已经作出决定。");
    expect(refusal("convener may not name candidates here").zh).toBe("本小区的规则不允许召集人推荐候选人。");
    expect(
      refusal(
        "the group cannot be formed: the group has 4 members and needs at least 5; the group has 4 members, and their number must be odd",
      ).zh,
    ).toBe("换届小组不能成立：成员有 4 位，至少要 5 位；成员有 4 位，人数须为单数。");
  });

  it("says what holds a notice, each thing of several", () => {
    const held =
      "notice of the inaugural meeting cannot be given: the register is not posted; the covenant was posted too late: it had to be posted before 2026-05-01T00:00:00Z";
    expect(refusal(held).zh).toBe(
      "还不能发出首次会议的通知：业主名册还没有公示；管理规约公示得太晚：须在 2026-05-01T00:00:00Z 之前公示。",
    );
  });

  it("stays as it is where nobody wrote what it means", () => {
    expect(refusal("nobody said this before").zh).toBe("nobody said this before");
  });
});
