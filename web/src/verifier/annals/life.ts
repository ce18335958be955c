import type { MeetingState } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import {
  definition as definitionForm,
  readDocument,
  rules as rulesForm,
  type Definition,
} from "../bundle/documents.ts";
import { certificate as certificateForm, type SignedCertificate } from "../bundle/certified.ts";
import { meetingOf, type Fact, type FactOf } from "../bundle/facts.ts";
import { isPublic, type CalendarLine, type DocumentKind, type Header } from "../bundle/lines.ts";
import { checkServiceSigned, payloadOf } from "../meeting/certificate.ts";
import { hashed, shownTwice } from "../meeting/contents.ts";
import { actionOf, after } from "../meeting/states.ts";
import { readRegister } from "../meeting/derivation.ts";
import type { KeyChain } from "../record/keys.ts";
import { Enrolments, soundEnrolment, type Shown } from "../record/enrolments.ts";
import { Offices } from "../record/offices.ts";
import type { RecordedReplacement } from "../record/replacements.ts";
import { act as actForm, notice as noticeForm } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload, verified } from "../statements/jws.ts";
import { digestOf } from "../values/bytes.ts";
import type { Json } from "../values/json.ts";
import type { Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";

/** An entry with what stands behind it. */
export interface Pending {
  readonly index: number;
  readonly at: Instant;
  readonly fact: Fact;
  readonly texts: Map<string, string>;
  certificate: SignedCertificate | null;
}

/** The record of a community between meetings, entry by entry. What deeds do is not replayed here, and said so. */
export class CommunityLife {
  readonly replacements: RecordedReplacement[] = [];
  /** The definition of the last meeting of which notice was given. */
  definition: Definition | null = null;
  calendar: CalendarLine | null = null;
  private readonly shown = new Set<string>();
  private readonly acts = new Set<string>();
  private readonly states = new Map<string, MeetingState>();
  private readonly registers = new Map<number, string>();
  private readonly enrolments: Enrolments;
  private readonly header: Header;
  private readonly chain: KeyChain;
  private readonly ledger: Ledger;
  private rulesStated = 0;
  private register = 0;

  constructor(header: Header, chain: KeyChain, ledger: Ledger) {
    this.header = header;
    this.chain = chain;
    this.ledger = ledger;
    this.enrolments = new Enrolments(new Offices(ledger));
    const always = [
      "annals_whole",
      "documents_complete",
      "documents_named",
      "roles_sound",
      "rules_stated",
    ] as const;
    for (const code of [...always, "registers_ordered"] as const) ledger.checked(code);
    for (const code of ["acts_recorded", "meetings_staged", "certificates_sound", "notice_signed"] as const)
      ledger.checked(code);
    for (const code of ["enrolments_sound", "enrolments_confirmed", "acts_signed"] as const)
      if (this.isAudit) ledger.checked(code);
      else
        ledger.open(
          code,
          "无法核实：本文件为公开年鉴，不含密钥登记与业主所签内容。",
          "Could not check: the annals are public, without enrolments and what owners signed.",
        );
    for (const code of ["acts_possible", "consequences_follow", "notices_allowed"] as const)
      ledger.open(
        code,
        "本验证程序不重新推演各项行为；请用 quorate-verify annals 核实。",
        "Not checked here: this verifier does not take deeds again; quorate-verify annals does.",
      );
    if (header.from !== 0)
      ledger.finding("annals_whole", {
        zh: `年鉴自记录 ${header.from} 开始，而非自首条记录开始。`,
        en: `The annals begin with entry ${header.from}, not with the first of the record.`,
      });
  }

  private get isAudit(): boolean {
    return this.header.bundle === "audit";
  }

  /** Files a document behind the entry that names it. */
  file(pending: Pending | null, kind: DocumentKind, claimed: string, text: string): void {
    const digest = hashed(claimed, text, this.ledger);
    if (!pending) return;
    const named = this.named(pending).some(([own, its]) => own === digest && its === kind);
    if (!named || (!this.isAudit && !isPublic(kind)))
      return this.ledger.finding("documents_named", {
        zh: `记录 ${pending.index} 未引用其后的文件 ${digest}，或本文件不得出示该文件。`,
        en: `Entry ${pending.index} does not name the document ${digest} behind it, or these annals may not show it.`,
      });
    if (this.shown.has(digest)) return shownTwice(digest, this.ledger);
    this.shown.add(digest);
    pending.texts.set(digest, text);
  }

  /** Judges an entry once everything behind it was read. */
  settle(pending: Pending): void {
    const { index, at, fact } = pending;
    this.versions(pending);
    for (const [digest, kind] of this.named(pending))
      if ((this.isAudit || isPublic(kind)) && !this.shown.has(digest))
        this.ledger.finding("documents_complete", {
          zh: `记录 ${index} 引用的文件（${kind}）${digest} 不在其后。`,
          en: `Entry ${index} names the ${kind} ${digest}, which is not behind it.`,
        });
    if (fact.kind === "service_key_replaced") this.replacements.push({ index, at, fact });
    this.keys(pending);
    this.stage(index, fact);
    if (fact.kind === "act_recorded") this.act(pending, fact);
    if (fact.kind === "meeting_noticed")
      this.ledger.attempt("notice_signed", () => this.noticed(pending, fact));
    if (fact.kind === "meeting_counted")
      this.ledger.attempt("certificates_sound", () => this.counted(pending, fact));
  }

  private named({ fact, texts }: Pending): readonly (readonly [string, DocumentKind])[] {
    switch (fact.kind) {
      case "key_enrolled":
        return [
          [fact.statement, "enrolment"],
          ...fact.confirmations.map((own) => [own, "enrolment_confirmation"] as const),
        ];
      case "rules_set":
        return [[fact.document, "rules"]];
      case "meeting_noticed":
        return [
          [fact.definition, "definition"],
          [fact.statement, "notice"],
        ];
      case "act_recorded": {
        const text = texts.get(fact.statement);
        const register = text === undefined ? undefined : this.registers.get(registerOf(text) ?? 0);
        const own = [fact.statement, fact.by === "owner" ? "owner_act" : "act"] as const;
        return register === undefined ? [own] : [own, [register, "register"]];
      }
      default:
        return [];
    }
  }

  private versions({ index, fact, texts }: Pending): void {
    if (fact.kind === "register_imported") {
      if (fact.version <= this.register)
        this.ledger.finding("registers_ordered", {
          zh: `记录 ${index} 在业主名册第 ${this.register} 版之后导入第 ${fact.version} 版。`,
          en: `Entry ${index} imports version ${fact.version} of the register behind version ${this.register}.`,
        });
      this.register = Math.max(this.register, fact.version);
      this.registers.set(fact.version, fact.document);
    }
    if (fact.kind !== "rules_set") return;
    const prefix = { zh: `记录 ${index} 的规则无效：`, en: `The rules of entry ${index} cannot stand: ` };
    const expected = this.rulesStated + 1;
    this.rulesStated = fact.version;
    const text = texts.get(fact.document);
    this.ledger.attempt(
      "rules_stated",
      () => {
        if (fact.version !== expected) refuse(`应为第 ${expected} 版`, `version ${expected} was due`);
        if (text === undefined) return;
        const own = readDocument(text, rulesForm);
        if (own.community !== this.header.community || own.rules_version !== fact.version)
          refuse("属于其他小区或版本", "they are of another community or version");
      },
      prefix,
    );
  }

  private keys(pending: Pending): void {
    const { index, at, fact, texts } = pending;
    this.enrolments.offices.hear(index, fact);
    if (fact.kind === "key_revoked") this.enrolments.revoke(fact.statement, index);
    if (fact.kind !== "key_enrolled" || !this.isAudit) return;
    const text = texts.get(fact.statement);
    const shown: Shown = {
      origin: this.header.keys.origin,
      community: this.header.community,
      text: (digest) => texts.get(digest),
    };
    const { method, confirmed_by, statement, confirmations } = fact;
    const entry = { index, at, method, confirmed_by, statement, confirmations, revoked: null };
    const prefix = {
      zh: `记录 ${index} 的密钥登记无效：`,
      en: `The enrolment of entry ${index} does not stand: `,
    };
    const enrolment = this.ledger.attempt(
      "enrolments_sound",
      () => soundEnrolment(shown, entry, text ?? refuse("不在其后", "it is not behind it")),
      prefix,
    );
    if (enrolment) this.enrolments.take(shown, entry, enrolment, this.ledger);
  }

  private stage(index: number, fact: Fact): void {
    const [meeting, action] = [meetingOf(fact), actionOf(fact)];
    if (meeting === null || !action) return;
    const state = this.states.get(meeting) ?? "draft";
    const next = after(state, action);
    if (next) this.states.set(meeting, next);
    else
      this.ledger.finding("meetings_staged", {
        zh: `记录 ${index}（${fact.kind}）在当时不被允许：会议状态为 ${state}。`,
        en: `Entry ${index} (${fact.kind}) was not possible: a meeting that is ${state} does not allow this.`,
      });
  }

  private act(pending: Pending, fact: FactOf<"act_recorded">): void {
    const { index, texts } = pending;
    const text = texts.get(fact.statement);
    const prefix = { zh: `记录 ${index} 的行为：`, en: `The act of entry ${index}: ` };
    const again = this.acts.has(fact.statement);
    this.acts.add(fact.statement);
    this.ledger.attempt(
      "acts_recorded",
      () => {
        if (again) refuse("重复载入同一行为", "it is recorded again");
        if (text === undefined) return;
        const said = readPayload(parseJws(text, "act"), actForm);
        const same =
          said.origin === this.header.keys.origin &&
          said.community === this.header.community &&
          said.process === fact.process &&
          namesOf(said.act).join() === fact.subject;
        if (!same) refuse("属于其他记录、类别或程序", "it is of another record, noun or process");
      },
      prefix,
    );
    if (!this.isAudit) return;
    this.ledger.attempt("acts_signed", () => this.signed(pending, fact, text), prefix);
    this.ledger.attempt("registers_ordered", () => this.checkRegister(pending, text), prefix);
  }

  private signed(pending: Pending, fact: FactOf<"act_recorded">, text: string | undefined): void {
    if (text === undefined) return refuse("不在其后", "it is not behind it");
    const jws = parseJws(text, "act");
    const key = this.enrolments.good(jws.keyId, pending.index);
    checkSignature(jws, key.key);
    readPayload(jws, actForm);
    const inRole =
      fact.by === "owner"
        ? key.owner !== null
        : this.enrolments.officer(jws.keyId, [fact.by], pending) !== null;
    if (!inRole) refuse("并非以所称身份签署", "it is not signed in the role it names");
  }

  private checkRegister({ texts }: Pending, text: string | undefined): void {
    const version = text === undefined ? null : registerOf(text);
    const shown = version === null ? undefined : texts.get(this.registers.get(version) ?? "");
    if (shown === undefined) return;
    const { own } = readRegister(shown);
    if (own.register_version !== version || own.community !== this.header.community)
      refuse("其后的业主名册属于其他小区或版本", "the register behind it is of another community or version");
  }

  private noticed({ index, at, texts }: Pending, fact: FactOf<"meeting_noticed">): void {
    const { origin } = this.header.keys;
    const wrong = (): never =>
      refuse(
        `记录 ${index} 的通知或会议定义无效`,
        `The notice or the definition of entry ${index} does not stand`,
      );
    const notice = verified(
      texts.get(fact.statement) ?? wrong(),
      "notice",
      noticeForm,
      this.chain.statementsAt(index),
    );
    const own = readDocument(texts.get(fact.definition) ?? wrong(), definitionForm);
    const here = (said: { readonly origin: string; readonly community: string; readonly meeting: string }) =>
      said.origin === origin && said.community === this.header.community && said.meeting === fact.meeting;
    const named =
      notice.definition === fact.definition && notice.roll === fact.roll && notice.noticed_at <= at;
    if (!here(notice) || !here(own) || !named) wrong();
    this.definition = own;
    if (this.calendar && this.calendar.time_zone !== own.time_zone)
      this.ledger.finding("annals_calendar", {
        zh: `记录 ${index} 的会议按 ${own.time_zone} 计算日期，而本年鉴按 ${this.calendar.time_zone} 计算。`,
        en: `The meeting of entry ${index} counts days in ${own.time_zone}, these annals count them in ${this.calendar.time_zone}.`,
      });
  }

  private counted({ index, certificate: jws }: Pending, fact: FactOf<"meeting_counted">): void {
    const wrong = (): never =>
      refuse(
        `记录 ${index} 之后的证书缺失，或并非该记录所引用的证书`,
        `The certificate behind entry ${index} is missing, or not the one that the entry names`,
      );
    if (!jws) return wrong();
    const payload = payloadOf(jws);
    if (digestOf(payload) !== fact.certificate || jws.signatures.length !== 1) wrong();
    checkServiceSigned(jws, payload, this.chain.statementsAt(index));
    const own = readDocument(payload, certificateForm);
    const { keys, community } = this.header;
    if (own.origin !== keys.origin || own.community !== community || own.meeting !== fact.meeting) wrong();
  }
}

function namesOf(act: Json): readonly string[] {
  return typeof act === "object" && act !== null && !Array.isArray(act) ? Object.keys(act) : [];
}

/** The version of the register that an act names; `null` if it names none. */
function registerOf(text: string): number | null {
  try {
    const { act } = readPayload(parseJws(text, "act"), actForm);
    if (typeof act !== "object" || act === null) return null;
    const [deed] = Object.values(act) as Json[];
    const version = typeof deed === "object" && deed !== null && "register" in deed ? deed["register"] : null;
    return typeof version === "number" ? version : null;
  } catch {
    return null;
  }
}
