import type { Sentence } from "./words.ts";

/** Words about the formation of the first assembly, for owners. */
export const formations = {
  title: { zh: "首次业主大会筹备", en: "Formation of the first assembly" },
  intro: {
    zh: "还没有成立业主大会的小区，由业主申请。申请的业主达到比例后，街道办组织筹备组，公示名册、草案和候选人，再召开首次会议。",
    en: "Where there is no owners' assembly yet, owners apply for one. Once enough do, the street office forms a group; it posts register, drafts and candidates, and calls the first meeting.",
  },
  state: { zh: "进展", en: "Where it stands" },
  exists: { zh: "业主大会成立于", en: "The assembly exists since" },
  applied: { zh: "申请时间", en: "Applied for" },
  application: { zh: "申请的业主", en: "Owners who apply" },
  of: {
    zh: "{heads} 位，共 {heads_all} 位；面积 {area}，共 {area_all}",
    en: "{heads} of {heads_all} heads; {area} of {area_all}",
  },
  enough: { zh: "已经达到要求", en: "enough" },
  not_enough: { zh: "还没有达到要求", en: "not enough yet" },
  missing: { zh: "还缺", en: "Still missing" },
  drafts: { zh: "公示的草案", en: "Posted drafts" },
  version: { zh: "{text}，第 {version} 版", en: "{text}, version {version}" },
  meeting: { zh: "首次会议", en: "The inaugural meeting" },
  open: { zh: "打开", en: "Open" },
  apply: { zh: "申请成立业主大会", en: "Apply for an owners' assembly" },
  apply_what: {
    zh: "只在小区还没有业主大会时申请。申请按最新的业主名册计算，其他业主可以加入。",
    en: "Only where there is no assembly yet. It is counted on the latest register, and other owners can join.",
  },
  apply_sure: {
    zh: "您的申请写入公开记录；是谁申请的不公开。",
    en: "That an owner applied is in the public record; who did is not.",
  },
  delivered: {
    zh: "首套房屋交付日期（知道的话请填写）",
    en: "When the first home was handed over, if you know",
  },
  done: { zh: "已申请，列在上面。", en: "Applied for; it stands above." },
  join: { zh: "加入申请", en: "Join the application" },
  join_who: {
    zh: "您已经申请或加入的，不用再加入。",
    en: "If you applied or joined already, there is nothing more to do.",
  },
  join_sure: {
    zh: "您的一户计入申请。加入以后不能退出；是谁加入的不公开。",
    en: "Your vote counts for it. It cannot be taken back; who joined is not public.",
  },
} as const;

/** What a formation still lacks. */
export const missingParts: Readonly<Record<string, Sentence>> = {
  applicants: { zh: "更多业主申请", en: "more owners who apply" },
  group: { zh: "成立筹备组", en: "the group" },
  list_posting: { zh: "筹备组名单公示期满", en: "the days for which the group's list is posted" },
  register: { zh: "公示业主名册", en: "the posted register" },
  covenant_draft: { zh: "公示管理规约草案", en: "the draft of the covenant" },
  rules_of_procedure_draft: { zh: "公示议事规则草案", en: "the draft of the rules of procedure" },
  voting_rules_draft: { zh: "公示表决办法", en: "the voting rules" },
  candidates: { zh: "公示候选人", en: "the posted candidates" },
  meeting: { zh: "指定首次会议", en: "the meeting that is named" },
  notice: { zh: "发出会议通知", en: "its notice" },
  covenant_adopted: { zh: "通过管理规约", en: "that the covenant is adopted" },
  rules_of_procedure_adopted: { zh: "通过议事规则", en: "that the rules of procedure are adopted" },
  committee_elected: { zh: "选出业主委员会", en: "an elected committee" },
};

/** Words with which an owner asks for the exit audit of a committee. */
export const exitAudit = {
  title: { zh: "要求离任审计", en: "Ask for the exit audit" },
  what: {
    zh: "任何业主都可以要求对任期届满的业委会进行离任审计。写明理由；理由加密存入档案，只给任职人员看。",
    en: "Any owner can ask that a committee whose term ends be audited. Say why; it is kept sealed in the archive, for those in office.",
  },
  sure: {
    zh: "您的要求写入公开记录，每人一次；是谁要求的不公开。",
    en: "That an owner asked is in the public record, each person once; who asked is not.",
  },
  reason: { zh: "理由", en: "Why" },
  done: { zh: "已提出。", en: "Asked for." },
  asked: { zh: "要求离任审计的次数", en: "Requests for the exit audit" },
} as const;
