import type { Told } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import { dayOf, plusDays, startOf } from "../law/calendar.ts";
import { forward } from "../law/days.ts";
import { milliseconds, ofMilliseconds, textOf, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, Step } from "./contents.ts";
import type { Life } from "./life.ts";

const REASON_MAX = 2_000;
const GROUNDS: Readonly<Record<string, readonly string[]>> = {
  roll: ["area_wrong", "not_an_owner", "missing_from_roll", "procedure", "other"],
  candidates: ["not_eligible", "not_an_owner", "procedure", "other"],
  competence: ["outside_competence", "procedure", "other"],
  result: ["count_wrong", "procedure", "other"],
};

interface Raised {
  readonly stage: string;
  standing: "open" | "withdrawn" | "answered";
}

/** Follows objections and their answers, and the period before the announcement; hands out how many are left open. */
export function checkResult(contents: Contents, agenda: Agenda | null, life: Life, ledger: Ledger): number {
  const period = objectionPeriod(agenda, life);
  const docket = new Docket(agenda, period?.endsAt ?? null);
  ledger.checked("objections");
  for (const step of contents.own()) {
    ledger.judge("objections", () => docket.named(step));
    ledger.judge("objections", () => docket.take(step));
  }
  const { announced, counted } = life;
  if (!announced || !counted || !period) return docket.open();
  ledger.checked("objection_period");
  if (period.uncovered.length > 0) {
    const years = period.uncovered.join(", ");
    ledger.open(
      "objection_period",
      `会议定义未列 ${years} 年的休假日，异议期仅按每周休息日计算，无法进一步核实。`,
      `Could not check the objection period by the holidays of ${years}, which the definition does not name: it was ` +
        "counted by weekly rest days alone.",
    );
  }
  if (announced.at < period.endsAt)
    ledger.finding("objection_period", {
      zh: `结果于 ${textOf(announced.at)} 公布，而异议期至 ${textOf(period.endsAt)} 才届满。`,
      en: `The result was announced at ${textOf(announced.at)}, before objections could be raised until ${textOf(period.endsAt)}.`,
    });
  if (announced.fact.certificate !== counted.fact.certificate)
    ledger.finding("objection_period", {
      zh: `公布的结果引用证书 ${announced.fact.certificate}，而计票证书为 ${counted.fact.certificate}。`,
      en: `The result was announced under the certificate ${announced.fact.certificate}; ${counted.fact.certificate} was counted.`,
    });
  return docket.open();
}

function objectionPeriod(
  agenda: Agenda | null,
  life: Life,
): { endsAt: Instant; uncovered: readonly number[] } | null {
  if (!agenda || !life.counted) return null;
  const { rules, law } = agenda;
  const [at, days, zone] = [milliseconds(life.counted.at), law.objection_days, law.time_zone];
  // Without rules nothing is known over which days would give way.
  if (!rules)
    return { endsAt: ofMilliseconds(startOf(plusDays(dayOf(at, zone), days + 1), zone)), uncovered: [] };
  const { endsAt, uncovered } = forward(rules, law, at, days);
  return { endsAt: ofMilliseconds(endsAt), uncovered };
}

class Docket {
  private readonly raised = new Map<string, Raised>();
  private readonly amendments = new Set<number>();
  private readonly agenda: Agenda | null;
  private readonly until: Instant | null;

  constructor(agenda: Agenda | null, until: Instant | null) {
    this.agenda = agenda;
    this.until = until;
  }

  /** How many objections to the result have no answer. */
  open(): number {
    return [...this.raised.values()].filter((own) => own.stage === "result" && own.standing === "open")
      .length;
  }

