import type { Ledger } from "../ledger.ts";
import { meetingOf, type Fact } from "../bundle/facts.ts";
import { isPublic, type DocumentKind } from "../bundle/lines.ts";
import type { Contents } from "./contents.ts";

type Named = readonly (readonly [digest: string | null, kind: DocumentKind])[];

const OF_KEYS = new Set([
  "key_enrolled",
  "key_revoked",
  "role_granted",
  "role_ended",
  "service_key_replaced",
]);

/** Whether everything needed is in the bundle, and nothing else. */
export function checkCompleteness(contents: Contents, ledger: Ledger): void {
  noticeFirst(contents, ledger);
  keysComplete(contents, ledger);
  documentsComplete(contents, ledger);
}

function noticeFirst({ header, steps }: Contents, ledger: Ledger): void {
  ledger.checked("notice_first");
  const [first] = steps;
  if (first?.index !== header.from || first.fact.kind !== "meeting_noticed")
    ledger.finding("notice_first", {
      zh: `记录 ${header.from} 不是本次会议的通知。`,
      en: `Entry ${header.from} is not the notice of this meeting.`,
    });
}

function keysComplete(contents: Contents, ledger: Ledger): void {
  ledger.checked("keys_complete");
  let shown = 0;
  for (const { index, entry } of contents.earlier) {
    if (!entry) continue;
    if (meetingOf(entry.fact) !== null)
      ledger.finding("keys_complete", {
        zh: `更早记录 ${index} 不是密钥、职务、业主名册或规则的记录。`,
        en: `Earlier entry ${index} is about neither a key nor a role nor the register nor the rules.`,
      });
    else if (OF_KEYS.has(entry.fact.kind)) shown += 1;
  }
  const said = contents.ofKind("meeting_noticed")[0]?.fact.keys_before;
  if (said !== undefined && said !== shown)
    ledger.finding("keys_complete", {
      zh: `通知载明此前有 ${said} 条密钥与职务的记录，所示为 ${shown} 条。`,
      en: `The notice counts ${said} entries about keys and roles before it; ${shown} are shown.`,
    });
}

function documentsComplete(contents: Contents, ledger: Ledger): void {
  ledger.checked("documents_complete");
  ledger.checked("documents_named");
  const named = new Map<string, Set<DocumentKind>>();
  for (const { index, fact } of [...contents.standing(), ...contents.own(), ...contents.ballots]) {
    for (const [digest, kind] of namedBy(fact)) {
      if (digest === null) continue;
      named.set(digest, (named.get(digest) ?? new Set()).add(kind));
      const needed = (contents.isAudit || isPublic(kind)) && kind !== "register";
      if (needed && contents.text(digest) === undefined) missing(index, digest, kind, ledger);
    }
  }
  for (const [digest, { kind }] of contents.documents) {
    if (!named.get(digest)?.has(kind)) unnamed(digest, kind, ledger);
    if (!contents.isAudit && !isPublic(kind)) hidden(digest, kind, ledger);
  }
}

/** Notes that a document which an entry names is not there. */
export function missing(index: number, digest: string, kind: DocumentKind, ledger: Ledger): void {
  ledger.finding("documents_complete", {
    zh: `记录 ${index} 引用的文件（${kind}）${digest} 不在本文件中。`,
    en: `Entry ${index} names the ${kind} ${digest}, which is not in the bundle.`,
  });
}

/** Notes that no entry names a document as what it is. */
export function unnamed(digest: string, kind: DocumentKind, ledger: Ledger): void {
  ledger.finding("documents_named", {
    zh: `没有记录将 ${digest} 作为该类文件（${kind}）引用。`,
    en: `No entry names ${digest} as a ${kind}.`,
  });
}

/** Notes that a public bundle shows what it may not. */
export function hidden(digest: string, kind: DocumentKind, ledger: Ledger): void {
  ledger.finding("documents_named", {
    zh: `公开文件不得出示 ${digest}（${kind}）。`,
    en: `A public bundle may not show the ${kind} ${digest}.`,
  });
}

/** The documents that a fact names. Ballots are shown in the order of the record and looked at as they come. */
function namedBy(fact: Fact): Named {
  switch (fact.kind) {
    case "register_imported":
      return [[fact.document, "register"]];
    case "rules_set":
      return [[fact.document, "rules"]];
    case "key_enrolled":
      return [
        [fact.statement, "enrolment"],
        ...fact.confirmations.map((own) => [own, "enrolment_confirmation"] as const),
      ];
    case "meeting_noticed":
      return [
        [fact.definition, "definition"],
        [fact.roll, "roll"],
        [fact.annex, "annex"],
        [fact.statement, "notice"],
        [fact.notice, "notice_text"],
      ];
    case "notice_versioned":
      return [[fact.notice, "notice_text"]];
    case "unit_served":
      return [
        [fact.by === "owner" ? fact.evidence : null, "acknowledgement"],
        [fact.details, "service_details"],
      ];
    case "service_attempted":
      return [[fact.details, "service_details"]];
    case "roll_amended":
      return [
        [fact.statement, "roll_amendment"],
        [fact.confirmation, "roll_confirmation"],
        [fact.roll, "roll"],
        [fact.annex, "annex"],
      ];
    case "objection_raised":
      return [[fact.text, "objection"]];
    case "objection_answered":
      return [[fact.answer, "objection"]];
    case "lot_committed":
      return [[fact.statement, "lot_commitment"]];
    case "lot_revealed":
      return [[fact.statement, "lot_reveal"]];
    case "representative_nominated":
    case "representation_disputed":
    case "representation_dispute_withdrawn":
    case "representation_decided":
      return [[fact.statement, "representation"]];
    case "mandate_given":
    case "mandate_revoked":
    case "delegate_appointed":
      return [
        [fact.statement, "mandate"],
        [fact.confirmation, "mandate"],
      ];
    case "holder_excluded":
    case "opinion_recorded":
      return [[fact.statement, "mandate"]];
    case "papers_issued":
      return [
        [fact.list, "paper_list"],
        [fact.statement, "paper"],
      ];
    case "paper_returned":
    case "paper_withdrawn":
    case "paper_entered":
    case "papers_counted":
    case "papers_sampled":
      return [[fact.statement, "paper"]];
    case "assistance_recorded":
      return [
        [fact.statement, "assistance"],
        [fact.confirmation, "assistance"],
      ];
    case "succession_recorded":
      return [
        [fact.statement, "succession"],
        [fact.confirmation, "succession"],
      ];
    case "meeting_opened":
      return [
        [fact.definition, "definition"],
        [fact.roll, "roll"],
        [fact.annex, "annex"],
      ];
    case "ballot_received":
      return [[fact.forwarding, "forwarding"]];
    default:
      return [];
  }
}
