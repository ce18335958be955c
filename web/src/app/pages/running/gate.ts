/** A threshold as the rules write it, such as `>= 2/3 of all`. */
export interface Gate {
  readonly relation: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly article: string;
  /** The measures it is held against, and whether each of them must reach it. */
  readonly measures: readonly string[];
  readonly combine: string;
}

/** What the rules ask to take part: the first quorum that is a part of all; null where they ask for none. */
export function gateOf(
  quorum: readonly { threshold: string; article: string; measures: string[]; combine: string }[],
): Gate | null {
  for (const { threshold, article, measures, combine } of quorum) {
    const [, relation, numerator, denominator] = /^(>=|>) (\d+)\/(\d+) of all$/.exec(threshold) ?? [];
    if (relation !== undefined) {
      return {
        relation,
        numerator: Number(numerator),
        denominator: Number(denominator),
        article,
        measures,
        combine,
      };
    }
  }
  return null;
}

/** Two exact decimals as integers of the same unit, so that one can be said as a share of the other. */
export function alike(part: string, whole: string): [bigint, bigint] {
  const decimals = (value: string) => value.split(".")[1]?.length ?? 0;
  const most = Math.max(decimals(part), decimals(whole));
  const scaled = (value: string) => BigInt(value.replace(".", "") + "0".repeat(most - decimals(value)));
  return [scaled(part), scaled(whole)];
}
