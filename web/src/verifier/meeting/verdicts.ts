import type { Told } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import type { Roll } from "../bundle/documents.ts";
import type { Certificate, Channels } from "../bundle/certified.ts";
import type { JudgeContext, Judged, Matter, Rules, Switches, Unit } from "../law/contract.ts";
import { ruleOf } from "../law/pack.ts";
import { judge } from "../law/verdict.ts";
import { count } from "../law/tally.ts";
import { possibleTotals, sameCount } from "../law/totals.ts";
import { canonical, digestOfValue, type Json } from "../values/json.ts";
import type { Agenda } from "./agenda.ts";
import type { Effective } from "./count.ts";
import { checkElectorate } from "./rolls.ts";

/** What verdicts are derived from again. */
export interface VerdictBench {
  readonly agenda: Agenda;
  readonly roll: Roll;
  readonly seed: string | null;
  readonly reached: (unit: string, elector: string) => boolean;
  /** The votes that count; `null` in a public bundle. */
  readonly effective: Effective | null;
}

/** A matter of the certificate, held against the law. */
export interface JudgedMatter {
  readonly matter: string;
  readonly verdict: Readonly<Record<string, Json>>;
  readonly judged: Judged;
  readonly totals: "recounted" | "certified" | "differ";
}

/** Derives every verdict again from the certified totals, and where ballots are shown the totals from them. */
export function checkVerdicts(
  bench: VerdictBench,
  certificate: Certificate,
  ledger: Ledger,
): readonly JudgedMatter[] {
  const { agenda, effective } = bench;
  const agreed =
    certificate.matters.map((own) => own.matter).join() ===
    agenda.law.matters.map((own) => own.matter).join();
  ledger.settle(
    "agenda_complete",
    agreed
      ? []
      : [
          {
            zh: "证书所列议题与议程不完全一致。",
            en: "The certificate does not decide exactly the matters of the agenda in their order.",
          },
        ],
  );
  checkNumbers(bench, certificate, ledger);
  const { rules } = agenda;
  if (!rules) {
    ledger.open(
      "verdicts_follow",
      "无法核实结论：会议定义的规则在此无法成立。",
      "Could not check the verdicts: the rules of the definition do not stand here.",
    );
    return [];
  }
  if (!effective && certificate.channels.paper > 0)
    ledger.open(
      "verdicts_follow",
      "无法核实空白、无效纸质表决票在其他规则下的结果：本文件不含纸质表决票。",
      "Could not check what blank and spoiled papers would have come to under other rules: the bundle shows none.",
    );
  return certificate.matters.flatMap(({ matter, verdict }) => {
    const own = agenda.law.matters.find((each) => each.matter === matter);
    // A kind that the pack does not know is noted where the definition is checked.
    return own && ruleOf(rules.pack, own.kind)
      ? [judged(bench, rules, own, verdict, certificate, ledger)]
      : [];
  });
}

function judged(
  bench: VerdictBench,
  rules: Rules,
  matter: Matter,
  verdict: Readonly<Record<string, Json>>,
  certificate: Certificate,
  ledger: Ledger,
): JudgedMatter {
  const { agenda, roll, seed, effective } = bench;
  const { electors } = roll;
  const reached = (elector: { readonly elector: string }, units: readonly Unit[]) =>
    units.length > 0 && units.every((unit) => bench.reached(unit.unit, elector.elector));
  const recount = (own: Matter, switches: Switches) =>
    count(
      electors,
      own,
      switches,
      (elector) => effective?.votes.get(elector)?.choices.get(own.matter) ?? null,
      reached,
    );
  const context: JudgeContext = {
    rules,
    definition: agenda.law,
    electors,
    seed,
    digest: digestOfValue,
    papers: certificate.channels.paper,
    recount: effective ? recount : null,
  };
  const own = judge(context, matter, verdict);
  ledger.settle("verdicts_follow", own.findings);
  if (!rules.pack.evaluated) return byInequalities(matter, verdict, own, effective !== null, ledger);
  if (own.real === null) unread(matter, ledger);
  else {
    const possible = possibleTotals(context, matter, verdict, own, reached);
    ledger.settle("electorates_weighed", possible.electorates_weighed);
    ledger.settle("silence_served", possible.silence_served);
    ledger.attempt("silence_served", () => checkElectorate(matter, agenda.law, roll));
    for (const told of possible.verdicts_follow) ledger.finding("verdicts_follow", told);
  }
  const result = { matter: matter.matter, verdict, judged: own };
  if (!effective) return { ...result, totals: "certified" };
  const counted = sameCount(verdict, own, recount(matter, agenda.law.switches), matter.matter);
  // The same totals mean the same: a verdict that does not follow from them does not follow from the ballots either.
  const findings = counted.length > 0 ? counted : own.findings.slice(0, 1);
  ledger.settle("totals_follow", findings);
  return { ...result, totals: findings.length === 0 ? "recounted" : "differ" };
}

