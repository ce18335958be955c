import type { LawDefinition } from "./contract.ts";

const HOUR = 60 * 60 * 1000;

/** What the lot is drawn from: the root that the close left, and the values in the order of their commitments. */
export function lotSeed(
  close: string,
  meeting: string,
  values: readonly (string | null)[],
  digest: (value: unknown) => string,
): string {
  return digest({ close, meeting, values });
}

/** Until when values may be revealed; `null` where no lot breaks ties. */
export function revealDeadline(definition: Pick<LawDefinition, "lot">, closedAt: number): number | null {
  return definition.lot ? closedAt + definition.lot.reveal_hours * HOUR : null;
}

/** How many commitments to the lot a meeting takes of a role. */
export function commitmentsOf(role: string): number {
  switch (role) {
    case "convener":
    case "supervisor":
      return 1;
    case "scrutineer":
      return 2;
    default:
      return 0;
  }
}
