import type { Elector, Matter, Switches, Unit } from "./contract.ts";

/** The units with which an elector decides a matter; none where it does not decide it. */
export function unitsOf(
  elector: Pick<Elector, "units">,
  matter: Pick<Matter, "electorate">,
  switches: Switches,
): readonly Unit[] {
  const among = matter.electorate;
  const everywhere = among.buildings.length + among.entrances.length + among.units.length === 0;
  return elector.units.filter((unit) => {
    const excluded =
      (unit.kind === "parking" && (among.parking_counts ?? switches["parking_counts"]) !== "yes") ||
      (unit.kind === "storage" && (among.storage_counts ?? switches["storage_counts"]) !== "yes");
    const here =
      everywhere ||
      among.buildings.includes(unit.building) ||
      among.units.includes(unit.unit) ||
      among.entrances.some((own) => own.building === unit.building && own.entrance === unit.entrance);
    const { floors } = among;
    const ofKind = among.unit_kinds.length === 0 || among.unit_kinds.includes(unit.kind);
    return (
      !excluded &&
      here &&
      ofKind &&
      (!floors || (floors.lowest <= unit.floor && unit.floor <= floors.highest))
    );
  });
}
