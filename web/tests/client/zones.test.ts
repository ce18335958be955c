import { expect, test } from "vitest";
import { instantAt, localAt } from "../../src/i18n/zones.ts";

test("a clock in a time zone and the instant it shows lead to each other", () => {
  for (const [local, zone, instant] of [
    ["2026-03-01T09:30", "Asia/Shanghai", "2026-03-01T01:30:00.000Z"],
    ["2026-01-15T00:00", "Europe/Berlin", "2026-01-14T23:00:00.000Z"],
    ["2026-07-15T00:00", "Europe/Berlin", "2026-07-14T22:00:00.000Z"],
    ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    ["2026-11-01T12:00", "America/New_York", "2026-11-01T17:00:00.000Z"],
  ] as const) {
    expect(instantAt(local, zone)).toBe(instant);
    expect(localAt(instant, zone)).toBe(local);
  }
});
