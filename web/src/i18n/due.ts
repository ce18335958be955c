/** What is due, in words. */
export const due = {
  vote: { zh: "请投票", en: "Please vote" },
  vote_what: { zh: "{title}：请在 {until} 前投票。", en: "{title}: vote before {until}." },
  go_on_vote: {
    zh: "{title}：您的票还没有收到回执，请继续发送。",
    en: "{title}: your vote has no receipt yet; go on sending it.",
  },
  read: { zh: "请看通知", en: "Please read the notice" },
  read_what: {
    zh: "{title}：{until} 开始投票。在此之前可以查看事项、对名册提出异议。",
    en: "{title}: voting begins {until}. Until then you can read the matters and object to the roll.",
  },
  object: { zh: "结果公示", en: "Result posted" },
  object_what: {
    zh: "{title}：初步结果正在公示，{until} 前可以提出异议。",
    en: "{title}: the preliminary result is posted; you can object before {until}.",
  },
  petition: { zh: "联名提议", en: "Petition" },
  petition_what: {
    zh: "有业主发起联名提议，{until} 前可以签名支持。",
    en: "Owners have opened a petition; it can be supported before {until}.",
  },
  candidates: { zh: "推荐候选人", en: "Candidates" },
  candidates_what: {
    zh: "业委会选举：{until} 前可以报名或推荐候选人。",
    en: "Election of the committee: stand or nominate somebody before {until}.",
  },
  evaluation: { zh: "评议", en: "Evaluation" },
  evaluation_what: {
    zh: "业主评议：请在 {until} 前说说您是否满意，自愿参加。",
    en: "Evaluation: say before {until} how satisfied you are, if you like.",
  },
  none: { zh: "现在没有需要您办的事。", en: "There is nothing for you to do now." },
  go: {
    vote: { zh: "去投票", en: "Vote" },
    read: { zh: "看通知", en: "Read the notice" },
    object: { zh: "看结果", en: "See the result" },
    petition: { zh: "看提议", en: "See the petition" },
    candidates: { zh: "看名单、报名", en: "See the list, stand" },
    evaluation: { zh: "去评议", en: "Answer" },
  },
} as const;
