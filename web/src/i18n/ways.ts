/** The ways through a community. */
export const ways = {
  title: { zh: "小区", en: "Community" },
  meetings: { zh: "会议与表决", en: "Meetings and votes" },
  mine: { zh: "我的", en: "Mine" },
  committee: { zh: "业主委员会", en: "Owners' committee" },
  office: { zh: "会务", en: "Running meetings" },
} as const;
