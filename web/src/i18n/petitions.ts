import type { Sentence } from "./words.ts";

/** Words of the pages about petitions. */
export const petitions = {
  title: { zh: "业主请愿", en: "Petitions" },
  one: { zh: "请愿", en: "Petition" },
  intro: {
    zh: "足够多的业主联名，就可以要求召开临时会议、表决一个事项或罢免委员。业委会要在期限内答复；不办的，由主管部门责令召开。谁签了名不公开。",
    en: "Enough owners together can ask for an extraordinary meeting, for a vote on a matter, or for a recall. The committee has to answer in time; if it does not, the authority orders the meeting. Who signed is not published.",
  },
  none: { zh: "还没有请愿。", en: "There is no petition." },
  details: { zh: "查看和签名", en: "Read and sign" },
  state: { zh: "状态", en: "State" },
  next: { zh: "接下来", en: "What comes next" },
  matters: { zh: "要求表决", en: "Asks for a vote on" },
  recalled: { zh: "要求罢免", en: "Asks for the recall of" },
  opened: { zh: "发起时间", en: "Opened" },
  closes: { zh: "签名截止", en: "Can be signed until" },
  support: { zh: "支持情况", en: "Support" },
  support_heads: { zh: "{heads} 位，共 {all} 位", en: "{heads} of {all} heads" },
  support_area: { zh: "面积 {area}，共 {all}", en: "{area} of {all}" },
  needed: { zh: "需要", en: "Needed" },
  needed_share: { zh: "{share}（{measures}）", en: "{share} ({measures})" },
  enough: { zh: "已经达到要求", en: "enough" },
  not_enough: { zh: "还没有达到要求", en: "not enough yet" },
  submitted: { zh: "提交时间", en: "Handed in" },
  answer_until: { zh: "业委会应在此前答复", en: "The committee answers before" },
  answered: { zh: "答复时间", en: "Answered" },
  reasons: { zh: "不召开的理由", en: "Why the committee declines" },
  meeting_until: { zh: "应在此前开始投票", en: "Voting opens before" },
  ordered: { zh: "主管部门责令在此前开始投票", en: "Ordered: voting opens before" },
  substitute: { zh: "代为召集", en: "Convenes instead" },
  meeting: { zh: "会议", en: "The meeting" },
  standing: { zh: "进展", en: "How it stands" },
  text: { zh: "请愿的全文", en: "The text" },
  own: { zh: "您与这份请愿", en: "You and this petition" },
  own_none: { zh: "您还没有签名。", en: "You have not signed." },
  sign: { zh: "签名支持", en: "Sign it" },
  sign_sure: {
    zh: "您以业主身份签名支持上面的全文。提交之前可以撤回。您的名字不公开。",
    en: "You sign the text above as an owner. You can take it back until it is handed in. Your name is not published.",
  },
  withdraw: { zh: "撤回我的签名", en: "Take my signature back" },
  withdraw_sure: { zh: "撤回后您的一户不再计入支持。", en: "Your vote counts for it no more." },
  object: { zh: "反对共有人的签名", en: "Object to my co-owner's signature" },
  object_sure: {
    zh: "您的共有人签了名。您反对，这一户就不计入支持，直到您撤回反对。",
    en: "A co-owner of yours signed. While you object your home does not count for it.",
  },
  retract: { zh: "撤回我的反对", en: "Take my objection back" },
  retract_sure: { zh: "撤回后，共有人的签名重新计入。", en: "Your co-owner's signature counts again." },
  submit: { zh: "提交给业委会", en: "Hand it in" },
  submit_sure: {
    zh: "支持已经足够。提交后不能再签名或撤回，业委会的答复期限开始计算。",
    en: "There is enough support. Once handed in nobody signs or takes back, and the committee's time to answer begins.",
  },
  abandon: { zh: "放弃这份请愿", en: "Give it up" },
  abandon_sure: {
    zh: "只有还没有别人签名时可以放弃。放弃后不能恢复。",
    en: "Possible while nobody else supports it. It cannot be taken up again.",
  },
  open: { zh: "发起请愿", en: "Open a petition" },
  open_what: {
    zh: "写清楚要求什么、为什么。发起后文字不能再改，请先与邻居商量。文字是公开的，请不要写任何人的姓名或电话。",
    en: "Say what you ask for and why. The text cannot be changed afterwards, so talk to your neighbours first. It is public: name nobody, give no telephone number.",
  },
  open_sure: {
    zh: "发起即表示您自己也签名支持。接下来请把链接发给其他业主。",
    en: "By opening it you support it yourself. Then send the link to other owners.",
  },
  opened_done: {
    zh: "请愿已发起。请把链接发给其他业主。",
    en: "It is open. Send the link to other owners.",
  },
  aim: { zh: "要求什么", en: "What it asks for" },
  kinds: { zh: "表决哪些事项（至少选一项）", en: "A vote on what (at least one)" },
  whom: { zh: "罢免谁（至少选一位）", en: "The recall of whom (at least one)" },
  nobody: { zh: "现在没有在任的业委会委员。", en: "No committee is in office." },
} as const;

