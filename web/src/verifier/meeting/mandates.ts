import type { Ledger } from "../ledger.ts";
import type { Choice } from "../law/contract.ts";
import { fits, sameChoice } from "../law/choices.ts";
import { actsFor, discretionAllowed, holdersAllowed, mayHold, type Appointment } from "../law/mandates.ts";
import type { MatterChoice } from "../statements/forms.ts";
import { HOUR, milliseconds, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Hall, Seat } from "./hall.ts";
import type { MandateWord } from "./mandateWords.ts";

/** A mandate as it stands just before some entry. */
export interface MandateThen {
  readonly elector: string;
  readonly principal: string;
  readonly holder: string;
  readonly capacity: "proxy" | "delegate";
  readonly given: number;
  readonly ended: boolean;
  /** What its holder was told: the instructions, of a delegate the last opinion; `null` if a delegate recorded none. */
  readonly told: readonly MatterChoice[] | null;
}

interface Mandate {
  readonly elector: string;
  readonly principal: string;
  readonly holder: string;
  readonly capacity: "proxy" | "delegate";
  readonly instructions: readonly MatterChoice[];
  readonly opinions: { readonly index: number; readonly choices: readonly MatterChoice[] }[];
  readonly given: number;
  ended: number | null;
}

interface Moment {
  readonly at: Instant;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** The mandates of a meeting, followed on its final roll. */
export class Mandates {
  private readonly all = new Map<string, Mandate>();
  private readonly excluded = new Set<string>();
  private readonly appointed = new Map<string, Appointment>();
  private readonly passed = new Map<string, readonly string[]>();
  private readonly everybody: Set<string>;
  private readonly hall: Hall;

  constructor(hall: Hall) {
    this.hall = hall;
    this.everybody = hall.everybody();
  }

  /** Follows everything that was said about mandates; without rules nothing can be followed. */
  static follow(hall: Hall, words: readonly MandateWord[], ledger: Ledger): Mandates {
    const mandates = new Mandates(hall);
    if (!hall.agenda.rules) {
      ledger.open(
        "mandates_followed",
        "无法核实受托人：规则未知。",
        "Could not check who held mandates: the rules are not known.",
      );
      return mandates;
    }
    ledger.checked("mandates_followed");
    const opening = hall.life.opening?.index ?? Infinity;
    const passed = [...hall.acting.allPassed()];
    for (const word of words) {
      for (let own = passed[0]; own && own.index < word.index; own = passed[0]) {
        passed.shift();
        mandates.pass(own.elector, own.owners, own.index);
      }
      const prefix = {
        zh: `记录 ${word.index} 关于委托的内容在当时不被允许：`,
        en: `What entry ${word.index} records about a mandate was not possible: `,
      };
      // What was said before the opening was judged by an earlier roll; what does not depend on the roll is held to it.
      const binds = word.index > opening || word.kind === "exclusion" || word.kind === "appointment";
      if (binds) ledger.attempt("mandates_followed", () => mandates.take(word), prefix);
      else mandates.attempt(word);
    }
    for (const own of passed) mandates.pass(own.elector, own.owners, own.index);
    return mandates;
  }

  /** A mandate by the hash of what was signed, as it stands just before an entry. */
  get(statement: string, before: number): MandateThen | null {
    const own = this.all.get(statement);
    if (!own || own.given >= before) return null;
    const { elector, principal, holder, capacity, given } = own;
    const opinion = own.opinions.findLast((each) => each.index < before)?.choices ?? null;
    const ended = own.ended !== null && own.ended < before;
    return {
      elector,
      principal,
      holder,
      capacity,
      given,
      ended,
      told: capacity === "proxy" ? own.instructions : opinion,
    };
  }

  private attempt(word: MandateWord): void {
    try {
      this.take(word);
    } catch {
      // It is void on the final roll, and no fault of the record.
    }
  }

