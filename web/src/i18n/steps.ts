import type { Sentence } from "./words.ts";

/** Words of the page of every step and of objections to steps. */
export const steps = {
  title: { zh: "每一步和异议", en: "Every step, and objections" },
  intro: {
    zh: "小区公共事务的每一步都在这里：通知、结果，和任职人员签名办理的事项。业主可以对任何一步提出异议，作出这一步的一方必须答复。",
    en: "Every step of the community's life: notices, results, and what officers signed. Owners can object to any of them, and whoever took the step has to answer.",
  },
  all: { zh: "查看全部", en: "Show all steps" },
  part: { zh: "这里只列出一件事的各步。", en: "These are the steps of one process only." },
  objections: { zh: "已经提出的异议", en: "Objections that were raised" },
  no_objections: { zh: "没有异议。", en: "Nobody objected." },
  list: { zh: "各个步骤，新的在前", en: "The steps, the latest first" },
  none: { zh: "还没有任何步骤。", en: "There is no step yet." },
  notice: { zh: "会议通知", en: "Notice of a meeting" },
  result: { zh: "表决结果", en: "Result of a meeting" },
  owners: { zh: "{noun}：业主签名的一步（内容不公开）", en: "{noun}: signed by an owner, and not shown" },
  did: { zh: "{noun}：{did}", en: "{noun}: {did}" },
  by: { zh: "{at}，{role}", en: "{at}, {role}" },
  entry: { zh: "记录第 {entry} 条", en: "entry {entry} of the record" },
  meeting: { zh: "打开会议", en: "Open the meeting" },
  object: { zh: "对这一步提出异议", en: "Object to this step" },
  object_result: { zh: "对结果提出异议", en: "Object to the result" },
  object_what: {
    zh: "写明哪里不对、希望怎样改正。您提了异议这件事写入公开记录；您是谁、写了什么不公开，只给答复的一方、监督方和您本人看。",
    en: "Say what is wrong and how it should be mended. That somebody objects stands in the public record; who, and what you write, is for those who answer, those who watch, and you.",
  },
  text: { zh: "异议内容（不公开）", en: "What you object to (not public)" },
  raised: {
    zh: "异议已提出，列在上面，答复也会在那里。",
    en: "Raised; it stands above, and so will its answer.",
  },

  to: { zh: "针对", en: "To" },
  raised_at: { zh: "提出时间", en: "Raised" },
  raised_by: { zh: "提出人身份", en: "Raised by" },
  standing: { zh: "状态", en: "Stands" },
  answered_by: { zh: "由谁答复", en: "Answered by" },
  due: { zh: "应在此前答复", en: "To be answered before" },
  overdue: { zh: "已逾期", en: "overdue" },
  at_announcement: { zh: "结果公告时仍未答复", en: "was open when the result was announced" },
  upheld: { zh: "异议成立", en: "upheld" },
  dismissed: { zh: "异议不成立", en: "dismissed" },
  correction: { zh: "更正原因：{why}", en: "Why the answer was corrected: {why}" },
  mine: { zh: "是我提出的，看原文", en: "I raised it: show what I wrote" },
  wrote: { zh: "异议原文（只有您看到）", en: "What was written (not public)" },
  withdraw: { zh: "撤回异议", en: "Take it back" },
  withdraw_sure: {
    zh: "撤回后不再答复；撤回这件事也写入公开记录。",
    en: "It is not answered any more. That it was taken back stands in the record, too.",
  },
} as const;

/** Where an objection to a step stands. */
export const contestStandings: Readonly<Record<string, Sentence>> = {
  open: { zh: "等待答复", en: "waits for an answer" },
  answered: { zh: "已答复", en: "answered" },
  withdrawn: { zh: "已撤回", en: "taken back" },
};
