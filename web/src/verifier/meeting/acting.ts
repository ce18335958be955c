import type { Ledger } from "../ledger.ts";
import type { Annex, Roll } from "../bundle/documents.ts";
import type { Enrolled, Enrolments } from "../record/enrolments.ts";
import { actingConfirmation, assistance, succession } from "../statements/forms.ts";
import { parseJws, readPayload, statementDigest, verified } from "../statements/jws.ts";
import { HOUR, type Instant } from "../values/instants.ts";
import type { Shape } from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Contents, StepOf } from "./contents.ts";
import { CONFIRMERS, isHere, readRegister } from "./derivation.ts";

/** How long help with a vote covers a ballot. */
const ASSISTANCE = 2n * HOUR;

/** Who acts for an elector from an entry on. */
export interface Passed {
  readonly elector: string;
  readonly index: number;
  readonly owners: readonly string[];
}

/** Help with a vote, as it was recorded. */
export interface Assistance {
  readonly index: number;
  readonly at: Instant;
}

type OfTwo = StepOf<"assistance_recorded" | "succession_recorded">;

/** Whether help covers a ballot that was received at an instant. */
export function covers({ at }: Assistance, received: Instant): boolean {
  return at <= received && received < at + ASSISTANCE;
}

/** What two people recorded together: help with votes, and who acts for electors that passed to others. */
export class Acting {
  private readonly assistances = new Map<string, Assistance[]>();
  private readonly successions = new Map<string, Passed[]>();

  /** Who acts for an elector just before an entry. */
  owners(elector: string, frozen: readonly string[], before: number): readonly string[] {
    return this.passed(elector).findLast((own) => own.index < before)?.owners ?? frozen;
  }

  /** How an elector passed to others, in the order of the record. */
  passed(elector: string): readonly Passed[] {
    return this.successions.get(elector) ?? [];
  }

  /** Every succession, in the order of the record. */
  allPassed(): readonly Passed[] {
    return [...this.successions.values()].flat().sort((one, other) => one.index - other.index);
  }

  /** Help that the next ballot of a key for an elector uses up, the last ballot of the key being that of an entry. */
  unused(key: string, elector: string, last: number | undefined, before: number): Assistance | null {
    const recorded = (this.assistances.get(`${key} ${elector}`) ?? []).filter((own) => own.index < before);
    const own = recorded.at(-1);
    return own && (last === undefined || last < own.index) ? own : null;
  }

  /** Notes down help, or that an elector passed. */
  help(key: string, elector: string, own: Assistance): void {
    const place = `${key} ${elector}`;
    const known = this.assistances.get(place);
    if (known) known.push(own);
    else this.assistances.set(place, [own]);
  }

  pass(own: Passed): void {
    const known = this.successions.get(own.elector);
    if (known) known.push(own);
    else this.successions.set(own.elector, [own]);
  }
}

/** Reads what two people recorded together. */
export function readActing(
  contents: Contents,
  enrolments: Enrolments,
  roll: Roll | null,
  annex: Annex["electors"] | null,
  ledger: Ledger,
): Acting {
  const acting = new Acting();
  const steps = contents.ofKind("assistance_recorded", "succession_recorded");
  if (!contents.isAudit) {
    publicOnly(steps, ledger);
    return acting;
  }
  ledger.checked("assistances_sound");
  ledger.checked("successions_sound");
  if (!roll || !annex) return acting;
  const reader = new Reader(contents, enrolments, roll, annex, acting);
  for (const step of steps) {
    const prefix = {
      zh: `记录 ${step.index} 所载事项无效：`,
      en: `What entry ${step.index} records does not stand: `,
    };
    if (step.fact.kind === "assistance_recorded")
      ledger.attempt("assistances_sound", () => reader.assist(step), prefix);
    else ledger.attempt("successions_sound", () => reader.succeed(step), prefix);
  }
  return acting;
}

function publicOnly(steps: readonly OfTwo[], ledger: Ledger): void {
  if (steps.some((step) => step.fact.kind === "assistance_recorded"))
    ledger.open(
      "assistances_sound",
      "无法核实何人在何人协助下投票：本文件为公开文件。",
      "Could not check who was helped to vote, and by whom: the bundle is public.",
    );
  if (steps.some((step) => step.fact.kind === "succession_recorded"))
    ledger.open(
      "successions_sound",
      "无法核实投票期间变更的表决权人由谁代表：本文件为公开文件。",
      "Could not check who acts for electors that passed to others: the bundle is public.",
    );
}

class Reader {
  private readonly contents: Contents;
  private readonly enrolments: Enrolments;
  private readonly roll: Roll;
  private readonly annex: Annex["electors"];
  private readonly acting: Acting;
  private readonly imported: readonly StepOf<"register_imported">[];
  /** Registers that were read, by their hash. */
  private readonly registers = new Map<string, ReturnType<typeof readRegister>["holdings"]>();

  constructor(
    contents: Contents,
    enrolments: Enrolments,
    roll: Roll,
    annex: Annex["electors"],
    acting: Acting,
  ) {
    this.contents = contents;
    this.enrolments = enrolments;
    this.roll = roll;
    this.annex = annex;
    this.acting = acting;
    this.imported = contents.standingOf("register_imported");
  }

