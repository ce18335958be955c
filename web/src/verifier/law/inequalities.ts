import type { Area, Inequality, Threshold, Totals, Weight } from "./contract.ts";
import type { Asked } from "./pack.ts";
import { compareExact, printArea, readExact } from "./quantities.ts";
import { amountNeeded, stand, stepsAbove } from "./thresholds.ts";
import type { Comparison, Listed, Needed, Requirement } from "./verdict-form.ts";

/** The two measures of the packs that are evaluated here, in their order. */
const MEASURES = ["area", "heads"] as const;
type Measure = (typeof MEASURES)[number];

/** What is held against a threshold: the subject of an inequality and how much there is. */
export interface Subject {
  readonly subject: "participation" | "approval" | "candidate";
  readonly candidate: string | null;
  /** What there is, and which total it is called where it is missing. */
  readonly have: Weight;
  readonly total: string;
}

/** A threshold held against totals: true or false on both measures, `null` where missing areas leave it open. */
export interface Held {
  readonly holds: boolean | null;
  readonly on: readonly Inequality[];
}

/** False as soon as one is, open where one of the others is, true otherwise. */
export function allOf(outcomes: Iterable<boolean | null>): boolean | null {
  let known: boolean | null = true;
  for (const outcome of outcomes) {
    if (outcome === false) return false;
    if (outcome === null) known = null;
  }
  return known;
}

function quantity(weight: Weight, measure: Measure): Area {
  return measure === "area" ? weight.area : weight.heads;
}

function baseOf(asked: Threshold, totals: Totals): Weight {
  return asked.of === "all" ? totals.all : totals.participating;
}

function print(value: Area, measure: Measure, decimals: number): string | null {
  if (value === null) return null;
  return measure === "area" ? printArea(value, decimals) : value.toString();
}

/** The smallest difference that areas with so many decimals can have, and one head. */
function stepOf(measure: Measure, decimals: number): bigint {
  return measure === "area" ? 10n ** BigInt(3 - decimals) : 1n;
}

/** Holds a threshold against totals, in integers. */
export function hold(asked: Asked, own: Subject, totals: Totals, decimals: number): Held {
  const on = MEASURES.map((measure): Inequality => {
    const have = quantity(own.have, measure);
    const whole = quantity(baseOf(asked, totals), measure);
    const left = have === null ? null : asked.d * have;
    const right = whole === null ? null : asked.n * whole;
    const needed = whole === null ? null : amountNeeded(asked, whole, stepOf(measure, decimals));
    return {
      subject: own.subject,
      candidate: own.candidate,
      measure,
      have: print(have, measure, decimals),
      of: print(whole, measure, decimals),
      needed: print(needed, measure, decimals),
      relation: asked.relation,
      fraction: { n: `${asked.n}`, d: `${asked.d}` },
      base: asked.of,
      left: print(left, measure, decimals),
      right: print(right, measure, decimals),
      holds: left === null || right === null ? null : stand(left, asked.relation, right),
      article: asked.article,
      verified: asked.verified,
    };
  });
  return { holds: allOf(on.map((each) => each.holds)), on };
}

/** What each inequality that does not hold, or is open, would have needed. */
export function lacksOf(asked: Asked, own: Subject, totals: Totals, decimals: number): readonly Needed[] {
  const about = own.candidate ?? own.subject;
  return MEASURES.flatMap((measure): Needed[] => {
    const have = quantity(own.have, measure);
    const whole = quantity(baseOf(asked, totals), measure);
    if (have === null || whole === null) {
      const missing = [have === null ? own.total : null, whole === null ? asked.of : null];
      const names = [...new Set(missing.filter((name) => name !== null))];
      return [{ about, measure, short: null, joining: null, missing: names }];
    }
    if (stand(asked.d * have, asked.relation, asked.n * whole)) return [];
    const step = stepOf(measure, decimals);
    const short = amountNeeded(asked, whole, step) - have;
    const outside = quantity(totals.all, measure);
    const joining = joiningFor(asked, have, whole, step);
    const enough = joining !== null && outside !== null && joining <= outside - whole;
    return [
      {
        about,
        measure,
        short: print(short, measure, decimals),
        joining: enough ? print(joining, measure, decimals) : null,
        missing: [],
      },
    ];
  });
}

/** How much more it takes from outside the base, which grows by as much. */
function joiningFor(asked: Asked, have: bigint, whole: bigint, step: bigint): bigint | null {
  if (asked.of === "all" || asked.d <= asked.n) return null;
  return stepsAbove(asked.relation, asked.n * whole - asked.d * have, (asked.d - asked.n) * step) * step;
}

/** Whether an amount as a certificate writes it is this one. */
export function sameAmount(shown: string | null, own: string | null): boolean {
  if (shown === null || own === null) return shown === own;
  const [one, other] = [readExact(shown), readExact(own)];
  return one !== undefined && other !== undefined && compareExact(one, other) === 0;
}

/** Whether a certificate lists this inequality. */
export function isListed(listed: Listed, own: Inequality): boolean {
  return (
    listed.subject === own.subject &&
    listed.candidate === own.candidate &&
    listed.measure === own.measure &&
    listed.relation === own.relation &&
    listed.holds === own.holds &&
    listed.article === own.article &&
    listed.verified === own.verified &&
    sameAmount(listed.left, own.left) &&
    sameAmount(listed.right, own.right)
  );
}

/** Whether a certificate shows this requirement. */
export function isShown(shown: Requirement | null, own: Held | null): boolean {
  if (!shown || !own) return shown === null && own === null;
  return (
    shown.holds === own.holds &&
    shown.on.size === own.on.length &&
    own.on.every((each) => {
      const on = shown.on.get(each.measure);
      return on !== undefined && isCompared(on, each);
    })
  );
}

function isCompared(on: Comparison, own: Inequality): boolean {
  // Where either side is not known, no amount is told.
  const known = own.holds !== null;
  return (
    on.holds === own.holds &&
    sameAmount(on.have, own.have) &&
    sameAmount(on.of, own.of) &&
    (!known || sameAmount(on.needed, own.needed))
  );
}
