import type { Rules, Told } from "./contract.ts";
import type { Overlay } from "./overlay.ts";
import type { Pack } from "./pack.ts";
import { isNoLaxer, isParameter } from "./procedure.ts";
import { type Sizes, type Term, nameOf } from "./terms.ts";

const CHANNELS = ["any", "recognised", "city_only"];
const HOLDERS = ["unknown", "anyone", "owners"];
const DISCRETION = ["unknown", "allowed", "instructed_only"];
const LIMITS = ["comment_days_min", "principals_max"];

/** Lays overlays on a pack in their order, and tells what cannot stand. */
export function compose(
  pack: Pack,
  overlays: readonly Overlay[],
): { rules: Rules; findings: readonly Told[] } {
  const findings: Told[] = [];
  const settled = new Map(pack.terms.map((term) => [nameOf(term), term]));
  const ids = overlays.map((overlay) => overlay.id);
  const communities = overlays.filter((overlay) => overlay.issuedBy === "community");
  const ownIsLast = communities.length === 0 || communities[0] === overlays.at(-1);
  if (new Set(ids).size !== ids.length || communities.length > 1 || !ownIsLast) {
    findings.push({
      zh: "各层规则不能并存：同一规则出现两次，或小区自身规则不在最后。",
      en: "The overlays cannot stand together: one is there twice, or the community's own is not the last.",
    });
  }
  for (const overlay of overlays) {
    findings.push(...contradictions(pack, settled, overlay));
    for (const term of overlay.terms) settled.set(nameOf(term), laidOn(settled.get(nameOf(term)), term));
  }
  return { rules: { pack, settled }, findings };
}

/** What is left unsaid of service stays as it was said before. */
function laidOn(below: Term | undefined, term: Term): Term {
  const kept = term.topic === "service" && term.in_app === null && below?.topic === "service";
  return kept ? { ...term, in_app: below.in_app } : term;
}

function contradictions(pack: Pack, settled: ReadonlyMap<string, Term>, overlay: Overlay): readonly Told[] {
  const findings: Told[] = [];
  const { id } = overlay;
  if (!pack.id || !overlay.base.includes(pack.id)) {
    findings.push({
      zh: `规则 ${id} 并非为规则包 ${pack.id} 制定。`,
      en: `The overlay ${id} is not made for the pack ${pack.id}.`,
    });
  }
  if (overlay.terms.length === 0) {
    findings.push({ zh: `规则 ${id} 没有任何内容。`, en: `The overlay ${id} settles nothing.` });
  }
  for (const name of overlay.twice) {
    findings.push({
      zh: `规则 ${id} 两次规定 ${name}。`,
      en: `The overlay ${id} settles ${name} twice.`,
    });
  }
  for (const term of overlay.terms) {
    const name = nameOf(term);
    if (!maySettle(pack, term)) {
      findings.push({
        zh: `规则 ${id} 不得规定 ${name}。`,
        en: `${name} is not the overlay ${id}'s to settle.`,
      });
    }
    // Where nothing is settled for extraordinary meetings, their notice is that of every meeting.
    const above = settled.get(name) ?? (name === "extraordinary_notice" ? settled.get("notice") : undefined);
    if (overlay.issuedBy === "community" && above && !isWithin(term, above)) {
      findings.push({
        zh: `小区规则 ${id} 的 ${name} 宽于上位规则。`,
        en: `In the community's rules ${id}, ${name} is less strict than the law above.`,
      });
    }
  }
  return findings;
}

function maySettle(pack: Pack, term: Term): boolean {
  const open = pack.open === null || pack.open.includes(term.topic);
  if (term.topic === "procedure") return open && isParameter(term.name);
  return open && (term.topic !== "limit" || LIMITS.includes(term.name));
}

/** Whether what a community settles is no less strict than what stands above it. */
function isWithin(own: Term, above: Term): boolean {
  if ("full_days" in own) return "full_days" in above && own.full_days >= above.full_days;
  switch (own.topic) {
    case "notice_content":
      return above.topic === own.topic && above.fields.every((field) => own.fields.includes(field));
    case "service":
      return (
        above.topic === own.topic &&
        own.posting_attempts >= above.posting_attempts &&
        !(own.in_app === "proof" && above.in_app === "record")
      );
    case "voting_period":
      return above.topic === own.topic && own.days_min >= above.days_min && own.days_max <= above.days_max;
    case "committee":
      return above.topic === own.topic && fewerSizes(own.sizes, above.sizes);
    case "online_channel":
      return above.topic === own.topic && CHANNELS.indexOf(own.value) >= CHANNELS.indexOf(above.value);
    case "holders":
      return above.topic === own.topic && HOLDERS.indexOf(own.value) >= HOLDERS.indexOf(above.value);
    case "discretion":
      return above.topic === own.topic && DISCRETION.indexOf(own.value) >= DISCRETION.indexOf(above.value);
    case "switch":
      return above.topic === own.topic && own.value === above.value;
    case "limit":
      if (above.topic !== own.topic) return false;
      return own.name.endsWith("_max") ? own.number <= above.number : own.number >= above.number;
    case "procedure":
      return above.topic === own.topic && isNoLaxer(own.name, own.value, above.value);
  }
}

function fewerSizes(own: Sizes, above: Sizes): boolean {
  const [small, old] = [own.small, above.small];
  const exception =
    !small ||
    (old
      ? small.seats_min >= old.seats_min &&
        small.households_max <= old.households_max &&
        small.area_max <= old.area_max
      : small.seats_min >= above.seats_min);
  const most = above.seats_max === null || (own.seats_max !== null && own.seats_max <= above.seats_max);
  return own.seats_min >= above.seats_min && most && (own.odd || !above.odd) && exception;
}

/** The terms that can stand under a topic. */
type TermOf<Topic, Any = Term> = Any extends { readonly topic: infer Own }
  ? Topic extends Own
    ? Any
    : never
  : never;

/** A term of the rules in force by its topic and, where the topic has several, its name. */
export function termOf<Topic extends Term["topic"]>(
  rules: Rules,
  topic: Topic,
  name: string = topic,
): TermOf<Topic> | undefined {
  const term = rules.settled.get(name);
  return term && isOf(term, topic) ? term : undefined;
}

function isOf<Topic extends Term["topic"]>(term: Term, topic: Topic): term is Term & TermOf<Topic> {
  return term.topic === topic;
}

/** How narrow a channel of online votes is. */
export function narrowness(channel: string): number {
  return CHANNELS.indexOf(channel);
}
