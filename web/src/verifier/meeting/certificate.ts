import type { Ledger } from "../ledger.ts";
import { readDocument } from "../bundle/documents.ts";
import {
  certificate as certificateForm,
  type Certificate,
  type SignedCertificate,
} from "../bundle/certified.ts";
import type { Enrolments } from "../record/enrolments.ts";
import { checkSignature, parseJws, type StatementKey } from "../statements/jws.ts";
import { digestOf, fromBase64Url, fromUtf8, toBase64Url, utf8 } from "../values/bytes.ts";
import { digestOfValue } from "../values/json.ts";
import { refuse } from "../values/unsound.ts";
import type { Contents, StepOf } from "./contents.ts";
import type { Life } from "./life.ts";

type Signature = SignedCertificate["signatures"][number];

/** What a certificate is held against. */
export interface CertificateBench {
  readonly contents: Contents;
  readonly life: Life;
  readonly definition: string;
  readonly roll: string | null;
  readonly enrolments: Enrolments;
}

/** Checks the certificate: that it is the recorded one, about this meeting, and who signed it. */
export function checkCertificate(bench: CertificateBench, ledger: Ledger): Certificate | null {
  const { contents, life } = bench;
  const { certificate: jws } = contents;
  const { counted } = life;
  if (!jws && !counted) return null;
  if (!jws || !counted) {
    ledger.finding("certificate_named", {
      zh: "有证书而无计票记录，或有计票记录而无证书。",
      en: "There is a certificate without a recorded count, or a recorded count without certificate.",
    });
    return null;
  }
  const payload = payloadOf(jws);
  ledger.judge("certificate_named", () => named(payload, counted));
  const key = contents.chain.statementsAt(counted.index);
  ledger.judge("certificate_signed", () => checkServiceSigned(jws, payload, key));
  countersigned(bench, jws, payload, ledger);
  countersigners(bench, jws, ledger);
  const prefix = { zh: "证书有误：", en: "The certificate: " };
  const own = ledger.attempt("certificate_content", () => readDocument(payload, certificateForm), prefix);
  if (!own) return null;
  ledger.judge("certificate_content", () => about(bench, own, counted));
  ledger.judge("close_tree", () => closes(bench, own));
  return own;
}

/** The text that is certified; empty if there is none. */
export function payloadOf(jws: SignedCertificate): string {
  return fromUtf8(fromBase64Url(jws.payload) ?? new Uint8Array()) ?? "";
}

function named(payload: string, { index, fact }: StepOf<"meeting_counted">): void {
  const own = digestOf(payload);
  if (fact.certificate !== own)
    refuse(
      `证书哈希为 ${own}，记录 ${index} 引用的并非此证书`,
      `The certificate has the hash ${own}, which entry ${index} does not name`,
    );
}

/** Refuses a certificate whose first signature, the only one without a role, is not the service's. */
export function checkServiceSigned(jws: SignedCertificate, payload: string, key: StatementKey): void {
  const services = jws.signatures.filter((own) => own.header.role === null);
  const [first] = jws.signatures;
  if (services.length !== 1 || !first || first.header.role !== null || first.header.key.x !== key.x)
    return refuse(
      "证书的首个签名须为服务方签名，且仅此一个无角色签名",
      "The first and only signature without a role must be the service's",
    );
  checkDetached(first, payload, key);
}

function checkDetached({ protected: head, signature }: Signature, payload: string, key: StatementKey): void {
  checkSignature(parseJws(`${head}.${toBase64Url(utf8(payload))}.${signature}`, "certificate"), key);
}

function about(
  { contents, life, definition, roll }: CertificateBench,
  own: Certificate,
  counted: StepOf<"meeting_counted">,
): void {
  const { header } = contents;
  const closedAt = life.close?.at;
  const same =
    own.origin === header.keys.origin &&
    own.community === header.community &&
    own.meeting === contents.meeting &&
    own.definition === definition &&
    own.roll === roll &&
    own.counted_at <= counted.at &&
    (closedAt === undefined || closedAt <= own.counted_at);
  if (!same)
    refuse(
      "证书属于其他记录、会议、定义、名册或时间",
      "The certificate is of another record, meeting, definition, roll or time",
    );
}

function closes({ contents, life }: CertificateBench, { close }: Certificate): void {
  if (life.close?.index !== close.index || contents.roots.get(close.index) !== close.root)
    refuse(
      `证书所称的截止记录 ${close.index} 或当时的树根与记录不符`,
      `The certificate names entry ${close.index} as the close, or a root that the record did not have then`,
    );
}

function countersignatures(jws: SignedCertificate): readonly Signature[] {
  return jws.signatures.filter((own) => own.header.role !== null);
}

/** The digest of a signature, as an entry records it. */
function digestOfSignature({ protected: head, signature, header }: Signature): string {
  return digestOfValue({ protected: head, signature, header: { role: header.role, key: header.key.x } });
}

function countersigned(
  { life }: CertificateBench,
  jws: SignedCertificate,
  payload: string,
  ledger: Ledger,
): void {
  ledger.checked("countersigned");
  const digest = digestOf(payload);
  const recorded = new Map<string, StepOf<"certificate_signed">[]>();
  const place = (certificate: string, role: string | null, signature: string) =>
    `${certificate} ${role} ${signature}`;
  for (const step of life.signatures) {
    const name = place(step.fact.certificate, step.fact.role, step.fact.signature);
    const known = recorded.get(name);
    if (known) known.push(step);
    else recorded.set(name, [step]);
  }
  const signers = new Set<string>();
  for (const own of countersignatures(jws)) {
    const { key, role } = own.header;
    const step = recorded.get(place(digest, role, digestOfSignature(own)))?.shift();
    const prefix = { zh: `副署签名（${role ?? ""}）：`, en: `A countersignature (${role ?? ""}): ` };
    ledger.attempt(
      "countersigned",
      () => {
        checkDetached(own, payload, key);
        if (!step) refuse("没有相应记录", "no entry records it");
        if (signers.has(key.x)) refuse("同一密钥签署两次", "the key signed twice");
        if (role !== "scrutineer" && role !== "supervisor")
          refuse("该职务不得副署", "the role cannot countersign");
      },
      prefix,
    );
    signers.add(key.x);
  }
  for (const { index } of [...recorded.values()].flat())
    ledger.finding("countersigned", {
      zh: `记录 ${index} 所载的签名不在证书中。`,
      en: `The signature that entry ${index} records is not in the certificate.`,
    });
}

function countersigners(
  { contents, life, enrolments }: CertificateBench,
  jws: SignedCertificate,
  ledger: Ledger,
): void {
  const signatures = countersignatures(jws);
  if (signatures.length === 0) return;
  if (!contents.isAudit)
    return ledger.open(
      "countersigners_enrolled",
      "无法核实副署人为工作人员：本文件为公开文件。",
      "Could not check that the countersigners are officers: the bundle is public.",
    );
  ledger.checked("countersigners_enrolled");
  const shown = new Map(signatures.map((each) => [digestOfSignature(each), each]));
  for (const step of life.signatures) {
    // A signature that is not there is noted where signatures are matched.
    const own = shown.get(step.fact.signature);
    const role = own?.header.role;
    if (own && role && !enrolments.officer(own.header.key.id, [role], step))
      ledger.finding("countersigners_enrolled", {
        zh: `记录 ${step.index} 的签名并非由已登记且在任的工作人员密钥作出。`,
        en: `The signature of entry ${step.index} was not made with an officer's enrolled key in a role in force.`,
      });
  }
}
