import type { Inequality, Judged, JudgeContext, Matter, Told, Totals } from "./contract.ts";
import { Fields, Misshapen } from "./fields.ts";
import { isListed, isShown, lacksOf, sameAmount } from "./inequalities.ts";
import { evaluateListed } from "./listed.ts";
import {
  Findings,
  OTHER_CANDIDATES,
  OTHER_RULE,
  OTHER_INEQUALITIES,
  OTHER_REQUIREMENTS,
  OTHER_OUTCOME,
  UNLAWFUL_SEATS,
  OTHER_DRAW,
  OTHER_NEEDED,
  NOT_ALL_SERVED,
  OTHER_SILENCE,
  OTHER_OTHERWISE,
  OTHER_RISKS,
} from "./mismatches.ts";
import { type Derived, OF_PAPERS, mattered, otherwiseOutcomes } from "./otherwise.ts";
import {
  type Bench,
  type Standing,
  agreeing,
  benchFor,
  outcomeOf,
  sameOutcome,
  seatedBy,
  standing,
  voting,
} from "./outcome.ts";
import { attributed, takingPart, withoutSilence } from "./silence.ts";
import { same } from "./tally.ts";
import {
  type Needed,
  type Otherwise,
  candidatesOf,
  listedOf,
  listsOf,
  neededOf,
  otherwiseOf,
  readWeight,
  requirementOf,
  settingsOf,
  totalsOf,
  votesOf,
} from "./verdict-form.ts";

const FIELDS = [
  ...["preset", "matter", "share_unit", "passed", "totals", "participation", "approval", "inequalities"],
  ...["needed", "candidates", "elected", "alternates", "runoff", "lot", "otherwise", "switches", "risks"],
  ...["paragraph", "paragraph_zh", "attributed"],
];

/** What only packs have that are not evaluated here. */
const FURTHER = ["call", "conditions", "next", "consequences", "rounded"];

/** Holds a certified verdict against its own totals and the rules in force. */
export function judge(context: JudgeContext, matter: Matter, verdict: unknown): Judged {
  try {
    const own = new Fields(verdict, matter.matter);
    return context.rules.pack.evaluated ? byRules(context, matter, own) : byInequalities(own);
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
    const finding = {
      zh: `议题 ${matter.matter}：结论无法读取（${error.message}）。`,
      en: `Matter ${matter.matter}: the verdict cannot be read (${error.message}).`,
    };
    return { findings: [finding], open: [], inequalities: [], by: "inequalities", passed: null, real: null };
  }
}

/** Under a pack whose rules are not evaluated here: the listed inequalities, each by its two sides. */
function byInequalities(own: Fields): Judged {
  own.only(...FIELDS, ...FURTHER);
  const { inequalities, findings } = evaluateListed(listedOf(own), {
    participation: requirementOf(own, "participation"),
    approval: requirementOf(own, "approval"),
    candidates: new Map(candidatesOf(own).map((each) => [each.candidate, each.approval])),
  });
  return {
    findings,
    open: [onlyListed(own)],
    inequalities,
    by: "inequalities",
    passed: own.flagOrNull("passed"),
    real: null,
  };
}

function onlyListed(own: Fields): Told {
  const preset = own.text("preset");
  return {
    zh: `议题 ${own.place}：本验证程序未收录规则包 ${preset} 的全部规则，只逐一复算了证书所列的不等式。`,
    en: `Matter ${own.place}: this verifier does not know every rule of ${preset}; it re-evaluated the listed inequalities and nothing else.`,
  };
}

function silenceOpen({ matter }: Matter): Told {
  return {
    zh: `议题 ${matter}：有的面积不详，无法核实未表态者如何计入。`,
    en: `Matter ${matter}: areas are missing, so it could not be checked how silence is counted.`,
  };
}

function byRules(context: JudgeContext, matter: Matter, own: Fields): Judged {
  own.only(...FIELDS);
  const { totals, decimals } = totalsOf(own);
  const votes = votesOf(own);
  const bench = benchFor(context, matter, Math.max(0, ...decimals));
  const passed = own.flagOrNull("passed");
  if (!bench) {
    const finding = {
      zh: `议题 ${matter.matter}：规则包没有类别 ${matter.kind}。`,
      en: `Matter ${matter.matter}: the rule pack has no kind ${matter.kind}.`,
    };
    return { findings: [finding], open: [], inequalities: [], by: "rules", passed, real: totals };
  }
  const { switches } = context.definition;
  if (totals.all.area === null && switches["non_voter"] !== "not_counted") {
    // Missing areas leave open whether silence is counted at all; nothing that follows could be told for sure.
    const inequalities = inequalitiesOf(standing(bench, totals, votes));
    return { findings: [], open: [silenceOpen(matter)], inequalities, by: "rules", passed, real: null };
  }
  const check = new Findings(matter.matter);
  const standingCandidates = matter.candidates.map((each) => each.candidate).sort();
  check.that(standingCandidates.join() === [...votes.keys()].sort().join(), OTHER_CANDIDATES);
  const preset = [own.text("preset"), own.text("matter"), own.text("share_unit")];
  check.that(preset.join() === [bench.pack.id, matter.kind, bench.pack.shareUnit].join(), OTHER_RULE);

  const real = realTotals(context, bench, own, totals, check);
  const held = standing(bench, totals, votes);
  const inequalities = inequalitiesOf(held);
  const listed = listedOf(own);
  const allListed =
    listed.length === inequalities.length &&
    inequalities.every((each) => listed.some((other) => isListed(other, each)));
  check.that(allListed, OTHER_INEQUALITIES);
  check.that(isShown(requirementOf(own, "participation"), held.quorum), OTHER_REQUIREMENTS);
  check.that(isShown(requirementOf(own, "approval"), held.approval), OTHER_REQUIREMENTS);
  for (const each of candidatesOf(own)) {
    const theirs = held.candidates.get(each.candidate) ?? null;
    check.that(isShown(each.approval, theirs) && each.reached === theirs?.holds, OTHER_REQUIREMENTS);
  }

  const ticket = ticketOf(context, matter);
  const seated = bench.elects ? seatedBy(bench, held, votes, switches, ticket) : null;
  const outcome = outcomeOf(bench, totals, votes, switches, ticket);
  const shown = { passed, lists: listsOf(own) };
  check.that(sameOutcome(shown, outcome), OTHER_OUTCOME);
  check.that(outcome.lawful, UNLAWFUL_SEATS);
  const lot = own.maybe("lot")?.only("seed", "candidates");
  const left = seated?.left ?? [];
  const drawn = lot ? [lot.text("seed"), ...lot.texts("candidates")] : [];
  check.that(drawn.join() === (left.length > 0 ? [context.seed ?? "", ...left] : []).join(), OTHER_DRAW);

  const lacks = passed === true ? [] : lacksOfAll(bench, totals, votes);
  check.that(sameNeeded(neededOf(own), lacks), OTHER_NEEDED);
  const derived: Derived = {
    ...{ bench, totals, real, votes, switches, own: outcome },
    ticket: left.length > 0 ? ticket : null,
  };
  explained(context, matter, own, derived, check);
  return { findings: check.findings, open: [], inequalities, by: "rules", passed: outcome.passed, real };
}

