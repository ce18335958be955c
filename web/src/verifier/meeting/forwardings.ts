import type { Ledger } from "../ledger.ts";
import { forwarding } from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { textOf } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";

/** Whether every forwarded ballot was taken by an inbox of the definition, at the time of its entry. */
export function checkForwardings(contents: Contents, agenda: Agenda | null, ledger: Ledger): void {
  const forwarded = contents.ballots.filter((own) => own.fact.forwarding !== null);
  const count = forwarded.length;
  if (count === 0) return;
  if (!contents.isAudit)
    return ledger.open(
      "ballots_forwarded",
      `无法核实各收件处何时收到所转交的 ${count} 张选票：本文件为公开文件。`,
      `Could not check when inboxes took the ${count} forwarded ballots: the bundle is public.`,
    );
  if (!agenda)
    return ledger.open(
      "ballots_forwarded",
      "无法核实选票由谁转交：会议定义无效。",
      "Could not check who forwarded ballots: the definition does not stand.",
    );
  ledger.checked("ballots_forwarded");
  for (const ballot of forwarded) {
    // A document that is missing is noted where documents are checked.
    const text = contents.text(ballot.fact.forwarding ?? "");
    if (text === undefined) continue;
    const prefix = {
      zh: `记录 ${ballot.index} 的转交凭证无效：`,
      en: `The forwarding of entry ${ballot.index} does not stand: `,
    };
    ledger.judge("ballots_forwarded", () => sound(contents, agenda, ballot, text), prefix);
  }
}

function sound(
  contents: Contents,
  { definition }: Agenda,
  { fact }: StepOf<"ballot_received">,
  text: string,
): void {
  const jws = parseJws(text, "forwarding");
  const inbox = definition.inboxes.find((own) => own.key.id === jws.keyId);
  if (!inbox)
    return refuse("并非由会议定义所列的收件处签署", "it is not signed by an inbox that the definition names");
  checkSignature(jws, inbox.key);
  const own = readPayload(jws, forwarding);
  if (!isHere(contents, own))
    refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
  if (own.ballot !== fact.statement) refuse("所指为其他选票", "it is about another ballot");
  if (own.received_at !== fact.received_at)
    refuse(
      `${inbox.name} 于 ${textOf(own.received_at)} 收到，而非 ${textOf(fact.received_at)}`,
      `the ballot was taken by ${inbox.name} at ${textOf(own.received_at)}, not at ${textOf(fact.received_at)}`,
    );
}
