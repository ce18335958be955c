import { compareExact, readExact } from "./quantities.ts";
import type { Written } from "./terms.ts";

/** Which way a community may be stricter than the law above it: less, more, or no other way. */
type Bound = "most" | "least" | "same";

const MOST = [
  "preparatory_group_days_max",
  "inaugural_meeting_days_max",
  "petition_share",
  "petition_measures",
  "petition_answer_days_max",
  "term_years_max",
  "first_sitting_days_max",
  "filing_days_max",
  "change_filing_days_max",
  "sitting_petition_share",
  "sitting_interval_months_max",
  "sitting_posting_days_max",
  "recall_members_share",
  "recall_owners_share",
  "recall_owners_measures",
  "handover_days_max",
  "member_handover_days_max",
  "result_posting_days_max",
  "evaluation_months_max",
  "petition_meeting_days_max",
  "contest_answer_days_max",
  "evaluation_posting_days_max",
];

const LEAST = [
  "group_posting_days_min",
  "group_parity",
  "group_owners_share_min",
  "register_posting_days_min",
  "materials_posting_days_min",
  "candidacy_posting_days_min",
  "term_years_min",
  "sitting_agenda_days_min",
  "sitting_residents_days_min",
  "sitting_quorum",
  "sitting_decision",
  "recall_hearing",
  "whole_reelection",
  "term_report_months_min",
  "restricted_kinds",
  "restricted_from",
  "handover_from",
  "exit_audit",
  "manager_dismissal_notice_days_min",
  "contract_end_days_min",
  "petition_signing_days_max",
  "evaluation_days_min",
  "group_members_min",
  "candidacy_call_days_min",
];

const SAME = [
  "forming_trigger",
  "forming_delivered_share",
  "forming_years",
  "forming_years_delivered_share",
  "application_share",
  "application_measures",
  "preparatory_body",
  "group_head",
  "candidacy_nominators",
  "suspension_by",
];

const BOUNDS: ReadonlyMap<string, Bound> = new Map([
  ...MOST.map((name) => [name, "most"] as const),
  ...LEAST.map((name) => [name, "least"] as const),
  ...SAME.map((name) => [name, "same"] as const),
]);

/** Words that stand in an order. */
const ORDERS = [
  ["either", "heads", "area", "both"],
  ["none", "required"],
  ["free", "odd"],
  ["fewer_than_half", "not_more_than_half"],
  ["term_end", "group_formed"],
];

/** Whether there is a parameter of this name. */
export function isParameter(name: string): boolean {
  return BOUNDS.has(name);
}

/** Whether one value of a parameter is no less strict than another. */
export function isNoLaxer(name: string, own: Written, above: Written): boolean {
  const bound = BOUNDS.get(name);
  const order = compare(own, above);
  if (!bound || order === undefined) return false;
  if (bound === "same") return order.atLeast && order.atMost;
  return bound === "most" ? order.atMost : order.atLeast;
}

/** How two values stand to each other; `undefined` where they cannot be compared. */
function compare(own: Written, above: Written): { atLeast: boolean; atMost: boolean } | undefined {
  if (typeof own === "object" || typeof above === "object") {
    const [mine, theirs] = [listed(own), listed(above)];
    return {
      atLeast: theirs.every((word) => mine.includes(word)),
      atMost: mine.every((word) => theirs.includes(word)),
    };
  }
  if (own === above) return { atLeast: true, atMost: true };
  const order =
    typeof own === "number" && typeof above === "number" ? own - above : compareTexts(`${own}`, `${above}`);
  return order === undefined ? undefined : { atLeast: order >= 0, atMost: order <= 0 };
}

function listed(value: Written): readonly string[] {
  return typeof value === "object" ? value : value === "none" ? [] : [`${value}`];
}

/** Fractions and majorities (`> 1/2`, `>= 2/3`) by their number, words by their order. */
function compareTexts(own: string, above: string): number | undefined {
  const [mine, theirs] = [majority(own), majority(above)];
  if (mine && theirs) return compareExact(mine.part, theirs.part) || Number(mine.more) - Number(theirs.more);
  const order = ORDERS.find((words) => words.includes(own) && words.includes(above));
  // Words without an order are only the same or not; the same never comes here.
  return order && order.indexOf(own) - order.indexOf(above);
}

function majority(text: string): { part: { n: bigint; d: bigint }; more: boolean } | undefined {
  const part = readExact(text.replace(/^>=? /, ""));
  return part && { part, more: text.startsWith("> ") };
}
