import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { compose } from "../../src/verifier/law/compose.ts";
import type {
  Choice,
  Count,
  Elector,
  JudgeContext,
  LawDefinition,
  Matter,
  Rules,
  Switches,
} from "../../src/verifier/law/contract.ts";
import { SWITCHES } from "../../src/verifier/law/kept.ts";
import { readOverlay } from "../../src/verifier/law/overlay.ts";
import { readPack } from "../../src/verifier/law/pack.ts";
import { publishedOverlays, publishedPacks } from "../../src/verifier/law/published.ts";
import { count } from "../../src/verifier/law/tally.ts";

/** The switches of a definition that settles none. */
export const DEFAULTS: Switches = Object.fromEntries(
  [...SWITCHES].map(([name, values]) => [name, values[0] ?? ""]),
);

/** The text of a published pack or overlay. */
export function textOf(name: string): string {
  const text = [...publishedPacks, ...publishedOverlays].find((own) => own.name === name)?.text;
  if (text === undefined) throw new Error(`${name} is not published`);
  return text;
}

/** A published pack with published overlays laid on it. */
export function rulesOf(pack: string, ...overlays: string[]): Rules {
  return compose(
    readPack(textOf(pack)),
    overlays.map((name) => readOverlay(textOf(name))),
  ).rules;
}

/** SHA-256 in hexadecimal of the canonical JSON of a value. */
export function digest(value: unknown): string {
  return createHash("sha256")
    .update(canonicalize(value) ?? "")
    .digest("hex");
}

/** A vote of a motion, or one for these candidates. */
export function vote(answer: string): Choice {
  const names = answer.split("|").filter((name) => name !== "");
  const plain = ["for", "against", "abstain", "blank", "spoiled"].includes(answer);
  if (plain) return { answer, candidates: [] };
  return { answer: "candidates", candidates: names.map((candidate) => ({ candidate, answer: "for" })) };
}

/** Somebody with one dwelling, and what they say; `null` for nothing. */
export interface Owner {
  readonly area: string | null;
  readonly says: string | null;
  readonly served?: boolean;
}

/** So many owners alike. */
export function owners(number: number, area: string | null, says: string | null): Owner[] {
  return Array.from({ length: number }, () => ({ area, says }));
}

/** So many owners who have an area together, as even as thousandths allow. */
export function spread(number: number, together: string, says: string | null, served = false): Owner[] {
  const all = Math.round(Number(together) * 1000);
  return Array.from({ length: number }, (_, place) => {
    const own = Math.floor(all / number) + (place < all % number ? 1 : 0);
    return { area: (own / 1000).toFixed(3), says, served };
  });
}

/** A matter of the whole estate. */
export function matterOf(
  kind: string,
  candidates: readonly string[] = [],
  seats: number | null = null,
): Matter {
  const electorate = {
    ...{ buildings: [], entrances: [], units: [], floors: null, unit_kinds: [] },
    ...{ parking_counts: null, storage_counts: null },
  };
  const standing = candidates.map((candidate) => ({ candidate }));
  return { matter: "m1", kind, electorate, seats, candidates: standing, competence: null };
}

/** A definition with one matter; what is left out is sound. */
export function definitionOf(matter: Matter, more: Partial<LawDefinition> = {}): LawDefinition {
  return {
    kind: "regular",
    time_zone: "Asia/Shanghai",
    opens_at: "2026-05-31T16:00:00Z",
    closes_at: "2026-06-07T16:00:00Z",
    objection_days: 7,
    online_channel: { value: "any", recognition: null },
    holidays: null,
    non_voter_rule: null,
    delegate_rule: null,
    lot: null,
    matters: [matter],
    ...more,
    switches: { ...DEFAULTS, ...more.switches },
  };
}

/** An estate with everything that its votes come to. */
export function estate(rules: Rules, people: readonly Owner[], matter: Matter, switches: Switches = {}) {
  const electors = people.map(({ area }, place): Elector => {
    const home = { building: "1", entrance: "1", floor: 1, kind: "dwelling", area_source: "register" };
    return { elector: `e${place}`, kind: "owner", heads: 1, units: [{ unit: `u${place}`, area, ...home }] };
  });
  const definition = definitionOf(matter, { switches });
  const saying = new Map(people.map(({ says }, place) => [`e${place}`, says === null ? null : vote(says)]));
  const served = new Set(people.flatMap((own, place) => (own.served ? [`e${place}`] : [])));
  const recount = (own: Matter, settings: Switches): Count =>
    count(
      electors,
      own,
      settings,
      (name) => saying.get(name) ?? null,
      ({ elector }) => served.has(elector),
    );
  const context: JudgeContext = { rules, definition, electors, seed: null, digest, papers: 0, recount };
  return { context, counted: recount(matter, definition.switches) };
}
