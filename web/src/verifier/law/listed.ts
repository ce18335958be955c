import type { Inequality, Told } from "./contract.ts";
import { type Exact, compareExact, readExact } from "./quantities.ts";
import type { Comparison, Listed, Requirement } from "./verdict-form.ts";

/** What a certificate shows beside its inequalities, to be held against them. */
export interface Beside {
  readonly participation: Requirement | null;
  readonly approval: Requirement | null;
  readonly candidates: ReadonlyMap<string, Requirement>;
}

/** The inequalities of a certificate, evaluated each from its two sides; nothing else follows from this. */
export function evaluateListed(
  listed: readonly Listed[],
  beside: Beside,
): { readonly inequalities: readonly Inequality[]; readonly findings: readonly Told[] } {
  const findings: Told[] = [];
  const inequalities = listed.map((own): Inequality => {
    const holds = evaluated(own);
    if (holds === undefined || holds !== own.holds) {
      findings.push({
        zh: `不等式 ${told(own)} 并非如证书所载。`,
        en: `The inequality ${told(own)} does not come to what the certificate says.`,
      });
    }
    const on = comparisonFor(own, beside);
    return {
      subject: own.subject,
      candidate: own.candidate,
      measure: own.measure,
      have: on?.have ?? null,
      of: on?.of ?? null,
      needed: on?.needed ?? null,
      relation: isRelation(own.relation) ? own.relation : ">=",
      fraction: (on && fractionOf(own, on)) ?? null,
      base: null,
      left: own.left,
      right: own.right,
      holds: holds ?? null,
      article: own.article,
      verified: own.verified,
    };
  });
  return { inequalities, findings };
}

function told(own: Listed): string {
  return `${own.candidate ?? own.subject} ${own.measure}: ${own.left ?? "?"} ${own.relation} ${own.right ?? "?"}`;
}

function isRelation(text: string): text is Inequality["relation"] {
  return [">=", ">", "<=", "<"].includes(text);
}

/** Whether an inequality holds by its own sides; `undefined` where these cannot be read. */
function evaluated(own: Listed): boolean | null | undefined {
  if (own.left === null || own.right === null) return null;
  const [left, right] = [readExact(own.left), readExact(own.right)];
  if (!left || !right || !isRelation(own.relation)) return undefined;
  const order = compareExact(left, right);
  switch (own.relation) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
  }
}

/** The amounts that are shown for the same subject; only where it has one threshold is it clear that they are its own. */
function comparisonFor(own: Listed, beside: Beside): Comparison | undefined {
  const requirement = own.candidate === null ? ofMatter(own, beside) : beside.candidates.get(own.candidate);
  const on = requirement?.on.get(own.measure);
  return on && on.holds === own.holds && fractionOf(own, on) !== undefined ? on : undefined;
}

function ofMatter(own: Listed, beside: Beside): Requirement | null {
  if (own.subject === "participation" || own.subject === "presence") return beside.participation;
  return own.subject === "approval" || own.subject === "opposition" ? beside.approval : null;
}

/** The fraction by which two sides come from two amounts; `null` where it cannot be told, `undefined` where there is none. */
function fractionOf(own: Listed, on: Comparison): { n: string; d: string } | null | undefined {
  const [left, right, have, of] = [own.left, own.right, on.have, on.of].map((text) =>
    text === null ? undefined : readExact(text),
  );
  if (!left || !right || !have || !of) return null;
  const [d, n] = [quotient(left, have), quotient(right, of)];
  if (d === undefined || n === undefined) return undefined;
  return d === null || n === null ? null : { n: `${n}`, d: `${d}` };
}

/** A whole quotient; `null` where anything times zero would do, `undefined` where there is none. */
function quotient(product: Exact, factor: Exact): bigint | null | undefined {
  const [dividend, divisor] = [product.n * factor.d, product.d * factor.n];
  if (divisor === 0n) return dividend === 0n ? null : undefined;
  return dividend % divisor === 0n ? dividend / divisor : undefined;
}
