import type { ClaimCode } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import type { Channels, CoOwned } from "../bundle/certified.ts";
import type { Choice } from "../law/contract.ts";
import { fits } from "../law/choices.ts";
import type { Representation } from "../law/representation.ts";
import { countingVote, mayVoteAgain, papersAllowed } from "../law/speaking.ts";
import type { Enrolled } from "../record/enrolments.ts";
import { ballot as ballotForm, type Ballot } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { HOUR, textOf, type Instant } from "../values/instants.ts";
import { refuse, toldOf } from "../values/unsound.ts";
import { covers } from "./acting.ts";
import type { StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";
import type { Hall, Seat } from "./hall.ts";
import { checkToldOf, type Mandates, type MandateThen } from "./mandates.ts";
import type { PaperVote, PaperVotes } from "./papers.ts";
import type { Represented } from "./representation.ts";
import { after } from "./states.ts";

type Recorded = StepOf<"ballot_received">;
type By = "owner" | "assisted" | "proxy" | "delegate";

/** What one voice said through one medium. */
interface Heard {
  readonly voice: string | null;
  readonly own: boolean;
  readonly given: number;
  readonly medium: "online" | "paper";
  readonly first: Instant;
  readonly last: Instant;
  readonly by: By;
  /** The entry that it came with. */
  readonly index: number;
  readonly ballot: string | null;
  readonly choices: ReadonlyMap<string, Choice>;
}

interface Earlier {
  readonly statement: string;
  readonly voice: string | null;
  readonly index: number;
}

/** The votes that count, one of an elector, and how they came. */
export interface Effective {
  readonly votes: ReadonlyMap<string, Heard>;
  readonly channels: Channels;
  readonly coOwned: CoOwned;
}

const EARLIER_MAX = 2;
const REPRESENTATION: ClaimCode = "representation_followed";

/** Judges every ballot again, in the order of the record. */
export class Count {
  private readonly earlier = new Map<string, Earlier[]>();
  private readonly heard = new Map<string, Heard[]>();
  private readonly lastOf = new Map<string, number>();
  private readonly hall: Hall;
  private readonly mandates: Mandates;
  private readonly represented: Represented;
  private readonly ledger: Ledger;

  constructor(hall: Hall, mandates: Mandates, represented: Represented, ledger: Ledger) {
    this.hall = hall;
    this.mandates = mandates;
    this.represented = represented;
    this.ledger = ledger;
  }

  /** Takes the ballot of an entry. */
  take(recorded: Recorded, text: string): void {
    const unsigned = {
      zh: `记录 ${recorded.index} 的选票无效：`,
      en: `The ballot of entry ${recorded.index} does not stand: `,
    };
    const signed = this.ledger.attempt("ballots_signed", () => this.signed(recorded.index, text), unsigned);
    if (!signed) return;
    try {
      this.accept(recorded, signed.ballot, signed.signer);
    } catch (error) {
      const told = toldOf(error);
      const code = told.zh.startsWith(NOT_REPRESENTED) ? REPRESENTATION : "ballots_accepted";
      this.ledger.finding(code, {
        zh: `记录 ${recorded.index} 的选票不应被接受：${told.zh}。`,
        en: `The ballot of entry ${recorded.index} could not be accepted: ${told.en}.`,
      });
    }
  }

  private signed(index: number, text: string): { readonly ballot: Ballot; readonly signer: Enrolled } {
    const jws = parseJws(text, "ballot");
    const signer = this.hall.enrolments.good(jws.keyId, index);
    checkSignature(jws, signer.key);
    return { ballot: readPayload(jws, ballotForm), signer };
  }

  private accept(recorded: Recorded, ballot: Ballot, signer: Enrolled): void {
    const { hall } = this;
    const { index, fact } = recorded;
    const { elector, mandate: voice } = ballot;
    const received = fact.received_at;
    const help = this.hall.acting.unused(
      signer.key.id,
      elector,
      this.lastOf.get(`${signer.key.id} ${elector}`),
      index,
    );
    this.lastOf.set(`${signer.key.id} ${elector}`, index);
    const assisted = help !== null && covers(help, received);
    const mandate = voice === null ? null : this.mandates.get(voice, index);
    // What was said of who acts is taken before the ballot is judged, whatever becomes of it.
    const acting = this.represented.before(elector, index);
    this.checkTime(recorded);
    this.checkAddress(ballot);
    const seat = hall.seat(elector) ?? refuse("名册上没有该表决权人", "the elector is not on the roll");
    const principal = this.principal(ballot, signer, mandate, index);
    this.checkCooling(signer, received, index, assisted);
    checkRepresented(acting, principal);
    if (voice !== null && this.standing(elector, null, acting) > 0)
      refuse("委托人已自行投票", "the principal voted themselves");
    this.checkChoices(ballot, seat);
    this.checkOrder(ballot, acting);
    const by: By = mandate ? mandate.capacity : assisted ? "assisted" : "owner";
    this.hear(elector, acting, {
      voice,
      own: voice === null,
      given: mandate?.given ?? 0,
      medium: "online",
      first: received,
      last: received,
      by,
      index,
      ballot: fact.statement,
      choices: new Map(ballot.choices.map((own) => [own.matter, own])),
    });
    this.follow(elector, { statement: fact.statement, voice, index });
    acting?.cast(principal, index, voice === null);
  }

  private checkTime({ index, fact }: Recorded): void {
    const { definition, schedule: planned } = this.hall.agenda;
    if (definition.online_channel.value === "city_only")
      refuse("只允许使用市级统一系统在线投票", "ballots on the internet are the city's own");
    const { state, schedule } = this.hall.life.before(index);
    const { opensAt, closesAt } = schedule ?? planned;
    const received = fact.received_at;
    if (received < opensAt || received >= closesAt)
      refuse("不在投票期内", "it came before the opening or after the close");
    const forwarded = fact.forwarding !== null;
    if (!after(state, forwarded ? "forward" : "cast"))
      refuse(`会议状态为 ${state}`, `the meeting was ${state}`);
  }

  private checkAddress(ballot: Ballot): void {
    if (!isHere(this.hall.contents, ballot))
      refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
    if (ballot.definition !== this.hall.definition)
      refuse("针对其他会议定义", "it is for another definition");
    if (ballot.roll !== this.hall.rollDigest) refuse("针对其他名册", "it is for another roll");
  }

  private principal(ballot: Ballot, signer: Enrolled, mandate: MandateThen | null, index: number): string {
    if (signer.owner === null) return refuse("其密钥不属于业主", "its key is no owner's");
    const principal = ballot.mandate === null ? signer.owner : this.held(ballot, signer.owner, mandate);
    if (!this.hall.owners(ballot.elector, index).includes(principal))
      refuse("投票者并非该表决权人的业主", "its owner is not entitled to this elector");
    return principal;
  }

  private held(ballot: Ballot, holder: string, mandate: MandateThen | null): string {
    if (!mandate) return refuse("没有此项委托", "it is under a mandate that stands nowhere before it");
    if (mandate.elector !== ballot.elector)
      refuse("委托属于其他表决权人", "its mandate is for another elector");
    if (mandate.holder !== `owner:${holder}` && mandate.holder !== `delegate:${holder}`)
      refuse("投票者并非受托人", "it is not by the holder of its mandate");
    checkToldOf(mandate, ballot.choices);
    return mandate.principal;
  }

  private checkCooling(signer: Enrolled, received: Instant, index: number, assisted: boolean): void {
    const { definition, schedule: planned } = this.hall.agenda;
    const { opensAt } = this.hall.life.before(index).schedule ?? planned;
    const until = signer.at + BigInt(definition.key_cooling_hours) * HOUR;
    if (signer.at >= opensAt && !assisted && received < until)
      refuse(
        `密钥于投票期间登记，${textOf(until)} 前不得投票`,
        `its key was enrolled during the vote and casts no ballot before ${textOf(until)}`,
      );
  }

  private checkChoices(ballot: Ballot, seat: Seat): void {
    const decided = new Set<string>();
    for (const choice of ballot.choices) {
      const matter = seat.matters.find((own) => own.matter === choice.matter);
      if (!matter)
        return refuse(
          `议题 ${choice.matter} 不由其表决`,
          `matter ${choice.matter} is not this elector's to decide`,
        );
      if (decided.has(choice.matter))
        refuse(`议题 ${choice.matter} 出现两次`, `matter ${choice.matter} is there twice`);
      decided.add(choice.matter);
      if (!fits(choice, matter, this.hall.agenda.law.switches))
        refuse(
          `议题 ${choice.matter} 的意见无效`,
          `what is said of matter ${choice.matter} is no choice that it leaves`,
        );
    }
    const missing = seat.matters.find((own) => !decided.has(own.matter));
    if (missing) refuse(`缺少议题 ${missing.matter}`, `matter ${missing.matter} is missing`);
  }

  private checkOrder(ballot: Ballot, acting: Representation | null): void {
    const { elector, mandate: voice, supersedes } = ballot;
    if (!mayVoteAgain(this.hall.agenda.law.switches, this.standing(elector, voice, acting)))
      refuse("不得再次投票", "the elector may not vote again");
    const last = (this.earlier.get(elector) ?? []).findLast((own) => own.voice === voice);
    if ((last?.statement ?? null) !== supersedes)
      refuse("所替换的并非前一张选票", "it does not name the ballot that it replaces");
  }

  /** Keeps the last two ballots of a voice: more of them no rule asks for. */
  private follow(elector: string, own: Earlier): void {
    const all = this.earlier.get(elector) ?? [];
    const ofVoice = all.filter((each) => each.voice === own.voice);
    const first = ofVoice.length >= EARLIER_MAX ? ofVoice[0] : undefined;
    this.earlier.set(elector, [...all.filter((each) => each !== first), own]);
  }

  private standing(elector: string, voice: string | null, acting: Representation | null): number {
    const own = (this.earlier.get(elector) ?? []).filter((each) => each.voice === voice);
    return own.filter((each) => !acting || acting.stands(each.index)).length;
  }

  private hear(elector: string, acting: Representation | null, heard: Heard): void {
    const known = (this.heard.get(elector) ?? []).filter(
      (own) => own.voice !== heard.voice || !acting || acting.stands(own.index),
    );
    this.heard.set(elector, merged(known, heard));
  }

  /** Which vote of each elector counts, once all ballots and papers are known. */
  close({ votes: papers, notAuthentic }: PaperVotes): Effective {
    this.represented.close();
    const { switches } = this.hall.agenda.law;
    const channels = {
      online: 0,
      paper: 0,
      proxy: 0,
      delegate: 0,
      assisted: 0,
      conflicts: 0,
      not_authentic: notAuthentic,
    };
    const coOwned = { provisional: 0, confirmed: 0, set_aside: 0 };
    const votes = new Map<string, Heard>();
    const inOrder = [...papers].sort(
      (one, other) => compare(one.receivedAt, other.receivedAt) || one.index - other.index,
    );
    const onPaper = new Map<string, PaperVote[]>();
    for (const own of inOrder) (onPaper.get(own.elector) ?? setOf(onPaper, own.elector)).push(own);
    for (const elector of new Set([...this.heard.keys(), ...onPaper.keys()])) {
      const { each, state } = this.polled(elector, onPaper.get(elector) ?? []);
      if (state === "provisional" || state === "confirmed" || state === "set_aside") coOwned[state] += 1;
      channels.conflicts += each.length > 1 ? 1 : 0;
      const counting = countingVote(each, switches);
      if (!counting) continue;
      votes.set(elector, counting);
      channels[counting.medium] += 1;
      if (counting.by !== "owner") channels[counting.by] += 1;
    }
    return { votes, channels, coOwned };
  }

  private polled(
    elector: string,
    papers: readonly PaperVote[],
  ): { readonly each: readonly Heard[]; readonly state: string | null } {
    const acting = this.represented.before(elector, Infinity);
    const online = this.heard.get(elector) ?? [];
    let each = online.filter((own) => !acting || acting.stands(own.index));
    let came = online.length > 0;
    const taken = new Map<string | null, number>();
    for (const paper of papers) {
      const number = (taken.get(paper.voice) ?? 0) + 1;
      taken.set(paper.voice, number);
      if (number > papersAllowed(this.hall.agenda.law.switches)) continue;
      came = true;
      const mandate = paper.voice === null ? null : this.mandates.get(paper.voice, paper.index);
      const by = mandate ? [mandate.principal] : paper.signedBy;
      const former = acting?.votedBefore();
      const own = paper.voice === null;
      const stands =
        !acting || (own ? acting.takePaper(by, paper.index) : acting.takeHeldPaper(by, paper.index));
      // It was a former owner's vote, beside which nothing counts that came after the succession.
      if (acting?.votedBefore() && !former) each = [];
      if (!stands) continue;
      each = merged(each, {
        voice: paper.voice,
        own,
        given: mandate?.given ?? 0,
        medium: "paper",
        first: paper.receivedAt,
        last: paper.receivedAt,
        by: mandate?.capacity ?? "owner",
        index: paper.index,
        ballot: null,
        choices: paper.choices,
      });
    }
    if (!acting) return { each, state: null };
    if (each.length === 0) return { each, state: came ? "set_aside" : null };
    // What all of them signed needs nobody to act.
    const state = acting.state();
    return { each, state: state === "set_aside" ? "settled" : state };
  }
}

const NOT_REPRESENTED = "共有人代表：";

function checkRepresented(acting: Representation | null, principal: string): void {
  if (!acting || acting.admits(principal)) return;
  if (acting.votedBefore())
    refuse(
      `${NOT_REPRESENTED}变更前的业主已投票`,
      "those who acted before voted, so nobody who acts now does",
    );
  if (acting.state() === "set_aside")
    refuse(`${NOT_REPRESENTED}该表决权人的投票已被排除`, "the representation was set aside");
  refuse(`${NOT_REPRESENTED}由另一共有人代表`, "another co-owner acts for this elector");
}

function merged(known: readonly Heard[], heard: Heard): Heard[] {
  const before = known.find((own) => own.voice === heard.voice && own.medium === heard.medium);
  const others = known.filter((own) => own !== before);
  if (!before) return [...others, heard];
  const first = before.first < heard.first ? before.first : heard.first;
  const last = before.last > heard.last ? before.last : heard.last;
  return [...others, { ...heard, first, last }];
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function setOf<T>(map: Map<string, T[]>, name: string): T[] {
  const fresh: T[] = [];
  map.set(name, fresh);
  return fresh;
}
