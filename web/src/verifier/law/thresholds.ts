import type { Threshold } from "./contract.ts";
import { divideUp } from "./quantities.ts";

/** A threshold as packs write it, such as `>= 2/3 of all`; `null` where it is a number or of an unknown base. */
export function readThreshold(text: string): Threshold | null {
  const parts = /^(>=|>|<=|<) (\d{1,6})\/(\d{1,6}) of (all|present|participating|cast)$/.exec(text);
  if (!parts) return null;
  const [relation, n, d, of] = [parts[1], BigInt(parts[2] ?? "0"), BigInt(parts[3] ?? "0"), parts[4] ?? ""];
  if (d === 0n || (relation !== ">=" && relation !== ">" && relation !== "<=" && relation !== "<"))
    return null;
  return { relation, n, d, of };
}

/** Whether two integers stand in a relation. */
export function stand(left: bigint, relation: Threshold["relation"], right: bigint): boolean {
  switch (relation) {
    case ">=":
      return left >= right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case "<":
      return left < right;
  }
}

/** Whether so much of a whole reaches a threshold, in integers: `d × have` against `n × whole`. */
export function reaches(threshold: Threshold, have: bigint, whole: bigint): boolean {
  return stand(threshold.d * have, threshold.relation, threshold.n * whole);
}

/** The smallest amount of whole steps that reaches a threshold that asks for at least, or for more than, a part of a whole. */
export function amountNeeded(threshold: Threshold, whole: bigint, step: bigint): bigint {
  return stepsAbove(threshold.relation, threshold.n * whole, threshold.d * step) * step;
}

/** How many steps it takes to reach an amount, or where more than it is asked to pass it. */
export function stepsAbove(relation: Threshold["relation"], amount: bigint, step: bigint): bigint {
  return relation === ">" ? amount / step + 1n : divideUp(amount, step);
}
