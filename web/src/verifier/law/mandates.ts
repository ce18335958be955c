import { dayOf } from "./calendar.ts";
import { termOf } from "./compose.ts";
import type { Elector, LawDefinition, Rules } from "./contract.ts";
import { readArea } from "./quantities.ts";

/** Who may hold mandates under the rules in force: `owners`, `anyone`, `unknown`. */
export function holdersAllowed(rules: Rules): string {
  return termOf(rules, "holders")?.value ?? rules.pack.proxies?.holders ?? "unknown";
}

/** Whether a holder may decide what they were not told: `allowed`, `instructed_only`, `unknown`. */
export function discretionAllowed(rules: Rules): string {
  return termOf(rules, "discretion")?.value ?? rules.pack.proxies?.discretion ?? "unknown";
}

/** Whether one holder may hold the mandates of all these electors; of two limits one is enough. */
export function mayHold(rules: Rules, held: readonly Elector[], electors: readonly Elector[]): boolean {
  const { proxies } = rules.pack;
  const limits = [
    termOf(rules, "limit", "principals_max")?.number,
    proxies?.principals_max ?? undefined,
  ].filter((limit) => limit !== undefined);
  const caps: boolean[] = [];
  if (limits.length > 0) caps.push(held.length <= Math.min(...limits));
  if (proxies?.share_max) {
    const { n, d } = proxies.share_max;
    const weigh = (all: readonly Elector[]) =>
      all.reduce((sum, own) => sum + weightBy(own, proxies.measure), 0n);
    caps.push(d * weigh(held) <= n * weigh(electors));
  }
  return caps.length === 0 || caps.includes(true);
}

function weightBy(elector: Elector, measure: string): bigint {
  switch (measure) {
    case "area":
      return elector.units.reduce((sum, unit) => sum + (readArea(unit.area ?? "0") ?? 0n), 0n);
    case "units":
      return BigInt(elector.units.length);
    default:
      return BigInt(elector.heads);
  }
}

/** For what a delegate was elected; `entrance` is `null` for a whole building, days are `2026-06-17`. */
export interface Appointment {
  readonly building: string;
  readonly entrance: string | null;
  readonly from: string;
  readonly until: string;
}

/** Whether a delegate was elected for all units of an elector, and for the whole voting period. */
export function actsFor(
  definition: Pick<LawDefinition, "delegate_rule" | "time_zone">,
  appointment: Appointment,
  elector: Elector,
  opensAt: number,
  closesAt: number,
): boolean {
  const first = dayOf(opensAt, definition.time_zone);
  // Voting that ends at midnight ends with the day before.
  const last = dayOf(closesAt - 1, definition.time_zone);
  const { building, entrance } = appointment;
  return (
    definition.delegate_rule !== null &&
    appointment.from <= first &&
    last <= appointment.until &&
    elector.units.every(
      (unit) => unit.building === building && (entrance === null || unit.entrance === entrance),
    )
  );
}
