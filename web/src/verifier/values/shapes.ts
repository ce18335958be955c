import type { Json } from "./json.ts";
import { refuse } from "./unsound.ts";

/** Reads a value of one form; whatever is otherwise is refused with the place where it stands. */
export type Shape<T> = (value: Json, place: string) => T;

/** What a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Read<F extends Fields> = { readonly [Name in keyof F]: Shaped<F[Name]> };

/** Tells that a value is of another form than asked for. */
export function other(place: string, zh: string, en: string): never {
  return refuse(`${place}：${zh}`, `${place}: ${en}`);
}

/** A record of exactly these fields, and of no others but the optional ones. */
export function record<F extends Fields>(fields: F): Shape<Read<F>>;
/** The same with fields that may be left out. */
export function record<F extends Fields, O extends Fields>(
  fields: F,
  optional: O,
): Shape<Read<F> & Partial<Read<O>>>;
/** What both of them are. */
export function record(fields: Fields, optional: Fields = {}): Shape<Record<string, unknown>> {
  const all = new Map<string, Shape<unknown>>([...Object.entries(fields), ...Object.entries(optional)]);
  const needed = Object.keys(fields);
  return (value, place) => {
    if (!isRecord(value)) return other(place, "应为对象", "is not an object");
    for (const name of needed) if (!(name in value)) other(place, `缺少 ${name}`, `${name} is missing`);
    const read: Record<string, unknown> = {};
    for (const [name, own] of Object.entries(value)) {
      const shape =
        all.get(name) ?? other(place, `未知字段 ${name.slice(0, 40)}`, `unknown field ${name.slice(0, 40)}`);
      read[name] = shape(own, `${place}.${name}`);
    }
    return read;
  };
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list of values of one form. */
export function list<T>(shape: Shape<T>, most = Infinity): Shape<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return other(place, "应为列表", "is not a list");
    if (value.length > most) other(place, `多于 ${most} 项`, `has more than ${most} items`);
    return value.map((own: Json, index) => shape(own, `${place}[${index}]`));
  };
}

/** A value, or `null`. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, place) => (value === null ? null : shape(value, place));
}

/** Values by names that are not known beforehand. */
export function entries<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, place) => {
    if (!isRecord(value)) return other(place, "应为对象", "is not an object");
    return Object.fromEntries(
      Object.entries(value).map(([name, own]) => [name, shape(own, `${place}.${name}`)]),
    );
  };
}

/** A text. */
export const text: Shape<string> = (value, place) =>
  typeof value === "string" ? value : other(place, "应为文本", "is not a text");

/** Yes or no. */
export const flag: Shape<boolean> = (value, place) =>
  typeof value === "boolean" ? value : other(place, "应为真或假", "is neither true nor false");

/** An integer within limits; without limits a count. */
export function integer(least = 0, most = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, place) =>
    typeof value === "number" && value >= least && value <= most
      ? value
      : other(place, "应为范围内的整数", "is no integer within its limits");
}

/** How many, or at which place. */
export const count = integer();

/** The version of a form, which is 1. */
export const version: Shape<number> = (value, place) =>
  value === 1 ? 1 : other(place, "版本未知", "is of a version that is not known here");

/** A text that a pattern describes. */
export function pattern(form: RegExp, zh: string, en: string): Shape<string> {
  return (value, place) =>
    typeof value === "string" && form.test(value) ? value : other(place, `不是${zh}`, `is not ${en}`);
}

/** One of a few words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return (value, place) =>
    words.find((own) => own === value) ?? other(place, "取值未知", `is none of ${words.join(", ")}`);
}

/** Any value at all, looked at later. */
export const anything: Shape<Json> = (value) => value;
