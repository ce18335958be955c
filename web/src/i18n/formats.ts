import { say, TAGS, type Language, type Sentence } from "./words.ts";

const SQUARE_METRES: Sentence = { zh: "{area} 平方米", en: "{area} m²" };

/** Dates, numbers and areas as a language writes them; times are those of the community. */
export interface Formats {
  /** A day, such as 2026年3月1日. */
  day(instant: string): string;
  /** A day with the time. */
  moment(instant: string): string;
  /** A day of the calendar that has no time, as `2026-03-01`. */
  date(day: string): string;
  /** An integer. */
  count(value: number | bigint): string;
  /** An exact decimal of square metres. */
  area(value: string): string;
  /** A part of a whole in percent, cut and not rounded, so that nothing looks reached that is not. */
  share(part: number | bigint, whole: number | bigint): string;
  /** A fraction such as `20/100` in percent, or as it is where that would have to be rounded. */
  fraction(value: string): string;
}

/** The formats of a language in a time zone. */
export function formats(language: Language, zone?: string): Formats {
  const locale = TAGS[language];
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", ...timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", ...timeZone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const count = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    day: (instant) => day.format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    date: (value) => date.format(new Date(`${value}T00:00:00Z`)),
    count: (value) => count.format(value),
    area: (value) => say(SQUARE_METRES, language, { area: grouped(value, locale) }),
    share: (part, whole) => {
      if (BigInt(whole) === 0n) return "–";
      const tenths = (BigInt(part) * 1000n) / BigInt(whole);
      return `${percent.format(Number(tenths) / 10)}%`;
    },
    fraction: (value) => {
      const [, part, whole] = /^(\d+)\/([1-9]\d*)$/.exec(value) ?? [];
      if (part === undefined || whole === undefined) return value;
      const hundredths = BigInt(part) * 100n;
      return hundredths % BigInt(whole) === 0n ? `${count.format(hundredths / BigInt(whole))}%` : value;
    },
  };
}

/** The exact digits of a decimal, grouped as the locale does; nothing is rounded. */
function grouped(value: string, locale: string): string {
  const [whole = "0", fraction] = value.split(".");
  const digits = new Intl.NumberFormat(locale).format(BigInt(whole));
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