  named({ index, fact }: Step): void {
    if (fact.kind !== "objection_raised") return;
    const { stage, matter } = fact;
    const own = this.agenda?.definition.matters.find((each) => each.matter === matter);
    const known =
      !this.agenda || matter === null || (own && (stage !== "candidates" || own.candidates.length > 0));
    const names = stage === "candidates" || stage === "competence";
    if (!known || names !== (matter !== null))
      refuse(
        `记录 ${index} 的异议所指议题不在议程上或不得如此提出异议，或该异议本不应指明议题`,
        `The objection of entry ${index} names no matter of the agenda that can be objected to so, or one though it is ` +
          "neither to competence nor to candidates",
      );
  }

  take(step: Step): void {
    const { index, fact } = step;
    if (fact.kind === "roll_amended") this.amendments.add(index);
    if (fact.kind === "objection_raised") this.raise(step, fact.objection, fact.stage, fact.ground);
    if (fact.kind === "objection_withdrawn") this.standing(index, fact.objection, "open", "withdrawn");
    if (fact.kind === "objection_answered") {
      const { objection, upheld, summary, correction, amendment } = fact;
      const stage = this.standing(index, objection, correction === null ? "open" : "answered", "answered");
      for (const text of [summary, correction]) if (text !== null) toldShortly(index, text);
      if (amendment !== null) this.amended(index, amendment, upheld && stage === "roll");
    }
    if (fact.kind === "result_announced" && fact.open_objections !== this.open())
      refuse(
        `公布时称有 ${fact.open_objections} 项未答复异议，实为 ${this.open()} 项`,
        `The announcement counts ${fact.open_objections} open objections; there are ${this.open()}`,
      );
  }

  private raise({ index, at }: Step, objection: string, stage: string, ground: string): void {
    const again = this.raised.has(objection);
    this.raised.set(objection, { stage, standing: "open" });
    if (again) refuse(`记录 ${index} 重复提出同一异议`, `Entry ${index} raises an objection again`);
    if (stage === "result" && this.until !== null && this.until <= at)
      refuse(
        `记录 ${index} 的异议于 ${textOf(at)} 提出，而结果的异议期至 ${textOf(this.until)} 届满`,
        `The objection of entry ${index} was raised at ${textOf(at)}; the result could be objected to until ${textOf(this.until)}`,
      );
    if (!GROUNDS[stage]?.includes(ground))
      cannotStand(index, { zh: "理由不属于该类异议", en: "its ground belongs to another stage" });
  }

  private standing(
    index: number,
    objection: string,
    needs: Raised["standing"],
    then: Raised["standing"],
  ): string {
    const own = this.raised.get(objection);
    if (!own)
      return refuse(
        `记录 ${index} 所涉异议从未提出`,
        `Entry ${index} is about an objection that nobody raised`,
      );
    if (own.standing !== needs)
      cannotStand(index, { zh: `异议已为 ${own.standing}`, en: `the objection is ${own.standing}` });
    own.standing = then;
    return own.stage;
  }

  private amended(index: number, entry: number, possible: boolean): void {
    if (!possible)
      cannotStand(index, {
        zh: "只有对名册的异议成立时才更正名册",
        en: "an amendment of the roll follows only from an objection to the roll that is upheld",
      });
    if (!this.amendments.has(entry))
      refuse(
        `记录 ${index} 称名册已由记录 ${entry} 更正，实则不然`,
        `Entry ${index} says that entry ${entry} amended the roll; it did not`,
      );
  }
}

function toldShortly(index: number, text: string): void {
  const length = [...text.trim()].length;
  if (length < 1 || length > REASON_MAX)
    refuse(
      `记录 ${index} 的答复摘要有 ${length} 个字符，应为 1 至 ${REASON_MAX} 个`,
      `The answer of entry ${index} is told to everybody in ${length} characters; it takes 1 to ${REASON_MAX}`,
    );
}

function cannotStand(index: number, why: Told): never {
  return refuse(
    `记录 ${index} 有关异议的记载不成立：${why.zh}`,
    `What entry ${index} says of an objection cannot stand: ${why.en}`,
  );
}
