import type { Sentence } from "./words.ts";

/** Words of the page about the owners' committee. */
export const committee = {
  title: { zh: "业主委员会", en: "Owners' committee" },
  none: { zh: "还没有选出业主委员会。", en: "No committee was elected yet." },
  current: { zh: "在任的业主委员会", en: "The committee in office" },
  earlier: { zh: "历届业主委员会", en: "Earlier committees" },
  seats: { zh: "席位", en: "Seats" },
  seats_of: { zh: "{left} 席有人，共 {seats} 席", en: "{left} of {seats} filled" },
  since: { zh: "当选公告", en: "Elected" },
  member: { zh: "姓名", en: "Name" },
  standing: { zh: "状态", en: "Stands" },
  left_why: { zh: "{standing}（{cause}，{day}）", en: "{standing} ({cause}, {day})" },
  chair: { zh: "主任", en: "chair" },
  filing: { zh: "打印备案材料目录", en: "Print what is filed" },
  filing_package: { zh: "下载备案材料包", en: "Save the filing package" },
  elected: { zh: "如果当选的是您", en: "If it was you who were elected" },
  elected_what: {
    zh: "当选后先用业主的密钥接受席位，再用职务的密钥确认。不是您的，请不要操作。",
    en: "Whoever was elected takes the seat with their key as an owner, and confirms it with the key of the office. Leave this alone if it was not you.",
  },
  certificate: { zh: "打印当选证书", en: "Print the certificate" },
  due: { zh: "应在此前完成", en: "Due before" },
  state: { zh: "状态", en: "State" },
  from: { zh: "开始", en: "From" },
  until: { zh: "到期", en: "Until" },
  place: { zh: "地点", en: "Place" },
  items: { zh: "议题", en: "Agenda" },
  decided: { zh: "已决定", en: "decided" },
  document: { zh: "文件", en: "Document" },
  entered: { zh: "存入时间", en: "Entered" },
  number: { zh: "用章编号", en: "Number" },
  take_part: { zh: "现在可以参加", en: "Take part now" },
  by_then: { zh: "截止 {until}", en: "until {until}" },
  named_until: { zh: "报名和推荐截止", en: "Candidates are named until" },
  candidates: { zh: "候选人数", en: "Candidates" },
  steps: { zh: "每一步和异议", en: "Every step, and objections" },
  petitions: { zh: "业主请愿", en: "Petitions of owners" },
  meeting: { zh: "打开会议", en: "Open the meeting" },
  calendar: { zh: "接下来的期限", en: "What comes" },
} as const;

/** Words of handovers. */
export const handovers = {
  giver: { zh: "移交方", en: "Hands over" },
  taker: { zh: "接收方", en: "Takes over" },
  seat: { zh: "离任委员", en: "a member who left" },
  due: { zh: "应在此前完成", en: "Due before" },
  in_time: { zh: "期限", en: "In time" },
  items: { zh: "移交清单", en: "What was handed over" },
  taken: { zh: "{title}（已接收）", en: "{title} (taken)" },
  waits: { zh: "{title}（待接收）", en: "{title} (not taken yet)" },
  missed: { zh: "缺少的", en: "Missing" },
  settled: { zh: "{title}（已补齐）", en: "{title} (came since)" },
  lacking: { zh: "尚未移交的类别", en: "Kinds not signed for yet" },
  ordered: { zh: "主管部门责令移交", en: "Ordered by the office" },
  audit: { zh: "离任审计报告", en: "Report of the exit audit" },
  completed: { zh: "完成时间", en: "Completed" },
  outgoing: { zh: "如果离任移交的是您", en: "If it is you who left and hands over" },
  outgoing_what: {
    zh: "离任后用业主的密钥签名。不是您的，请不要操作。",
    en: "Whoever left signs with their key as an owner. Leave this alone if it was not you.",
  },
} as const;

/** Whether a handover came in time. */
export const punctuality: Readonly<Record<string, Sentence>> = {
  open: { zh: "期限未到", en: "not due yet" },
  in_time: { zh: "按时", en: "in time" },
  late: { zh: "逾期完成", en: "late" },
  missed: { zh: "逾期未完成", en: "overdue" },
};

/** Words of recalls. */
export const recalls = {
  title: { zh: "罢免案：{name}", en: "Recall of {name}" },
  state: { zh: "状态", en: "Stands" },
  proposed: { zh: "提出时间", en: "Proposed" },
  by: { zh: "由谁提出", en: "Proposed by" },
  members: { zh: "{count} 位委员", en: "{count} members" },
  petition: { zh: "业主联名（查看）", en: "a petition of owners" },
  hearing: { zh: "本人意见", en: "Hearing" },
  unheard: { zh: "还没有听取", en: "not heard yet" },
  put: { zh: "列入会议", en: "Put to" },
  meeting: { zh: "打开会议", en: "the meeting" },
  decided: { zh: "业主大会决定", en: "Decided" },
} as const;

/** Where a recall stands. */
export const recallStates: Readonly<Record<string, Sentence>> = {
  proposed: { zh: "已提出，附议的委员还不够", en: "proposed; too few members support it" },
  supported: { zh: "提议有效，等待列入业主大会会议", en: "proposed by enough; it waits for a meeting" },
  put: { zh: "已列入会议，等待表决", en: "put to a meeting" },
  carried: { zh: "业主大会已罢免", en: "the assembly recalled the member" },
  failed: { zh: "业主大会没有罢免", en: "the assembly did not recall the member" },
  lapsed: { zh: "本人已先离任", en: "the member left before" },
};

/** How somebody who was elected stands. */
export const memberStandings: Readonly<Record<string, Sentence>> = {
  alternate: { zh: "候补", en: "alternate" },
  called: { zh: "待就任", en: "has not taken the seat yet" },
  seated: { zh: "在任", en: "seated" },
  suspended: { zh: "暂停履职", en: "suspended" },
  ended: { zh: "已离任", en: "left" },
};

/** Why a member left. */
export const memberCauses: Readonly<Record<string, Sentence>> = {
  resigned: { zh: "辞职", en: "resigned" },
  no_longer_owner: { zh: "不再是业主", en: "is no owner any more" },
  ended_by_law: { zh: "依法终止", en: "ended by law" },
  recalled: { zh: "被罢免", en: "recalled" },
  election_annulled: { zh: "选举被撤销", en: "the election was set aside" },
};
