import type { MeetingState } from "../contract.ts";
import type { Fact } from "../bundle/facts.ts";

/** What may happen to a meeting, as the states tell it apart. */
export type MeetingAction =
  | "give_notice"
  | "amend_roll"
  | "object_early"
  | "commit_lot"
  | "correct_notice"
  | "serve"
  | "open"
  | "cast"
  | "forward"
  | "name_representative"
  | "dispute_representation"
  | "keep_mandates"
  | "issue_papers"
  | "log_paper"
  | "count_papers"
  | "sample_papers"
  | "act_for"
  | "extend"
  | "close"
  | "reveal_lot"
  | "count"
  | "countersign"
  | "object_to_result"
  | "announce"
  | "cancel"
  | "annul";

/** In which states each action is possible, and where it leads if it leads anywhere. */
const ACTIONS: Readonly<
  Record<MeetingAction, readonly [from: readonly MeetingState[], to: MeetingState | null]>
> = {
  give_notice: [["draft"], "noticed"],
  amend_roll: [["noticed"], null],
  object_early: [["noticed"], null],
  commit_lot: [["noticed"], null],
  correct_notice: [["noticed"], null],
  serve: [["noticed", "open"], null],
  open: [["noticed"], "open"],
  cast: [["open"], null],
  forward: [["open", "closed"], null],
  name_representative: [["noticed", "open"], null],
  dispute_representation: [["open", "closed"], null],
  keep_mandates: [["noticed", "open"], null],
  issue_papers: [["open"], null],
  log_paper: [["open", "closed"], null],
  count_papers: [["closed"], null],
  sample_papers: [["closed", "counted"], null],
  act_for: [["open"], null],
  extend: [["open"], null],
  close: [["open"], "closed"],
  reveal_lot: [["closed"], null],
  count: [["closed"], "counted"],
  countersign: [["counted", "announced"], null],
  object_to_result: [["counted"], null],
  announce: [["counted"], "announced"],
  cancel: [["draft", "noticed", "open"], "cancelled"],
  annul: [["counted", "announced"], "annulled"],
};

/** The state after an action; `null` where it is not possible. */
export function after(state: MeetingState, action: MeetingAction): MeetingState | null {
  const [from, to] = ACTIONS[action];
  return from.includes(state) ? (to ?? state) : null;
}

/** What a fact does to its meeting; `null` if nothing that the states decide. Ballots are judged one by one. */
export function actionOf(fact: Fact): MeetingAction | null {
  switch (fact.kind) {
    case "meeting_noticed":
      return "give_notice";
    case "roll_amended":
      return "amend_roll";
    case "objection_raised":
      return fact.stage === "result" ? "object_to_result" : "object_early";
    case "lot_committed":
      return "commit_lot";
    case "unit_served":
    case "service_attempted":
      return "serve";
    case "notice_versioned":
      return "correct_notice";
    case "meeting_opened":
      return "open";
    case "representative_nominated":
      return "name_representative";
    case "representation_disputed":
    case "representation_dispute_withdrawn":
    case "representation_decided":
      return "dispute_representation";
    case "mandate_given":
    case "mandate_revoked":
    case "holder_excluded":
    case "delegate_appointed":
    case "opinion_recorded":
      return "keep_mandates";
    case "papers_issued":
      return "issue_papers";
    case "paper_returned":
    case "paper_withdrawn":
    case "paper_entered":
      return "log_paper";
    case "papers_counted":
      return "count_papers";
    case "papers_sampled":
      return "sample_papers";
    case "assistance_recorded":
    case "succession_recorded":
      return "act_for";
    case "meeting_extended":
      return "extend";
    case "meeting_closed":
      return "close";
    case "lot_revealed":
      return "reveal_lot";
    case "meeting_counted":
      return "count";
    case "certificate_signed":
      return "countersign";
    case "result_announced":
      return "announce";
    case "meeting_cancelled":
      return "cancel";
    case "meeting_annulled":
      return "annul";
    default:
      return null;
  }
}
