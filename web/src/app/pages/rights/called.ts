/** What an elector is called: by its units, as its owner knows them. */
export function calledBy({ elector, units }: { elector: string; units: readonly string[] }): string {
  return units.length > 0 ? units.join(", ") : elector.slice(0, 8);
}
