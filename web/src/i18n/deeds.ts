/** Words around everything that is looked at before it is done. */
export const deeds = {
  look: { zh: "核对并办理……", en: "Look it over…" },
  doing: { zh: "正在办理，请稍候……", en: "Being done, one moment…" },
  final: {
    zh: "确认后写入公开记录，不能撤回。",
    en: "Once confirmed it stands in the public record and cannot be taken back.",
  },
  incomplete: { zh: "请先把必填的内容填完。", en: "Fill in what is required first." },
  reason: { zh: "理由", en: "Reason" },
  reason_public: {
    zh: "会公开，请不要写任何人的姓名。",
    en: "It is public. Do not write anybody's name.",
  },
  saved: { zh: "已保存到本机。", en: "Saved on this device." },
  nothing: {
    zh: "您的职务目前没有需要在这里办理的事项。",
    en: "There is nothing for you to do here right now.",
  },
} as const;
