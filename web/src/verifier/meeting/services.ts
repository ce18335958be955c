import type { Ledger } from "../ledger.ts";
import {
  annex as annexForm,
  checkName,
  readDocument,
  serviceDetails,
  type Roll,
} from "../bundle/documents.ts";
import { termOf } from "../law/compose.ts";
import type { Enrolments } from "../record/enrolments.ts";
import { acknowledgement } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { textOf, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";
import type { Life } from "./life.ts";
import type { Version } from "./notice.ts";
import type { Posted, Rolls } from "./rolls.ts";
import { after } from "./states.ts";

const OF_UNIT_MAX = 100;
const RECORDERS = ["convener", "secretary", "scrutineer"];
const OTHER_CHANNELS = ["email", "message", "letter", "door"];

type Service = StepOf<"unit_served" | "service_attempted">;

/** What services are held against. */
export interface ServiceBench {
  readonly contents: Contents;
  readonly agenda: Agenda | null;
  readonly life: Life;
  readonly enrolments: Enrolments;
  readonly versions: readonly Version[];
}

/** Follows every service of notice; hands out whether a unit was reached for an elector before the opening. */
export function followServices(
  bench: ServiceBench,
  rolls: Rolls,
  ledger: Ledger,
): (unit: string, elector: string) => boolean {
  const { contents, life } = bench;
  const deliveries = new Deliveries(bench);
  let reached = new Set<string>();
  const posted = [...rolls.provisional];
  // Without a roll nothing can be served; that it is missing is told where rolls are.
  if (posted.length === 0) return () => false;
  let homes = homesOf(contents, posted.shift());
  const opening = life.opening?.index ?? Infinity;
  for (const step of contents.ofKind(
    "unit_served",
    "service_attempted",
    "meeting_noticed",
    "notice_versioned",
  )) {
    for (let next = posted[0]; next && next.step.index < step.index; next = posted[0])
      homes = homesOf(contents, posted.shift());
    const { fact } = step;
    if (fact.kind === "meeting_noticed" || fact.kind === "notice_versioned") {
      deliveries.given.push(step.at);
      // A corrected notice is served again.
      reached = new Set();
      continue;
    }
    const service = step as Service;
    const prefix = {
      zh: `记录 ${step.index} 的送达不成立：`,
      en: `The service of entry ${step.index} cannot stand: `,
    };
    const stands = ledger.judge("services_sound", () => deliveries.check(service, homes), prefix) === true;
    const proved = acknowledged(bench, service, homes, ledger);
    const elector = homes.electors.get(fact.unit);
    if (stands && proved && step.index < opening && elector !== undefined && deliveries.isProof(service))
      reached.add(`${fact.unit}\n${elector}`);
    deliveries.count(service);
  }
  return (unit, elector) => reached.has(`${unit}\n${elector}`);
}

/** Whose unit is whose, on the roll as it stands. */
interface Homes {
  readonly electors: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, readonly string[]>;
}

function homesOf(contents: Contents, posted: Posted | undefined): Homes {
  const units = (roll: Roll) =>
    roll.electors.flatMap(({ elector, units: own }) => own.map(({ unit }) => [unit, elector] as const));
  const text = posted && contents.text(posted.annex);
  return { electors: new Map(posted ? units(posted.roll) : []), owners: ownersOf(text) };
}

function ownersOf(text: string | undefined): ReadonlyMap<string, readonly string[]> {
  try {
    const electors = text === undefined ? [] : readDocument(text, annexForm).electors;
    return new Map(electors.map((own) => [own.elector, own.owners]));
  } catch {
    // An annex that cannot be read is told where rolls are derived.
    return new Map();
  }
}

class Deliveries {
  /** When each version of the notice was given. */
  readonly given: Instant[] = [];
  private readonly entries = new Map<string, number>();
  private readonly attempts = new Map<string, number>();
  private readonly bench: ServiceBench;
  private readonly terms: { readonly in_app: string | null; readonly posting_attempts: number };

  constructor(bench: ServiceBench) {
    this.bench = bench;
    const rules = bench.agenda?.rules;
    this.terms = (rules && termOf(rules, "service")) ?? { in_app: null, posting_attempts: 0 };
  }

  check(step: Service, homes: Homes): true {
    const { index, at, fact } = step;
    const { state, schedule } = this.bench.life.before(index);
    if (!after(state, "serve"))
      refuse(`会议状态为 ${state}`, `a meeting that is ${state} does not allow this`);
    if (schedule) this.checkEntry(step, homes, schedule.closesAt);
    const text = fact.details === null ? undefined : this.bench.contents.text(fact.details);
    if (text !== undefined) {
      const details = readDocument(text, serviceDetails);
      checkName(details.served_by);
      if (details.meeting !== this.bench.contents.meeting)
        refuse("送达人属于其他会议", "who served is told for another meeting");
    }
    if (timeOf(step) > at) refuse("送达时间在将来", "is in the future");
    return true;
  }

  private checkEntry(step: Service, homes: Homes, closesAt: Instant): void {
    const { fact } = step;
    const { unit, channel, by, version, evidence } = fact;
    const tried = fact.kind === "service_attempted";
    if (tried && !OTHER_CHANNELS.includes(channel))
      refuse(`不得以 ${channel} 记为未送达`, `an attempt by ${channel} is not recorded`);
    if (!homes.electors.has(unit)) refuse(`名册上没有房屋 ${unit}`, `there is no unit ${unit} on the roll`);
    if (!RECORDERS.includes(by) && !(by === "owner" && channel === "in_app"))
      refuse(`${channel} 送达不得由 ${by} 记录`, `a service by ${channel} is not recorded by a ${by}`);
    const given = this.given[version - 1];
    if (given === undefined)
      return refuse(`没有第 ${version} 版通知`, `there is no version ${version} of the notice`);
    const time = timeOf(step);
    if (time < given)
      refuse(
        `早于该版通知发出（${textOf(given)}）`,
        `is before this version of the notice, which was given at ${textOf(given)}`,
      );
    if (time >= closesAt)
      refuse(`不早于截止（${textOf(closesAt)}）`, `is not before the close at ${textOf(closesAt)}`);
    if ((this.entries.get(unit) ?? 0) >= OF_UNIT_MAX)
      refuse("该房屋送达记录过多", "a unit has at most 100 services and attempts");
    if (tried) return;
    if (channel !== "in_app" && evidence === null)
      refuse("缺少送达凭证", `a service by ${channel} needs evidence`);
    const [needed, made] = [this.terms.posting_attempts, this.attempts.get(unit) ?? 0];
    if (channel === "posting" && made < needed)
      refuse(
        `张贴前应有 ${needed} 次未送达记录，实有 ${made} 次`,
        `a posting needs ${needed} failed attempts before it; there are ${made}`,
      );
  }

  /** Whether a service shows that the unit was reached by the last version of the notice. */
  isProof({ fact }: Service): boolean {
    if (fact.kind !== "unit_served" || fact.version !== this.given.length) return false;
    if (fact.channel === "in_app")
      return fact.by === "owner" && fact.evidence !== null && this.terms.in_app === "proof";
    return fact.channel !== "posting";
  }

  count({ fact }: Service): void {
    this.entries.set(fact.unit, (this.entries.get(fact.unit) ?? 0) + 1);
    if (fact.kind === "service_attempted")
      this.attempts.set(fact.unit, (this.attempts.get(fact.unit) ?? 0) + 1);
  }
}

function timeOf({ fact }: Service): Instant {
  return fact.kind === "unit_served" ? fact.served_at : fact.attempted_at;
}

/** Whether an owner's own opening of the notice was signed by them; anything else needs no such word. */
function acknowledged(bench: ServiceBench, step: Service, homes: Homes, ledger: Ledger): boolean {
  const { fact, index } = step;
  if (fact.kind !== "unit_served" || fact.by !== "owner" || fact.evidence === null) return true;
  if (!bench.contents.isAudit) {
    ledger.open(
      "services_acknowledged",
      "无法核实通知由谁签收：本文件为公开文件。",
      "Could not check who acknowledged the notice: the bundle is public.",
    );
    return true;
  }
  const text = bench.contents.text(fact.evidence);
  if (text === undefined) return false;
  const prefix = {
    zh: `记录 ${index} 的签收声明无效：`,
    en: `The acknowledgement of entry ${index} does not stand: `,
  };
  return (
    ledger.judge("services_acknowledged", () => signedByOwner(bench, step, homes, text), prefix) === true
  );
}

function signedByOwner(
  { contents, enrolments, versions }: ServiceBench,
  step: Service,
  homes: Homes,
  text: string,
): true {
  const { index, at, fact } = step;
  const jws = parseJws(text, "notice-acknowledgement");
  const signer = enrolments.good(jws.keyId, index);
  if (signer.owner === null) return refuse("其密钥不属于业主", "its key is no owner's");
  checkSignature(jws, signer.key);
  const said = readPayload(jws, acknowledgement);
  const version = versions[fact.version - 1];
  const named = version && version.index < index && version.at <= at && version.digest === said.notice;
  if (!named || !isHere(contents, said) || fact.channel !== "in_app")
    refuse("属于其他会议或通知的其他版本", "it is of another meeting or another version of the notice");
  const owners = homes.owners.get(homes.electors.get(fact.unit) ?? "") ?? [];
  if (!owners.includes(signer.owner))
    refuse("签署者并非该房屋业主", "whoever signed it does not own the unit");
  return true;
}
