import { nonce, statement } from "../../device/statements.ts";
import type { KeptKey } from "../../device/store.ts";
import type { Held } from "../pages/running/meeting.ts";

/** What an amendment can correct. */
export const CORRECTING = ["area", "owners", "stock", "missing", "superfluous"] as const;

/** What is filled in for an amendment; what a correction does not need stays empty. */
export interface Amending {
  readonly correct: (typeof CORRECTING)[number];
  readonly unit: string;
  readonly area: string;
  readonly area_source: string;
  readonly stock: string;
  readonly owners: readonly string[];
  readonly building: string;
  readonly entrance: string;
  readonly floor: string;
  readonly number: string;
  readonly kind: string;
  readonly reason: string;
}

/** The correction in the form of the record. */
export function changeOf(own: Amending): object {
  const { correct, unit, area, area_source, stock, owners } = own;
  switch (correct) {
    case "area":
      return { correct, unit, area, area_source };
    case "owners":
      return { correct, unit, owners };
    case "stock":
      return { correct, unit, stock };
    case "superfluous":
      return { correct, unit };
    case "missing":
      return { correct, holding: holdingOf(own) };
  }
}

/** Signs an amendment of the roll that stands. */
export function signAmendment(key: KeptKey, { community, meeting }: Held, own: Amending): Promise<string> {
  return statement(key, "roll-amendment", {
    v: 1,
    origin: community.origin,
    community: community.community,
    meeting: meeting.meeting,
    before: meeting.roll ?? null,
    change: changeOf(own),
    reason: own.reason.trim(),
    nonce: nonce(),
  });
}

function holdingOf({
  unit,
  building,
  entrance,
  floor,
  number,
  kind,
  area,
  area_source,
  stock,
  owners,
}: Amending) {
  return {
    unit,
    building,
    entrance: entrance === "" ? null : entrance,
    floor: Number(floor),
    number,
    kind,
    area,
    area_source,
    stock,
    owners,
  };
}
