import type { Sentence } from "./words.ts";

/** Words of the provisional roll, its amendments and what is decided about those on it. */
export const roll = {
  title: { zh: "名册公示与更正", en: "The roll and its amendments" },
  not_yet: {
    zh: "会议还没有公告，名册要到公告时才公示。",
    en: "The roll is posted when notice is given, which has not happened yet.",
  },
  provisional: { zh: "公示中，可以提出异议和更正", en: "Provisional: it can be objected to and amended" },
  final: { zh: "已定，不再更正", en: "Final: it is not amended any more" },
  status: { zh: "状态", en: "Stands" },
  electors: { zh: "人数", en: "Heads" },
  units: { zh: "房屋", en: "Units" },
  area: { zh: "面积合计", en: "Area" },
  register: { zh: "依据名册第几版", en: "From version of the register" },
  until: { zh: "可以提出异议到", en: "Objections until" },
  print: { zh: "打印公示页", en: "Pages to print and post" },
  usual: { zh: "普通字号", en: "usual print" },
  large: { zh: "大字", en: "large print" },
  objections: { zh: "对名册的异议", en: "Objections to the roll" },
  to_objections: { zh: "查看并答复异议", en: "Read and answer objections" },
  look: { zh: "逐户查看", en: "Unit by unit" },
  find: { zh: "查找房屋编号", en: "Find a unit" },
  first: {
    zh: "只显示前 {most} 户；请输入编号查找。",
    en: "The first {most} are shown; type a unit to find it.",
  },
  unit: { zh: "房屋", en: "Unit" },
  kind: { zh: "用途", en: "For" },
  source: { zh: "面积来源", en: "Source of the area" },
  elector: { zh: "表决权人（代号）", en: "Elector, by pseudonym" },
  amended: { zh: "已生效的更正", en: "Amendments that count" },
  none_amended: { zh: "还没有更正。", en: "Nothing was amended." },
  reason: { zh: "理由（公开，不写个人姓名）", en: "Why (public, naming no person)" },
  at: { zh: "时间", en: "When" },
  signed: { zh: "签名 / 确认", en: "Signed / confirmed" },
  propose: { zh: "提出更正", en: "Propose an amendment" },
  propose_what: {
    zh: "您签名提出，另一位工作人员（监票人、街道办事处或居委会）签名确认后才生效。投票开始后失效。",
    en: "You sign it; it counts once another officer (scrutineer, supervising office or residents' committee) confirms it. At the opening it lapses.",
  },
  proposed: { zh: "已提出，等待另一位工作人员确认。", en: "Proposed; another officer has to confirm it." },
  correct: { zh: "更正什么", en: "What is corrected" },
  new_area: { zh: "正确的面积（平方米）", en: "The right area, in square metres" },
  owners: {
    zh: "正确的业主编号（多个用逗号隔开）",
    en: "The right owners, by identifier, with commas between",
  },
  stock: { zh: "交付状态", en: "Stock" },
  building: { zh: "楼栋", en: "Building" },
  entrance: { zh: "单元（没有就留空）", en: "Entrance (empty if there is none)" },
  floor: { zh: "楼层", en: "Floor" },
  number: { zh: "房号", en: "Door number" },
  exclude: { zh: "不许某人受托", en: "Exclude a holder of mandates" },
  exclude_what: {
    zh: "例如物业公司的员工。此人手中的委托全部失效，已经投的票在委托人自己投票前仍有效。",
    en: "Such as the manager's staff. Mandates they hold end; what they cast before stands until the principal votes.",
  },
  holder: { zh: "受托人的业主编号", en: "The holder's identifier in the register" },
  holder_outside: { zh: "不是业主，编号由秘书给出", en: "No owner; the secretary gave the identifier" },
  excluded: { zh: "已排除，写入公开记录。", en: "Excluded; the record says so." },
  disputes: { zh: "共有人之间的争议", en: "Quarrels of co-owners" },
  no_disputes: { zh: "没有争议。", en: "There is none." },
  representative: { zh: "现在由谁代表", en: "Who acts" },
  nobody: { zh: "没有人", en: "nobody" },
  objected: { zh: "{owner} 反对：{reason}", en: "{owner} objects: {reason}" },
  no_reason: { zh: "没有写理由", en: "no reason given" },
  decide: { zh: "作出决定", en: "Decide" },
  decide_what: {
    zh: "争议不决定就不能计票。决定和理由公开。",
    en: "While it is open nobody counts. Decision and reason are public.",
  },
  decided: { zh: "已决定，写入公开记录。", en: "Decided; the record says so." },
  outcome: { zh: "决定", en: "Decision" },
} as const;

/** How a quarrel of co-owners is decided. */
export const OUTCOMES: Readonly<Record<"stands" | "set_aside", Sentence>> = {
  stands: { zh: "代表有效，所投的票计入", en: "The representative stands, and the ballot counts" },
  set_aside: {
    zh: "不计入：视为没有参与，仍在总数中",
    en: "Set aside: no part is taken, and the elector stays in every total",
  },
};

/** Whether a unit is still the developer's. */
export const STOCKS: Readonly<Record<"delivered" | "developer_stock", Sentence>> = {
  delivered: { zh: "已交付", en: "delivered" },
  developer_stock: { zh: "未交付或未出售", en: "the developer's" },
};