/** By what the lot orders equal votes of a matter, once its seed is known. */
function ticketOf({ definition, seed, digest }: JudgeContext, { matter }: Matter) {
  if (definition.switches["tie_break"] !== "lot" || seed === null) return null;
  return (candidate: string) => digest({ candidate, lot: seed, matter });
}

function inequalitiesOf(held: Standing): readonly Inequality[] {
  const candidates = [...held.candidates.values()].flatMap((own) => own.on);
  return [...(held.quorum?.on ?? []), ...(held.approval?.on ?? []), ...candidates];
}

/** The totals of the real votes, from those with the silence that is counted. */
function realTotals(
  context: JudgeContext,
  { pack }: Bench,
  own: Fields,
  totals: Totals,
  check: Findings,
): Totals {
  const shown = own.maybe("attributed")?.only("taken_as", "weight");
  const takenAs = shown?.text("taken_as") ?? null;
  if (takenAs !== null && takenAs !== "for" && takenAs !== "against" && takenAs !== "abstain") {
    throw new Misshapen(`${own.place}.attributed.taken_as`, "is no answer");
  }
  const weight = shown ? readWeight(shown.fields("weight").only("area", "heads")) : null;
  const real = takenAs !== null && weight ? withoutSilence(totals, takenAs, weight) : totals;
  check.that(!weight || same(real.informed, weight), NOT_ALL_SERVED);
  check.that(attributed(pack, real, context.definition.switches) === takenAs, OTHER_SILENCE);
  return real;
}

function lacksOfAll(bench: Bench, totals: Totals, votes: ReturnType<typeof votesOf>): readonly Needed[] {
  const { pack, approval, decimals } = bench;
  const quorum = pack.participation ? lacksOf(pack.participation, takingPart(totals), totals, decimals) : [];
  const subjects = bench.elects ? [...votes].map(([name, own]) => voting(name, own)) : [agreeing(totals)];
  return [...quorum, ...subjects.flatMap((own) => lacksOf(approval, own, totals, decimals))];
}

function sameNeeded(shown: readonly Needed[], own: readonly Needed[]): boolean {
  return (
    shown.length === own.length &&
    own.every((each, place) => {
      const other = shown[place];
      return (
        other !== undefined &&
        other.about === each.about &&
        other.measure === each.measure &&
        sameAmount(other.short, each.short) &&
        sameAmount(other.joining, each.joining) &&
        other.missing.join() === each.missing.join()
      );
    })
  );
}

/** What follows under other values of switches, which of them mattered, and which may be contested. */
function explained(
  context: JudgeContext,
  matter: Matter,
  own: Fields,
  derived: Derived,
  check: Findings,
): void {
  const { switches } = context.definition;
  const hidden = context.papers > 0 && !context.recount ? OF_PAPERS : [];
  const isTold = (each: Otherwise) => !hidden.includes(each.switch);
  const otherwise = otherwiseOutcomes(context, matter, derived);
  const shown = otherwiseOf(own).filter(isTold);
  const sameOtherwise = (one: Otherwise, other: Otherwise | undefined) =>
    one.switch === other?.switch && one.value === other.value && sameOutcome(one.outcome, other.outcome);
  check.that(
    shown.length === otherwise.length && otherwise.every((each, place) => sameOtherwise(each, shown[place])),
    OTHER_OTHERWISE,
  );
  const told = settingsOf(own, "switches").filter((each) => !hidden.includes(each.split("=")[0] ?? ""));
  check.that(told.join() === mattered(otherwise, derived.own, switches).join(), OTHER_OTHERWISE);
  const safe: readonly (readonly [string, string])[] = [
    ["non_voter", "not_counted"],
    ...(switches["non_voter"] === "not_counted" ? [] : [["only_if_real_votes_reach_quorum", "yes"] as const]),
    ["restrict_owners_in_arrears", "none"],
  ];
  const risks = safe
    .filter(([name, value]) => switches[name] !== value)
    .map(([name]) => `${name}=${switches[name]}`);
  check.that(settingsOf(own, "risks").join() === risks.join(), OTHER_RISKS);
}
