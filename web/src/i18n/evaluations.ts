import type { Sentence } from "./words.ts";

/** Words of the page of an evaluation. */
export const evaluations = {
  title: { zh: "评议：{of}", en: "Evaluation of {of}" },
  one: { zh: "业主评议", en: "Evaluation by owners" },
  non_binding: {
    zh: "评议只是意见调查，不是业主大会的决定：不罢免任何人，对任何人没有约束力。",
    en: "An evaluation is a survey. It is no decision of the assembly, removes nobody and binds nobody.",
  },
  secret: {
    zh: "您怎么评的不公开，只公布合计。截止以前没有人能看到合计。",
    en: "What you answer is not public; totals alone are published, and nobody sees them before the close.",
  },
  state: { zh: "状态", en: "Stands" },
  closes: { zh: "截止时间", en: "Answered until" },
  published: { zh: "公布时间", en: "Published" },
  why_cancelled: { zh: "取消的理由", en: "Why it was called off" },
  questions: { zh: "评议的问题", en: "What is asked" },
  answer: { zh: "参加评议", en: "Answer" },
  answer_what: {
    zh: "可以跳过不想回答的问题。截止以前可以重新评议，最后一次的算数。",
    en: "Leave out what you do not want to answer. Until the close you may answer again; the last answer counts.",
  },
  answer_sure: {
    zh: "签名后提交。几位业主共有一户的，最后一次答复算这一户的。",
    en: "It is signed and handed in. Of those who own a home together the latest answer is theirs.",
  },
  answered: { zh: "已提交，谢谢。", en: "Handed in. Thank you." },
  no_answer: { zh: "不回答", en: "no answer" },
  mine: { zh: "您上一次的答复", en: "What you answered last" },
  go: { zh: "打开评议", en: "Open it" },
  totals: { zh: "公布的结果", en: "Published totals" },
  took_part: { zh: "参加的业主", en: "Took part" },
  part_of: {
    zh: "{heads} 位，共 {heads_all} 位；面积 {area}，共 {area_all}",
    en: "{heads} of {heads_all} heads; {area} of {area_all}",
  },
  rating: { zh: "评价", en: "Rating" },
  heads: { zh: "人数", en: "Heads" },
  area: { zh: "面积", en: "Area" },
  nobody: { zh: "没有人回答这个问题。", en: "Nobody answered this." },
} as const;

/** The five ratings, from best to worst. */
export const RATINGS = {
  very_satisfied: { zh: "很满意", en: "very satisfied" },
  satisfied: { zh: "满意", en: "satisfied" },
  neutral: { zh: "一般", en: "neither" },
  dissatisfied: { zh: "不满意", en: "dissatisfied" },
  very_dissatisfied: { zh: "很不满意", en: "very dissatisfied" },
} as const satisfies Readonly<Record<string, Sentence>>;

/** Where an evaluation stands. */
export const evaluationStates: Readonly<Record<string, Sentence>> = {
  open: { zh: "正在评议", en: "owners answer" },
  closed: { zh: "已截止，等待公布", en: "closed; totals come next" },
  published: { zh: "结果已公布", en: "published" },
  cancelled: { zh: "已取消", en: "called off" },
};