  private take(word: MandateWord): void {
    const moment = this.moment(word);
    switch (word.kind) {
      case "mandate":
        return this.give(word, moment);
      case "revocation": {
        if (moment.at >= moment.closesAt) late();
        const own = this.known(word.mandate);
        if (word.by !== null && own.principal !== word.by)
          refuse("并非委托人本人", "only whoever gave it can take it back");
        if (own.ended !== null) refuse("委托已经终止", "the mandate has ended");
        own.ended = word.index;
        return;
      }
      case "exclusion":
        return this.exclude(word.holder, word.index);
      case "appointment":
        return this.appoint(word.delegate, word.appointment, moment);
      case "opinion":
        return this.opine(word, moment);
    }
  }

  private moment({ index, at }: MandateWord): Moment {
    const { schedule } = this.hall.life.before(index);
    const later = at + 1n;
    return { at, opensAt: schedule?.opensAt ?? later, closesAt: schedule?.closesAt ?? later };
  }

  private give(word: Extract<MandateWord, { kind: "mandate" }>, moment: Moment): void {
    const { rules } = this.hall.agenda;
    if (!rules) return;
    const hours = rules.pack.proxies?.hours_before ?? null;
    const until = hours === null ? moment.closesAt : moment.opensAt - BigInt(hours) * HOUR;
    if (moment.at >= until) late();
    const { elector, principal, holder, instructions } = word.said;
    const seat = this.seat(elector);
    const owners = this.owners(elector);
    if (!owners.includes(principal))
      refuse("委托人并非该表决权人的业主", "the principal is no owner of this elector");
    const [kind, name = ""] = holder.split(":");
    if (kind !== "outside" && owners.includes(name))
      refuse("受托人即该表决权人的业主", "the holder is an owner of this elector");
    if (kind !== "outside" && !this.everybody.has(name))
      refuse("受托人并非业主", "the holder is no owner of this roll");
    if (kind === "outside" && holdersAllowed(rules) === "owners")
      refuse("只有业主可以受托", "only owners may hold mandates");
    if (this.isExcluded(holder)) refuse("受托人已被排除", "the holder was excluded");
    const delegate = kind === "delegate";
    if (delegate) {
      if (instructions.length > 0) refuse("不得向业主代表作出指示", "a delegate is given no instructions");
      this.checkDelegate(name, seat, moment);
    } else {
      const told = this.checkTold(instructions, seat);
      const bound = discretionAllowed(rules) === "instructed_only";
      if (bound && seat.matters.some((own) => !told.has(own.matter)))
        refuse("未对每项议题作出指示", "it is not instructed on every matter");
    }
    const standing = [...this.all.values()].filter((own) => own.ended === null);
    if (standing.some((own) => own.elector === elector))
      refuse("已有有效委托", "a mandate of this elector is in force");
    const held = standing
      .filter((own) => own.capacity === "proxy" && own.holder === holder)
      .flatMap((own) => this.hall.seat(own.elector)?.elector ?? []);
    if (!delegate && !mayHold(rules, [...held, seat.elector], this.hall.roll.electors))
      refuse("超出受托限额", "the holder stands for too many");
    const capacity = delegate ? "delegate" : "proxy";
    this.all.set(word.statement, {
      elector,
      principal,
      holder,
      capacity,
      instructions,
      opinions: [],
      given: word.index,
      ended: null,
    });
  }

  private exclude(holder: string, index: number): void {
    if (this.isExcluded(holder)) refuse("此前已被排除", "this holder was excluded before");
    this.excluded.add(holder);
    for (const own of this.all.values())
      if (own.ended === null && this.isExcluded(own.holder)) own.ended = index;
  }

  private appoint(delegate: string, own: Appointment, moment: Moment): void {
    if (!this.hall.agenda.definition.delegate_rule) refuse("没有业主代表规则", "no rule lets delegates act");
    if (own.until < own.from) refuse("任期起止颠倒", "the term ends before it begins");
    if (!this.inTerm(own, [], moment))
      refuse("任期未涵盖投票期", "the term does not cover the voting period");
    if (this.isExcluded(`delegate:${delegate}`)) refuse("该代表已被排除", "the delegate was excluded");
    if (this.appointed.has(delegate))
      refuse("该代表已经推选", "the delegate was appointed for this meeting before");
    this.appointed.set(delegate, own);
  }

