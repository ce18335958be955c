import { type Fields, Misshapen } from "./fields.ts";

/** The lawful numbers of seats of a committee, with the exception for small estates. */
export interface Sizes {
  readonly seats_min: number;
  /** `null` where there is no limit. */
  readonly seats_max: number | null;
  readonly odd: boolean;
  readonly small: {
    readonly seats_min: number;
    readonly households_max: number;
    readonly area_max: number;
  } | null;
}

/** What a pack or an overlay settles besides thresholds, one value under each topic or name. */
export type Term =
  | { readonly topic: "notice" | "extraordinary_notice"; readonly full_days: number }
  | { readonly topic: "notice_content"; readonly fields: readonly string[] }
  | { readonly topic: "service"; readonly in_app: string | null; readonly posting_attempts: number }
  | { readonly topic: "voting_period"; readonly days_min: number; readonly days_max: number }
  | { readonly topic: "committee"; readonly sizes: Sizes }
  | { readonly topic: "online_channel" | "holders" | "discretion"; readonly value: string }
  | { readonly topic: "switch"; readonly name: string; readonly value: string }
  | { readonly topic: "limit"; readonly name: string; readonly number: number }
  | { readonly topic: "procedure"; readonly name: string; readonly value: Written };

/** The value of a parameter of the procedure. */
export type Written = number | string | readonly string[];

/** What everything that has a source says of it. */
export const SOURCE = ["article", "verified"] as const;

/** Under which name a term stands. */
export function nameOf(term: Term): string {
  return "name" in term ? term.name : term.topic;
}

/** The terms that stand under their topic in packs and overlays alike. */
export function readTerms(fields: Fields): readonly Term[] {
  const terms: Term[] = [];
  for (const topic of ["notice", "extraordinary_notice"] as const) {
    const own = fields.maybe(topic)?.only("full_days", ...SOURCE);
    if (own) terms.push({ topic, full_days: own.whole("full_days") });
  }
  const content = fields.maybe("notice_content")?.only("fields", ...SOURCE);
  if (content) terms.push({ topic: "notice_content", fields: content.texts("fields") });
  const service = fields.maybe("service")?.only("in_app", "posting_attempts", ...SOURCE);
  if (service) {
    const in_app = service.has("in_app") ? service.text("in_app") : null;
    terms.push({ topic: "service", in_app, posting_attempts: service.whole("posting_attempts") });
  }
  const period = fields.maybe("voting_period")?.only("days_min", "days_max", ...SOURCE);
  if (period) {
    const [days_min, days_max] = [period.whole("days_min"), period.whole("days_max")];
    terms.push({ topic: "voting_period", days_min, days_max });
  }
  const committee = fields.maybe("committee");
  if (committee) terms.push({ topic: "committee", sizes: readSizes(committee) });
  return terms;
}

function readSizes(own: Fields): Sizes {
  own.only("seats_min", "seats_max", "odd", "small", ...SOURCE);
  const small = own.maybe("small")?.only("seats_min", "households_max", "area_max", ...SOURCE);
  return {
    seats_min: own.whole("seats_min"),
    seats_max: own.has("seats_max") ? own.whole("seats_max") : null,
    odd: own.has("odd") && own.flag("odd"),
    small: small
      ? {
          seats_min: small.whole("seats_min"),
          households_max: small.whole("households_max"),
          area_max: small.whole("area_max"),
        }
      : null,
  };
}

/** The value of a parameter of the procedure, as it is written. */
export function readWritten(own: Fields): Written {
  const value = own.raw("value");
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return own.texts("value");
  if (typeof value === "number" || typeof value === "bigint") return own.whole("value");
  throw new Misshapen(`${own.place}.value`, "is no value of a parameter");
}
