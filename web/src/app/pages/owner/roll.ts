/** The units of each elector, as a roll of the record names them; what is not of its form names none. */
export function unitsOf(roll: unknown): Map<string, readonly string[]> {
  return new Map(
    list(roll, "electors").flatMap((row) => {
      const elector = field(row, "elector");
      const units = list(row, "units").map((unit) => field(unit, "unit"));
      return typeof elector === "string" ? [[elector, units.filter((unit) => typeof unit === "string")]] : [];
    }),
  );
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
