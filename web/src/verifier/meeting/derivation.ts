import type { Ledger } from "../ledger.ts";
import {
  annex as annexForm,
  readDocument,
  register as registerForm,
  type Annex,
  type Register,
} from "../bundle/documents.ts";
import type { Holding } from "../law/contract.ts";
import { amended, grouped } from "../law/roll.ts";
import type { Enrolments } from "../record/enrolments.ts";
import { rollAmendment, rollConfirmation, type RegisterUnit } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { canonical, digestOfValue } from "../values/json.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isBefore, type Posted, type Rolls } from "./rolls.ts";

const ROWS_MAX = 50_000;

/** Who confirms an amendment of the roll, by as what it was signed. */
export const CONFIRMERS: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  secretary: ["scrutineer", "supervisor", "residents_committee"],
  supervisor: ["scrutineer", "residents_committee"],
};

type Amended = StepOf<"roll_amended">;

/** Derives every roll again from the register and the amendments; hands out who is behind the final pseudonyms. */
export function checkDerivation(
  contents: Contents,
  rolls: Rolls,
  amendments: readonly Amended[],
  enrolments: Enrolments,
  ledger: Ledger,
): Annex["electors"] | null {
  for (const step of amendments) ledger.judge("amendments_confirmed", () => ofTwoBodies(step));
  if (!contents.isAudit) {
    publicOnly(amendments.length > 0, ledger);
    return null;
  }
  const [posted, ...later] = rolls.provisional;
  if (!posted) return null;
  const derived = ledger.judge("roll_derived", () => {
    let holdings = register(contents, posted);
    const salt = annexOf(contents, posted.annex).salt;
    let electors = agrees(contents, posted, holdings, salt);
    for (const own of later) {
      holdings = changed(contents, own, holdings);
      electors = agrees(contents, own, holdings, salt);
    }
    return rolls.last ? agrees(contents, rolls.last, holdings, salt) : electors;
  });
  for (const step of amendments) {
    ledger.judge("amendments_signed", () => signed(contents, step, enrolments));
    ledger.judge("amendments_confirmed", () => confirmed(contents, step, enrolments));
  }
  return derived ?? null;
}

function publicOnly(amendments: boolean, ledger: Ledger): void {
  ledger.open(
    "roll_derived",
    "无法核实名册由业主名册推导得出：本文件为公开文件。",
    "Could not check that the roll follows from the register: the bundle is public.",
  );
  if (!amendments) return;
  ledger.open(
    "amendments_signed",
    "无法核实更正的签署人及内容：本文件为公开文件。",
    "Could not check who signed the amendments and what they say: the bundle is public.",
  );
  ledger.open(
    "amendments_confirmed",
    "无法核实更正由谁确认：本文件为公开文件。",
    "Could not check who confirmed the amendments: the bundle is public.",
  );
}

type Holdings = ReadonlyMap<string, Holding & RegisterUnit>;

/** The units of a register, in the order of their labels; refused if they contradict each other. */
export function holdingsOf(units: Register["units"]): Holdings {
  const all = new Map<string, RegisterUnit>();
  const doors = new Set<string>();
  let pairs = 0;
  for (const own of units) {
    const door = canonical([own.building, own.entrance, own.floor, own.number, own.kind]);
    pairs += own.owners.length;
    if (own.owners.length === 0) refuse(`房屋 ${own.unit} 没有业主`, `unit ${own.unit} has no owner`);
    if (pairs > ROWS_MAX) refuse("房屋与业主过多", "there are too many pairs of unit and owner");
    if (all.has(own.unit) || doors.has(door))
      refuse(`房屋 ${own.unit} 重复`, `unit ${own.unit} or its door is there twice`);
    all.set(own.unit, own);
    doors.add(door);
  }
  if (all.size === 0) refuse("没有房屋", "there is no unit");
  return all;
}

/** A version of the register from its document: units in order, owners in order, each once. */
export function readRegister(text: string): { readonly own: Register; readonly holdings: Holdings } {
  const own = readDocument(text, registerForm);
  const ordered = own.units.every(
    (unit, place) => place === 0 || isBefore(own.units[place - 1]?.unit ?? "", unit.unit),
  );
  const owners = own.units.every(({ owners: names }) => rises(names));
  if (!ordered || !owners) refuse("业主名册的次序有误", "The register does not stand in its order");
  return { own, holdings: holdingsOf(own.units) };
}

function rises(names: readonly string[]): boolean {
  return names.every((own, place) => place === 0 || (names[place - 1] ?? "") < own);
}

function register(contents: Contents, { step, roll }: Posted): Holdings {
  const named = roll.register_version;
  const imported = contents
    .standingOf("register_imported")
    .find((own) => own.fact.version === named && own.index < step.index);
  const text = imported && contents.text(imported.fact.document);
  if (text === undefined)
    return refuse(
      `未出示名册所引用的业主名册第 ${named} 版`,
      `Version ${named} of the register, which the roll names, is not shown`,
    );
  const { own, holdings } = readRegister(text);
  if (own.community !== contents.header.community || own.register_version !== named)
    refuse("业主名册属于其他小区或版本不符", "The register is of another community or version");
  return holdings;
}

