import type { Ledger } from "../ledger.ts";
import { readDocument, roll as rollForm, type Roll } from "../bundle/documents.ts";
import type { LawDefinition, Matter } from "../law/contract.ts";
import { unitsOf } from "../law/electorate.ts";
import { canonical } from "../values/json.ts";
import { refuse } from "../values/unsound.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, Step, StepOf } from "./contents.ts";
import type { Life } from "./life.ts";

/** A roll as an entry posted it. */
export interface Posted {
  readonly step: Step;
  readonly digest: string;
  readonly annex: string;
  readonly roll: Roll;
}

/** Every roll of a meeting: those posted for objection, and the final one. */
export interface Rolls {
  readonly provisional: readonly Posted[];
  readonly last: Posted | null;
}

/** Follows the rolls: each amendment behind the one before, and the final one the posted one. */
export function followRolls(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda | null,
  life: Life,
  ledger: Ledger,
): Rolls {
  ledger.checked("roll_chain");
  const read = (step: Step, digest: string, annex: string, status: Roll["status"]): Posted | null =>
    ledger.attempt("roll_chain", () => posted(contents, agenda, { step, digest, annex }, status)) ?? null;
  const provisional = [read(noticed, noticed.fact.roll, noticed.fact.annex, "provisional")];
  let current = noticed.fact.roll;
  for (const step of life.amendments) {
    if (step.fact.before !== current)
      ledger.finding("roll_chain", {
        zh: `记录 ${step.index} 的更正所针对的并非当时有效的名册。`,
        en: `The amendment of entry ${step.index} changes a roll that was not the standing one.`,
      });
    current = step.fact.roll;
    provisional.push(read(step, current, step.fact.annex, "provisional"));
  }
  const shown = provisional.filter((own) => own !== null);
  const { opening } = life;
  const last = opening ? read(opening, opening.fact.roll, opening.fact.annex, "final") : null;
  const before = shown.at(-1);
  if (
    last &&
    before &&
    (canonical({ ...before.roll, status: "final" }) !== canonical(last.roll) || before.annex !== last.annex)
  )
    ledger.finding("roll_chain", {
      zh: "最终名册与公示名册不一致：存在未记录的改动。",
      en: "The final roll is not the posted one: it was changed without a recorded amendment.",
    });
  const standing = last ?? before;
  if (agenda && standing)
    for (const matter of agenda.law.matters)
      ledger.judge("roll_matters", () => checkElectorate(matter, agenda.law, standing.roll));
  return { provisional: shown, last };
}

function posted(
  contents: Contents,
  agenda: Agenda | null,
  place: Omit<Posted, "roll">,
  status: Roll["status"],
): Posted | null {
  const text = contents.text(place.digest);
  if (text === undefined) return null;
  const roll = readDocument(text, rollForm);
  const { index } = place.step;
  const overlapping = agenda?.definition.switches.overlapping_owners;
  const belongs =
    roll.community === contents.header.community &&
    roll.meeting === contents.meeting &&
    roll.status === status &&
    (overlapping === undefined || overlapping === roll.overlapping_owners);
  if (!belongs)
    refuse(
      `记录 ${index} 的名册属于其他会议、状态不符或分组规则不同`,
      `The roll of entry ${index} is of another meeting, of another status, or grouped by another rule`,
    );
  checkOrder(roll, index);
  return { ...place, roll };
}

function checkOrder({ electors }: Roll, index: number): void {
  const wrong = (zh: string, en: string): never =>
    refuse(`记录 ${index} 的名册有误：${zh}`, `The roll of entry ${index} ${en}`);
  if (electors.length === 0) wrong("没有表决权人", "has no elector");
  if (electors.some((own, place) => place > 0 && (electors[place - 1]?.elector ?? "") >= own.elector))
    wrong("表决权人次序有误或重复", "has electors out of their order or twice");
  if (electors.filter((own) => own.kind === "developer").length > 1)
    wrong("建设单位重复", "has the developer twice");
  const labels = new Set<string>();
  for (const { elector, units } of electors) {
    if (units.length === 0)
      wrong(`表决权人 ${elector} 没有房屋`, `has the elector ${elector} without a unit`);
    units.forEach(({ unit }, place) => {
      if (labels.has(unit)) wrong(`房屋 ${unit} 重复`, `has the unit ${unit} twice`);
      if (place > 0 && !isBefore(units[place - 1]?.unit ?? "", unit))
        wrong("房屋次序有误", "has units out of their order");
      labels.add(unit);
    });
  }
}

/** Whether a text stands before another in the order of their UTF-8 bytes. */
export function isBefore(one: string, other: string): boolean {
  const [a, b] = [[...one], [...other]];
  for (const [place, letter] of a.entries()) {
    const [x, y] = [letter.codePointAt(0) ?? 0, b[place]?.codePointAt(0) ?? -1];
    if (x !== y) return x < y;
  }
  return a.length < b.length;
}

/** Refuses an electorate that names what is not on the roll, or that nobody is in. */
export function checkElectorate(
  asked: Matter,
  law: LawDefinition,
  { electors }: Pick<Roll, "electors">,
): void {
  const { matter, electorate: own } = asked;
  const units = electors.flatMap((elector) => elector.units);
  const wrong = (zh: string, en: string): never => refuse(`议题 ${matter}：${zh}`, `Matter ${matter}: ${en}`);
  const buildings = new Set(units.map((unit) => unit.building));
  const entrances = new Set(units.map((unit) => canonical([unit.building, unit.entrance])));
  const labels = new Set(units.map((unit) => unit.unit));
  const building = own.buildings.find((name) => !buildings.has(name));
  if (building !== undefined)
    wrong(`名册上没有 ${building} 幢`, `there is no building ${building} on the roll`);
  if (own.entrances.some((each) => !entrances.has(canonical([each.building, each.entrance]))))
    wrong("所列单元不在名册上", "an entrance that it names is not on the roll");
  const label = own.units.find((name) => !labels.has(name));
  if (label !== undefined) wrong(`名册上没有房屋 ${label}`, `there is no unit ${label} on the roll`);
  if (!electors.some((elector) => unitsOf(elector, asked, law.switches).length > 0))
    wrong("无人有权表决", "no unit of the roll is in this electorate");
}
