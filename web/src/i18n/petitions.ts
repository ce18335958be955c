import type { Sentence } from "./words.ts";

/** What a petition asks for. */
export const aims: Readonly<Record<string, Sentence>> = {
  extraordinary_meeting: { zh: "要求召开临时业主大会会议", en: "An extraordinary meeting" },
  matter: { zh: "要求表决一个事项", en: "A vote on a matter" },
  recall: { zh: "要求罢免业委会委员", en: "A recall of committee members" },
};
