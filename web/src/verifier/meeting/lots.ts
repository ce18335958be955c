import type { Ledger } from "../ledger.ts";
import { lotValue } from "../bundle/documents.ts";
import { type Certificate } from "../bundle/certified.ts";
import { commitmentsOf, lotSeed } from "../law/lots.ts";
import type { Enrolments } from "../record/enrolments.ts";
import { lotCommitment, lotReveal } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload, type StatementKey } from "../statements/jws.ts";
import { digestOfValue } from "../values/json.ts";
import { HOUR, textOf, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, Step, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";
import type { Life } from "./life.ts";

interface Pledge {
  readonly role: Role;
  readonly key: StatementKey;
  readonly commitment: string;
  value: string | null;
}

/** What the lot is drawn from: who committed to values, and which were revealed in time. */
export interface Lots {
  readonly pledges: readonly Pledge[];
  /** Until when values could be revealed. */
  readonly until: Instant | null;
  readonly seed: string | null;
}

/** Takes every commitment to the lot, and every value, again. */
export function replayLots(
  contents: Contents,
  life: Life,
  agenda: Agenda,
  enrolments: Enrolments,
  ledger: Ledger,
): Lots | null {
  const { lot, switches } = agenda.definition;
  const steps = contents.ofKind("lot_committed", "lot_revealed");
  if (!lot || switches.tie_break !== "lot" || lot.reveal_hours < 24 || lot.reveal_hours > 168) {
    for (const { index } of steps)
      ledger.finding("lot_pledged", {
        zh: `记录 ${index} 涉及抽签，而本次会议并不以抽签解决同票。`,
        en: `Entry ${index} is about a lot, and no lot breaks ties in this meeting.`,
      });
    return null;
  }
  const until = life.close ? life.close.at + BigInt(lot.reveal_hours) * HOUR : null;
  const pledges: Pledge[] = [];
  const made: { readonly step: Step; readonly pledge: Pledge }[] = [];
  for (const step of steps) {
    const text = contents.text(step.fact.statement);
    const prefix = {
      zh: `记录 ${step.index} 的声明无效：`,
      en: `The statement of entry ${step.index} does not stand: `,
    };
    ledger.attempt(
      "lot_pledged",
      () => {
        if (step.fact.kind === "lot_revealed") checkTime(step, until);
        if (text === undefined) return;
        if (step.fact.kind === "lot_committed") {
          const pledge = committed(contents, text, pledges);
          pledges.push(pledge);
          made.push({ step, pledge });
          if (pledge.role !== step.fact.role)
            refuse(
              `承诺由 ${pledge.role} 作出，而非 ${step.fact.role}`,
              `the ${pledge.role} committed to the lot, not the ${step.fact.role}`,
            );
        } else revealed(contents, text, pledges);
        ledger.checked("lot_pledged");
      },
      prefix,
    );
  }
  checkPledgers(contents, made, enrolments, ledger);
  const root = life.close && contents.roots.get(life.close.index);
  const values = pledges.map((own) => own.value);
  return { pledges, until, seed: root ? lotSeed(root, contents.meeting, values, digestOfValue) : null };
}

function checkTime({ at }: StepOf<"lot_committed" | "lot_revealed">, until: Instant | null): void {
  if (until !== null && until <= at)
    refuse(
      `于 ${textOf(at)} 披露，逾期（须早于 ${textOf(until)}）`,
      `it reveals a value at ${textOf(at)}; that was possible before ${textOf(until)}`,
    );
}

function committed(contents: Contents, text: string, pledges: readonly Pledge[]): Pledge {
  const jws = parseJws(text, "lot-commitment");
  const own = readPayload(jws, lotCommitment);
  checkSignature(jws, own.key);
  if (!isHere(contents, own))
    refuse("属于其他记录、小区或会议", "it is of another record, community or meeting");
  const most = commitmentsOf(own.role);
  if (most === 0) refuse(`${own.role} 不得作出抽签承诺`, `a ${own.role} may not commit to the lot`);
  if (pledges.some((pledge) => pledge.key.x === own.key.x))
    refuse("该密钥已作出承诺", "this key has committed to the lot already");
  if (pledges.filter((pledge) => pledge.role === own.role).length >= most)
    refuse(
      `${own.role} 已作出承诺`,
      `the ${own.role} has committed to the lot already, as often as the role may`,
    );
  return { role: own.role, key: own.key, commitment: own.commitment, value: null };
}

function revealed(contents: Contents, text: string, pledges: readonly Pledge[]): void {
  const jws = parseJws(text, "lot-reveal");
  const pledge = pledges.find((own) => own.key.id === jws.keyId);
  if (!pledge) return refuse("该密钥未作出承诺", "this key has not committed to anything");
  checkSignature(jws, pledge.key);
  const own = readPayload(jws, lotReveal);
  if (!isHere(contents, own))
    refuse("属于其他记录、小区或会议", "it is of another record, community or meeting");
  const value = lotValue(own.value, "value");
  const { origin } = contents.header.keys;
  const source = { community: own.community, key: pledge.key.x, meeting: own.meeting, origin, value };
  if (digestOfValue(source) !== pledge.commitment)
    refuse("随机数与承诺不符", "the value is not the one that was committed to");
  const again = pledge.value !== null;
  pledge.value = value;
  if (again) refuse("已经披露", "what this key committed to was revealed already");
}

function checkPledgers(
  contents: Contents,
  made: readonly { readonly step: Step; readonly pledge: Pledge }[],
  enrolments: Enrolments,
  ledger: Ledger,
): void {
  if (made.length === 0) return;
  if (!contents.isAudit)
    return ledger.open(
      "lot_pledgers_enrolled",
      "无法核实抽签承诺由工作人员作出：本文件为公开文件。",
      "Could not check that officers committed to the lot: the bundle is public.",
    );
  ledger.checked("lot_pledgers_enrolled");
  for (const { step, pledge } of made)
    if (!enrolments.officer(pledge.key.id, [pledge.role], step))
      ledger.finding("lot_pledgers_enrolled", {
        zh: `记录 ${step.index} 的抽签承诺并非由已登记且在任的工作人员密钥作出。`,
        en: `The commitment of entry ${step.index} was not made with an officer's enrolled key in a role in force.`,
      });
}

/** Whether ties were drawn from what the close and the values give, and the count waited for them. */
export function checkDrawn({ pledges, until, seed }: Lots, certificate: Certificate, ledger: Ledger): void {
  ledger.checked("lot_drawn");
  const drawn = certificate.matters.filter((own) => "lot" in own.verdict);
  for (const { matter, verdict } of drawn) {
    const lot = verdict["lot"];
    const own = typeof lot === "object" && lot !== null && "seed" in lot ? lot.seed : null;
    if (own === null || own !== seed)
      ledger.finding("lot_drawn", {
        zh: `议题 ${matter}：抽签所用种子并非由截止时的树根与已披露的随机数得出。`,
        en: `Matter ${matter}: the lot was drawn from another seed than the close and the revealed values give.`,
      });
  }
  const withheld = pledges.filter((own) => own.value === null);
  if (drawn.length > 0 && withheld.length > 0 && until !== null && certificate.counted_at < until) {
    const at = textOf(certificate.counted_at);
    ledger.finding("lot_drawn", {
      zh: `计票于 ${at} 进行，当时尚有 ${withheld.length} 个抽签随机数未披露，而披露期限为 ${textOf(until)}。`,
      en: `It was counted at ${at} with ${withheld.length} values of the lot not revealed, which had time until ${textOf(until)}.`,
    });
  }
  if (withheld.length === 0 && pledges.length > 0) return ledger.checked("lot_kept");
  if (drawn.length === 0) return;
  if (pledges.length === 0)
    ledger.open(
      "lot_kept",
      "无法核实抽签未被操控：无人作出承诺，抽签结果仅由截止时的树根得出，而该树根由系统运行者写成。",
      "Could not check that nobody chose the draw: no officer committed to a value, and it follows from the close " +
        "alone, which whoever runs the machine wrote.",
    );
  for (const { role, key } of withheld)
    ledger.open(
      "lot_kept",
      `无法核实抽签未被操控：${role}（密钥 ${key.id}）作出承诺而未披露其随机数。`,
      `Could not check that nobody chose the draw: the ${role} with the key ${key.id} committed to a value and did not ` +
        "reveal it.",
    );
}
