/** Words of the list of meetings. */
export const meetings = {
  title: { zh: "会议与表决", en: "Meetings and votes" },
  due: { zh: "现在要办的", en: "What is due now" },
  all: { zh: "全部会议", en: "All meetings" },
  none: {
    zh: "还没有会议。召集人发出会议通知后，这里会列出每个事项的全文、投票时间和您要做的事。",
    en: "There is no meeting yet. Once notice of one is given, each matter's full text, the voting times and what you can do stand here.",
  },
  voting: { zh: "投票时间：{from} 至 {to}", en: "Voting: {from} to {to}" },
  open: { zh: "查看", en: "Open" },
  office: { zh: "办理会务", en: "Run this meeting" },
} as const;
