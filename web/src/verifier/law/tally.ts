import { stands } from "./choices.ts";
import type {
  Area,
  Choice,
  Count,
  Elector,
  Matter,
  Switches,
  TotalName,
  Totals,
  Unit,
  Weight,
} from "./contract.ts";
import { unitsOf } from "./electorate.ts";
import { addAreas, readArea } from "./quantities.ts";

/** The names of all totals. */
export const TOTALS: readonly TotalName[] = [
  "all",
  "participating",
  "for",
  "against",
  "abstain",
  "invalid",
  "silent",
  "informed",
];

/** The weight of nobody. */
export const NOTHING: Weight = { area: 0n, heads: 0n };

/** Two weights together. */
export function plus(one: Weight, other: Weight): Weight {
  return { area: addAreas(one.area, other.area), heads: one.heads + other.heads };
}

/** A weight less a part of it. */
export function minus(one: Weight, part: Weight): Weight {
  const area = one.area === null || part.area === null ? null : one.area - part.area;
  return { area, heads: one.heads - part.heads };
}

/** Whether two weights are the same. */
export function same(one: Weight, other: Weight): boolean {
  return one.area === other.area && one.heads === other.heads;
}

/** What units weigh as one head. */
export function weightOf(units: readonly Unit[]): Weight {
  const area = units.reduce<Area>((sum, unit) => addAreas(sum, areaOf(unit)), 0n);
  return { area, heads: 1n };
}

function areaOf(unit: Unit): Area {
  return unit.area === null ? null : (readArea(unit.area) ?? null);
}

/**
 * Counts a matter: the area of an elector in full, its head once. `said` is the vote of an elector that counts,
 * `reached` whether its silence in this matter may mean something.
 */
export function count(
  electors: readonly Elector[],
  matter: Matter,
  switches: Switches,
  said: (elector: string) => Choice | null,
  reached: (elector: Elector, units: readonly Unit[]) => boolean,
): Count {
  const totals = new Map(TOTALS.map((name) => [name, NOTHING]));
  const votes = new Map(matter.candidates.map((own) => [own.candidate, NOTHING]));
  const add = (name: TotalName, weight: Weight) =>
    totals.set(name, plus(totals.get(name) ?? NOTHING, weight));
  for (const elector of electors) {
    const units = unitsOf(elector, matter, switches);
    if (units.length === 0) continue;
    const weight = weightOf(units);
    const { total, named } = stands(said(elector.elector), matter, switches);
    add("all", weight);
    add(total, weight);
    if (total === "invalid" && switches["spoiled_counts_as_participating"] === "no") add("silent", weight);
    else if (total !== "silent") add("participating", weight);
    else if (switches["non_voter"] !== "not_counted" && reached(elector, units)) add("informed", weight);
    for (const name of named) votes.set(name, plus(votes.get(name) ?? NOTHING, weight));
  }
  return { totals: asTotals((name) => totals.get(name) ?? NOTHING), votes };
}

/** Totals, each by its name. */
export function asTotals(of: (name: TotalName) => Weight): Totals {
  return {
    all: of("all"),
    participating: of("participating"),
    for: of("for"),
    against: of("against"),
    abstain: of("abstain"),
    invalid: of("invalid"),
    silent: of("silent"),
    informed: of("informed"),
  };
}
