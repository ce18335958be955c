import type { Sentence } from "./words.ts";

/** Words of the page of a call for candidates. */
export const candidates = {
  one: { zh: "业委会候选人", en: "Candidates for the committee" },
  intro: {
    zh: "业主可以自己报名，也可以推荐其他业主；被推荐的人自己决定是否接受。召集方审查条件后公示名单，选票上的顺序由抽签决定。",
    en: "Owners stand themselves or nominate others; whoever is nominated decides whether to accept. The convening body checks who may stand and posts the list; the order on the ballot is drawn by lot.",
  },
  state: { zh: "进展", en: "Where it stands" },
  seats: { zh: "席位", en: "Seats" },
  until: { zh: "报名和推荐截止", en: "Candidates are named until" },
  posted: { zh: "名单公示时间", en: "List posted" },
  meeting: { zh: "选举会议", en: "The meeting that elects" },
  open: { zh: "打开", en: "Open" },
  go: { zh: "候选人名单、报名和推荐", en: "Candidates: the list, standing, nominating" },

  list: { zh: "候选人名单", en: "The list of candidates" },
  none: { zh: "还没有候选人。", en: "There is no candidate yet." },
  number: { zh: "候选人 {candidate}", en: "Candidate {candidate}" },
  you: { zh: "您本人", en: "this is you" },
  place: { zh: "选票第 {place} 位", en: "number {place} on the ballot" },
  stands: { zh: "状态", en: "Stands" },
  named_by: { zh: "推荐方式", en: "Named by" },
  grounds: { zh: "不符合的原因", en: "Why they may not stand" },
  reasons: { zh: "理由", en: "Reasons" },
  says: { zh: "自我介绍", en: "What they say of themselves" },
  says_nothing: { zh: "没有写", en: "nothing" },
  unpublished: {
    zh: "已经提交，召集方公开以后显示在这里。",
    en: "Handed in; it is shown here once the convening body makes it public.",
  },
  publish: { zh: "公开这份自我介绍", en: "Make it public" },
  publish_sure: {
    zh: "原文存入公开档案，小区内都可以看，不能删除。请先核对没有不该公开的个人信息。",
    en: "The text goes into the open archive for everybody in the community and does not leave it. Make sure that it has no personal data that should not be public.",
  },
  // The archive keeps one title for everybody, whatever language whoever enters it reads.
  publish_title: { zh: "候选人 {candidate} 自我介绍", en: "候选人 {candidate} 自我介绍" },
  community: { zh: "小区", en: "Community" },

  stand: { zh: "报名参选", en: "Stand for election" },
  stand_what: {
    zh: "您以业主身份报名。召集方审查后，您会列入公示名单；选举通知发出以前和以后都可以退出。",
    en: "You stand as an owner. The convening body decides whether you may, and posts the list. You can withdraw before and after the notice.",
  },
  stand_sure: {
    zh: "签名后，您的报名写入公开记录，记录里只有候选人编号。自我介绍由召集方公开。退出以后不能再次报名。",
    en: "That you stand is in the public record, by the candidate's number alone. The convening body makes your text public. Whoever withdraws cannot stand again.",
  },
  stood: { zh: "已报名，等待召集方审查。", en: "You stand; the convening body decides on it." },
  text: { zh: "自我介绍（可不填，以后可以补充）", en: "What you say of yourself (may be added later)" },
  text_hint: {
    zh: "写上选票上用的姓名、楼栋，和您想为小区做什么。不要写电话和证件号码。",
    en: "Your name as on the ballot, your building, and what you want to do. No telephone number, no number of an identity card.",
  },

  nominate: { zh: "推荐其他业主", en: "Nominate another owner" },
  nominate_what: {
    zh: "请先征得对方同意，并问到对方的业主编号（对方打开本页面就能看到）。推荐后把链接发给对方，由对方自己接受。",
    en: "Ask them first, and ask for their owner number: they find it on this page. Then send them the link; they accept themselves.",
  },
  nominate_sure: {
    zh: "记录里只写候选人编号；接受以前，别人看不出您推荐了谁。",
    en: "The record has the candidate's number only; nobody can tell whom you named unless they accept.",
  },
  nominated: {
    zh: "已推荐。请在上面的名单里把链接发给对方，对方接受才算数。",
    en: "Nominated. Send them the link that stands in the list above; it counts once they accept.",
  },
  owner: { zh: "对方的业主编号", en: "Their owner number" },
  own_number: { zh: "您的业主编号：{owner}", en: "Your owner number: {owner}" },
  own_number_what: {
    zh: "别人要推荐您时，把这个编号告诉对方。",
    en: "Tell it to whoever wants to nominate you.",
  },
  pass_on: {
    zh: "您推荐的，等待对方答复。请把链接发给本人，不要发到群里。",
    en: "You named them, and they did not answer yet. Send the link to them alone, not to a group.",
  },
  share: { zh: "把链接发给本人", en: "Send them the link" },
  copied: { zh: "链接已复制，请粘贴发给对方。", en: "The link is copied; paste it into a message." },
  code: { zh: "推荐码（对方可以手工输入）", en: "Code, to be typed" },

  named: { zh: "有人推荐了您？", en: "Were you nominated?" },
  named_what: {
    zh: "推荐人会给您一个链接或推荐码。接受或谢绝都由您决定。",
    en: "Whoever named you gives you a link or a code. Whether you accept is for you to decide.",
  },
  named_code: { zh: "推荐码或链接", en: "Code or link" },
  named_wrong: {
    zh: "推荐码不完整，请从推荐人那里重新复制。",
    en: "The code is not complete; copy it once more.",
  },
  accept: { zh: "接受推荐", en: "Accept" },
  accept_sure: {
    zh: "您同意作为候选人 {candidate} 参选。召集方审查后列入公示名单，以后可以退出。",
    en: "You stand as candidate {candidate}. The convening body decides whether you may, and you can withdraw later.",
  },
  decline: { zh: "谢绝推荐", en: "Decline" },
  decline_sure: {
    zh: "候选人 {candidate} 标为“谢绝”，不能恢复。",
    en: "Candidate {candidate} is shown as declined, for good.",
  },

  own: { zh: "您的报名：候选人 {candidate}", en: "You stand as candidate {candidate}" },
  write: { zh: "写或修改自我介绍", en: "Write or change what you say of yourself" },
  write_what: {
    zh: "名单公示以前可以修改，最后一次的算数。",
    en: "Until the list is posted it can be changed; the last one counts.",
  },
  write_sure: {
    zh: "新的自我介绍代替原来的，由召集方公开。",
    en: "It takes the place of the one before, and the convening body makes it public.",
  },
  written: { zh: "已提交。", en: "Handed in." },
  withdraw: { zh: "退出参选", en: "Withdraw" },
  withdraw_sure: {
    zh: "退出以后不能再次报名这次选举。其他候选人的顺序不变。",
    en: "You cannot stand in this election again. The order of the others stays.",
  },
  steps: { zh: "查看每一步，提出异议", en: "Every step, and objecting to one" },
} as const;

/** Where a call for candidates stands, and what comes next. */
export const callStates: Readonly<Record<string, Sentence>> = {
  gathering: { zh: "正在报名和推荐", en: "candidates are named" },
  posted: { zh: "名单已公示，等待抽签排序", en: "the list is posted; its order is to be drawn" },
  ordered: { zh: "选票顺序已定，等待选举通知", en: "the order is drawn; notice comes next" },
  noticed: { zh: "选举通知已发出", en: "notice of the election was given" },
  elected: { zh: "选举结果已公告", en: "the result is announced" },
  abandoned: { zh: "已终止", en: "given up" },
};

/** Where a candidacy stands. */
export const candidacyStates: Readonly<Record<string, Sentence>> = {
  nominated: { zh: "已被推荐，等待本人答复", en: "nominated, has not answered" },
  accepted: { zh: "本人已同意，等待审查", en: "stands, is being checked" },
  declined: { zh: "本人谢绝", en: "declined" },
  eligible: { zh: "符合条件，列入名单", en: "may stand" },
  refused: { zh: "不符合条件", en: "may not stand" },
  withdrawn: { zh: "已退出", en: "withdrew" },
};