function annexOf(contents: Contents, digest: string): Annex {
  const text =
    contents.text(digest) ?? refuse("缺少公示名册的附件", "The annex of the posted roll is missing");
  return readDocument(text, annexForm);
}

function agrees(contents: Contents, posted: Posted, holdings: Holdings, salt: string): Annex["electors"] {
  const { index } = posted.step;
  const { electors, annex } = grouped(holdings.values(), posted.roll.overlapping_owners, salt, digestOfValue);
  const own = annexOf(contents, posted.annex);
  const same =
    canonical(electors) === canonical(posted.roll.electors) &&
    canonical(annex) === canonical(own.electors) &&
    own.salt === salt &&
    own.community === contents.header.community &&
    own.meeting === contents.meeting;
  if (!same)
    refuse(
      `记录 ${index} 的名册或其附件并非由业主名册推导得出`,
      `The roll or annex of entry ${index} does not follow from the register`,
    );
  return own.electors;
}

function changed(contents: Contents, { step }: Posted, holdings: Holdings): Holdings {
  if (step.fact.kind !== "roll_amended") return holdings;
  const text = contents.text(step.fact.statement);
  if (text === undefined) return wrong(step.index, "缺失", "is missing");
  const { change } = readPayload(parseJws(text, "roll-amendment"), rollAmendment);
  const after = amended(holdings, change) as ReadonlyMap<string, RegisterUnit> | null;
  if (!after)
    return wrong(step.index, "所涉房屋不符", "is about a unit that is not in the register, or is already");
  if (canonical([...holdings.values()]) === canonical([...after.values()]))
    wrong(step.index, "未作任何更改", "changes nothing");
  return holdingsOf([...after.values()]);
}

function wrong(index: number, zh: string, en: string): never {
  return refuse(`记录 ${index} 的更正：${zh}`, `The amendment of entry ${index} ${en}`);
}

function ofTwoBodies({ index, fact }: Amended): void {
  if (!CONFIRMERS[fact.by]?.includes(fact.confirmed_by))
    wrong(
      index,
      `${fact.by} 的更正不得由 ${fact.confirmed_by} 确认`,
      `of a ${fact.by} cannot be confirmed by a ${fact.confirmed_by}`,
    );
}

function signed(contents: Contents, step: Amended, enrolments: Enrolments): void {
  const { index, fact } = step;
  const text = contents.text(fact.statement) ?? wrong(index, "缺失", "is missing");
  const jws = parseJws(text, "roll-amendment");
  const own = readPayload(jws, rollAmendment);
  const officer = enrolments.officer(jws.keyId, [fact.by], step);
  if (!officer)
    return wrong(
      index,
      `并非由在任的 ${fact.by} 以已登记密钥签署`,
      `is not signed with the enrolled key of a ${fact.by} in office`,
    );
  checkSignature(jws, officer.key);
  const same = isHere(contents, own) && own.before === fact.before && own.reason === fact.reason;
  if (!same) wrong(index, "所签内容与记录不符", "says other things than its entry");
}

function confirmed(contents: Contents, step: Amended, enrolments: Enrolments): void {
  const { index, fact } = step;
  // A document that is missing is noted where documents are.
  const [text, amendment] = [contents.text(fact.confirmation), contents.text(fact.statement)];
  if (text === undefined || amendment === undefined) return;
  const jws = parseJws(text, "roll-confirmation");
  const own = readPayload(jws, rollConfirmation);
  if (keyOf(amendment) === jws.keyId)
    wrong(index, "由签署者本人确认", "is confirmed with the key that signed it");
  const officer = enrolments.officer(jws.keyId, [fact.confirmed_by], step);
  if (!officer)
    return wrong(
      index,
      `并非由在任的 ${fact.confirmed_by} 以已登记密钥确认`,
      `is not confirmed with the enrolled key of a ${fact.confirmed_by} in office`,
    );
  checkSignature(jws, officer.key);
  const same = isHere(contents, own) && own.amendment === fact.statement && own.role === fact.confirmed_by;
  if (!same) wrong(index, "确认的是其他内容", "was confirmed as something else");
}

function keyOf(amendment: string): string | null {
  try {
    return parseJws(amendment, "roll-amendment").keyId;
  } catch {
    return null;
  }
}

/** Whether a statement belongs to this meeting. */
export function isHere(
  { header, meeting }: Contents,
  said: { readonly origin: string; readonly community: string; readonly meeting: string },
): boolean {
  return (
    said.origin === header.keys.origin && said.community === header.community && said.meeting === meeting
  );
}
