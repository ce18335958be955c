import type { Area } from "./contract.ts";

/** The thousandths that an exact area has. */
const SCALE = 1000n;

/** An area of the record, at most three decimals, in thousandths; `undefined` if the text is none. */
export function readArea(text: string): bigint | undefined {
  const parts = /^(\d{1,15})(?:\.(\d{1,3}))?$/.exec(text);
  if (!parts) return undefined;
  return BigInt(parts[1] ?? "") * SCALE + BigInt((parts[2] ?? "").padEnd(3, "0"));
}

/** How many decimals the text of an area has. */
export function decimalsOf(text: string): number {
  return text.split(".")[1]?.length ?? 0;
}

/** An area as text with so many decimals; nothing is cut off, so more are shown where they are needed. */
export function printArea(area: bigint, decimals: number): string {
  const sign = area < 0n ? "-" : "";
  const amount = area < 0n ? -area : area;
  const fraction = (amount % SCALE).toString().padStart(3, "0");
  let shown = fraction.length;
  while (shown > decimals && fraction[shown - 1] === "0") shown -= 1;
  const whole = sign + (amount / SCALE).toString();
  return shown === 0 ? whole : `${whole}.${fraction.slice(0, shown)}`;
}

/** A sum that is unknown as soon as a part of it is. */
export function addAreas(one: Area, other: Area): Area {
  return one === null || other === null ? null : one + other;
}

/** An exact number: an integer, a decimal or a fraction, of any length. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

/** An exact number as certificates write them, such as `12`, `88.120` or `1000/3`; `undefined` if the text is none. */
export function readExact(text: string): Exact | undefined {
  const fraction = /^(\d{1,40})\/(\d{1,40})$/.exec(text);
  if (fraction) {
    const d = BigInt(fraction[2] ?? "0");
    return d === 0n ? undefined : { n: BigInt(fraction[1] ?? ""), d };
  }
  const decimal = /^(\d{1,40})(?:\.(\d{1,20}))?$/.exec(text);
  if (!decimal) return undefined;
  const behind = decimal[2] ?? "";
  return { n: BigInt((decimal[1] ?? "") + behind), d: 10n ** BigInt(behind.length) };
}

/** Negative, zero or positive, as the first number is less than, equal to or more than the second. */
export function compareExact(one: Exact, other: Exact): number {
  const left = one.n * other.d;
  const right = other.n * one.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The quotient rounded up, of numbers that are not negative or with a negative dividend. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  const down = dividend / divisor;
  return dividend > 0n && down * divisor !== dividend ? down + 1n : down;
}
