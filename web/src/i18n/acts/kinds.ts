/** Seals of an assembly. */
export const SEALS = {
  assembly: { zh: "业主大会印章", en: "seal of the assembly" },
  committee: { zh: "业主委员会印章", en: "seal of the committee" },
  finance: { zh: "财务专用章", en: "seal for finances" },
} as const;

/** Classes of documents. */
export const CLASSES = {
  covenant: { zh: "管理规约", en: "covenant" },
  rules_of_procedure: { zh: "业主大会议事规则", en: "rules of procedure" },
  minutes: { zh: "会议记录", en: "minutes" },
  decision: { zh: "决定", en: "decision" },
  contract: { zh: "合同", en: "contract" },
  fund_account: { zh: "维修资金和收支账目", en: "accounts of funds" },
  notice: { zh: "公告", en: "notice" },
  filing: { zh: "备案材料", en: "filing" },
  handover: { zh: "移交材料", en: "handover" },
  audit: { zh: "审计报告", en: "audit" },
  correspondence: { zh: "往来函件", en: "correspondence" },
  other: { zh: "其他", en: "other" },
} as const;

/** Who may read a document. */
export const ACCESSES = {
  open: { zh: "小区内公开（不含个人信息）", en: "everybody in the community; no personal data" },
  sealed: { zh: "只给任职人员", en: "those in office" },
} as const;

/** How the days that an account covers are written. */
export const DAYS_HINT = {
  zh: "只有账目需要，例如 2026-01-01/2026-06-30",
  en: "for accounts only, such as 2026-01-01/2026-06-30",
} as const;

/** Fields of an agenda. */
export const AGENDA = {
  title: { zh: "事项（公开，不写姓名）", en: "What it is about (public; name nobody)" },
  kind: { zh: "类型（没有就留空）", en: "Kind (may be left empty)" },
  document: { zh: "议程全文", en: "Agenda with every text" },
  text: { zh: "决定草案全文", en: "Text of the decision" },
  answer: { zh: "您的意见", en: "What you say" },
} as const;

/** What belongs onto the agenda of a committee. */
export const KIND_HINT = {
  zh: "属于业主大会决定的事项不能列入。",
  en: "What the assembly decides cannot stand here.",
} as const;

/** What a member says to a text. */
export const ANSWERS = {
  for: { zh: "同意", en: "for" },
  against: { zh: "反对", en: "against" },
  abstain: { zh: "弃权", en: "abstain" },
} as const;

/** Fields of a call for candidates. */
export const CANDIDATE_FIELDS = {
  until: { zh: "推荐截止时间", en: "Candidates are named until" },
} as const;

/** Why somebody may not stand. */
export const REFUSALS = {
  not_an_owner: { zh: "不是业主", en: "is no owner" },
  not_eligible: { zh: "不符合任职条件", en: "is not eligible" },
  tied_to_manager: { zh: "与物业服务人有利害关系", en: "is tied to the manager" },
  scrutineer: { zh: "是监票人", en: "is a scrutineer" },
  other: { zh: "其他", en: "other" },
} as const;

/** Who is evaluated. */
export const EVALUATED = {
  manager: { zh: "物业服务人", en: "the manager" },
  committee: { zh: "业主委员会", en: "the committee" },
} as const;

/** What an owner is asked. */
export const QUESTION = { zh: "问题（不写姓名）", en: "Question (name nobody)" } as const;

/** A reason that everybody reads. */
export const PUBLIC_REASON = { zh: "理由（公开，不写姓名）", en: "Reason (public; name nobody)" } as const;

/** Who convenes in place of a committee. */
export const BODIES = {
  street_office: { zh: "街道办（乡镇政府）", en: "street office" },
  residents_committee: { zh: "居民委员会", en: "residents' committee" },
} as const;

/** Whether an objection was right. */
export const OUTCOMES = {
  upheld: { zh: "成立", en: "upheld" },
  dismissed: { zh: "不成立", en: "dismissed" },
} as const;

/** Why a seat ended by itself. */
export const ENDINGS = {
  no_longer_owner: { zh: "不再是业主", en: "is no owner any more" },
  ended_by_law: { zh: "依法终止", en: "ended by law" },
} as const;

/** How a member was heard. */
export const HEARINGS = {
  heard: { zh: "已听取意见", en: "was heard" },
  declined: { zh: "本人放弃", en: "declined to be heard" },
} as const;

/** For whom somebody sits in a group. */
export const CAPACITIES = {
  owner: { zh: "业主", en: "an owner" },
  developer: { zh: "建设单位", en: "the developer" },
  supervising_office: { zh: "街道办（乡镇政府）", en: "the supervising office" },
  residents_committee: { zh: "居民委员会", en: "the residents' committee" },
  party_organisation: { zh: "社区党组织", en: "the Party organisation" },
} as const;

/** Columns of a group. */
export const GROUP = {
  capacity: { zh: "代表哪一方", en: "For whom" },
  grant: { zh: "签名用的职务（不签名的留空）", en: "Office they sign as (empty for who signs nothing)" },
} as const;

/** Kinds of groups. */
export const GROUPS = {
  preparatory_group: { zh: "筹备组", en: "preparatory group" },
  interim_committee: { zh: "物业管理委员会", en: "interim committee" },
} as const;

/** Drafts that are posted before the first meeting. */
export const DRAFTS = {
  covenant: { zh: "管理规约草案", en: "covenant" },
  rules_of_procedure: { zh: "议事规则草案", en: "rules of procedure" },
  voting_rules: { zh: "表决办法", en: "voting rules" },
} as const;

/** Kinds of things that are handed over. */
export const ITEM_KINDS = {
  archives: { zh: "档案资料", en: "archives" },
  seals: { zh: "印章", en: "seals" },
  fund_accounts: { zh: "资金账目", en: "accounts of funds" },
  keys: { zh: "钥匙、账号", en: "keys" },
  contracts: { zh: "合同", en: "contracts" },
  register: { zh: "业主名册", en: "register" },
  other: { zh: "其他", en: "other" },
} as const;

/** Columns of what is handed over. */
export const ITEM = {
  kind: { zh: "类别", en: "Kind" },
  title: {
    zh: "名称（没有的写“无”，不写姓名）",
    en: "Title (say “none” where there is nothing; name nobody)",
  },
} as const;

/** Why a handover is ordered. */
export const HANDOVER_GROUNDS = {
  late: { zh: "逾期未移交", en: "late" },
  refused: { zh: "拒绝移交", en: "refused" },
} as const;

/** Who hands over, and who takes over. */
export const SIDES = {
  committee: { zh: "业主委员会", en: "the committee" },
  office: { zh: "街道办代管", en: "the supervising office" },
  acting: { zh: "代行职责的组织", en: "who acts in its place" },
} as const;

/** Who acts in place of a committee. */
export const ACTING_HINT = {
  zh: "由物业管理委员会代行的，逐行列出成员，第一行为主任；由居民委员会代行的留空。",
  en: "Of an interim committee each member, its head first; left empty where the residents' committee acts.",
} as const;

/** Put before the pseudonym of an office that is the reader's own. */
export const OWN = { zh: "您的，", en: "yours, " } as const;

/** A seat that somebody left, by the name on the ballot. */
export const LEFT_SEAT = { zh: "离任委员：{name}", en: "who left: {name}" } as const;
