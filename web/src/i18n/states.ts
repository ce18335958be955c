import type { Sentence } from "./words.ts";

/** Where a meeting stands. */
export const states = {
  draft: { zh: "草案", en: "Draft" },
  noticed: { zh: "已公告，待表决", en: "Notice given" },
  open: { zh: "正在表决", en: "Voting is open" },
  closed: { zh: "表决已截止，待计票", en: "Voting has closed" },
  counted: { zh: "已计票，结果公示中", en: "Counted, open to objections" },
  announced: { zh: "结果已公告", en: "Result announced" },
  cancelled: { zh: "已取消", en: "Called off" },
  annulled: { zh: "结果已撤销", en: "Result set aside" },
} as const;

/** What kind of meeting it is. */
export const meetingKinds = {
  inaugural: { zh: "首次业主大会会议", en: "First meeting" },
  regular: { zh: "定期会议", en: "Regular meeting" },
  extraordinary: { zh: "临时会议", en: "Extraordinary meeting" },
} as const;

/** What the state of a meeting is called; a word that is not known stands for itself. */
export function stateName(state: string): Sentence {
  return (states as Readonly<Record<string, Sentence>>)[state] ?? { zh: state, en: state };
}
