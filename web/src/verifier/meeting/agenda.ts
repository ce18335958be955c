import type { Told } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import {
  definition as definitionForm,
  readDocument,
  type DefinedMatter,
  type Definition,
} from "../bundle/documents.ts";
import { competence } from "../law/competence.ts";
import { isDay, isZone } from "../law/calendar.ts";
import type { LawDefinition, Rules } from "../law/contract.ts";
import { holidaysNamed } from "../law/holidays.ts";
import { ruleOf } from "../law/pack.ts";
import { readVerifierKey, type VerifierKey } from "../record/notes.ts";
import { textOf } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Contents } from "./contents.ts";
import { wrongSchedule, type Schedule } from "./life.ts";
import { rulesOf } from "./rules.ts";

const MATTERS_MAX = 50;
const CANDIDATES_MAX = 200;
const URL_OF_INBOX =
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$))[A-Za-z0-9\-._~:/[\]%]*[A-Za-z0-9\-._~:[\]%]$/;

/** What a meeting decides, by which rules and when. */
export interface Agenda {
  readonly definition: Definition;
  /** The definition as the law reads it. */
  readonly law: LawDefinition;
  readonly schedule: Schedule;
  /** The rules in force; `null` if they do not stand here. */
  readonly rules: Rules | null;
  /** The witnesses that it names; `null` if none; `unsound` if they cannot stand. */
  readonly witnesses: WitnessPolicy | "unsound" | null;
}

/** Who is to see the record, and how many of them. */
export interface WitnessPolicy {
  readonly required: number;
  readonly keys: readonly VerifierKey[];
}

/** Reads the definition and holds it to its own rules and to those in force. */
export function readAgenda(contents: Contents, digest: string, ledger: Ledger): Agenda | null {
  ledger.checked("definition");
  const text = contents.text(digest);
  if (text === undefined) return null;
  const prefix = { zh: "会议定义无效：", en: "The definition does not make a meeting: " };
  const definition = ledger.attempt("definition", () => sound(readDocument(text, definitionForm)), prefix);
  if (!definition) return null;
  ledger.judge("definition", () => belongs(definition, contents));
  ledger.judge("definition", () => countable(definition.matters));
  const policy = ledger.judge("definition", () => watched(definition), {
    zh: "会议定义所列的见证人或收件处无效：",
    en: "The witnesses or inboxes of the definition cannot stand: ",
  });
  ledger.judge("definition", () => drawable(definition), {
    zh: "会议定义所载抽签无效：",
    en: "The definition's lot cannot stand: ",
  });
  const law = lawOf(definition);
  const rules = rulesOf(definition, ledger);
  if (rules) {
    ledger.judge("definition", () => kindsFit(definition, rules));
    if (ledger.judge("definition", () => holidaysStand(definition), prefix)) {
      const holidays = holidaysNamed(rules, law);
      ledger.settle("holidays", holidays.findings);
      for (const own of holidays.unknown) ledger.open("holidays", own.zh, own.en);
    }
    // A kind that the pack does not know is told of the definition.
    const isKnown = (kind: string) =>
      ruleOf(rules.pack, kind) ?? rules.pack.refused.find((own) => own.kind === kind);
    ledger.settle(
      "competence",
      competence(
        rules,
        law.matters.filter((own) => isKnown(own.kind)),
      ).findings,
    );
  }
  const schedule = { opensAt: definition.opens_at, closesAt: definition.closes_at };
  return { definition, law, schedule, rules, witnesses: policy ? policy.witnesses : "unsound" };
}

function lawOf(own: Definition): LawDefinition {
  return { ...own, opens_at: textOf(own.opens_at), closes_at: textOf(own.closes_at) };
}

function sound(own: Definition): Definition {
  if (!isZone(own.time_zone)) refuse(`时区 ${own.time_zone} 未知`, `time_zone ${own.time_zone} is not known`);
  const count = own.matters.length;
  if (count > MATTERS_MAX) refuse(`议程上有 ${count} 项议题`, `there are ${count} matters on the agenda`);
  for (const matter of own.matters) checkMatter(matter);
  const wrong = wrongSchedule({ opensAt: own.opens_at, closesAt: own.closes_at });
  if (wrong) refuse(wrong.zh, wrong.en);
  if (own.key_cooling_hours < 24 || own.key_cooling_hours > 168)
    refuse("新密钥等待期应为 24 至 168 小时", "key_cooling_hours must be 24 to 168");
  return own;
}

function checkMatter({ matter, seats, candidates, electorate }: DefinedMatter): void {
  const { floors } = electorate;
  if (floors && floors.lowest > floors.highest)
    refuse(
      `议题 ${matter} 的楼层范围有误`,
      `matter ${matter}: the range of floors has its lowest floor above its highest`,
    );
  if (seats === null && candidates.length === 0) return;
  if (!seats) refuse(`议题 ${matter} 未载应选人数`, `matter ${matter}: an election needs at least one seat`);
  const names = new Set(candidates.map((own) => own.candidate));
  if (candidates.length === 0 || candidates.length > CANDIDATES_MAX || names.size !== candidates.length)
    refuse(
      `议题 ${matter} 的候选人有误`,
      `matter ${matter}: an election needs 1 to ${CANDIDATES_MAX} candidates, each once`,
    );
}

