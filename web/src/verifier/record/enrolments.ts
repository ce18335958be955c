import type { Ledger } from "../ledger.ts";
import { enrolment as enrolmentForm, type Enrolment } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload, type StatementKey } from "../statements/jws.ts";
import type { Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import { checkConfirmations } from "./confirmations.ts";
import type { Offices, Place } from "./offices.ts";

const OWNER_METHODS = new Set(["letter_and_contact", "letter_and_provider", "desk", "recovery", "device"]);
const CONSENT = /^[a-z0-9-]{1,64}$/;

/** What the record says of an enrolment. */
export interface KeyEntry {
  readonly index: number;
  readonly at: Instant;
  readonly method: Enrolment["method"];
  readonly confirmed_by: readonly Role[];
  readonly statement: string;
  readonly confirmations: readonly string[];
  /** The entry that revoked the key. */
  revoked: number | null;
}

/** A key of the record. */
export interface Enrolled {
  readonly index: number;
  readonly at: Instant;
  revoked: number | null;
  readonly method: Enrolment["method"];
  /** The owner whose key it is; `null` for an officer's. */
  readonly owner: string | null;
  readonly key: StatementKey;
  /** The hash of the enrolment. */
  readonly statement: string;
}

/** What enrolments are held against. */
export interface Shown {
  readonly origin: string;
  readonly community: string;
  readonly text: (digest: string) => string | undefined;
}

/** Every enrolled key by its id, with the offices beside. */
export class Enrolments {
  readonly offices: Offices;
  private readonly keys = new Map<string, Enrolled>();
  private readonly ofOwners = new Map<string, Enrolled[]>();
  private readonly ofStatements = new Map<string, Enrolled>();

  constructor(offices: Offices) {
    this.offices = offices;
  }

  /** The key of an id that is good just before an entry; otherwise why it is not. */
  standing(id: string, before: number): Enrolled | "not_enrolled" | "revoked" {
    const own = this.keys.get(id);
    if (!own || own.index >= before) return "not_enrolled";
    return own.revoked !== null && own.revoked < before ? "revoked" : own;
  }

  /** The good key of an id; refused if there is none. */
  good(id: string, before: number): Enrolled {
    const own = this.standing(id, before);
    if (own === "revoked") return refuse("其密钥此前已撤销", "its key was revoked before it");
    if (own === "not_enrolled") return refuse("其密钥此前未登记", "its key was not enrolled before it");
    return own;
  }

  /** The key of an officer who holds one of these roles at a place, and the role; `null` if there is none. */
  officer(id: string, roles: readonly Role[], place: Place): Enrolled | null {
    const own = this.standing(id, place.index);
    if (typeof own === "string" || own.owner !== null) return null;
    return roles.some((role) => this.offices.holds(own.statement, role, place)) ? own : null;
  }

  /** Whether an owner has a good key just before an entry. */
  hasKeyOf(owner: string, before: number): boolean {
    const good = (own: Enrolled) => own.index < before && (own.revoked === null || before < own.revoked);
    return (this.ofOwners.get(owner) ?? []).some(good);
  }

  /** Takes the key of an enrolment, once its confirmations were looked at. */
  take(shown: Shown, entry: KeyEntry, enrolment: Enrolment, ledger: Ledger): void {
    ledger.judge("enrolments_confirmed", () => checkConfirmations(shown, this, entry, enrolment));
    const { index, at, revoked, statement } = entry;
    const { method, owner, key } = enrolment;
    ledger.checked("enrolments_sound");
    if (this.keys.has(key.id))
      ledger.finding("enrolments_sound", {
        zh: `记录 ${index} 的密钥此前已登记。`,
        en: `The key of entry ${index} was enrolled before.`,
      });
    else this.add({ index, at, revoked, method, owner, key, statement });
  }

  /** Ends the key that a statement enrolled. */
  revoke(statement: string, index: number): void {
    const own = this.ofStatements.get(statement);
    if (own) own.revoked ??= index;
  }

  private add(own: Enrolled): void {
    this.keys.set(own.key.id, own);
    this.ofStatements.set(own.statement, own);
    if (own.owner === null) return;
    const others = this.ofOwners.get(own.owner);
    if (others) others.push(own);
    else this.ofOwners.set(own.owner, [own]);
  }
}

/** The enrolment that an entry records, signed with the key that it enrols; refused if it does not stand. */
export function soundEnrolment(shown: Shown, entry: KeyEntry, text: string): Enrolment {
  const jws = parseJws(text, "enrolment");
  const own = readPayload(jws, enrolmentForm);
  checkSignature(jws, own.key);
  const ofOwner = OWNER_METHODS.has(own.method);
  const invited = own.role !== null;
  const same =
    own.origin === shown.origin &&
    own.community === shown.community &&
    own.method === entry.method &&
    (own.owner !== null) === ofOwner &&
    (own.consent !== null && CONSENT.test(own.consent)) === ofOwner &&
    invited === (own.method === "officer_invitation") &&
    (invited || own.until === null);
  if (!same)
    refuse(
      "属于其他记录，或其方式与记录不符",
      "it is of another record, or was made in another way than the entry says",
    );
  return own;
}
