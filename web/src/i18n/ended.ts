/** Words of a meeting that came to nothing. */
export const ended = {
  cancelled: { zh: "这次会议已取消", en: "This meeting was called off" },
  annulled: { zh: "表决结果已被撤销，不再有效", en: "The result was set aside and does not hold" },
  why: { zh: "理由：{reason}", en: "Why: {reason}" },
  where: { zh: "{at}，公开记录第 {entry} 条", en: "{at}, entry {entry} of the record" },
} as const;