  private opine(word: Extract<MandateWord, { kind: "opinion" }>, moment: Moment): void {
    if (moment.at >= moment.closesAt) late();
    const own = this.known(word.mandate);
    if (own.holder !== `delegate:${word.by}`)
      refuse("并非该委托的业主代表", "it is not the delegate's of this mandate");
    if (own.ended !== null) refuse("委托已经终止", "the mandate has ended");
    const seat = this.seat(own.elector);
    this.checkDelegate(word.by, seat, moment);
    const told = this.checkTold(word.choices, seat);
    if (seat.matters.some((each) => !told.has(each.matter)))
      refuse("未对每项议题表态", "it does not say something on every matter");
    own.opinions.push({ index: word.index, choices: word.choices });
  }

  private pass(elector: string, owners: readonly string[], index: number): void {
    this.passed.set(elector, owners);
    for (const owner of owners) this.everybody.add(owner);
    for (const own of this.all.values())
      if (own.elector === elector && !owners.includes(own.principal)) own.ended ??= index;
  }

  private owners(elector: string): readonly string[] {
    return this.passed.get(elector) ?? this.hall.group(elector)?.owners ?? [];
  }

  private seat(elector: string): Seat {
    return this.hall.seat(elector) ?? refuse("名册上没有该表决权人", "the elector is not on the roll");
  }

  private known(mandate: string): Mandate {
    return this.all.get(mandate) ?? refuse("没有此项委托", "there is no such mandate");
  }

  /** Whether a holder was excluded; an owner is so as a delegate too. */
  private isExcluded(holder: string): boolean {
    return this.excluded.has(holder) || this.excluded.has(holder.replace(/^delegate:/, "owner:"));
  }

  private inTerm(own: Appointment, units: Seat["elector"]["units"], moment: Moment): boolean {
    const { law } = this.hall.agenda;
    const elector = { elector: "", kind: "owner", heads: 1, units };
    return actsFor(law, own, elector, milliseconds(moment.opensAt), milliseconds(moment.closesAt));
  }

  private checkDelegate(delegate: string, { elector }: Seat, moment: Moment): void {
    const own =
      this.appointed.get(delegate) ??
      refuse("该业主并非业主代表", "this owner was not appointed as a delegate");
    if (!this.inTerm(own, elector.units, moment))
      refuse(
        "该代表的任期或范围不涵盖该表决权人",
        "the delegate's term or place does not cover this elector",
      );
  }

  private checkTold(choices: readonly MatterChoice[], { matters }: Seat): Set<string> {
    const told = new Set<string>();
    for (const choice of choices) {
      const matter = matters.find((own) => own.matter === choice.matter);
      if (!matter || told.has(choice.matter))
        refuse(
          `议题 ${choice.matter} 的指示有误`,
          `matter ${choice.matter} is not this elector's, or there twice`,
        );
      else if (!fits(choice, matter, this.hall.agenda.law.switches))
        refuse(
          `对议题 ${choice.matter} 的指示无效`,
          `what is said of matter ${choice.matter} is no choice that a ballot can have`,
        );
      told.add(choice.matter);
    }
    return told;
  }
}

function late(): never {
  return refuse("逾期", "it came too late");
}

/** Refuses choices that are not what the holder of a mandate was told; candidates in any order. */
export function checkToldOf(
  mandate: MandateThen,
  choices: readonly (Choice & { readonly matter: string })[],
): void {
  if (mandate.ended) refuse("委托已经终止", "its mandate has ended");
  const { told, capacity } = mandate;
  if (!told) return refuse("业主代表未记录意见", "its delegate recorded no opinion");
  if (capacity === "delegate" && choices.some((own) => !told.some((each) => each.matter === own.matter)))
    refuse("与所记录的意见不符", "it says something on a matter that its delegate was not told of");
  for (const each of told) {
    const said = choices.find((own) => own.matter === each.matter);
    if (!said || !sameChoice(said, each))
      refuse(`议题 ${each.matter} 与指示不符`, `matter ${each.matter}: it is not what its holder was told`);
  }
}
