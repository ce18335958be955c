import { parse } from "smol-toml";
import type { Threshold, Told } from "./contract.ts";
import { Fields, Misshapen } from "./fields.ts";
import { SOURCE, type Term, readTerms, readWritten } from "./terms.ts";
import { readThreshold } from "./thresholds.ts";

/** What a law asks with where it says so, and whether that was read there. */
export interface Asked extends Threshold {
  readonly article: string;
  readonly verified: boolean;
}

/** What decides a kind of matter. */
export interface MatterRule {
  readonly kind: string;
  readonly title: Told;
  readonly class: string;
  readonly elects: boolean;
  readonly article: string;
  readonly verified: boolean;
}

/** A kind that is not the assembly's to decide. */
export interface RefusedKind {
  readonly kind: string;
  readonly reason: Told;
  readonly instead: Told;
  readonly article: string;
}

/** A kind that is an open class. */
export interface DoubtfulKind {
  readonly kind: string;
  readonly warning: Told;
  readonly article: string;
}

/** Who may hold how many mandates. */
export interface Proxies {
  readonly form: string;
  readonly holders: string;
  readonly discretion: string;
  readonly principals_max: number | null;
  readonly share_max: { readonly n: bigint; readonly d: bigint } | null;
  readonly measure: string;
  readonly hours_before: number | null;
}

/** A rule pack, as far as this verifier reads one. */
export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly title: Told;
  readonly shareUnit: string;
  readonly measures: readonly string[];
  /** What overlays may settle; `null` where everything they can. */
  readonly open: readonly string[] | null;
  /** Whether verdicts follow from this pack's rules here; of others only the listed inequalities are evaluated. */
  readonly evaluated: boolean;
  /** The one requirement of the quorum; `null` where there is none, or another form of it. */
  readonly participation: Asked | null;
  /** The one approval of each class that asks for nothing else. */
  readonly classes: ReadonlyMap<string, Asked>;
  readonly matters: readonly MatterRule[];
  readonly refused: readonly RefusedKind[];
  readonly doubtful: readonly DoubtfulKind[];
  readonly terms: readonly Term[];
  /** The days of the week that are rest days (0 is Monday); `null` where days are counted as they fall. */
  readonly weeklyRest: ReadonlySet<number> | null;
  readonly proxies: Proxies | null;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** What a pack may hold that this verifier does not evaluate: with any of it, only listed inequalities are. */
const BEYOND = ["quorum", "second_call", "cap", "rounding", "generic"];

/** Reads the text of a rule pack; throws where it is none. */
export function readPack(text: string): Pack {
  const fields = new Fields(parse(text), "");
  const classes = new Map<string, Asked>();
  const named = fields.fields("class");
  let evaluated = BEYOND.every((name) => !fields.has(name));
  for (const name of named.names()) {
    const own = named.fields(name);
    const asked = own.names().every((field) => ["threshold", ...SOURCE].includes(field))
      ? readAsked(own)
      : null;
    if (asked) classes.set(name, asked);
    else evaluated = false;
  }
  const participation = fields.maybe("participation");
  const measures = fields.texts("measures");
  const known = [...classes.values(), ...(participation ? [readAsked(participation)] : [])];
  return {
    id: fields.text("id"),
    version: fields.text("version"),
    title: readTold(fields, "title"),
    shareUnit: fields.text("share_unit"),
    measures,
    open: fields.has("overlays") ? fields.texts("overlays") : null,
    evaluated: evaluated && measures.join() === "area,heads" && known.every(isEvaluated),
    participation: participation && readAsked(participation),
    classes,
    matters: fields.each("matter").map(readMatter),
    refused: fields.each("refused").map((own) => ({
      kind: own.text("kind"),
      reason: readTold(own, "reason"),
      instead: readTold(own, "instead"),
      article: own.text("article"),
    })),
    doubtful: fields.each("doubtful").map((own) => ({
      kind: own.text("kind"),
      warning: readTold(own, "warning"),
      article: own.text("article"),
    })),
    terms: [...readTerms(fields), ...readProcedure(fields)],
    weeklyRest: readWeeklyRest(fields),
    proxies: readProxies(fields),
  };
}

/** Whether a threshold asks for at least or more than a part of what a count comes to here. */
function isEvaluated(asked: Asked | null): boolean {
  const upward = asked?.relation === ">=" || asked?.relation === ">";
  return upward && (asked.of === "all" || asked.of === "participating");
}

function readAsked(own: Fields): Asked | null {
  const threshold = readThreshold(own.text("threshold"));
  return threshold && { ...threshold, article: own.text("article"), verified: own.flag("verified") };
}

/** A text in both languages. */
export function readTold(own: Fields, name: string): Told {
  const told = own.fields(name).only("zh", "en");
  return { zh: told.text("zh"), en: told.text("en") };
}

function readMatter(own: Fields): MatterRule {
  return {
    kind: own.text("kind"),
    title: readTold(own, "title"),
    class: own.text("class"),
    elects: own.has("decides") && own.text("decides") === "election",
    article: own.text("article"),
    verified: own.flag("verified"),
  };
}

function readProcedure(fields: Fields): readonly Term[] {
  const procedure = fields.maybe("procedure");
  if (!procedure) return [];
  return procedure.names().map((name) => {
    const own = procedure.fields(name).only("value", ...SOURCE);
    return { topic: "procedure", name, value: readWritten(own) };
  });
}

function readWeeklyRest(fields: Fields): ReadonlySet<number> | null {
  const days = fields.maybe("day_counting")?.fields("weekly_rest").texts("days");
  if (!days) return null;
  return new Set(
    days.map((day) => {
      if (!WEEKDAYS.includes(day)) throw new Misshapen("day_counting.weekly_rest.days", `${day} is no day`);
      return WEEKDAYS.indexOf(day);
    }),
  );
}

function readProxies(fields: Fields): Proxies | null {
  const own = fields.maybe("proxies");
  if (!own) return null;
  const share = own.has("share_max") ? /^(\d+)\/(\d+)$/.exec(own.text("share_max")) : null;
  return {
    form: own.text("form"),
    holders: own.text("holders"),
    discretion: own.text("discretion"),
    principals_max: own.has("principals_max") ? own.whole("principals_max") : null,
    share_max: share ? { n: BigInt(share[1] ?? ""), d: BigInt(share[2] ?? "") } : null,
    measure: own.has("measure") ? own.text("measure") : "heads",
    hours_before: own.has("hours_before") ? own.whole("hours_before") : null,
  };
}

/** The rule of a kind; every pack answers to three generic kinds besides its own. */
export function ruleOf(pack: Pack, kind: string): MatterRule | undefined {
  return pack.matters.find((rule) => {
    if (kind === "election") return rule.elects;
    if (kind === "ordinary" || kind === "special") return rule.class === kind && !rule.elects;
    return rule.kind === kind;
  });
}

/** What a motion, or each candidate, is held against; `null` where this verifier does not evaluate it. */
export function approvalOf(pack: Pack, kind: string): Asked | null {
  const rule = ruleOf(pack, kind);
  const asked = rule && pack.classes.get(rule.class);
  // What a class asks is no surer for a matter than that the matter belongs to it.
  return asked ? { ...asked, verified: asked.verified && rule.verified } : null;
}
