import { dayOf, isDay } from "./calendar.ts";
import { narrowness, termOf } from "./compose.ts";
import type { Elector, LawDefinition, Rules, Told } from "./contract.ts";
import { readArea } from "./quantities.ts";
import type { Sizes } from "./terms.ts";

/** What a switch may be set to; the first is the default. */
export const SWITCHES: ReadonlyMap<string, readonly string[]> = new Map([
  ["ballot_form", ["per_elector", "per_unit"]],
  ["split_head", ["abstain"]],
  ["overlapping_owners", ["distinct", "same_buyer"]],
  ["non_voter", ["not_counted", "participates_as_abstain", "follows_majority", "deemed_for"]],
  ["only_if_real_votes_reach_quorum", ["yes", "no"]],
  ["spoiled_counts_as_participating", ["yes", "no"]],
  ["blank_item", ["abstain", "spoiled"]],
  ["revote", ["none", "once", "until_close"]],
  ["channel_conflict", ["first", "online", "paper", "last"]],
  ["candidate_ballot", ["approval", "for_against_abstain"]],
  ["tie_break", ["other_measure_then_runoff", "lot", "runoff"]],
  ["too_few_elected", ["new_election", "stands_if_minimum", "fill_missing_seats"]],
  ["parking_counts", ["no", "yes"]],
  ["storage_counts", ["no", "yes"]],
  ["restrict_owners_in_arrears", ["none", "may_not_stand", "may_not_vote"]],
  ["rank_by", ["heads", "area"]],
  ["hide_running_tally", ["yes"]],
  ["publication", ["totals", "by_unit_participation", "by_unit_choice"]],
]);

/** Whether a definition keeps to the rules in force: switches, time for objections, channel, lot. */
export function rulesKept(rules: Rules, definition: LawDefinition): readonly Told[] {
  return [
    ...switchesKept(rules, definition),
    ...objectionsKept(rules, definition),
    ...channelKept(rules, definition),
    ...lotKept(definition),
  ];
}

function switchesKept(rules: Rules, { switches }: LawDefinition): readonly Told[] {
  const findings: Told[] = [];
  for (const [name, values] of SWITCHES) {
    const value = switches[name];
    const settled = termOf(rules, "switch", name)?.value ?? value;
    if (value === undefined || !values.includes(value)) {
      findings.push({
        zh: `开关 ${name} 缺失或取值有误。`,
        en: `The switch ${name} is missing or has no such value.`,
      });
    } else if (value !== settled) {
      findings.push({
        zh: `开关 ${name} 为 ${value}，而规则定为 ${settled}。`,
        en: `${name} is ${value}, and the rules say ${settled}.`,
      });
    }
  }
  const other = Object.keys(switches).find((name) => !SWITCHES.has(name));
  if (other !== undefined)
    findings.push({ zh: `没有名为 ${other} 的开关。`, en: `There is no switch ${other}.` });
  return findings;
}

function objectionsKept(rules: Rules, { objection_days }: LawDefinition): readonly Told[] {
  const least = termOf(rules, "limit", "comment_days_min")?.number ?? 0;
  if (objection_days >= least) return [];
  return [
    {
      zh: `异议期为 ${objection_days} 天，少于规则要求的 ${least} 天。`,
      en: `${objection_days} days are given for objections; the rules ask for ${least}.`,
    },
  ];
}

function channelKept(rules: Rules, { online_channel: own }: LawDefinition): readonly Told[] {
  const findings: Told[] = [];
  const settled = termOf(rules, "online_channel")?.value ?? "any";
  if (narrowness(own.value) < narrowness(settled) || narrowness(own.value) < 0) {
    findings.push({
      zh: `在线投票渠道为 ${own.value}，宽于规则所定的 ${settled}。`,
      en: `The channel of online votes is ${own.value}, wider than the rules' ${settled}.`,
    });
  }
  const { recognition } = own;
  const stated = recognition !== null && recognition.trim() !== "" && [...recognition].length <= 500;
  if (own.value === "recognised" ? !stated : recognition !== null) {
    findings.push({
      zh: "对在线投票系统的认可缺失或多余。",
      en: "The recognition of the system for online votes is missing or not called for.",
    });
  }
  return findings;
}

