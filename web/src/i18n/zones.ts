/** The instant at which a clock in a time zone shows this, as `2026-03-01T09:30`. */
export function instantAt(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  // The offset there may differ from the one at the guess, where clocks are put forward or back in between.
  const guess = wanted - offset(wanted, zone);
  return new Date(wanted - offset(guess, zone)).toISOString();
}

/** What a clock in a time zone shows at an instant, as a field for day and time takes it. */
export function localAt(instant: string, zone: string): string {
  const at = Date.parse(instant);
  return new Date(at + offset(at, zone)).toISOString().slice(0, 16);
}

/** The day that a calendar in a time zone shows at an instant, as `2026-03-01`. */
export function dayAt(instant: string, zone: string): string {
  return localAt(instant, zone).slice(0, 10);
}

function offset(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}
