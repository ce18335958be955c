import type { Ledger } from "../ledger.ts";
import type { FactKind } from "../bundle/facts.ts";
import { paperList, readDocument } from "../bundle/documents.ts";
import { fits } from "../law/choices.ts";
import { readArea } from "../law/quantities.ts";
import {
  paperCount,
  paperEntry,
  paperIssue,
  paperReturn,
  paperSample,
  paperWithdrawal,
  type PaperEntry,
} from "../statements/paperForms.ts";
import { checkSignature, parseJws, readPayload, type Unverified } from "../statements/jws.ts";
import { digestOfValue } from "../values/json.ts";
import type { Instant } from "../values/instants.ts";
import type { Shape } from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";
import type { Hall, Seat } from "./hall.ts";
import { checkToldOf, type Mandates } from "./mandates.ts";
import { isAuthentic, PaperBook, type Mark, type PaperReading } from "./paperBook.ts";

const READERS: readonly Role[] = ["scrutineer", "secretary", "convener", "supervisor", "residents_committee"];
const LOGGERS: readonly Role[] = ["secretary", "convener"];

/** By which statement each entry about papers is signed, and by whom. */
const KINDS = {
  papers_issued: { type: "paper-issue", roles: ["secretary"] },
  paper_returned: { type: "paper-return", roles: LOGGERS },
  paper_withdrawn: { type: "paper-withdrawal", roles: LOGGERS },
  paper_entered: { type: "paper-entry", roles: READERS },
  papers_counted: { type: "paper-count", roles: READERS },
  papers_sampled: { type: "paper-sample", roles: READERS.filter((role) => role !== "secretary") },
} as const satisfies Partial<Record<FactKind, { readonly type: string; readonly roles: readonly Role[] }>>;
const PAPER_KINDS = Object.keys(KINDS) as (keyof typeof KINDS)[];
type PaperStep = StepOf<keyof typeof KINDS>;

/** A vote on paper. */
export interface PaperVote {
  readonly elector: string;
  /** The mandate under which its holder signed; `null` of the own voice. */
  readonly voice: string | null;
  readonly signedBy: readonly string[];
  readonly receivedAt: Instant;
  readonly index: number;
  readonly choices: ReadonlyMap<string, Mark>;
}

/** What papers come to. */
export interface PaperVotes {
  readonly votes: readonly PaperVote[];
  readonly notAuthentic: number;
}

/** Notes for a public bundle what of papers cannot be checked in it. */
export function publicPapers(contents: Contents, ledger: Ledger): void {
  if (contents.isAudit || contents.ofKind(...PAPER_KINDS).length === 0) return;
  for (const code of ["papers_signed", "papers_followed", "papers_reconciled", "papers_sampled"] as const)
    ledger.open(
      code,
      "无法核实工作人员关于纸质表决票的声明：本文件为公开文件。",
      "Could not check what officers signed about paper ballots: the bundle is public.",
    );
}

/** Follows every paper: who handed it out, took it back, read and counted it, and what it votes. */
export function followPapers(hall: Hall, mandates: Mandates, ledger: Ledger): PaperVotes {
  const steps = hall.contents.ofKind(...PAPER_KINDS);
  if (steps.length === 0) return { votes: [], notAuthentic: 0 };
  ledger.checked("papers_signed");
  ledger.checked("papers_followed");
  const desk = new Desk(hall, mandates);
  for (const step of steps) {
    const text = hall.contents.text(step.fact.statement);
    if (text === undefined) continue;
    const prefix = {
      zh: `记录 ${step.index} 关于纸质表决票的内容不成立：`,
      en: `What entry ${step.index} records about paper ballots does not stand: `,
    };
    const said = ledger.attempt("papers_signed", () => desk.signed(step, text), prefix);
    if (!said) continue;
    const code =
      step.fact.kind === "papers_counted"
        ? "papers_reconciled"
        : step.fact.kind === "papers_sampled"
          ? "papers_sampled"
          : "papers_followed";
    const same = ledger.attempt(code, () => said(), prefix);
    if (same === false)
      ledger.attempt(
        "papers_signed",
        () => refuse("所签内容与记录不符", "it says other things than its entry"),
        prefix,
      );
  }
  close(hall, desk.book, ledger);
  return desk.votes();
}

function close(hall: Hall, book: PaperBook, ledger: Ledger): void {
  const { reconciled } = book;
  if (reconciled) {
    ledger.checked("papers_reconciled");
    if (reconciled.sample > 0 && book.sampled) ledger.checked("papers_sampled");
    else if (reconciled.sample > 0)
      ledger.open(
        "papers_sampled",
        `无法核实纸质表决票与扫描件是否一致：应抽查 ${reconciled.sample} 张，尚无人报告。`,
        `Could not check the papers against their scans: ${reconciled.sample} were to be looked at, and nobody reported.`,
      );
  }
  const prefix = {
    zh: "计票时纸质表决票尚未清点完毕：",
    en: "The meeting was counted while paper ballots were out of order: ",
  };
  if (hall.life.counted) ledger.attempt("papers_reconciled", () => book.checkReady(), prefix);
}

