import type { Sentence } from "../words.ts";

/** Words of the page on which officers do the deeds of a community's life. */
export const lifeOffice = {
  title: { zh: "小区事务办理", en: "Deeds of the community's life" },
  what: {
    zh: "按您的职务列出可以办理的事项。每一项都要核对、用本机密钥签名，并写入公开记录。",
    en: "What you can do in your offices. Each deed is looked at, signed with a key of this device, and stands in the public record.",
  },
  standing: { zh: "状态", en: "Stands" },
  new: { zh: "新办", en: "Begin something" },
  document: { zh: "文件指纹", en: "Fingerprint of the document" },
  lacks: { zh: "还缺", en: "Still lacks" },
} as const;

/** What deeds are done to. */
export const NOUNS = {
  committee: { zh: "业主委员会", en: "Owners' committee" },
  sitting: { zh: "业主委员会会议", en: "Sittings of the committee" },
  candidacy: { zh: "候选人推荐", en: "Calls for candidates" },
  petition: { zh: "业主联名提议", en: "Petitions" },
  term: { zh: "任期与换届", en: "Terms and re-election" },
  contract: { zh: "物业服务合同", en: "Contracts with managers" },
  seal_use: { zh: "用章", en: "Uses of the seals" },
  archive: { zh: "档案", en: "Archive" },
  evaluation: { zh: "评议", en: "Evaluations" },
  contest: { zh: "对程序的异议", en: "Objections to steps" },
  formation: { zh: "首次业主大会筹备", en: "Formation of the first assembly" },
} as const;

/** What stands in an objection to a step. */
export const objectionText: Sentence = { zh: "查看异议内容", en: "Read what the objection says" };

/** Handovers, which are shown beside terms. */
export const HANDOVERS: Sentence = { zh: "移交", en: "Handovers" };

/** Where something stands, of every noun. */
export const LIFE_STATES: Readonly<Record<string, Sentence>> = {
  constituting: { zh: "待推选主任", en: "has no chair yet" },
  acting: { zh: "履职中", en: "in office" },
  to_be_reelected: { zh: "须重新选举", en: "to be elected again" },
  succeeded: { zh: "已由新一届接任", en: "succeeded" },
  annulled: { zh: "已撤销", en: "set aside" },
  applied: { zh: "已申请", en: "applied for" },
  grouped: { zh: "已成立筹备组", en: "has its group" },
  preparing: { zh: "筹备中", en: "being prepared" },
  called: { zh: "已召集", en: "called" },
  adopted: { zh: "业主大会已成立", en: "the assembly exists" },
  abandoned: { zh: "已放弃", en: "given up" },
  running: { zh: "进行中", en: "running" },
  reported: { zh: "已报告", en: "reported" },
  group_formed: { zh: "已成立换届小组", en: "has its group" },
  election_called: { zh: "已指定选举会议", en: "election is called" },
  lapsed: { zh: "已到期", en: "lapsed" },
  substituted: { zh: "由他方代行", en: "somebody acts instead" },
  elected: { zh: "已选出", en: "elected" },
  pending: { zh: "未开始", en: "pending" },
  handed_over: { zh: "已移交，待接收", en: "handed over" },
  short: { zh: "有缺少", en: "something is missing" },
  unaudited: { zh: "待审计报告", en: "the audit is missing" },
  complete: { zh: "已完成", en: "complete" },
  dismissed: { zh: "已解聘", en: "dismissed" },
  ended: { zh: "已结束", en: "ended" },
  petitioned: { zh: "有委员提议", en: "asked for" },
  in_session: { zh: "开会中", en: "in session" },
  closed: { zh: "已结束", en: "closed" },
  posted: { zh: "已公示", en: "posted" },
  dispersed: { zh: "人数不足，已散会", en: "dispersed" },
  cancelled: { zh: "已取消", en: "called off" },
  requested: { zh: "待同意", en: "waits for approval" },
  approved: { zh: "已同意", en: "approved" },
  used: { zh: "已用章", en: "used" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
  entered: { zh: "已存入", en: "entered" },
  replaced: { zh: "已被替换", en: "replaced" },
  gathering: { zh: "推荐中", en: "gathering" },
  ordered: { zh: "已排序／已责令", en: "ordered" },
  noticed: { zh: "已公告", en: "noticed" },
  open: { zh: "待答复／进行中", en: "open" },
  published: { zh: "已公布", en: "published" },
  answered: { zh: "已答复", en: "answered" },
  collecting: { zh: "征集联名中", en: "being signed" },
  submitted: { zh: "已提交", en: "handed in" },
  agreed: { zh: "同意召集", en: "agreed" },
  declined: { zh: "不同意", en: "declined" },
  convened: { zh: "已发通知", en: "convened" },
  fallen: { zh: "会议未成", en: "fallen" },
  held: { zh: "已召开", en: "held" },
};
