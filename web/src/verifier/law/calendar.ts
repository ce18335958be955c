const DAY = 24 * 60 * 60 * 1000;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let known = FORMATS.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    FORMATS.set(zone, known);
  }
  return known;
}

/** Whether this machine knows a time zone. */
export function isZone(zone: string): boolean {
  try {
    format(zone);
    return true;
  } catch {
    return false;
  }
}

/** The day in a time zone at an instant (milliseconds since 1970), as `2026-06-17`. */
export function dayOf(at: number, zone: string): string {
  const parts = new Map(
    format(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const year = (parts.get("year") ?? "").padStart(4, "0");
  return `${year}-${parts.get("month") ?? ""}-${parts.get("day") ?? ""}`;
}

/** The noon of a day as UTC counts it; days of the Gregorian calendar have no zone and no hour. */
function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** The day so many days later. */
export function plusDays(day: string, days: number): string {
  return new Date(noon(day) + days * DAY).toISOString().slice(0, 10);
}

/** The day after a day. */
export function nextDay(day: string): string {
  return plusDays(day, 1);
}

/** How many days lie from one day to another. */
export function daysBetween(first: string, last: string): number {
  return Math.round((noon(last) - noon(first)) / DAY);
}

/** The day of the week: 0 is Monday. */
export function weekday(day: string): number {
  return (new Date(noon(day)).getUTCDay() + 6) % 7;
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon(text)) && plusDays(text, 0) === text;
}

/** The first instant of a day in a time zone, whatever its clocks do around midnight. */
export function startOf(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No zone is further from UTC than 15 hours, and the day never runs backwards.
  let before = midnight - 16 * 60 * 60 * 1000;
  let within = midnight + 16 * 60 * 60 * 1000;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(middle, zone) < day) before = middle;
    else within = middle;
  }
  return within;
}
