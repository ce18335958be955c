import { sameChoice } from "../law/choices.ts";
import { serialOf } from "../statements/paperForms.ts";
import type { Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";

const SAMPLE_MAX = 500;
const SERIAL_MAX = 999_999;

/** What is marked on a paper for one matter. */
export interface Mark {
  readonly answer: string;
  readonly candidates: readonly { readonly candidate: string; readonly answer: string }[];
}

/** What somebody read on a paper; without content it is not authentic. */
export interface PaperReading {
  readonly authenticity: string;
  /** The owners who signed, in order, or the mandate under which its holder did. */
  readonly signature: { readonly owners: readonly string[]; readonly mandate: string | null };
  readonly marks: ReadonlyMap<string, Mark>;
}

/** A paper ballot. */
export interface Paper {
  readonly serial: string;
  readonly elector: string;
  readonly issuedAt: Instant;
  state: "issued" | "returned" | "late" | "spoiled" | "void";
  returned: { readonly index: number; readonly receivedAt: Instant } | null;
  readonly readings: { readonly by: string; readonly reading: PaperReading }[];
}

/** Papers counted by hand. */
export interface HandCount {
  readonly by: string;
  readonly role: Role;
  readonly numbers: Numbers;
  readonly sample: number;
  readonly reason: string | null;
}

interface Numbers {
  readonly issued: number;
  readonly returned: number;
  readonly outstanding: number;
  readonly spoiled: number;
  readonly void: number;
}

/** What was read alike by two on a returned paper, or by a third who chose between them. */
export function settledReading({ state, readings }: Paper): PaperReading | null {
  const [first, second, third] = readings.map((own) => own.reading);
  if (state !== "returned" || !first || !second) return null;
  return sameReading(first, second) ? first : (third ?? null);
}

/** Whether a reading is of a paper that counts. */
export function isAuthentic(reading: PaperReading): boolean {
  return reading.authenticity === "authentic";
}

/** Where every paper is, and whether all are accounted for. */
export class PaperBook {
  readonly papers = new Map<string, Paper>();
  /** The entry that completed the reconciliation, and how many papers are to be looked at. */
  reconciled: { readonly index: number; readonly sample: number } | null = null;
  sampled = false;
  private half: HandCount | null = null;

  issue(list: readonly { readonly serial: string; readonly elector: string }[], at: Instant): void {
    this.changeable();
    if (list.length === 0) refuse("没有可发放的表决票", "there is nothing to issue");
    const live = new Set([...this.papers.values()].filter(isLive).map((own) => own.elector));
    let next = this.papers.size + 1;
    for (const { serial, elector } of list) {
      if (next > SERIAL_MAX || serial !== serialOf(next))
        refuse(`票号 ${serial} 次序有误`, `the serial ${serial} is out of its order`);
      if (live.has(elector)) refuse("该表决权人已有有效纸质票", "an elector has another live paper");
      live.add(elector);
      next += 1;
    }
    for (const own of list)
      this.papers.set(own.serial, { ...own, issuedAt: at, state: "issued", returned: null, readings: [] });
  }

  receive(
    serial: string,
    index: number,
    receivedAt: Instant,
    period: { readonly at: Instant; readonly opensAt: Instant; readonly closesAt: Instant },
  ): void {
    this.changeable();
    const paper = this.get(serial);
    if (paper.returned) refuse("此前已经交回", "it came back before");
    if (receivedAt > period.at) refuse("收到时间在将来", "it was received in the future");
    if (receivedAt < period.opensAt || receivedAt < paper.issuedAt)
      refuse("收到早于开启或发放", "it was received before the opening or its issue");
    paper.returned = { index, receivedAt };
    if (paper.state === "issued") paper.state = receivedAt < period.closesAt ? "returned" : "late";
  }

  withdraw(serial: string, why: string): void {
    this.changeable();
    const paper = this.get(serial);
    if (paper.state !== "issued") refuse(`该票状态为 ${paper.state}`, `the paper is ${paper.state}`);
    paper.state = why === "damaged" ? "spoiled" : "void";
  }

  /** Takes what somebody read; hands out the how many-th reading it is. */
  enter(serial: string, by: string, reading: PaperReading): number {
    this.changeable();
    const paper = this.get(serial);
    if (paper.state !== "returned")
      refuse(
        `该票状态为 ${paper.state}，不可录入`,
        `the paper is ${paper.state}, so there is nothing to read`,
      );
    if (paper.readings.some((own) => own.by === by)) refuse("同一人已录入", "the same person read it before");
    const [first, second] = paper.readings.map((own) => own.reading);
    if (paper.readings.length > 2 || (first && second && sameReading(first, second)))
      refuse("录入结果已经确定", "what it says is settled already");
    if (first && second) checkChosen(reading, first, second);
    paper.readings.push({ by, reading });
    return paper.readings.length;
  }

  /** Takes a count by hand; refused with the papers as they are recorded. */
  count(count: HandCount, scrutineerInOffice: boolean, index: number): void {
    this.changeable();
    if (this.unsettled()) refuse("尚有表决票未确定", "papers are not settled yet");
    const recorded = this.numbers();
    if (recorded.issued === 0) refuse("未发放纸质表决票", "no papers were issued in this meeting");
    if (count.sample > SAMPLE_MAX) refuse("抽样过多", `a sample has at most ${SAMPLE_MAX} papers`);
    const balances = sameNumbers(count.numbers, recorded);
    if (balances && count.reason !== null)
      refuse("数目相符，无须说明", "the hand count balances, so there is nothing to explain");
    const unbalanced = () => refuse("清点数与记录不符", "the hand count says other numbers than the record");
    if (count.role === "scrutineer") {
      if (!balances && count.reason === null) unbalanced();
      this.reconciled = { index, sample: count.sample };
      return;
    }
    if (scrutineerInOffice)
      refuse("监票人在任，应由其清点", "a scrutineer is in office, so the hand count is theirs to sign");
    if (!balances) unbalanced();
    this.takeHalf(count, recorded, index);
  }

  /** Takes a report on the sample. */
  report(looked: readonly string[], sample: readonly string[]): void {
    if (!this.reconciled) refuse("尚未清点完毕", "the papers are not reconciled");
    if (this.reconciled?.sample === 0) refuse("无须抽查", "no sample was asked for");
    if (this.sampled) refuse("此前已抽查", "the sample was looked at before");
    if (looked.join() !== sample.join())
      refuse("抽查的并非所抽中的表决票", "other papers were looked at than the sample");
    this.sampled = true;
  }

  /** Refuses a count of the meeting while papers are not accounted for. */
  checkReady(): void {
    if (this.unsettled()) refuse("尚有表决票未确定", "papers are not settled yet");
    if (!this.reconciled && this.papers.size > 0) refuse("尚未清点完毕", "the papers are not reconciled");
  }

  /** Every settled paper in the order of serials. */
  settled(): { readonly paper: Paper; readonly reading: PaperReading }[] {
    const inOrder = [...this.papers.values()].sort((one, other) => (one.serial < other.serial ? -1 : 1));
    return inOrder.flatMap((paper) => {
      const reading = settledReading(paper);
      return reading ? [{ paper, reading }] : [];
    });
  }

  private takeHalf(count: HandCount, recorded: Numbers, index: number): void {
    const first = this.half;
    if (first && sameNumbers(first.numbers, recorded)) {
      if (first.by === count.by) refuse("第二次清点须由另一人进行", "the second count is another person's");
      if (first.sample !== count.sample)
        refuse("两次清点所定抽样数不同", "the second count has to name the same sample");
      this.reconciled = { index, sample: count.sample };
      return;
    }
    // Something may have come in between: what was counted first is not so any more.
    if (count.role !== "secretary")
      refuse("须先由秘书清点", "without a scrutineer the secretary counts first");
    this.half = count;
  }

  private get(serial: string): Paper {
    return this.papers.get(serial) ?? refuse(`票号 ${serial} 未发放`, `the paper ${serial} was not issued`);
  }

  private unsettled(): boolean {
    return [...this.papers.values()].some((own) => own.state === "returned" && !settledReading(own));
  }

  private numbers(): Numbers {
    const of = (...states: readonly Paper["state"][]) =>
      [...this.papers.values()].filter((own) => states.includes(own.state)).length;
    return {
      issued: this.papers.size,
      returned: of("returned", "late"),
      outstanding: of("issued"),
      spoiled: of("spoiled"),
      void: of("void"),
    };
  }

  private changeable(): void {
    if (this.reconciled) refuse("清点已经完毕", "the papers were reconciled before");
  }
}

function isLive(paper: Paper): boolean {
  const reading = settledReading(paper);
  return (
    paper.state === "issued" ||
    paper.state === "late" ||
    (paper.state === "returned" && (!reading || isAuthentic(reading)))
  );
}

function sameNumbers(one: Numbers, other: Numbers): boolean {
  return (["issued", "returned", "outstanding", "spoiled", "void"] as const).every(
    (name) => one[name] === other[name],
  );
}

function sameSignature(one: PaperReading, other: PaperReading): boolean {
  return (
    one.signature.mandate === other.signature.mandate &&
    one.signature.owners.join() === other.signature.owners.join()
  );
}

function sameReading(one: PaperReading, other: PaperReading): boolean {
  if (one.authenticity !== other.authenticity) return false;
  if (!isAuthentic(one)) return true;
  const marks = [...one.marks].every(([matter, mark]) => {
    const theirs = other.marks.get(matter);
    return theirs !== undefined && sameChoice(mark, theirs);
  });
  return sameSignature(one, other) && one.marks.size === other.marks.size && marks;
}

/** Refuses a third reading that says what neither of the first two did. */
function checkChosen(own: PaperReading, first: PaperReading, second: PaperReading): void {
  const neither = (zh: string, en: string) =>
    refuse(
      `第三次录入的${zh}与前两次均不同`,
      `the third look says of ${en} what neither of the first two did`,
    );
  if (own.authenticity !== first.authenticity && own.authenticity !== second.authenticity)
    neither("真伪", "authenticity");
  if (!isAuthentic(own)) return;
  const said = [first, second].filter(isAuthentic);
  if (!said.some((each) => sameSignature(each, own))) neither("签名", "who signed");
  for (const [matter, mark] of own.marks)
    if (!said.some((each) => sameChoiceOrNone(each.marks.get(matter), mark)))
      neither(`议题 ${matter}`, `matter ${matter}`);
}

function sameChoiceOrNone(one: Mark | undefined, other: Mark): boolean {
  return one !== undefined && sameChoice(one, other);
}
