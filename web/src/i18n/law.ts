import type { components } from "../api/schema.d.ts";
import { say, worded, type Sentence } from "./words.ts";

/** Something that a rule pack asks. */
export type Requirement = components["schemas"]["ShownRequirement"];

const SUBJECTS: Readonly<Record<string, Sentence>> = {
  participation: { zh: "参与表决的业主", en: "Owners who take part" },
  presence: { zh: "到会的业主", en: "Owners who are present" },
  approval: { zh: "同意的业主", en: "Owners in favour" },
  opposition: { zh: "反对的业主", en: "Owners against" },
};

/** What votes are weighed by. */
export const MEASURES: Readonly<Record<string, Sentence>> = {
  area: { zh: "专有部分面积", en: "floor area" },
  heads: { zh: "业主人数", en: "number of owners" },
  units: { zh: "套数", en: "number of units" },
};

const BASES: Readonly<Record<string, Sentence>> = {
  all: { zh: "全体业主的", en: "of all owners" },
  participating: { zh: "参与表决业主的", en: "of those who take part" },
  present: { zh: "到会业主的", en: "of those present" },
  cast: { zh: "已投票数的", en: "of the votes cast" },
};

const RELATIONS: Readonly<Record<string, Sentence>> = {
  ">=": { zh: "应达到{base} {share} 以上（含本数）", en: "must be at least {share} {base}" },
  ">": { zh: "应超过{base} {share}（不含本数）", en: "must be more than {share} {base}" },
  "<=": { zh: "不得超过{base} {share}", en: "may be at most {share} {base}" },
  "<": { zh: "应少于{base} {share}", en: "must be less than {share} {base}" },
};

const COMBINED: Readonly<Record<string, Sentence>> = {
  each: { zh: "，按{measures}都要达到", en: ", by {measures} alike" },
  any: { zh: "，按{measures}达到一项即可", en: ", by {measures}, one of them is enough" },
  one: { zh: "，按{measures}计算", en: ", by {measures}" },
};

const JOINTS: Readonly<Record<string, Sentence>> = {
  each: { zh: "和", en: " and " },
  any: { zh: "或", en: " or " },
};

/** One thing that is asked, in plain words. */
export function asked({ subject, threshold, measures, combine }: Requirement): Sentence {
  return { zh: inWords("zh"), en: inWords("en") };
  function inWords(language: "zh" | "en"): string {
    const [, relation = "", share = "", base = "all"] =
      /^([<>]=?) (\S+)(?: of (\w+))?$/.exec(threshold) ?? [];
    const amount = RELATIONS[relation];
    if (amount === undefined) return `${subject} ${threshold} (${measures.join(", ")})`;
    const joint = say(worded(JOINTS, combine), language);
    const named = measures.map((measure) => say(worded(MEASURES, measure), language)).join(joint);
    return [
      say(worded(SUBJECTS, subject), language),
      language === "en" ? " " : "",
      say(amount, language, { share, base: say(worded(BASES, base), language) }),
      say(worded(COMBINED, measures.length === 1 ? "one" : combine), language, { measures: named }),
    ].join("");
  }
}

/** Words around where a rule comes from. */
export const law = {
  article: { zh: "依据：{article}", en: "Source: {article}" },
  verified: { zh: "已核对原文", en: "read in the text of the law" },
  unverified: {
    zh: "尚未核对法条原文，使用前请向街道办事处确认",
    en: "not yet read in the text of the law: ask the supervising office before relying on it",
  },
  no_article: { zh: "由召集人决定", en: "for the convener to settle" },
} as const;

/** What units are for. */
export const UNIT_KINDS: Readonly<Record<string, Sentence>> = {
  dwelling: { zh: "住宅", en: "dwelling" },
  shop: { zh: "商铺", en: "shop" },
  office: { zh: "办公", en: "office" },
  parking: { zh: "车位", en: "parking" },
  storage: { zh: "储藏室", en: "storage" },
  other: { zh: "其他", en: "other" },
};

/** Where an area comes from. */
export const AREA_SOURCES: Readonly<Record<string, Sentence>> = {
  register: { zh: "不动产登记", en: "land register" },
  survey: { zh: "实测", en: "survey" },
  contract: { zh: "买卖合同", en: "purchase contract" },
};

/** Through which system votes on the internet are cast. */
export const CHANNELS: Readonly<Record<"any" | "recognised" | "city_only", Sentence>> = {
  any: { zh: "可以在本系统网上投票", en: "Votes can be cast on this system" },
  recognised: {
    zh: "本系统经主管部门认可后，可以网上投票",
    en: "Votes can be cast here once an authority has recognised this system",
  },
  city_only: {
    zh: "网上投票只能用政府的系统；本系统只收纸质票、计票、留存记录",
    en: "Votes on the internet only through the government's system; this one keeps papers, count and record",
  },
};

/** What overlays of places can settle. */
export const TOPICS: Readonly<Record<string, Sentence>> = {
  notice: { zh: "公告天数", en: "Days of notice" },
  extraordinary_notice: { zh: "临时会议公告天数", en: "Days of notice of an extraordinary meeting" },
  notice_content: { zh: "公告内容", en: "What a notice says" },
  service: { zh: "送达", en: "Service of the notice" },
  voting_period: { zh: "投票期限", en: "Voting period" },
  committee: { zh: "业委会人数", en: "Seats of the committee" },
  online_channel: { zh: "网上投票渠道", en: "Votes on the internet" },
  holders: { zh: "谁可以受托", en: "Who may hold mandates" },
  discretion: { zh: "受托人能否自行决定", en: "Discretion of holders" },
  switch: { zh: "可选规则", en: "Switch" },
  limit: { zh: "限额", en: "Limit" },
  procedure: { zh: "程序", en: "Procedure" },
};