  assist(step: OfTwo): void {
    const pair = this.pair(step, "assistance", assistance);
    if (!pair) return;
    const { said: own, signer, witness, role } = pair;
    const { by } = step.fact;
    const voting = this.enrolments.standing(own.key, step.index);
    if (own.key === signer || own.key === witness.key.id)
      refuse(
        "投票密钥不得用于签署协助或其确认",
        "the key that will vote must sign neither the assistance nor its confirmation",
      );
    if (typeof voting === "string" || voting.owner !== own.owner)
      refuse("投票密钥并非该业主已登记的密钥", "the key that will vote is not an enrolled key of this owner");
    const owners = this.owners(own.elector, step.index);
    if (!owners.includes(own.owner))
      refuse("该业主不得代表该表决权人", "this owner may not act for this elector");
    if (by !== "secretary" && by !== "convener")
      refuse(`${by} 不得协助`, `the secretary or the convener helps; a ${by} cannot`);
    if (role === "operator")
      refuse("运营者不得确认", "another officer in office confirms it, or an owner as a witness");
    if (witness.owner !== null && owners.includes(witness.owner))
      refuse(
        "共有人不得协助或见证",
        "whoever owns a part of this elector cannot help with its vote, nor witness it",
      );
    this.acting.help(own.key, own.elector, { index: step.index, at: step.at });
  }

  succeed(step: OfTwo): void {
    const pair = this.pair(step, "succession", succession);
    if (!pair) return;
    const { said: own, role } = pair;
    const { by, fact } = { by: step.fact.by, fact: step.fact };
    if (fact.kind !== "succession_recorded") return;
    if (own.elector !== fact.elector || own.evidence !== fact.evidence || own.reason !== fact.reason)
      refuse("所签内容与记录不符", "it says other things than its entry");
    if (by !== "secretary" && by !== "convener")
      refuse(`${by} 不得签署`, `the secretary or the convener signs it; a ${by} cannot`);
    if (!CONFIRMERS.secretary?.includes(role))
      refuse(`${role} 不得确认`, `another officer in office confirms it; a ${role} cannot`);
    if (own.before.length === 0 || own.after.length === 0)
      refuse("未列明业主", "name at least one owner who acted and one who acts now");
    const changes = own.by === "transfer" || own.by === "inheritance";
    if ((own.before.join() !== own.after.join()) !== changes)
      refuse("前后业主与事由不符", `by ${own.by} the owners change or stay otherwise`);
    const owners = this.owners(own.elector, step.index);
    const stranger = own.before.find((owner) => !owners.includes(owner));
    if (stranger !== undefined)
      refuse(`${stranger} 并不代表该表决权人`, `${stranger} does not act for this elector`);
    if (!changes) {
      // Who acted with them before does so no more.
      const good = own.before.find((owner) => this.enrolments.hasKeyOf(owner, step.index));
      if (good !== undefined)
        refuse(`${good} 此前的密钥仍然有效`, `a key of ${good} from before it is still good`);
      return;
    }
    const now = [...new Set([...owners.filter((owner) => !own.before.includes(owner)), ...own.after])].sort();
    this.inRegister(own.elector, now, step.index);
    this.acting.pass({ elector: own.elector, index: step.index, owners: now });
  }

  private inRegister(elector: string, now: readonly string[], before: number): void {
    const latest = this.imported.findLast((own) => own.index < before)?.fact.document ?? "";
    const text = this.contents.text(latest);
    if (text === undefined)
      return refuse(
        "未出示当时最新的业主名册",
        "the version of the register that was the latest then is not shown",
      );
    const holdings = this.registers.get(latest) ?? readRegister(text).holdings;
    this.registers.set(latest, holdings);
    for (const { unit } of this.roll.electors.find((own) => own.elector === elector)?.units ?? [])
      if ((holdings.get(unit)?.owners ?? []).join() !== now.join())
        refuse(
          `当时最新的业主名册所载房屋 ${unit} 的业主不同`,
          `the latest register names other owners of unit ${unit}, or only a part of the elector passes`,
        );
  }

  private owners(elector: string, before: number): readonly string[] {
    const frozen = this.annex.find((own) => own.elector === elector);
    if (!frozen) return refuse(`表决权人 ${elector} 不在名册上`, `elector ${elector} is not on the roll`);
    return this.acting.owners(elector, frozen.owners, before);
  }

  private pair<T extends { readonly origin: string; readonly community: string; readonly meeting: string }>(
    step: OfTwo,
    type: string,
    shape: Shape<T>,
  ): { readonly said: T; readonly signer: string; readonly witness: Enrolled; readonly role: Role } | null {
    const { statement, by, confirmation, confirmed_by } = step.fact;
    const [first, second] = [this.contents.text(statement), this.contents.text(confirmation)];
    if (first === undefined || second === undefined) return null;
    const { keyId } = parseJws(first, type);
    const confirming = parseJws(second, "acting-confirmation");
    const { role } = readPayload(confirming, actingConfirmation);
    if (keyId === confirming.keyId)
      refuse("须由另一人以其本人密钥确认", "somebody else has to confirm it with a key of their own");
    if (role !== confirmed_by)
      refuse("确认的身份与记录不符", "its confirmation was signed as something else than its entry says");
    const officer = this.signer(keyId, by, step);
    if (!officer)
      return refuse("并非由在任工作人员签署", "it is not signed with the key of an officer in office");
    const witness = this.signer(confirming.keyId, confirmed_by, step);
    if (!witness)
      return refuse(
        "并非由当时有权确认的密钥确认",
        "it is not confirmed with a key that could confirm it then",
      );
    const said = verified(first, type, shape, officer.key);
    const confirmed = verified(second, "acting-confirmation", actingConfirmation, witness.key);
    if (!isHere(this.contents, said) || !isHere(this.contents, confirmed))
      refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
    if (confirmed.statement !== statementDigest(first))
      refuse("确认的是其他声明", "the confirmation is of another statement");
    return { said, signer: keyId, witness, role };
  }

  private signer(key: string, role: Role, step: OfTwo): Enrolled | null {
    if (role !== "owner") return this.enrolments.officer(key, [role], step);
    const own = this.enrolments.standing(key, step.index);
    return typeof own !== "string" && own.owner !== null ? own : null;
  }
}
