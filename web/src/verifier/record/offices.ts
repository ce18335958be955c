import type { Ledger } from "../ledger.ts";
import type { Fact } from "../bundle/facts.ts";
import type { Instant } from "../values/instants.ts";
import type { Role } from "../values/words.ts";

/** A place in the record: an index, and the time of its entry. */
export interface Place {
  readonly index: number;
  readonly at: Instant;
}

interface Office {
  readonly role: Role;
  readonly terms: { readonly from: number; readonly until: Instant | null }[];
  readonly keys: { readonly from: number; readonly enrolment: string }[];
  ended: number | null;
}

/** Who holds which role, from the grants of the record. */
export class Offices {
  private readonly grants = new Map<string, Office>();
  /** The offices in which a key may act, by its enrolment. */
  private readonly byKey = new Map<string, Set<Office>>();
  private readonly persons = new Map<string, string>();
  private readonly enrolled = new Set<string>();
  private readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Hears the next fact of the record; what is not about keys and roles changes nothing. */
  hear(index: number, fact: Fact): void {
    if (fact.kind === "key_enrolled") this.enrolled.add(fact.statement);
    if (fact.kind === "key_revoked") this.enrolled.delete(fact.statement);
    this.ledger.checked("roles_sound");
    if (fact.kind === "role_granted") this.grant(index, fact);
    if (fact.kind === "role_ended") this.end(index, fact.grant);
  }

  /** Whether the key of an enrolment acts in a role just before a place. */
  holds(enrolment: string, role: Role, place: Place): boolean {
    const named = (office: Office) =>
      office.keys.some((key) => key.from < place.index && key.enrolment === enrolment);
    return [...(this.byKey.get(enrolment) ?? [])].some(
      (office) => isInForce(office, role, place) && named(office),
    );
  }

  /** Whether anybody holds a role just before a place. */
  isHeld(role: Role, place: Place): boolean {
    return [...this.grants.values()].some((office) => isInForce(office, role, place));
  }

  /** One name for the person whose enrolments share grants with this one, directly or through others. */
  person(enrolment: string): string {
    const known = this.persons.get(enrolment);
    if (known !== undefined) return known;
    const keys = new Set([enrolment]);
    // A set that grows while it is walked is walked to its end.
    for (const key of keys)
      for (const office of this.byKey.get(key) ?? []) for (const own of office.keys) keys.add(own.enrolment);
    const person = [...keys].sort()[0] ?? enrolment;
    for (const key of keys) this.persons.set(key, person);
    return person;
  }

  private grant(index: number, fact: Extract<Fact, { kind: "role_granted" }>): void {
    const { role, enrolment, until } = fact;
    if (!this.enrolled.has(enrolment) || role === "owner" || role === "operator")
      return this.wrong(
        `记录 ${index} 将职务 ${role} 授予未登记的密钥，或该职务不可授予。`,
        `Entry ${index} grants the role ${role} to a key that is not enrolled, or a role that is not granted.`,
      );
    const office = this.grants.get(fact.grant) ?? { role, terms: [], keys: [], ended: null };
    this.grants.set(fact.grant, office);
    if (office.role !== role || office.ended !== null)
      return this.wrong(
        `记录 ${index} 所授职务与先前不符，或已终止。`,
        `Entry ${index} grants what was granted as another role, or was ended.`,
      );
    office.terms.push({ from: index, until });
    office.keys.push({ from: index, enrolment });
    this.byKey.set(enrolment, (this.byKey.get(enrolment) ?? new Set()).add(office));
    this.persons.clear();
  }

  private end(index: number, grant: string): void {
    const office = this.grants.get(grant);
    if (!office || office.ended !== null)
      return this.wrong(
        `记录 ${index} 终止了无人担任的职务。`,
        `Entry ${index} ends a role that nobody held.`,
      );
    office.ended = index;
  }

  private wrong(zh: string, en: string): void {
    this.ledger.finding("roles_sound", { zh, en });
  }
}

function isInForce(office: Office, role: Role, { index, at }: Place): boolean {
  const term = office.terms.findLast((own) => own.from < index);
  const inTerm = term !== undefined && (term.until === null || at < term.until);
  return office.role === role && inTerm && (office.ended === null || index < office.ended);
}
