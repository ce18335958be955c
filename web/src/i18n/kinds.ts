import type { Sentence } from "./words.ts";

/** Kinds of matters, as the Chinese rule packs name them and as every pack answers to. */
export const kinds: Readonly<Record<string, Sentence>> = {
  rules_of_procedure: { zh: "业主大会议事规则", en: "Rules of procedure" },
  covenant: { zh: "管理规约", en: "Management covenant" },
  committee_election: { zh: "选举业主委员会", en: "Electing the committee" },
  committee_recall: { zh: "罢免业委会委员", en: "Recalling committee members" },
  manager_hire: { zh: "选聘物业服务企业", en: "Hiring a property manager" },
  manager_dismiss: { zh: "解聘物业服务企业", en: "Dismissing the property manager" },
  fund_use: { zh: "使用维修资金", en: "Using the maintenance fund" },
  fund_raise: { zh: "筹集维修资金", en: "Raising the maintenance fund" },
  rebuild: { zh: "改建、重建建筑物", en: "Rebuilding" },
  lift_retrofit: { zh: "加装电梯", en: "Adding a lift" },
  common_parts_change: { zh: "改变共有部分用途或经营", en: "Changing or letting common parts" },
  other_major: { zh: "其他重大事项", en: "Another major matter" },
  ordinary: { zh: "一般事项", en: "An ordinary matter" },
  special: { zh: "特别事项", en: "A special matter" },
};
