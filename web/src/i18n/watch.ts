import type { Sentence } from "./words.ts";

/** Words for those who watch over meetings. */
export const watch = {
  title: { zh: "监督", en: "Watching over meetings" },
  what: {
    zh: "这里列出您可以监督的会议：核对结果、提出异议、在计票证书上签名。",
    en: "The meetings that you watch: check their results, object, sign their certificates.",
  },
  meetings: { zh: "会议", en: "Meetings" },
  no_meetings: { zh: "还没有发出过通知的会议。", en: "Notice of a meeting was never given yet." },
  go: { zh: "打开会议进程", en: "Open the run of the meeting" },
  sign_there: { zh: "去核对并在证书上签名", en: "Look at the result and sign its certificate" },

  waiting: { zh: "等待答复的异议", en: "Objections that wait for an answer" },
  none_waiting: { zh: "没有等待答复的异议。", en: "No objection waits for an answer." },
  answer_until: { zh: "答复期限", en: "Answer due" },
  overdue: { zh: "已逾期", en: "overdue" },

  amendments: { zh: "名册更正，等待第二人确认", en: "Amendments of the roll that wait for a second person" },
  no_amendments: { zh: "没有等待确认的更正。", en: "No amendment waits." },
  came_to_nothing: { zh: "没有生效的更正", en: "Amendments that came to nothing" },
  why_not: { zh: "为什么没有生效", en: "Why not" },
  lapsed: {
    zh: "已失效：名册此前已经变动，或投票已经开始。需要时请重新提出。",
    en: "It lapsed, because the roll had changed or voting had begun. Propose it again if it is needed.",
  },
  change: { zh: "更正内容", en: "What is changed" },
  by: { zh: "提出人", en: "Proposed by" },
  at: { zh: "提出时间", en: "Proposed" },
  confirm: { zh: "确认这项更正", en: "Confirm the amendment" },
  confirm_what: {
    zh: "确认后名册立即更改。请先核对登记材料。",
    en: "The roll changes at once. Look at the papers of the register first.",
  },
  confirmed: { zh: "已确认，名册已更正。", en: "Confirmed; the roll is amended." },
  refuse: { zh: "不同意", en: "Refuse it" },
  refuse_what: { zh: "更正不生效，理由告知提出人。", en: "The roll stays as it is; the reason is told." },
  refused: { zh: "已拒绝。", en: "Refused." },

  object_notice: { zh: "对会议通知提出异议", en: "Object to the notice" },
  object_result: { zh: "对表决结果提出异议", en: "Object to the result" },
  objected: { zh: "异议已提出。", en: "Your objection is raised." },
  recount: { zh: "重新计票核对", en: "Count again" },
  recount_what: {
    zh: "系统从公开记录重新计一遍票，与证书对照。不改变任何内容。",
    en: "Counts once more from the record and holds it against the certificate. It changes nothing.",
  },
  held: { zh: "重新计票结果与证书一致。", en: "The count comes to what the certificate says." },
  differed: {
    zh: "重新计票结果与证书不一致！请提出异议并下载审计数据。",
    en: "The count differs from the certificate. Object, and download the audit bundle.",
  },

  downloads: { zh: "全部记录", en: "The whole record" },
  downloads_what: {
    zh: "下载后可在“核验”页面或离线程序中核对。",
    en: "Check them on the verification page or with the offline program.",
  },
  annals: { zh: "公开档案", en: "Public annals" },
  audit_annals: { zh: "审计档案", en: "Audit annals" },
  verify: { zh: "去核验页面", en: "Go to verification" },
  trail: { zh: "审计日志", en: "Audit trail" },
  keeping: { zh: "保存期限与封存", en: "What is kept, and holds" },
} as const;

/** What an amendment of the roll corrects. */
export const CORRECTIONS: Readonly<Record<string, Sentence>> = {
  area: { zh: "更正面积", en: "the area of a unit" },
  owners: { zh: "更正业主", en: "the owners of a unit" },
  stock: { zh: "更正是否为建设单位未售房屋", en: "whether a unit is unsold stock" },
  missing: { zh: "补上遗漏的房屋", en: "a unit that is missing" },
  superfluous: { zh: "删去多余的房屋", en: "a unit that does not belong there" },
};

