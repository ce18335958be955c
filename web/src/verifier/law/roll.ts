import type { Elector, Holding, Owners, Unit } from "./contract.ts";

/** A correction of a roll, as an amendment signs it. */
export type Change =
  | {
      readonly correct: "area";
      readonly unit: string;
      readonly area: string | null;
      readonly area_source: string;
    }
  | { readonly correct: "owners"; readonly unit: string; readonly owners: readonly string[] }
  | { readonly correct: "stock"; readonly unit: string; readonly stock: string }
  | { readonly correct: "missing"; readonly holding: Holding }
  | { readonly correct: "superfluous"; readonly unit: string };

/** The units of a register by label, after an amendment; `null` where it is about a unit that is not there, or is already. */
export function amended(
  holdings: ReadonlyMap<string, Holding>,
  change: Change,
): ReadonlyMap<string, Holding> | null {
  const after = new Map(holdings);
  if (change.correct === "missing") {
    if (after.has(change.holding.unit)) return null;
    return after.set(change.holding.unit, change.holding);
  }
  const own = after.get(change.unit);
  if (!own) return null;
  switch (change.correct) {
    case "superfluous":
      after.delete(change.unit);
      return after;
    case "area":
      return after.set(change.unit, { ...own, area: change.area, area_source: change.area_source });
    case "owners":
      return after.set(change.unit, { ...own, owners: change.owners });
    case "stock":
      return after.set(change.unit, { ...own, stock: change.stock });
  }
}

/** A roll and its annex as they follow from a register. */
export interface Grouped {
  readonly electors: readonly Elector[];
  readonly annex: readonly Owners[];
}

/** Groups the units of a register: delivered ones by their owners, stock under the developer. */
export function grouped(
  holdings: Iterable<Holding>,
  overlapping: string,
  salt: string,
  digest: (value: unknown) => string,
): Grouped {
  const units = [...holdings].sort((one, other) => byText(one.unit, other.unit));
  const buyers = overlapping === "same_buyer" ? joined(units) : null;
  const ofStock = sorted(units.filter(isStock).flatMap((unit) => unit.owners));
  const groups = new Map<string, { kind: string; owners: readonly string[]; units: Unit[] }>();
  for (const own of units) {
    const kind = isStock(own) ? "developer" : "owner";
    const buyer = buyers?.get(own.owners[0] ?? "") ?? own.owners;
    const owners = isStock(own) ? ofStock : sorted(buyer);
    const source = { kind, owners: isStock(own) ? [] : owners, salt };
    const elector = digest(source).slice(0, 32);
    const group = groups.get(elector) ?? { kind, owners, units: [] };
    group.units.push(shown(own));
    groups.set(elector, group);
  }
  const inOrder = [...groups].sort(([one], [other]) => byText(one, other));
  return {
    electors: inOrder.map(([elector, { kind, units: own }]) => ({ elector, heads: 1, kind, units: own })),
    annex: inOrder.map(([elector, { kind, owners }]) => ({ elector, kind, owners })),
  };
}

function isStock(unit: Holding): boolean {
  return unit.stock === "developer_stock";
}

/** What a roll shows of a unit of the register. */
function shown({ unit, building, entrance, floor, kind, area, area_source }: Holding): Unit {
  return { unit, building, entrance, floor, kind, area, area_source };
}

/** For every owner of delivered units, all who are one buyer with them: linked by units they share. */
function joined(units: readonly Holding[]): ReadonlyMap<string, readonly string[]> {
  const buyers = new Map<string, Set<string>>();
  for (const unit of units) {
    if (isStock(unit)) continue;
    const all = new Set(unit.owners);
    for (const owner of unit.owners) for (const other of buyers.get(owner) ?? []) all.add(other);
    for (const owner of all) buyers.set(owner, all);
  }
  return new Map([...buyers].map(([owner, all]) => [owner, [...all]]));
}

function sorted(owners: readonly string[]): readonly string[] {
  return [...new Set(owners)].sort(byText);
}

/** The order of texts by code points, as the record sorts them. */
function byText(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  for (const [place, letter] of left.entries()) {
    const against = right[place];
    if (against === undefined) return 1;
    const order = (letter.codePointAt(0) ?? 0) - (against.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
