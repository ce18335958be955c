import type { Count, JudgeContext, Judged, Matter, Told, Totals, Unit, Weight } from "./contract.ts";
import { Fields, Misshapen } from "./fields.ts";
import { decimalsOf, printArea } from "./quantities.ts";
import { TOTALS, count, plus, same } from "./tally.ts";
import { totalsOf, votesOf } from "./verdict-form.ts";

/** Whether certified totals are those that the votes come to. */
export function sameCount(verdict: unknown, judged: Judged, counted: Count, matter: string): readonly Told[] {
  const votes = votesIn(verdict, matter);
  const { real } = judged;
  const totals = real !== null && TOTALS.every((name) => same(real[name], counted.totals[name]));
  const candidates =
    votes !== null &&
    votes.size === counted.votes.size &&
    [...counted.votes].every(([name, own]) => same(own, votes.get(name) ?? { area: null, heads: -1n }));
  if (totals && candidates) return [];
  const own = shown(counted.totals.for);
  return [
    {
      zh: `议题 ${matter}：由选票得出的合计与证书不符；同意者为 ${own}。`,
      en: `Matter ${matter}: other totals follow from the ballots than those certified; ${own} are in favour.`,
    },
  ];
}

function votesIn(verdict: unknown, matter: string): ReadonlyMap<string, Weight> | null {
  try {
    return votesOf(new Fields(verdict, matter));
  } catch (error) {
    if (error instanceof Misshapen) return null;
    throw error;
  }
}

function shown(weight: Weight): string {
  return `${weight.area === null ? "?" : printArea(weight.area, 0)} / ${weight.heads}`;
}

/** What of certified totals cannot be true of the roll, whatever was voted, by the claim it refutes. */
export interface Impossible {
  readonly electorates_weighed: readonly Told[];
  readonly silence_served: readonly Told[];
  readonly verdicts_follow: readonly Told[];
}

/** Holds certified totals against the final roll alone. */
export function possibleTotals(
  context: JudgeContext,
  matter: Matter,
  verdict: unknown,
  judged: Judged,
  reached: (elector: { readonly elector: string }, units: readonly Unit[]) => boolean,
): Impossible {
  const { electors, definition } = context;
  if (!judged.real) return { electorates_weighed: [], silence_served: [], verdicts_follow: [] };
  const nobody = count(electors, matter, definition.switches, () => null, reached).totals;
  const { totals, decimals } = totalsOf(new Fields(verdict, matter.matter));
  const areas = electors.flatMap((elector) => elector.units).map((unit) => unit.area ?? "");
  const finest = Math.max(0, ...areas.map(decimalsOf));
  const id = matter.matter;
  const weighed: Told[] = [];
  if (!same(totals.all, nobody.all) || [...decimals].some((own) => own !== finest)) {
    const [own, other] = [shown(nobody.all), shown(totals.all)];
    weighed.push({
      zh: `议题 ${id}：名册上的分母为 ${own}，证书所载为 ${other}。`,
      en: `Matter ${id}: the electorate is ${own} on the roll and ${other} in the certificate.`,
    });
  }
  return {
    electorates_weighed: weighed,
    silence_served: served(id, judged.real, nobody),
    verdicts_follow: addUp(context, id, judged.real),
  };
}

/** The silent who are counted are at most those served, and at least those of them who cannot have voted. */
function served(id: string, real: Totals, nobody: Totals): readonly Told[] {
  const most = nobody.informed;
  const within = (own: bigint, all: bigint, voted: bigint) => own <= all && own >= all - voted;
  const heads = within(real.informed.heads, most.heads, real.participating.heads);
  const [own, all, voted] = [real.informed.area, most.area, real.participating.area];
  const areas = own === null || all === null || voted === null || within(own, all, voted);
  if (heads && areas) return [];
  return [
    {
      zh: `议题 ${id}：证书称已送达而未表态者为 ${shown(real.informed)}，记录显示已送达者为 ${shown(most)}。`,
      en: `Matter ${id}: ${shown(real.informed)} are certified as served and silent; the record shows ${shown(most)} as served.`,
    },
  ];
}

/** Totals add up, and no signed ballot is spoiled. */
function addUp({ definition, papers }: JudgeContext, id: string, real: Totals): readonly Told[] {
  const spoiled = definition.switches["spoiled_counts_as_participating"] !== "no";
  const said = [real.for, real.against, real.abstain].reduce(plus);
  const part = spoiled ? plus(said, real.invalid) : said;
  const findings: Told[] = [];
  if (!same(part, real.participating) || !same(plus(real.participating, real.silent), real.all)) {
    findings.push({
      zh: `议题 ${id}：证书所载各项合计相加不符。`,
      en: `Matter ${id}: the certified totals do not add up.`,
    });
  }
  if (papers === 0 && (real.invalid.heads !== 0n || real.invalid.area !== 0n)) {
    findings.push({
      zh: `议题 ${id}：证书载有无效票，而签名选票不可能无效。`,
      en: `Matter ${id}: spoiled ballots are certified, which no signed ballot can be.`,
    });
  }
  return findings;
}
