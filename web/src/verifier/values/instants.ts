import { other, text, type Shape } from "./shapes.ts";

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z$/;

/** Microseconds since 1970. */
export type Instant = bigint;

/** One second. */
export const SECOND: Instant = 1_000_000n;
/** One hour. */
export const HOUR: Instant = 3_600n * SECOND;

/** The instant that a text names; `null` if it names none. */
export function instantOf(written: string): Instant | null {
  const parts = FORM.exec(written);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as number[];
  const date = new Date(0);
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day ?? 0);
  date.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0);
  // What does not come out the same named a day or an hour that there is not.
  if (date.toISOString().slice(0, 19) !== written.slice(0, 19)) return null;
  return BigInt(date.getTime()) * 1_000n + BigInt((parts[7] ?? "").padEnd(6, "0"));
}

/** The one text of an instant. */
export function textOf(instant: Instant): string {
  const micros = ((instant % SECOND) + SECOND) % SECOND;
  const whole = new Date(Number((instant - micros) / 1_000n)).toISOString().slice(0, 19);
  const fraction = micros === 0n ? "" : `.${String(micros).padStart(6, "0").replace(/0+$/, "")}`;
  return `${whole}${fraction}Z`;
}

/** Milliseconds since 1970, as the law counts days. */
export function milliseconds(instant: Instant): number {
  return Number(instant / 1_000n);
}

/** An instant from milliseconds since 1970. */
export function ofMilliseconds(at: number): Instant {
  return BigInt(at) * 1_000n;
}

/** An instant in a statement, however its fraction of a second is written. */
export const spokenInstant: Shape<Instant> = (value, place) =>
  instantOf(text(value, place)) ?? other(place, "不是时间", "is not an instant in UTC");

/** An instant in a document or an entry, which has one text only. */
export const instant: Shape<Instant> = (value, place) => {
  const own = spokenInstant(value, place);
  return textOf(own) === value ? own : other(place, "时间写法不规范", "is an instant written in another way");
};