/** What a petition asks for. */
export const aims: Readonly<Record<string, Sentence>> = {
  extraordinary_meeting: { zh: "要求召开临时业主大会会议", en: "An extraordinary meeting" },
  matter: { zh: "要求表决一个事项", en: "A vote on a matter" },
  recall: { zh: "要求罢免业委会委员", en: "A recall of committee members" },
};

/** Where a petition stands. */
export const petitionStates: Readonly<Record<string, Sentence>> = {
  collecting: { zh: "正在征集签名", en: "owners sign" },
  submitted: { zh: "已提交，等待业委会答复", en: "handed in, the committee answers" },
  agreed: { zh: "业委会同意召集", en: "the committee convenes" },
  declined: { zh: "业委会不召集", en: "the committee declines" },
  ordered: { zh: "主管部门已责令召开", en: "the authority ordered the meeting" },
  substituted: { zh: "由他人代为召集", en: "somebody else convenes" },
  convened: { zh: "会议已公告", en: "notice of the meeting was given" },
  fallen: { zh: "会议被取消或撤销", en: "the meeting was called off or set aside" },
  held: { zh: "会议已开，结果已公告", en: "the meeting was held" },
  lapsed: { zh: "已过期", en: "lapsed" },
  abandoned: { zh: "已放弃", en: "given up" },
};

/** What comes next of a petition. */
export const petitionNext: Readonly<Record<string, Sentence>> = {
  collecting: {
    zh: "支持足够后，由任何一位支持者提交；逾期未提交即失效。",
    en: "Once there is enough support any supporter hands it in; it lapses otherwise.",
  },
  submitted: { zh: "业委会答复是否召集。", en: "The committee answers whether it convenes." },
  agreed: { zh: "在期限内开始投票。", en: "Voting opens in time." },
  declined: { zh: "主管部门责令限期召开。", en: "The authority orders a day." },
  ordered: { zh: "最迟在责令的日期开始投票。", en: "Voting opens on the ordered day at the latest." },
  substituted: { zh: "由代为召集的一方召开会议。", en: "The substitute convenes." },
  convened: { zh: "按通知开会表决。", en: "The meeting is held." },
  fallen: {
    zh: "主管部门另行责令或另行指定。",
    en: "The authority orders again or names another substitute.",
  },
  held: { zh: "没有后续步骤。", en: "Nothing more." },
  lapsed: { zh: "可以另行发起。", en: "Whoever wants to try again opens another one." },
  abandoned: { zh: "可以另行发起。", en: "Whoever wants to try again opens another one." },
};

/** On which measures support is weighed. */
export const supportMeasures: Readonly<Record<string, Sentence>> = {
  heads: { zh: "按人数", en: "by heads" },
  area: { zh: "按面积", en: "by area" },
  both: { zh: "人数和面积都要达到", en: "by heads and by area" },
  either: { zh: "人数或面积之一达到", en: "by heads or by area" },
};

/** Who convenes in place of a committee. */
export const substitutes: Readonly<Record<string, Sentence>> = {
  street_office: { zh: "街道办事处", en: "the street office" },
  residents_committee: { zh: "居民委员会", en: "the residents' committee" },
};
