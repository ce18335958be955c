import { describe, expect, it } from "vitest";
import { dayAt, instantAt, localAt } from "../../src/i18n/zones.ts";

describe("times of a community", () => {
  it("are those of its clocks, wherever the browser is", () => {
    expect(localAt("2026-06-01T00:30:00Z", "Asia/Shanghai")).toBe("2026-06-01T08:30");
    expect(instantAt("2026-06-01T08:30", "Asia/Shanghai")).toBe("2026-06-01T00:30:00.000Z");
    expect(instantAt("2026-01-01T00:00", "Asia/Shanghai")).toBe("2025-12-31T16:00:00.000Z");
  });

  it("fall on the day of its calendar", () => {
    expect(dayAt("2026-05-31T16:00:00Z", "Asia/Shanghai")).toBe("2026-06-01");
    expect(dayAt("2026-05-31T15:59:59Z", "Asia/Shanghai")).toBe("2026-05-31");
  });

  it("are right on both sides of a change of clocks", () => {
    expect(instantAt("2026-03-29T01:30", "Europe/Berlin")).toBe("2026-03-29T00:30:00.000Z");
    expect(instantAt("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  });
});
