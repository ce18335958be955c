import type { Sentence } from "../words.ts";

/** What the supervising office or the convener may order after an objection to a result was upheld. */
export const REMEDIES = {
  recount: { zh: "重新计票", en: "count again" },
  correction: { zh: "更正公示内容", en: "correct what was posted" },
  annulment: {
    zh: "撤销结果（由街道办责令）",
    en: "set the result aside (the supervising office orders it)",
  },
} as const;

/** What a recount came to. */
export const FOUND = {
  held: { zh: "与计票证书一致", en: "it came to the same as the certificate" },
  differed: { zh: "与计票证书不一致", en: "it did not come to the same as the certificate" },
} as const;

/** Where it stands. */
export const REMEDY_STATES: Readonly<Record<string, Sentence>> = {
  upheld: { zh: "异议成立，尚未决定如何补救", en: "upheld; nothing was ordered yet" },
  recount_ordered: { zh: "已责令重新计票", en: "a recount was ordered" },
  recount_held: { zh: "重新计票，结果一致", en: "counted again, with the same result" },
  recount_differed: { zh: "重新计票，结果不一致", en: "counted again, with another result" },
  correction_ordered: { zh: "已责令更正公示", en: "a correction was ordered" },
  corrected: { zh: "已更正公示", en: "corrected" },
  annulment_ordered: { zh: "已责令撤销结果", en: "setting it aside was ordered" },
  annulled: { zh: "结果已撤销", en: "set aside" },
};

/** What was done, in the order of the record. */
export const REMEDY_DEEDS: Readonly<Record<string, Sentence>> = {
  ordered: { zh: "责令", en: "ordered" },
  recounted: { zh: "重新计票", en: "counted again" },
  corrected: { zh: "更正", en: "corrected" },
  annulled: { zh: "撤销", en: "set aside" },
};

/** Words around what follows from an objection. */
export const remedies = {
  title: { zh: "异议成立后的补救", en: "What follows from objections that were upheld" },
  what: {
    zh: "对结果的异议成立后，由召集人或街道办决定怎样补救，并公开办理情况。",
    en: "When an objection to a result was upheld, the convener or the supervising office says what follows, and it is told in public.",
  },
  state: { zh: "状态", en: "State" },
  meeting: { zh: "会议", en: "Meeting" },
  open_meeting: { zh: "打开会议", en: "Open the meeting" },
  reason: { zh: "理由：{reason}", en: "Reason: {reason}" },
  annul_there: {
    zh: "撤销由街道办在会议办理页进行。",
    en: "The supervising office sets it aside on the page of the meeting.",
  },
} as const;
