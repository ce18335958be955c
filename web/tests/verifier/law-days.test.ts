import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { csvParse } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { dayOf, startOf } from "../../src/verifier/law/calendar.ts";
import { backward, forward, fullDays, noticePeriod, votingPeriod } from "../../src/verifier/law/days.ts";
import { publishedHolidays } from "../../src/verifier/law/published.ts";
import { definitionOf, matterOf, rulesOf } from "./law-estate.ts";

const TABLE = resolve(import.meta.dirname, "../../../tests/golden/deadlines.csv");
const text = readFileSync(TABLE, "utf8")
  .split("\n")
  .filter((line) => !line.startsWith("#"))
  .join("\n");
const rows = csvParse(text).map((row) => [row["why"] ?? "", row] as const);
const ZONE = "Asia/Shanghai";

describe("days counted by hand with a calendar", () => {
  it.each(rows)("%s", (_, row) => {
    const rules = rulesOf(row["pack"] ?? "");
    const event = Date.parse(row["event"] ?? "");
    const days = Number(row["days"]);
    if (row["direction"] === "backward") {
      expect(backward(event, days, ZONE)).toBe(row["last_day"]);
      return;
    }
    const holidays = rules.pack.weeklyRest ? publishedHolidays : null;
    const period = forward(rules, { time_zone: ZONE, holidays }, event, days);
    expect(period.lastDay).toBe(row["last_day"]);
    expect([period.rolledOver[0] ?? "", period.rolledOver.at(-1) ?? ""]).toEqual([row["from"], row["to"]]);
    expect(new Date(period.endsAt).toISOString()).toBe(
      new Date(Date.parse(`${row["last_day"]}T00:00:00+08:00`) + 86_400_000).toISOString(),
    );
    expect(period.uncovered.length > 0).toBe(row["why"] === "a leap day in a year that nobody covers");
  });

  it("stand in the table", () => expect(rows.length).toBeGreaterThan(25));
});

describe("days of a time zone", () => {
  it("begin where its clocks say, also where they jump over midnight", () => {
    // Clocks in Beirut went from 23:59:59 to 01:00 on 2024-03-31.
    const start = startOf("2024-03-31", "Asia/Beirut");
    expect(dayOf(start, "Asia/Beirut")).toBe("2024-03-31");
    expect(dayOf(start - 1, "Asia/Beirut")).toBe("2024-03-30");
    expect(startOf("2026-06-01", "Asia/Shanghai")).toBe(Date.parse("2026-05-31T16:00:00Z"));
    expect(startOf("2026-06-01", "Pacific/Kiritimati")).toBe(Date.parse("2026-05-31T10:00:00Z"));
    expect(startOf("2026-06-01", "Pacific/Niue")).toBe(Date.parse("2026-06-01T11:00:00Z"));
  });

  it("are full between two others only", () => {
    const at = (day: string) => Date.parse(`${day}T23:00:00+08:00`);
    expect(fullDays(at("2026-05-16"), at("2026-06-01"), ZONE)).toBe(15);
    expect(fullDays(at("2026-05-17"), at("2026-06-01"), ZONE)).toBe(14);
  });
});

describe("notice and voting period", () => {
  const definition = definitionOf(matterOf("fund_use"));
  const noticed = Date.parse("2026-05-15T16:00:00Z");

  it("take fifteen full days, and seven for an extraordinary meeting in Hangzhou", () => {
    const rules = rulesOf("cn_civil_code_2021");
    expect(noticePeriod(rules, definition, noticed)).toEqual([]);
    expect(noticePeriod(rules, definition, noticed + 86_400_000)).toHaveLength(1);
    const week = Date.parse("2026-05-23T16:00:00Z");
    const urgent = { ...definition, kind: "extraordinary" };
    expect(noticePeriod(rules, urgent, week)).toHaveLength(1);
    expect(noticePeriod(rulesOf("cn_civil_code_2021", "cn_hangzhou"), urgent, week)).toEqual([]);
    expect(noticePeriod(rulesOf("cn_civil_code_2021", "cn_hangzhou"), definition, week)).toHaveLength(1);
  });

  it("last five to sixty days in Hangzhou, to the millisecond", () => {
    const rules = rulesOf("cn_civil_code_2021", "cn_hangzhou");
    const day = 86_400_000;
    const lasts = (length: number) => votingPeriod(rules, 0, length).length === 0;
    expect([5 * day - 1, 5 * day, 60 * day, 60 * day + 1].map(lasts)).toEqual([false, true, true, false]);
    expect(votingPeriod(rulesOf("cn_civil_code_2021"), 0, day)).toEqual([]);
  });
});