/** The fields of an amendment. */
export const FIELDS: Readonly<Record<string, Sentence>> = {
  correct: { zh: "更正事项", en: "Corrects" },
  unit: { zh: "房号", en: "Unit" },
  area: { zh: "面积", en: "Area" },
  area_source: { zh: "面积依据", en: "Source of the area" },
  owners: { zh: "业主", en: "Owners" },
  stock: { zh: "未售状态", en: "Stock" },
  building: { zh: "楼栋", en: "Building" },
  entrance: { zh: "单元", en: "Entrance" },
  floor: { zh: "楼层", en: "Floor" },
  number: { zh: "门牌号", en: "Door number" },
  kind: { zh: "类型", en: "Kind" },
};

/** Words of the audit trail. */
export const trail = {
  title: { zh: "审计日志", en: "Audit trail" },
  what: {
    zh: "每次操作和每次被拒绝的操作都留下一行，任何人不能修改或删除。",
    en: "Every deed of an officer and every refused one leaves a row that nobody can change.",
  },
  which: { zh: "哪一份日志", en: "Which trail" },
  community: { zh: "本小区", en: "this community" },
  deployment: { zh: "系统运行", en: "the service itself" },
  role: { zh: "身份", en: "Role" },
  any: { zh: "全部", en: "all" },
  at: { zh: "时间", en: "When" },
  who: { zh: "操作人代号", en: "Who (pseudonym)" },
  as: { zh: "身份", en: "As" },
  operation: { zh: "操作", en: "Operation" },
  subject: { zh: "对象", en: "About" },
  outcome: { zh: "结果", en: "Outcome" },
  done: { zh: "已办", en: "done" },
  refused: { zh: "被拒绝", en: "refused" },
  machine: { zh: "系统命令", en: "command on the machine" },
} as const;

/** Words of retention and holds. */
export const keeping = {
  title: { zh: "保存期限与封存", en: "What is kept, and holds" },
  what: {
    zh: "公开记录、公开文件和证书永久保存。选票、登记信息等审计材料到期后删除，封存的除外。",
    en: "The record, public documents and certificates are kept for ever. Ballots, registers and other audit material are erased after a time, unless they are held.",
  },
  periods: { zh: "保存期限", en: "Periods" },
  audit_days: { zh: "审计材料（天）", en: "Audit material (days)" },
  message_days: { zh: "消息记录（天）", en: "Messages (days)" },
  session_days: { zh: "登录记录（天）", en: "Sessions (days)" },
  decided: { zh: "决定时间", en: "Decided" },
  never: { zh: "未决定，按默认", en: "never, as by default" },
  change: { zh: "修改保存期限", en: "Change the periods" },
  change_what: {
    zh: "已保存的材料也按新期限处理。审计材料 366 至 3653 天，消息 30 至 731 天。",
    en: "What is kept already follows the new periods. Audit material 366 to 3653 days, messages 30 to 731.",
  },
  change_verb: { zh: "修改", en: "Change" },
  changed: { zh: "已修改。", en: "Changed." },
  meetings: { zh: "各次会议的审计材料", en: "Audit material of each meeting" },
  ended: { zh: "会议结束", en: "Ended" },
  until: { zh: "保存至", en: "Kept until" },
  erased: { zh: "已删除", en: "Erased" },
  not_ended: { zh: "会议尚未结束", en: "the meeting has not ended" },
  holds: { zh: "封存", en: "Holds" },
  no_holds: { zh: "没有封存。", en: "Nothing is held." },
  hold: { zh: "封存审计材料", en: "Hold the audit material" },
  hold_what: {
    zh: "诉讼或调查期间，封存的材料不会到期删除。",
    en: "While a lawsuit or an inquiry runs, what is held is not erased.",
  },
  hold_verb: { zh: "封存", en: "Hold it" },
  held: { zh: "已封存。", en: "It is held." },
  lift: { zh: "解除封存", en: "Lift the hold" },
  lift_what: { zh: "解除后按保存期限删除。", en: "It is erased again when its time is over." },
  lifted: { zh: "已解除。", en: "The hold is lifted." },
  why: { zh: "理由和依据（不写姓名）", en: "Why, and by whose order (name nobody)" },
  since: { zh: "自 {at}", en: "since {at}" },
  lifted_at: { zh: "{at} 解除：{reason}", en: "lifted {at}: {reason}" },
} as const;
