import type { Sentence } from "./words.ts";

/** Words of the page about the owners' committee. */
export const committee = {
  title: { zh: "业主委员会", en: "Owners' committee" },
  none: { zh: "还没有选出业主委员会。", en: "No committee was elected yet." },
  current: { zh: "在任的业主委员会", en: "The committee in office" },
  earlier: { zh: "历届业主委员会", en: "Earlier committees" },
  seats: { zh: "席位", en: "Seats" },
  seats_of: { zh: "{left} 位在任，共 {seats} 席", en: "{left} of {seats} taken" },
  since: { zh: "当选公告", en: "Elected" },
  member: { zh: "姓名", en: "Name" },
  standing: { zh: "状态", en: "Stands" },
  chair: { zh: "主任", en: "chair" },
  certificate: { zh: "下载当选证书", en: "Save the certificate" },
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
  answers: { zh: "答复", en: "Answers" },
  upheld: { zh: "成立", en: "upheld" },
  dismissed: { zh: "不成立", en: "dismissed" },
  petitions: { zh: "业主请愿", en: "Petitions of owners" },
  meeting: { zh: "打开会议", en: "Open the meeting" },
  calendar: { zh: "接下来的期限", en: "What comes" },
  paper: {
    zh: "参加候选、回答评议、对程序提出异议，本页面暂时还不能办理，请联系秘书。",
    en: "Standing for election, answering an evaluation and objecting to a step cannot be done on these pages yet; ask the secretary.",
  },
} as const;

/** How somebody who was elected stands. */
export const memberStandings: Readonly<Record<string, Sentence>> = {
  alternate: { zh: "候补", en: "alternate" },
  called: { zh: "待就任", en: "has not taken the seat yet" },
  seated: { zh: "在任", en: "seated" },
  suspended: { zh: "暂停履职", en: "suspended" },
  ended: { zh: "已离任", en: "left" },
};
