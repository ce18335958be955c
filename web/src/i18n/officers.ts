/** Words of the officers of a community. */
export const officers = {
  title: { zh: "工作人员", en: "Officers" },
  intro: {
    zh: "谁可以用什么职务办事、到什么时候。工作人员以代号列出，不写姓名。",
    en: "Who may act in which role, and until when. Officers stand under pseudonyms, not names.",
  },
  now: { zh: "现任", en: "In office" },
  past: { zh: "已卸任", en: "Past terms" },
  none: { zh: "还没有工作人员。", en: "There are no officers yet." },
  role: { zh: "职务", en: "Role" },
  officer: { zh: "代号", en: "Pseudonym" },
  from: { zh: "起", en: "Since" },
  until: { zh: "止", en: "Until" },
  open: { zh: "未定期限", en: "open-ended" },
  ended: { zh: "提前结束于 {when}", en: "ended early, {when}" },
  term: { zh: "修改任期", en: "Another end of the term" },
  term_until: { zh: "任期到（不填为不定期）", en: "Until (empty for open-ended)" },
  term_what: {
    zh: "从这一刻起不再有这个职务。会写入公开记录。",
    en: "The first moment without the role. The record says so.",
  },
  term_verb: { zh: "修改任期", en: "State it" },
  term_done: { zh: "任期已修改。", en: "The term ends then." },
  end: { zh: "提前结束任期", en: "End a role early" },
  resign: { zh: "我要辞去职务", en: "Resign" },
  end_what: {
    zh: "职务立即结束，不能恢复；要再担任须重新邀请。",
    en: "The role ends at once and does not come back; a new invitation is needed.",
  },
  end_reason: { zh: "原因（公开，不写个人姓名）", en: "Why (public, naming no person)" },
  end_verb: { zh: "结束职务", en: "End it" },
  end_done: { zh: "职务已结束。", en: "The role is over." },
  which: { zh: "哪一个任期", en: "Which term" },
  invite: { zh: "邀请担任职务", en: "Invite to a role" },
  invite_what: {
    zh: "生成一次性代码，交给本人；对方用手机扫描后登记密钥，即担任职务。监票人、街道办事处、居民委员会不能与其他职务兼任。",
    en: "Makes a one-time code for the person: whoever enrols a key with it holds the role. Scrutineer, supervising office and residents' committee exclude other roles.",
  },
  invite_until: { zh: "任期到（不填为不定期）", en: "Until (empty for open-ended)" },
  invite_verb: { zh: "生成邀请码", en: "Make the code" },
  invite_again: { zh: "再邀请一位", en: "Invite somebody else" },
  factor: { zh: "重置第二验证", en: "Reset a second factor" },
  factor_what: {
    zh: "工作人员丢了验证器又没有备用码时用。请先确认是本人。对方的全部登录会退出，再登录时重新设置。",
    en: "For an officer who lost the authenticator and the recovery codes. Be sure who asks. All their sessions end, and they set up a new one.",
  },
  factor_account: { zh: "对方的账号", en: "Their account" },
  factor_hint: {
    zh: "对方登录后，在要求输入验证码的地方和本页最下面可以看到",
    en: "They find it where they are asked for the code, and at the end of this page",
  },
  factor_verb: { zh: "重置", en: "Reset it" },
  factor_done: { zh: "已重置。", en: "It is removed." },
  account: { zh: "您的账号：{account}", en: "Your account: {account}" },
  rules_link: { zh: "小区适用的规则", en: "Rules of the community" },
  readers: {
    zh: "职务和期限由街道办事处邀请和修改。",
    en: "The supervising office invites and states terms.",
  },
} as const;

/** Words of the rules that a community is under. */
export const rules = {
  title: { zh: "小区适用的规则", en: "Rules of the community" },
  intro: {
    zh: "国家法律之外，本地规定和小区议事规则怎么定。下一次公告按这里登记的规则；已公告的会议不变。",
    en: "What the place and the community's own rules settle on top of the law. The next notice is given under these; meetings of which notice was given keep theirs.",
  },
  version: { zh: "第 {version} 版", en: "Version {version}" },
  none: { zh: "还没有登记过规则，只按国家法律。", en: "Nothing was stated yet: the law alone." },
  place: { zh: "地方规定", en: "Rules of a place" },
  own: { zh: "小区议事规则", en: "The community's own rules" },
  settles: { zh: "定了什么", en: "What it settles" },
  value: { zh: "规定为", en: "As" },
  source: { zh: "依据", en: "Source" },
  text: { zh: "查看原文件", en: "Read the file" },
  recognition: { zh: "对本系统的认可", en: "Recognition of this system" },
  history: { zh: "历次登记", en: "Every statement" },
  set_at: { zh: "登记时间", en: "Stated" },
  document: { zh: "文件指纹", en: "Digest" },
  packs: { zh: "法律规则一览", en: "What the law asks" },
  open_points: { zh: "法律没有定死的地方，现在怎么定", en: "Open points, and how they stand" },
  usual: { zh: "默认", en: "default" },
  state: { zh: "登记规则", en: "State the rules" },
  state_what: {
    zh: "由街道办事处登记，因为议事规则在这里备案。登记写入公开记录。",
    en: "The supervising office states them, since rules of procedure are filed there. The record has every version.",
  },
  overlays: { zh: "适用哪些地方规定", en: "Rules of which places" },
  own_rules: {
    zh: "小区议事规则（TOML 格式，可以留空）",
    en: "The community's own rules as an overlay in TOML; may be empty",
  },
  own_hint: {
    zh: "可以用上面的“加一条”生成，也可以直接修改",
    en: "“Add a point” above writes it; it can also be changed by hand",
  },
  add: { zh: "加一条", en: "Add a point" },
  point: { zh: "哪一点", en: "Which point" },
  as: { zh: "定为", en: "Settled as" },
  number: { zh: "定为多少", en: "The number" },
  article: { zh: "依据议事规则第几条", en: "Article of the rules of procedure" },
  add_verb: { zh: "加入", en: "Add it" },
  own_title_zh: "议事规则",
  own_title_en: "Rules of procedure",
  recognition_hint: {
    zh: "哪个部门、什么时候认可本系统网上投票；没有就留空",
    en: "Who recognised this system for votes on the internet, and when; empty if nobody did",
  },
  state_sure: {
    zh: "下一次公告就按这些规则。请核对。",
    en: "The next notice is given under these. Look at them once more.",
  },
  state_verb: { zh: "登记", en: "State them" },
  state_done: { zh: "已登记。", en: "Stated." },
  nothing: { zh: "无", en: "none" },
} as const;

/** Numbers that rules of procedure may set. */
export const LIMITS = {
  principals_max: { zh: "一人最多受托几户？", en: "How many mandates may one person hold?" },
  comment_days_min: {
    zh: "结果公示几天，供提出异议？",
    en: "For how many days is the result posted for objections?",
  },
} as const;
