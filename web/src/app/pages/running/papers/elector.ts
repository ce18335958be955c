import { api, take } from "../../../../api/client.ts";
import { problem } from "../../../../api/problem.ts";
import { placeOf, type Held } from "../meeting.ts";

/** The elector that a unit belongs to on the roll as it is posted. */
export async function electorOf(of: Held, unit: string): Promise<string> {
  const roll = await take(
    api.GET("/api/v1/communities/{community}/meetings/{meeting}/postings/roll", { params: placeOf(of) }),
  );
  const found = roll.buildings.flatMap(({ units }) => units).find((one) => one.unit === unit.trim());
  if (found === undefined) throw problem("unit_not_found", `there is no unit ${unit} on the roll`, 404);
  return found.elector;
}
