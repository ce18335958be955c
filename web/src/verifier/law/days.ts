import { dayOf, daysBetween, nextDay, plusDays, startOf, weekday } from "./calendar.ts";
import { termOf } from "./compose.ts";
import type { HolidayYear, LawDefinition, Period, Rules, Told } from "./contract.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Full days between two instants in a time zone, neither day counted. */
export function fullDays(start: number, end: number, zone: string): number {
  return daysBetween(dayOf(start, zone), dayOf(end, zone)) - 1;
}

/** A period that runs forward: the day of the event is not counted, and a last day that is a rest day gives way. */
export function forward(
  rules: Rules,
  definition: Pick<LawDefinition, "time_zone" | "holidays">,
  event: number,
  days: number,
): Period {
  const zone = definition.time_zone;
  const years = new Map((definition.holidays ?? []).map((year) => [year.year, year]));
  const { weeklyRest } = rules.pack;
  const rolledOver: string[] = [];
  const uncovered = new Set<number>();
  let lastDay = plusDays(dayOf(event, zone), days);
  while (weeklyRest && days > 0) {
    const year = years.get(Number(lastDay.slice(0, 4)));
    if (!year) uncovered.add(Number(lastDay.slice(0, 4)));
    if (!isRest(lastDay, year, weeklyRest)) break;
    rolledOver.push(lastDay);
    lastDay = nextDay(lastDay);
  }
  return { endsAt: startOf(nextDay(lastDay), zone), lastDay, rolledOver, uncovered: [...uncovered] };
}

function isRest(day: string, year: HolidayYear | undefined, weeklyRest: ReadonlySet<number>): boolean {
  if (year?.rest.includes(day)) return true;
  return weeklyRest.has(weekday(day)) && !year?.work.includes(day);
}

/** The latest day on which so many full days lie before an event; nothing gives way. */
export function backward(event: number, days: number, zone: string): string {
  return plusDays(dayOf(event, zone), -days - 1);
}

/** The full days of notice that a kind of meeting asks for. */
export function noticeDays(rules: Rules, kind: string): number {
  const own = kind === "extraordinary" ? termOf(rules, "extraordinary_notice") : undefined;
  return (own ?? termOf(rules, "notice"))?.full_days ?? 0;
}

/** Whether as many full days lie between notice and opening as the rules ask for. */
export function noticePeriod(
  rules: Rules,
  definition: Pick<LawDefinition, "kind" | "time_zone" | "opens_at">,
  noticedAt: number,
): readonly Told[] {
  const asked = noticeDays(rules, definition.kind);
  const given = fullDays(noticedAt, Date.parse(definition.opens_at), definition.time_zone);
  if (given >= asked) return [];
  return [
    {
      zh: `通知与开启之间只有 ${given} 个整日，规则要求 ${asked} 个。`,
      en: `Only ${given} full days lie between notice and opening; the rules ask for ${asked}.`,
    },
  ];
}

/** Whether voting lasts as long as the rules allow. */
export function votingPeriod(rules: Rules, opensAt: number, closesAt: number): readonly Told[] {
  const period = termOf(rules, "voting_period");
  const lasts = closesAt - opensAt;
  if (!period || (lasts >= period.days_min * DAY && lasts <= period.days_max * DAY)) return [];
  return [
    {
      zh: `投票期应为 ${period.days_min} 至 ${period.days_max} 天，而实际不符。`,
      en: `Voting has to last ${period.days_min} to ${period.days_max} days, and does not.`,
    },
  ];
}