class Desk {
  readonly book = new PaperBook();
  private readonly hall: Hall;
  private readonly mandates: Mandates;

  constructor(hall: Hall, mandates: Mandates) {
    this.hall = hall;
    this.mandates = mandates;
  }

  /** Checks who signed; hands out what takes it, which tells whether the entry says what was signed. */
  signed(step: PaperStep, text: string): () => boolean {
    const { fact } = step;
    const { type, roles } = KINDS[fact.kind];
    const jws = parseJws(text, type);
    const officer = this.hall.enrolments.officer(jws.keyId, [fact.by], step);
    if (!officer || !(roles as readonly Role[]).includes(fact.by))
      return refuse(
        `其密钥并非有权的 ${fact.by} 的密钥`,
        `its key was not that of a ${fact.by} who may sign it`,
      );
    checkSignature(jws, officer.key);
    const person = this.hall.enrolments.offices.person(officer.statement);
    return this.taking(step, jws, person);
  }

  private taking(step: PaperStep, jws: Unverified, person: string): () => boolean {
    const { fact, index } = step;
    const { book } = this;
    switch (fact.kind) {
      case "papers_issued": {
        const own = this.read(jws, paperIssue);
        return () => {
          this.issue(step, own.definition, own.roll, own.list, own.papers);
          return own.list === fact.list && own.papers === fact.papers;
        };
      }
      case "paper_returned": {
        const own = this.read(jws, paperReturn);
        return () => {
          book.receive(own.serial, index, own.received_at, this.period(step));
          return (
            own.serial === fact.serial &&
            own.received_at === fact.received_at &&
            own.way === fact.way &&
            own.scan === fact.scan
          );
        };
      }
      case "paper_withdrawn": {
        const own = this.read(jws, paperWithdrawal);
        return () => {
          book.withdraw(own.serial, own.why);
          return own.serial === fact.serial && own.why === fact.why;
        };
      }
      case "paper_entered": {
        const own = this.read(jws, paperEntry);
        const reading = readingOf(own);
        return () => {
          this.checkReading(own.serial, reading);
          return book.enter(own.serial, person, reading) === fact.reading && own.serial === fact.serial;
        };
      }
      case "papers_counted": {
        const own = this.read(jws, paperCount);
        return () => {
          const inOffice = this.hall.enrolments.offices.isHeld("scrutineer", step);
          book.count(
            { by: person, role: fact.by, numbers: own, sample: own.sample, reason: own.reason },
            inOffice,
            index,
          );
          const names = ["issued", "returned", "outstanding", "spoiled", "void", "sample", "reason"] as const;
          return names.every((name) => own[name] === fact[name]);
        };
      }
      case "papers_sampled": {
        const own = this.read(jws, paperSample);
        return () => {
          book.report(
            own.papers.map((each) => each.serial),
            this.sample(),
          );
          const differing = own.papers.filter((each) => each.differs.length > 0).length;
          return own.papers.length === fact.papers && differing === fact.differing;
        };
      }
    }
  }

  /** The votes of settled papers. */
  votes(): PaperVotes {
    const settled = this.book.settled();
    const authentic = settled.filter(({ reading }) => isAuthentic(reading));
    const votes = authentic.flatMap(({ paper, reading }) => {
      if (!paper.returned) return [];
      const { owners, mandate } = reading.signature;
      const { index, receivedAt } = paper.returned;
      return [
        {
          elector: paper.elector,
          voice: mandate,
          signedBy: owners,
          receivedAt,
          index,
          choices: reading.marks,
        },
      ];
    });
    return { votes, notAuthentic: settled.length - authentic.length };
  }

  private read<T extends Parameters<typeof isHere>[1]>(jws: Unverified, shape: Shape<T>): T {
    const own = readPayload(jws, shape);
    if (!isHere(this.hall.contents, own))
      refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
    return own;
  }

  private period({ index, at }: PaperStep) {
    const schedule = this.hall.life.before(index).schedule ?? this.hall.agenda.schedule;
    return { at, opensAt: schedule.opensAt, closesAt: schedule.closesAt };
  }

  private issue(step: PaperStep, definition: string, roll: string, list: string, papers: number): void {
    const { contents } = this.hall;
    if (definition !== this.hall.definition || roll !== this.hall.rollDigest)
      refuse("属于其他会议定义或名册", "it is of another definition or roll");
    // That it is missing is noted where documents are.
    const text = contents.text(list);
    if (text === undefined) return;
    const own = readDocument(text, paperList);
    if (own.community !== contents.header.community || own.meeting !== contents.meeting)
      refuse("清单属于其他小区或会议", "its list is of another community or meeting");
    if (own.papers.length !== papers) refuse("清单所列数目不符", "its list has another number of papers");
    if (own.papers.some((each) => !this.hall.seat(each.elector)))
      refuse("清单列有名册之外的表决权人", "its list names an elector that is not on the roll");
    this.book.issue(own.papers, step.at);
  }

