import type { Sentence } from "./words.ts";

/** Words of the page about objections to a meeting. */
export const objections = {
  title: { zh: "异议", en: "Objections" },
  of: { zh: "会议", en: "Meeting" },
  intro: {
    zh: "您认为名册、候选人或计票结果有错，可以在这里提出异议。召集人要书面答复。提出人的姓名和内容不公开，只公开异议的种类、时间和答复摘要。",
    en: "If you think the roll, a candidate or the count is wrong, object here. The convener has to answer in writing. Neither your name nor your text is published, only the sort of objection, its times and a short answer.",
  },
  raise: { zh: "提出异议", en: "Raise an objection" },
  raise_what: {
    zh: "异议不会使会议停止。提出后可以撤回，直到有答复为止。",
    en: "An objection does not stop the meeting. You can take it back until it is answered.",
  },
  not_now: {
    zh: "现在不能提出异议。对名册和候选人，从发出通知到投票开始前可以提；对结果，从计票公示到公示期满可以提。",
    en: "There is nothing to object to right now. You can object to roll and candidates from the notice until voting opens, and to the result while it is posted for objections.",
  },
  until: { zh: "请在 {until} 前提出。", en: "Object before {until}." },
  to_what: { zh: "对什么有异议", en: "What you object to" },
  to_roll: { zh: "业主名册（面积、业主、漏列等）", en: "The roll: areas, owners, what is missing" },
  to_candidates: { zh: "候选人：{matter}", en: "Candidates: {matter}" },
  to_result: { zh: "计票结果", en: "The result" },
  ground: { zh: "理由的种类", en: "On what ground" },
  text: { zh: "具体说明", en: "What is wrong" },
  text_hint: {
    zh: "写清楚哪里不对、应该是什么、有什么证据。只有工作人员和法院能看到。",
    en: "Say what is wrong, what it should be, and what shows it. Only officers and a court read it.",
  },
  raised: {
    zh: "异议已提出。答复会显示在下面。",
    en: "Your objection was raised. The answer will stand below.",
  },
  send: { zh: "提出异议", en: "Raise it" },
  mine: { zh: "我提出的异议", en: "My objections" },
  none_mine: { zh: "您没有对这次会议提出异议。", en: "You have not objected to this meeting." },
  posted: { zh: "公示的异议", en: "Objections as posted" },
  none_posted: { zh: "还没有人对这次会议提出异议。", en: "Nobody has objected to this meeting." },
  raised_at: { zh: "提出时间", en: "Raised" },
  standing: { zh: "状态", en: "Stands" },
  answer_due: { zh: "应在此前答复", en: "To be answered before" },
  overdue: { zh: "答复已逾期", en: "The answer is late" },
  your_text: { zh: "您写的内容", en: "What you wrote" },
  answer: { zh: "答复", en: "Answer" },
  upheld: { zh: "成立", en: "upheld" },
  dismissed: { zh: "不成立", en: "dismissed" },
  how: { zh: "提出方式", en: "How" },
  paper: { zh: "书面提出，由秘书登记", en: "on paper, and the secretary recorded it" },
  correction: { zh: "更正的理由：{why}", en: "Corrected, because: {why}" },
  roll_changed: {
    zh: "名册已因此更正（记录第 {entry} 条）。",
    en: "The roll was amended for it (entry {entry} of the record).",
  },
  withdraw: { zh: "撤回这个异议", en: "Take this objection back" },
  withdraw_sure: {
    zh: "撤回后不再答复。撤回会记入公开记录，不能恢复；需要时可以另提一个。",
    en: "It will not be answered any more. That it was taken back stands in the record; you can raise another one.",
  },
  deadlines: { zh: "这次会议的期限", en: "Deadlines of this meeting" },
  competence: { zh: "认为事项不属于业主大会职权", en: "Object that a matter is not the assembly's" },
  competence_what: {
    zh: "由监督部门在投票开始前提出。公开的是对哪个事项有异议；会议继续进行。",
    en: "For the supervising office, until voting opens. It is public which matter is objected to; the meeting goes on.",
  },
  matter: { zh: "事项", en: "Matter" },
} as const;

/** To what an objection is. */
export const stages: Readonly<Record<string, Sentence>> = {
  roll: { zh: "对业主名册", en: "To the roll" },
  candidates: { zh: "对候选人", en: "To candidates" },
  competence: { zh: "对业主大会职权", en: "To the assembly's competence" },
  result: { zh: "对计票结果", en: "To the result" },
};

/** On what ground an objection is. */
export const grounds: Readonly<Record<string, Sentence>> = {
  area_wrong: { zh: "面积不对", en: "An area is wrong" },
  not_an_owner: { zh: "此人不是业主", en: "Somebody is not an owner" },
  missing_from_roll: { zh: "漏列了房屋或业主", en: "Somebody or something is missing" },
  not_eligible: { zh: "候选人不符合条件", en: "A candidate is not eligible" },
  outside_competence: { zh: "不属于业主大会职权", en: "It is not the assembly's to decide" },
  count_wrong: { zh: "计票有错", en: "The count is wrong" },
  procedure: { zh: "程序不合规", en: "The procedure was not followed" },
  other: { zh: "其他", en: "Something else" },
};

/** The grounds there are for each stage, in the order of the service. */
export const groundsOf: Readonly<Record<"roll" | "candidates" | "result", readonly string[]>> = {
  roll: ["area_wrong", "not_an_owner", "missing_from_roll", "procedure", "other"],
  candidates: ["not_eligible", "not_an_owner", "procedure", "other"],
  result: ["count_wrong", "procedure", "other"],
};

/** How an objection stands, and what became of it. */
export const standings: Readonly<Record<string, Sentence>> = {
  open: { zh: "等待答复", en: "waits for an answer" },
  withdrawn: { zh: "已撤回", en: "taken back" },
  answered: { zh: "已答复", en: "answered" },
  corrected: { zh: "答复已更正", en: "answer corrected" },
};
