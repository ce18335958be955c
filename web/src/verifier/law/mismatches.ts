import type { Told } from "./contract.ts";

/** Collects what does not follow of one matter, each once. */
export class Findings {
  readonly findings: Told[] = [];
  private readonly matter: string;

  constructor(matter: string) {
    this.matter = matter;
  }

  that(holds: boolean, otherwise: Told): void {
    const zh = `议题 ${this.matter}：${otherwise.zh}`;
    if (holds || this.findings.some((own) => own.zh === zh)) return;
    this.findings.push({ zh, en: `Matter ${this.matter}: ${otherwise.en}` });
  }
}

/** Of who stands. */
export const OTHER_CANDIDATES = {
  zh: "证书所列候选人与参选者不同。",
  en: "other candidates are certified than those who stand.",
};
/** Of pack, kind and unit. */
export const OTHER_RULE = { zh: "证书依据的是另一条规则。", en: "the certificate names another rule." };
/** Of the list of inequalities. */
export const OTHER_INEQUALITIES = {
  zh: "证书所列不等式并非规则包与合计所得。",
  en: "the inequalities certified are not those of the rule pack and the totals.",
};
/** Of quorum, approval and each candidate. */
export const OTHER_REQUIREMENTS = {
  zh: "证书所载的要求与由合计得出者不符。",
  en: "what is certified of a requirement does not follow from the totals.",
};
/** Of whether it passes and who is elected. */
export const OTHER_OUTCOME = {
  zh: "由证书所载合计推导出的结论与证书不符。",
  en: "another outcome follows from the certified totals than the one certified.",
};
/** Of the number of seats. */
export const UNLAWFUL_SEATS = {
  zh: "席位数不合规则，或规则未定最低人数。",
  en: "the number of seats is not lawful, or the rules name no minimum.",
};
/** Of the lot. */
export const OTHER_DRAW = {
  zh: "抽签结果与证书不符。",
  en: "another draw follows from the seed than the one certified.",
};
/** Of what was lacking. */
export const OTHER_NEEDED = {
  zh: "尚差多少的说明与由合计得出者不符。",
  en: "other numbers were needed than those certified.",
};
/** Of how many of the silent are counted. */
export const NOT_ALL_SERVED = {
  zh: "计入的未表态者并非全部已送达者。",
  en: "not all of the silent who were served are counted alike.",
};
/** Of what the silent are taken to say. */
export const OTHER_SILENCE = {
  zh: "未表态以另一方式计入。",
  en: "silence is counted in another way than the switches say.",
};
/** Of other values of switches. */
export const OTHER_OTHERWISE = {
  zh: "在其他开关取值下的结果与证书所载不符。",
  en: "other values of the switches come to something else than certified.",
};
/** Of what may be contested. */
export const OTHER_RISKS = {
  zh: "证书所列风险与开关不符。",
  en: "the risks certified are not those of the switches.",
};
