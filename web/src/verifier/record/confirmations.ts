import { enrolmentConfirmation, type Enrolment } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { refuse } from "../values/unsound.ts";
import type { Role } from "../values/words.ts";
import type { Enrolled, Enrolments, KeyEntry, Shown } from "./enrolments.ts";

/** Who besides the secretary may confirm an enrolment. */
const SECONDS = new Set<Role>(["member", "chair", "scrutineer", "supervisor", "residents_committee"]);

/** Refuses an enrolment that is not confirmed as its method asks. */
export function checkConfirmations(
  shown: Shown,
  known: Enrolments,
  entry: KeyEntry,
  enrolment: Enrolment,
): void {
  const { index } = entry;
  if (!isVouchedFor(enrolment))
    refuse(
      `记录 ${index} 的密钥登记所称的激活码发放人，并非有权发放之人`,
      `The enrolment of entry ${index} names others as those who handed out its code than could have done so`,
    );
  const given = entry.confirmations.map((digest) => confirmation(shown, known, entry, enrolment, digest));
  const roles = given.map((own) => own.role);
  const signers = new Set(given.map((own) => own.signer));
  const listed = [...new Set([...enrolment.confirmed_by, ...roles])].sort();
  const ascending = entry.confirmations.every(
    (own, place, all) => place === 0 || (all[place - 1] ?? "") < own,
  );
  const same = listed.join() === entry.confirmed_by.join();
  if (!isGivenBy(enrolment.method, roles) || signers.size !== roles.length || !ascending || !same)
    refuse(
      `记录 ${index} 的密钥登记（${enrolment.method}）未经应当确认的各方确认`,
      `The enrolment of entry ${index}, by ${enrolment.method}, is not confirmed by those who have to`,
    );
  if (enrolment.method === "recovery" && enrolment.owner !== null && known.hasKeyOf(enrolment.owner, index))
    refuse(
      `记录 ${index} 的遗失找回未撤销同一业主此前的密钥`,
      `The recovery of entry ${index} left an earlier key of the same owner good`,
    );
}

function isVouchedFor({ method, confirmed_by, role }: Enrolment): boolean {
  const by = confirmed_by.join();
  switch (method) {
    case "letter_and_contact":
    case "letter_and_provider":
      return by === "secretary";
    case "desk":
    case "recovery":
    case "device":
      return by === "";
    case "officer_invitation":
      return (
        role !== null &&
        role !== "owner" &&
        role !== "operator" &&
        by === (role === "supervisor" ? "operator" : "supervisor")
      );
    case "operator_invitation":
      return false;
  }
}

function isGivenBy(method: Enrolment["method"], roles: readonly Role[]): boolean {
  if (method === "device") return roles.join() === "owner";
  if (method !== "desk" && method !== "recovery") return roles.length === 0;
  const others = roles.filter((role) => role !== "secretary");
  const [second] = others;
  return roles.length === 2 && others.length === 1 && second !== undefined && SECONDS.has(second);
}

function confirmation(
  shown: Shown,
  known: Enrolments,
  entry: KeyEntry,
  enrolment: Enrolment,
  digest: string,
): { readonly role: Role; readonly signer: string } {
  const { index } = entry;
  const wrong = (zh: string, en: string) =>
    refuse(
      `记录 ${index} 的密钥登记的一份确认声明${zh}`,
      `A confirmation of the enrolment of entry ${index} ${en}`,
    );
  const text = shown.text(digest) ?? wrong("未出示", "is not shown");
  const jws = parseJws(text, "enrolment-confirmation");
  const signer = known.standing(jws.keyId, index);
  if (typeof signer === "string")
    return wrong("由当时无效的密钥签署", "is signed with a key that was not good then");
  checkSignature(jws, signer.key);
  const own = readPayload(jws, enrolmentConfirmation);
  const about =
    own.origin === shown.origin &&
    own.community === shown.community &&
    own.activation === enrolment.activation &&
    own.method === enrolment.method &&
    own.owner === enrolment.owner &&
    own.key === enrolment.key.id;
  if (!about) wrong("所指为其他密钥或其他激活", "is about another key or activation");
  if (!mayConfirm(known, signer, own.role, entry, enrolment))
    wrong(`以 ${own.role} 名义由他人密钥签署`, `is signed as ${own.role} with a key of somebody else`);
  return { role: own.role, signer: signer.key.id };
}

function mayConfirm(
  known: Enrolments,
  signer: Enrolled,
  role: Role,
  entry: KeyEntry,
  enrolment: Enrolment,
): boolean {
  switch (enrolment.method) {
    case "desk":
    case "recovery":
      return known.officer(signer.key.id, [role], entry) !== null;
    case "device":
      return role === "owner" && signer.owner === enrolment.owner;
    default:
      return false;
  }
}
