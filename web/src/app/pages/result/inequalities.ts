import type { components } from "../../../api/schema.d.ts";
import type { ShownInequality } from "../../../report/inequality.tsx";

type Verdict = components["schemas"]["VerdictForm"];
type Inequality = components["schemas"]["InequalityForm"];
type Requirement = components["schemas"]["RequirementForm"];

/** An inequality with the question it answers. */
export interface Grouped extends ShownInequality {
  readonly group: "gate" | "approval" | "others";
  readonly candidate: string | null;
}

/** Every inequality of a verdict as it is drawn, the two great ones against the whole they are a part of. */
export function shown(verdict: Verdict): Grouped[] {
  return verdict.inequalities.map((one) => {
    const group =
      one.subject === "participation" ? "gate" : one.subject === "approval" ? "approval" : "others";
    const requirement =
      group === "gate" ? verdict.participation : group === "approval" ? verdict.approval : null;
    const parts = one.candidate == null ? partsOf(requirement ?? null, one) : undefined;
    return {
      group,
      candidate: one.candidate ?? null,
      measure: one.measure,
      left: one.left ?? null,
      relation: one.relation,
      right: one.right ?? null,
      holds: one.holds ?? null,
      article: one.article,
      zh: one.sentence_zh,
      en: one.sentence,
      ...(parts === undefined ? {} : { parts }),
    };
  });
}

function partsOf(requirement: Requirement | null, { measure }: Inequality): ShownInequality["parts"] {
  const compared =
    measure === "area" ? requirement?.area : measure === "heads" ? requirement?.heads : requirement?.units;
  if (compared?.have == null || compared.of == null || compared.needed == null) return undefined;
  return { have: String(compared.have), of: String(compared.of), needed: String(compared.needed) };
}
