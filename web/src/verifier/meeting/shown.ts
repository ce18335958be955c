import type { MatterResult, Report, ShownInequality, ShownMeeting, Told, Weight } from "../contract.ts";
import type { DefinedMatter } from "../bundle/documents.ts";
import type { Inequality } from "../law/contract.ts";
import { textOf } from "../values/instants.ts";
import type { Json } from "../values/json.ts";
import type { Contents } from "./contents.ts";
import type { Outcome } from "./trial.ts";
import type { JudgedMatter } from "./verdicts.ts";

const NOTHING: Told = { zh: "", en: "" };

/** The meeting of a bundle as it is shown, whatever the claims say of it. */
export function shownMeeting(contents: Contents, outcome: Outcome): ShownMeeting {
  const { agenda, life, certificate, matters, openObjections } = outcome;
  const definition = agenda?.definition;
  return {
    id: contents.meeting,
    title: definition?.title ?? null,
    calledBy: definition?.called_by ?? null,
    timeZone: definition?.time_zone ?? null,
    opensAt: definition ? textOf(definition.opens_at) : null,
    closesAt: definition
      ? textOf((life.before(Infinity).schedule ?? { closesAt: definition.closes_at }).closesAt)
      : null,
    state: life.state,
    rulePack: definition?.rule_pack ?? null,
    switches: definition?.switches ?? {},
    matters: (definition?.matters ?? []).map(({ matter, kind, title, text, seats, candidates }) => ({
      matter,
      kind,
      title,
      text,
      seats,
      candidates,
    })),
    results: matters.map((own) =>
      resultOf(
        own,
        definition?.matters.find((each) => each.matter === own.matter),
      ),
    ),
    ballotsReceived: certificate?.ballots_received ?? null,
    ballotsCounted: certificate?.ballots_counted ?? null,
    openObjections,
  };
}

/** How far the record of a file reaches, in words of a report. */
export function reachOf(size: number, until: bigint | null): Report["reach"] {
  return { entries: size, until: until === null ? null : textOf(until) };
}

function resultOf(
  { matter, verdict, judged, totals }: JudgedMatter,
  defined: DefinedMatter | undefined,
): MatterResult {
  const follows = judged.findings.length === 0;
  const listed = listOf(verdict["inequalities"]);
  const named = new Map(defined?.candidates.map((own) => [own.candidate, own.name]));
  const candidates = listOf(verdict["candidates"]).map((own) => ({
    candidate: textIn(own, "candidate"),
    name: named.get(textIn(own, "candidate")) ?? textIn(own, "candidate"),
    votes: weightOf(own),
  }));
  return {
    matter,
    title: defined?.title ?? matter,
    kind: defined?.kind ?? "",
    passed: typeof verdict["passed"] === "boolean" ? verdict["passed"] : null,
    evaluation: follows ? (judged.by === "rules" ? "derived" : "inequalities") : "differs",
    totals,
    weights: Object.fromEntries(
      Object.entries(tableOf(verdict["totals"])).map(([name, own]) => [name, weightOf(own)]),
    ),
    inequalities: judged.inequalities.map((own) => shownInequality(own, listed)),
    candidates,
    elected: textsOf(verdict["elected"]),
    alternates: textsOf(verdict["alternates"]),
    runoff: textsOf(verdict["runoff"]),
    paragraph: verdict["paragraph"] === undefined ? null : told(verdict, "paragraph"),
    risks: listOf(verdict["risks"]).map((own) => told(tableOf(own), "risk")),
  };
}

function shownInequality(own: Inequality, listed: readonly Json[]): ShownInequality {
  const same = listed.find(
    (each) =>
      textIn(each, "subject") === own.subject &&
      textIn(each, "measure") === own.measure &&
      textIn(each, "candidate") === (own.candidate ?? ""),
  );
  const table = tableOf(same);
  return {
    subject: own.subject,
    ...(own.candidate === null ? {} : { candidate: own.candidate }),
    measure: own.measure,
    have: own.have,
    of: own.of,
    needed: own.needed,
    comparison: own.relation,
    threshold: own.fraction ? `${own.fraction.n}/${own.fraction.d}` : null,
    base: own.base,
    holds: own.holds,
    article: own.article,
    articleVerified: own.verified,
    sentence: same === undefined ? NOTHING : told(table, "sentence"),
    agrees: same !== undefined && table["holds"] === own.holds,
  };
}

function tableOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function textIn(value: Json, name: string): string {
  const own = tableOf(value)[name];
  return typeof own === "string" ? own : "";
}

function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((own) => typeof own === "string");
}

function told(table: Readonly<Record<string, Json>>, name: string): Told {
  return { zh: textIn(table, `${name}_zh`), en: textIn(table, name) };
}

function weightOf(value: Json): Weight {
  const { area, heads, units } = tableOf(value);
  return {
    area: typeof area === "string" ? area : null,
    heads: typeof heads === "number" ? heads : 0,
    ...(typeof units === "string" ? { units } : {}),
  };
}