function belongs(own: Definition, { header, meeting }: Contents): true {
  if (own.origin !== header.keys.origin || own.community !== header.community || own.meeting !== meeting)
    refuse("会议定义属于其他记录、小区或会议", "The definition is of another record, community or meeting");
  return true;
}

function countable(matters: readonly DefinedMatter[]): true {
  const count = matters.length;
  if (count === 0) refuse("议程上没有议题", "There are no matters on the agenda");
  if (new Set(matters.map((own) => own.matter)).size !== count)
    refuse("议程上有重复的议题", "A matter is on the agenda twice");
  return true;
}

/** The witnesses that a definition names: none, or a policy that cannot stand. */
export function watchedBy(own: Definition): WitnessPolicy | "unsound" | null {
  try {
    return watched(own).witnesses;
  } catch {
    return "unsound";
  }
}

function watched(own: Definition): { readonly witnesses: WitnessPolicy | null } {
  const keys = own.witnesses?.witnesses.map(readVerifierKey) ?? [];
  const required = own.witnesses?.required ?? 0;
  if (own.witnesses) {
    if (keys.length < 2 || keys.length > 16 || required < 1 || required >= keys.length)
      refuse(
        "见证人数目有误",
        "a policy names 2 to 16 witnesses and requires fewer than it names, at least one",
      );
    if (keys.some((key) => key.signs !== "cosignatures"))
      refuse("见证人密钥类型有误", "the key of a witness must be one that signs cosignatures");
    distinct(keys.map((key) => key.name));
    distinct(keys.map((key) => key.key.bytes.join()));
  }
  if (own.inboxes.length > 4) refuse("收件处过多", "at most 4 inboxes can be named");
  for (const { name, url } of own.inboxes) {
    const length = [...name.trim()].length;
    if (length < 1 || length > 100 || url.length > 200 || !URL_OF_INBOX.test(url))
      refuse("收件处的名称或地址有误", "the name or address of an inbox is malformed");
  }
  distinct(own.inboxes.map((inbox) => inbox.name));
  distinct(own.inboxes.map((inbox) => inbox.key.id));
  return { witnesses: own.witnesses ? { required, keys } : null };
}

function distinct(names: readonly string[]): void {
  if (new Set(names).size !== names.length)
    refuse("名称或密钥重复", "every witness and every inbox needs a name and a key of its own");
}

function drawable({ lot, switches }: Definition): true {
  if ((lot !== null) !== (switches.tie_break === "lot"))
    refuse("抽签设置与同票规则不符", "lot must be there where tie_break is lot, and null elsewhere");
  if (lot && (lot.reveal_hours < 24 || lot.reveal_hours > 168))
    refuse("披露期应为 24 至 168 小时", "reveal_hours must be 24 to 168");
  return true;
}

function kindsFit({ matters }: Definition, rules: Rules): true {
  for (const own of matters) {
    // What is refused is told as a matter of competence.
    if (rules.pack.refused.some((each) => each.kind === own.kind)) continue;
    const rule = ruleOf(rules.pack, own.kind);
    if (!rule)
      refuse(
        `议题 ${own.matter}：规则包不知类别 ${own.kind}`,
        `Matter ${own.matter}: the rule pack does not know the kind ${own.kind}`,
      );
    else if (rule.elects !== own.candidates.length > 0)
      refuse(
        `议题 ${own.matter} 的候选人与其类别不符`,
        `Matter ${own.matter} names candidates though its kind elects nobody, or names none though it does`,
      );
  }
  return true;
}

function holidaysStand({ holidays }: Definition): true {
  const years = holidays ?? [];
  const wrong = (year: number): never =>
    refuse(`${year} 年的休假日有误`, `holidays: those of ${year} do not stand`);
  years.forEach((own, place) => {
    const days = [...own.rest, ...own.work];
    const rises = [own.rest, own.work].every((list) =>
      list.every((day, at) => at === 0 || (list[at - 1] ?? "") < day),
    );
    const inYear = days.every((day) => day.startsWith(String(own.year).padStart(4, "0")) && isDay(day));
    const source = own.source.trim();
    const ordered = place === 0 || (years[place - 1]?.year ?? 0) < own.year;
    const distinctDays = new Set(days).size === days.length;
    if (
      !rises ||
      !inYear ||
      !ordered ||
      !distinctDays ||
      source === "" ||
      [...source].length > 200 ||
      source !== own.source
    )
      wrong(own.year);
  });
  return true;
}

/** A finding about what the definition gives a meaning that it cannot have. */
export function cannotMean(told: Told): Told {
  return {
    zh: `会议定义所作的规定不成立：${told.zh}`,
    en: `The definition gives a meaning that cannot stand: ${told.en}`,
  };
}
