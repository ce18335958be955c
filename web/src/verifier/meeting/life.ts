import type { MeetingState, Told } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import { SECOND, textOf, type Instant } from "../values/instants.ts";
import type { Contents, Step, StepOf } from "./contents.ts";
import { isKind } from "./contents.ts";
import { actionOf, after } from "./states.ts";

/** How much later than its entry an inbox may have taken a ballot. */
const AHEAD_MAX = 60n * SECOND;
const VOTING_MAX = 366n * 24n * 3_600n * SECOND;

/** When voting begins and ends. */
export interface Schedule {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** How a meeting stands at some place of the record. */
export interface Standing {
  readonly state: MeetingState;
  readonly schedule: Schedule | null;
}

/** The life of a meeting, replayed. */
export interface Life {
  readonly state: MeetingState;
  readonly amendments: readonly StepOf<"roll_amended">[];
  readonly opening: StepOf<"meeting_opened"> | null;
  readonly close: StepOf<"meeting_closed"> | null;
  readonly counted: StepOf<"meeting_counted"> | null;
  readonly signatures: readonly StepOf<"certificate_signed">[];
  readonly announced: StepOf<"result_announced"> | null;
  /** How the meeting stood just before an entry. */
  readonly before: (index: number) => Standing;
}

/** Why a schedule cannot stand; `null` if it can. */
export function wrongSchedule({ opensAt, closesAt }: Schedule): Told | null {
  if (closesAt <= opensAt) return { zh: "截止须晚于开启", en: "the close must be after the opening" };
  const long = opensAt + VOTING_MAX < closesAt;
  return long ? { zh: "投票期超过一年", en: "the voting period is longer than a year" } : null;
}

/** Takes every step of the meeting again: what was possible, and when. */
export function replay(contents: Contents, planned: Schedule | null, ledger: Ledger): Life {
  ledger.checked("life_order");
  const taken: Step[] = [];
  const periods: { readonly from: number; readonly standing: Standing }[] = [];
  let standing: Standing = { state: "draft", schedule: planned };
  periods.push({ from: 0, standing });
  let next = 0;
  const ballotsUntil = (index: number) => {
    for (let own = contents.ballots[next]; own && own.index < index; own = contents.ballots[++next])
      inTime(own, standing, ledger);
  };
  for (const step of contents.own()) {
    ballotsUntil(step.index);
    const action = actionOf(step.fact);
    if (!action) continue;
    const state = after(standing.state, action);
    if (!state) {
      impossible(step, standing.state, ledger);
      continue;
    }
    const schedule = clock(step, standing.schedule, ledger);
    taken.push(step);
    if (state !== standing.state || schedule !== standing.schedule) {
      standing = { state, schedule };
      periods.push({ from: step.index, standing });
    }
  }
  ballotsUntil(Infinity);
  progress(standing.state, ledger);
  const last = <K extends "meeting_opened" | "meeting_closed" | "meeting_counted" | "result_announced">(
    kind: K,
  ) => taken.findLast((step): step is StepOf<K> => isKind(step, kind)) ?? null;
  const all = <K extends "roll_amended" | "certificate_signed">(kind: K) =>
    taken.filter((step): step is StepOf<K> => isKind(step, kind));
  return {
    state: standing.state,
    amendments: all("roll_amended"),
    opening: last("meeting_opened"),
    close: last("meeting_closed"),
    counted: last("meeting_counted"),
    signatures: all("certificate_signed"),
    announced: last("result_announced"),
    before: (index) => periods[Math.max(0, passed(periods, index) - 1)]?.standing ?? standing,
  };
}

/** How many periods begin before an entry. */
function passed(periods: readonly { readonly from: number }[], index: number): number {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle]?.from ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inTime(ballot: StepOf<"ballot_received">, { state, schedule }: Standing, ledger: Ledger): void {
  ledger.checked("ballots_in_time");
  const { index, at, fact } = ballot;
  const received = fact.received_at;
  const forwarded = fact.forwarding !== null;
  const possible = after(state, forwarded ? "forward" : "cast") !== null;
  const recordedAfter = received <= at + (forwarded ? AHEAD_MAX : 0n);
  const within = !schedule || (schedule.opensAt <= received && received < schedule.closesAt);
  if (!possible || !within || !recordedAfter)
    ledger.finding("ballots_in_time", {
      zh: `记录 ${index} 的选票于 ${textOf(received)} 收到、${textOf(at)} 记录（会议状态：${state}），不在投票期内。`,
      en:
        `The ballot of entry ${index}, received at ${textOf(received)} and recorded at ${textOf(at)} while the ` +
        `meeting was ${state}, is not within the voting period.`,
    });
  if (!possible) impossible(ballot, state, ledger);
}

function impossible({ index, fact }: Step, state: MeetingState, ledger: Ledger): void {
  ledger.finding("life_order", {
    zh: `记录 ${index}（${fact.kind}）在当时不被允许：会议状态为 ${state}。`,
    en: `Entry ${index} (${fact.kind}) was not possible: a meeting that is ${state} does not allow this.`,
  });
}

function clock({ index, at, fact }: Step, schedule: Schedule | null, ledger: Ledger): Schedule | null {
  if (!schedule) return null;
  const early = (code: "opening_time" | "closing_time", zh: string, en: string, until: Instant) => {
    ledger.checked(code);
    if (at < until)
      ledger.finding(code, {
        zh: `投票于 ${textOf(at)} ${zh}，早于 ${textOf(until)}。`,
        en: `Voting was ${en} at ${textOf(at)}, before ${textOf(until)}.`,
      });
  };
  if (fact.kind === "meeting_opened") early("opening_time", "开启", "opened", schedule.opensAt);
  if (fact.kind === "meeting_closed") early("closing_time", "截止", "closed", schedule.closesAt);
  if (fact.kind !== "meeting_extended") return schedule;
  ledger.checked("extensions");
  const extended = { opensAt: schedule.opensAt, closesAt: fact.closes_at };
  const wrong =
    at >= schedule.closesAt
      ? { zh: "投票期已经结束", en: "the voting period has already ended" }
      : fact.closes_at <= schedule.closesAt
        ? { zh: "延期须使截止更晚", en: "an extension must move the close to a later time" }
        : wrongSchedule(extended);
  if (!wrong) return extended;
  ledger.finding("extensions", {
    zh: `记录 ${index} 的延期无效：${wrong.zh}。`,
    en: `The extension of entry ${index} cannot stand: ${wrong.en}.`,
  });
  return schedule;
}

function progress(state: MeetingState, ledger: Ledger): void {
  if (state === "announced" || state === "cancelled" || state === "annulled") ledger.checked("progress");
  else
    ledger.open(
      "progress",
      `会议状态为 ${state}，其后的步骤无法核实。`,
      `The meeting is ${state}; could not check what comes after.`,
    );
}
