import type { Ledger } from "../ledger.ts";
import { Enrolments, soundEnrolment, type KeyEntry, type Shown } from "../record/enrolments.ts";
import { Offices } from "../record/offices.ts";
import type { Contents } from "./contents.ts";

/** Reads every enrolment of the record, and who holds which role. */
export function readEnrolments(contents: Contents, ledger: Ledger): Enrolments {
  const entries = entriesOf(contents, ledger);
  const offices = new Offices(ledger);
  ledger.checked("roles_sound");
  for (const { index, fact } of contents.standing()) offices.hear(index, fact);
  const enrolments = new Enrolments(offices);
  if (!contents.isAudit) {
    ledger.open(
      "enrolments_sound",
      "无法核实密钥由谁登记：本文件为公开文件。",
      "Could not check who enrolled the keys: the bundle is public.",
    );
    return enrolments;
  }
  ledger.checked("enrolments_sound");
  ledger.checked("enrolments_confirmed");
  const { keys, community } = contents.header;
  const shown: Shown = { origin: keys.origin, community, text: (digest) => contents.text(digest) };
  for (const entry of entries) {
    const text = contents.text(entry.statement);
    if (text === undefined) continue;
    const prefix = {
      zh: `记录 ${entry.index} 的密钥登记无效：`,
      en: `The enrolment of entry ${entry.index} does not stand: `,
    };
    const enrolment = ledger.attempt("enrolments_sound", () => soundEnrolment(shown, entry, text), prefix);
    if (enrolment) enrolments.take(shown, entry, enrolment, ledger);
  }
  return enrolments;
}

function entriesOf(contents: Contents, ledger: Ledger): readonly KeyEntry[] {
  const entries = new Map<string, KeyEntry>();
  for (const { index, at, fact } of contents.standingOf("key_enrolled", "key_revoked")) {
    const known = entries.get(fact.statement);
    const fits = fact.kind === "key_enrolled" ? !known : known !== undefined && known.revoked === null;
    if (fact.kind === "key_enrolled") {
      const { method, confirmed_by, statement, confirmations } = fact;
      entries.set(statement, { index, at, method, confirmed_by, statement, confirmations, revoked: null });
    } else if (known) {
      known.revoked ??= index;
    }
    if (!fits)
      ledger.finding("keys_complete", {
        zh: `记录 ${index} 重复登记，或撤销了未登记的密钥。`,
        en: `Entry ${index} enrols what was enrolled already, or revokes what was not.`,
      });
  }
  return [...entries.values()].sort((one, other) => one.index - other.index);
}