function lotKept({ switches, lot }: LawDefinition): readonly Told[] {
  const hours = lot?.reveal_hours ?? 24;
  if ((switches["tie_break"] === "lot") === (lot !== null) && hours >= 24 && hours <= 168) return [];
  return [{ zh: "抽签的规定与开关不符。", en: "What is said of the lot does not fit its switch." }];
}

/** Whether silence, and delegates, can mean what the definition says; `noticedAt` is when notice was given. */
export function silenceRule(definition: LawDefinition, noticedAt: number): readonly Told[] {
  const findings: Told[] = [];
  const on = dayOf(noticedAt, definition.time_zone);
  const stated = (text: string, most: number) => text.trim() !== "" && [...text].length <= most;
  const before = (rule: { readonly adopted_on: string }) => isDay(rule.adopted_on) && rule.adopted_on < on;
  const notInaugural = definition.kind !== "inaugural";
  const delegates = definition.delegate_rule;
  if (delegates && !(before(delegates) && stated(delegates.text, 2000) && notInaugural)) {
    findings.push({
      zh: "关于业主代表的规则不能成立：应在通知日之前通过，且不得用于首次业主大会。",
      en: "The rule on delegates cannot stand: it has to be adopted before the notice, and not for an inaugural meeting.",
    });
  }
  const value = definition.switches["non_voter"];
  const rule = definition.non_voter_rule;
  if ((value === "not_counted") !== (rule === null)) {
    findings.push({
      zh: "关于未表态业主的规则与开关不符。",
      en: "The rule on silence is there or not, against its switch.",
    });
  } else if (rule && !(before(rule) && stated(rule.text, 2000) && stated(rule.result, 200) && notInaugural)) {
    findings.push({
      zh: "关于未表态业主的规则不能成立：应在通知日之前通过，且不得用于首次业主大会。",
      en: "The rule on silence cannot stand: it has to be adopted before the notice, and not for an inaugural meeting.",
    });
  }
  const elects = definition.matters.some((matter) => matter.candidates.length > 0);
  if (elects && rule && value !== "participates_as_abstain") {
    findings.push({ zh: "未表态不能视为选举任何人。", en: "Silence elects nobody." });
  }
  return findings;
}

/** The lawful numbers of seats in an estate; `least` is lower in a small one. */
export interface EstateSizes {
  readonly least: number;
  readonly sizes: Sizes;
}

/** The lawful numbers of seats by the final roll; `null` where no rule names any. */
export function sizesIn(rules: Rules, electors: readonly Elector[]): EstateSizes | null {
  const sizes = termOf(rules, "committee")?.sizes;
  if (!sizes) return null;
  const units = electors.flatMap((elector) => elector.units);
  const homes = units.filter((unit) => unit.kind === "dwelling").length;
  const areas = units.map((unit) => (unit.area === null ? undefined : readArea(unit.area)));
  const known = areas.every((area) => area !== undefined);
  const area = areas.reduce<bigint>((sum, own) => sum + (own ?? 0n), 0n);
  const { small } = sizes;
  const isSmall =
    small && (homes <= small.households_max || (known && area <= BigInt(small.area_max) * 1000n));
  return { least: isSmall ? small.seats_min : sizes.seats_min, sizes };
}

/** Whether a committee of so many seats is lawful; fewer than the least only fill vacant seats. */
export function seatsAreLawful(estate: EstateSizes | null, seats: number, tooFew: string): boolean {
  if (!estate || seats < estate.least || tooFew === "fill_missing_seats") return true;
  return seats <= (estate.sizes.seats_max ?? seats) && (seats % 2 === 1 || !estate.sizes.odd);
}
