import { dayOf, isDay } from "./calendar.ts";
import type { HolidayYear, LawDefinition, Rules, Told } from "./contract.ts";
import { publishedHolidays } from "./published.ts";

/** What does not fit of the holidays of a definition, and of what years they cannot be judged here. */
export interface HolidaysNamed {
  readonly findings: readonly Told[];
  readonly unknown: readonly Told[];
}

/** Whether a definition names holidays exactly where periods give way over them, and the ones that are known here. */
export function holidaysNamed(rules: Rules, definition: LawDefinition): HolidaysNamed {
  const { holidays } = definition;
  const id = rules.pack.id;
  if ((holidays !== null) !== (rules.pack.weeklyRest !== null)) {
    const finding =
      holidays === null
        ? {
            zh: `依规则包 ${id}，期限遇休息日顺延，而会议定义未列休假日。`,
            en: `Under ${id} periods give way over rest days, but the definition names no holidays.`,
          }
        : {
            zh: `依规则包 ${id}，期限不顺延，而会议定义列有休假日。`,
            en: `Under ${id} days are counted as they fall, but the definition names holidays.`,
          };
    return { findings: [finding], unknown: [] };
  }
  const years = holidays ?? [];
  return { findings: malformed(years), unknown: holidays === null ? [] : compared(definition, years) };
}

function malformed(years: readonly HolidayYear[]): readonly Told[] {
  const inOrder = years.every(({ year }, place) => place === 0 || (years[place - 1]?.year ?? 0) < year);
  const findings: Told[] = [];
  if (!inOrder) {
    findings.push({ zh: "休假日的年份次序有误。", en: "The years of the holidays are not in order." });
  }
  for (const each of years) {
    const days = [...each.rest, ...each.work];
    const own = days.every((day) => isDay(day) && Number(day.slice(0, 4)) === each.year);
    const ordered = [each.rest, each.work].every((list) => list.join() === [...list].sort().join());
    const source = each.source.trim().length > 0 && [...each.source].length <= 200;
    if (own && ordered && source && new Set(days).size === days.length) continue;
    findings.push({
      zh: `${each.year} 年的休假日表不能成立。`,
      en: `The holidays of ${each.year} cannot stand.`,
    });
  }
  return findings;
}

function compared(definition: LawDefinition, years: readonly HolidayYear[]): readonly Told[] {
  const known = new Map(publishedHolidays.map((year) => [year.year, year]));
  const named = new Set(years.map((each) => each.year));
  const yearOf = (at: string) => Number(dayOf(Date.parse(at), definition.time_zone).slice(0, 4));
  const [first, last] = [yearOf(definition.opens_at), yearOf(definition.closes_at)];
  const others = years.filter((each) => known.has(each.year) && !sameDays(each, known.get(each.year)));
  const unknown = years.filter((each) => !known.has(each.year));
  const leftOut = [...known.keys()].filter((year) => year >= first && year <= last && !named.has(year));
  const told: Told[] = [];
  const list = (numbers: readonly number[]) => numbers.join(", ");
  if (others.length > 0) {
    const shown = list(others.map((each) => each.year));
    told.push({
      zh: `无法核实 ${shown} 年的休假日：会议定义所列与本验证程序所知不同。`,
      en: `Could not check the holidays of ${shown}: the definition names others than this verifier knows.`,
    });
  }
  if (unknown.length > 0) {
    const shown = list(unknown.map((each) => each.year));
    told.push({
      zh: `无法核实 ${shown} 年的休假日：本验证程序不知其休假安排。`,
      en: `Could not check the holidays of ${shown}: this verifier knows none.`,
    });
  }
  if (leftOut.length > 0) {
    const shown = list(leftOut);
    told.push({
      zh: `无法核实 ${shown} 年的休假日：会议定义未列，而本验证程序知有休假安排。`,
      en: `Could not check the holidays of ${shown}: the definition names none, and this verifier knows some.`,
    });
  }
  return told;
}

function sameDays(one: HolidayYear, other: HolidayYear | undefined): boolean {
  return other?.rest.join() === one.rest.join() && other.work.join() === one.work.join();
}