  private checkReading(serial: string, reading: PaperReading): void {
    const paper = this.book.papers.get(serial);
    const seat = paper && this.hall.seat(paper.elector);
    if (!paper || !seat || !isAuthentic(reading)) return;
    const returned = paper.returned?.index ?? null;
    const { owners, mandate } = reading.signature;
    if (mandate === null) {
      const acting = this.hall.owners(paper.elector, returned ?? Infinity);
      if (owners.length === 0)
        refuse("无人签名", "an authentic paper is signed by an owner of its elector or under a mandate");
      if (owners.some((owner) => !acting.includes(owner)))
        refuse("签名者并非业主", "who signed is no owner of the elector this paper was issued to");
    }
    this.checkMarks(seat, reading);
    if (mandate === null) return;
    const given = this.mandates.get(mandate, returned ?? 0);
    if (!given || given.elector !== paper.elector)
      return refuse(
        "所列委托在交回时并不存在",
        "it names a mandate that its elector had not given when the paper came back",
      );
    checkToldOf(
      given,
      [...reading.marks].map(([matter, mark]) => ({ matter, ...this.meant(seat, matter, mark) })),
    );
  }

  /** What a mark means: more candidates than seats spoil a matter. */
  private meant(seat: Seat, matter: string, mark: Mark): Mark {
    const seats = seat.matters.find((own) => own.matter === matter)?.seats ?? 0;
    const approved = mark.candidates.filter((own) => own.answer === "for").length;
    return mark.answer === "candidates" && approved > seats ? { answer: "spoiled", candidates: [] } : mark;
  }

  private checkMarks({ matters }: Seat, { marks }: PaperReading): void {
    for (const matter of marks.keys())
      if (!matters.some((own) => own.matter === matter))
        refuse(`议题 ${matter} 不在该票上`, `matter ${matter} is not on this paper`);
    for (const matter of matters) {
      const mark = marks.get(matter.matter);
      if (!mark) return refuse(`未录入议题 ${matter.matter}`, `nothing is said of matter ${matter.matter}`);
      const free = mark.answer === "blank" || mark.answer === "spoiled";
      // More candidates than seats can be read: they spoil the matter.
      const seats = matter.seats === null ? null : Math.max(matter.seats, mark.candidates.length);
      if (!free && !fits(mark, { ...matter, seats }, this.hall.agenda.law.switches))
        refuse(
          `议题 ${matter.matter} 的录入无效`,
          `what is said of matter ${matter.matter} is not what its boxes allow`,
        );
    }
  }

  /** The papers that the seed draws: marks at equal distances over the areas of the electors. */
  private sample(): readonly string[] {
    const { reconciled } = this.book;
    const root = reconciled && this.hall.contents.roots.get(reconciled.index);
    if (!reconciled || root === undefined) return refuse("没有抽样", "there is no sample");
    const seed = digestOfValue({
      meeting: this.hall.contents.meeting,
      purpose: "quorate-paper-sample",
      root,
    });
    const row = this.book
      .settled()
      .map(({ paper }) => ({ serial: paper.serial, length: this.lengthOf(paper.elector) }));
    if (reconciled.sample >= row.length) return row.map((own) => own.serial);
    const marks = BigInt(reconciled.sample);
    const total = row.reduce((sum, own) => sum + own.length, 0n);
    if (marks === 0n || total === 0n) return [];
    let mark = BigInt(`0x${seed.slice(0, 30)}`) % total;
    let end = 0n;
    return row.flatMap(({ serial, length }) => {
      end += length * marks;
      if (mark >= end) return [];
      // On to the first mark at or behind the end of this paper.
      mark += ((end - mark + total - 1n) / total) * total;
      return [serial];
    });
  }

  private lengthOf(elector: string): bigint {
    const units = this.hall.seat(elector)?.elector.units ?? [];
    const area = units.reduce((sum, unit) => sum + (readArea(unit.area ?? "0") ?? 0n), 0n);
    return area > 0n ? area : 1n;
  }
}

function readingOf(own: PaperEntry): PaperReading {
  const marks = new Map(
    own.marks.map(({ matter, mark, candidates }) => [matter, { answer: mark, candidates }]),
  );
  const owners = [...own.signed_by].sort();
  if (own.authenticity !== "authentic" && (owners.length > 0 || own.mandate !== null || marks.size > 0))
    refuse(
      "非真实票不得载有签名、委托或意见",
      "a paper that is not authentic has no signers, mandate or marks",
    );
  if (marks.size !== own.marks.length) refuse("议题重复", "a matter is there twice");
  if (new Set(owners).size !== owners.length) refuse("签名重复", "an owner signs twice");
  if (own.mandate !== null && owners.length > 0)
    refuse("受委托者签名时不列业主", "under a mandate the holder signs, and no owner");
  return { authenticity: own.authenticity, signature: { owners, mandate: own.mandate }, marks };
}