/** A verdict that cannot be read is a finding already; what its totals would show stays open. */
function unread({ matter }: Matter, ledger: Ledger): void {
  for (const code of ["electorates_weighed", "silence_served"] as const)
    ledger.open(
      code,
      `议题 ${matter}：结论无法读取。`,
      `Could not check: the verdict on matter ${matter} cannot be read.`,
    );
}

function byInequalities(
  matter: Matter,
  verdict: Readonly<Record<string, Json>>,
  own: Judged,
  audit: boolean,
  ledger: Ledger,
): JudgedMatter {
  const id = matter.matter;
  ledger.open(
    "verdicts_follow",
    `议题 ${id}：本验证程序未载有该规则包的全部规则，仅重新核算了证书所列的各项不等式。`,
    `Matter ${id}: this verifier does not know every rule of the pack; it evaluated the listed inequalities alone.`,
  );
  for (const code of [
    "electorates_weighed",
    "silence_served",
    ...(audit ? (["totals_follow"] as const) : []),
  ] as const)
    ledger.open(
      code,
      `议题 ${id}：本验证程序不按该规则包计票。`,
      `Matter ${id}: this verifier does not count by this rule pack.`,
    );
  return { matter: id, verdict, judged: own, totals: "certified" };
}

function checkNumbers({ effective, roll }: VerdictBench, certificate: Certificate, ledger: Ledger): void {
  const { ballots_counted: counted, ballots_received: received, channels } = certificate;
  const { online, paper, proxy, delegate, assisted } = channels;
  const findings: Told[] = [];
  if (online > received || counted > roll.electors.length)
    findings.push({
      zh: `证书称有 ${counted} 份有效表决，其中网上 ${online} 份，多于表决权人数或收到的选票。`,
      en:
        `${counted} votes are certified to count, ${online} of them online; more than there are electors, or than ` +
        "ballots were received.",
    });
  else if (online + paper !== counted || proxy + delegate > counted || assisted > online)
    findings.push({
      zh: `证书称有 ${counted} 份有效表决，但各渠道合计与此不符：${said(channels)}。`,
      en: `${counted} votes are certified to count, but their channels add up to something else: ${said(channels)}.`,
    });
  const most = Math.max(0, ...certificate.matters.map((own) => voters(own.verdict)));
  if (most > counted)
    findings.push({
      zh: `某议题有 ${most} 人参与表决，而有效表决仅 ${counted} 份。`,
      en: `${most} electors take part in a matter, but only ${counted} votes count.`,
    });
  ledger.settle("ballots_number", findings);
  if (!effective) return;
  ledger.checked("totals_follow");
  const found = effective.votes.size;
  if (found !== counted)
    ledger.finding("totals_follow", {
      zh: `证书称有 ${counted} 份有效表决，实为 ${found} 份。`,
      en: `${counted} votes are certified to count; ${found} do.`,
    });
  if (canonical(effective.channels) !== canonical(channels))
    ledger.finding("totals_follow", {
      zh: `计入的表决来自 ${said(effective.channels)}，证书所载为 ${said(channels)}。`,
      en: `The votes that count came ${said(effective.channels)}; the certificate says ${said(channels)}.`,
    });
  if (canonical(effective.coOwned) !== canonical(certificate.co_owned)) {
    const { provisional, confirmed, set_aside: aside } = effective.coOwned;
    ledger.finding("representation_followed", {
      zh: `共有的表决权人中，暂由一人代表者 ${provisional} 个，经决定者 ${confirmed} 个，选票被排除者 ${aside} 个，证书所载与此不符。`,
      en:
        `Of co-owned electors ${provisional} are represented provisionally, ${confirmed} by decision, and the ballots of ` +
        `${aside} were set aside; the certificate says otherwise.`,
    });
  }
}

function said(own: Channels): string {
  return Object.entries(own)
    .map(([name, number]) => `${name} ${number}`)
    .join(", ");
}

/** How many electors took part in a matter by a vote of their own. */
function voters(verdict: Readonly<Record<string, Json>>): number {
  return Math.max(0, headsOf(verdict["totals"], "participating") - headsOf(verdict["attributed"], "weight"));
}

function headsOf(value: Json | undefined, name: string): number {
  const weight = fieldOf(value, name);
  const heads = fieldOf(weight, "heads");
  return typeof heads === "number" ? heads : 0;
}

function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: Json })[name]
    : undefined;
}
