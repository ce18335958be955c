import type { Matter, Rules, Told } from "./contract.ts";

/** What is wrong with what is put to the vote, and what may be doubted of it. */
export interface Competence {
  readonly findings: readonly Told[];
  readonly doubtful: readonly Told[];
}

/** Kinds that every pack answers to by class: what is put under them is doubtful. */
const GENERIC = ["ordinary", "special", "election"];

/** Whether every matter is the assembly's to decide, and exactly the doubtful ones have the convener's reason. */
export function competence(rules: Rules, matters: readonly Matter[]): Competence {
  const findings: Told[] = [];
  const doubtful: Told[] = [];
  const { pack } = rules;
  for (const { matter, kind, competence: stated } of matters) {
    const refused = pack.refused.find((own) => own.kind === kind);
    const warned = pack.doubtful.find((own) => own.kind === kind);
    const isDoubtful = warned !== undefined || GENERIC.includes(kind);
    const listed = pack.matters.some((rule) => rule.kind === kind) && !isDoubtful;
    if (refused) {
      findings.push({
        zh: `议题 ${matter} 的类别 ${kind} 不得由业主大会表决（${refused.article}）。${refused.reason.zh}`,
        en: `Matter ${matter} is of the kind ${kind}, which is not the assembly's to decide by vote (${refused.article}). ${refused.reason.en}`,
      });
    } else if (!listed && !isDoubtful) {
      findings.push({
        zh: `议题 ${matter} 的类别 ${kind} 不在规则包中。`,
        en: `Matter ${matter} is of the kind ${kind}, which the rule pack does not know.`,
      });
    } else if (isDoubtful !== (stated !== null)) {
      findings.push(
        isDoubtful
          ? {
              zh: `议题 ${matter} 是否由业主共同决定存疑，而会议定义未载理由。`,
              en: `Matter ${matter} states no reason why it is the assembly's to decide, which is doubtful.`,
            }
          : {
              zh: `议题 ${matter} 已由法条列明，会议定义却另载理由。`,
              en: `Matter ${matter} states a reason for its competence, though an article lists it.`,
            },
      );
    } else if (stated && (stated.reason.trim() === "" || [...stated.reason].length > 2000)) {
      findings.push({
        zh: `议题 ${matter} 所载理由为空或过长。`,
        en: `Matter ${matter} states a reason for its competence that is empty or too long.`,
      });
    }
    if (isDoubtful) {
      const reason = stated?.reason ?? "";
      doubtful.push({
        zh: `议题 ${matter}：${warned?.warning.zh ?? "类别不明确。"}召集人的理由：${reason}`,
        en: `Matter ${matter}: ${warned?.warning.en ?? "Its kind is not specific."} The convener's reason: ${reason}`,
      });
    }
  }
  return { findings, doubtful };
}
