import type { Sentence } from "./words.ts";

/** Words of the page about letting somebody else vote. */
export const mandates = {
  title: { zh: "委托别人投票", en: "Let somebody vote for you" },
  intro: {
    zh: "您不方便时，可以委托另一位业主代您投票。您自己投的票永远优先：投票截止前，只要您自己投了，就以您的为准。委托可以随时收回。",
    en: "If you cannot vote, another owner can vote for you. Your own vote always outranks theirs: if you vote before the close, yours counts. You can take a mandate back at any time until then.",
  },
  rules: { zh: "这次会议的委托规定", en: "What the rules say" },
  no_rules: { zh: "规则没有提到委托投票。", en: "The rules say nothing of voting by proxy." },
  holders: { zh: "谁可以受托", en: "Who may hold a mandate" },
  discretion: { zh: "没有指示的事项", en: "What was not told to the holder" },
  most: { zh: "一人最多受托", en: "The most mandates of one person" },
  principals: { zh: "{count} 位业主", en: "{count} owners" },
  share: { zh: "或全部的 {share}", en: "or {share} of all" },
  hours: { zh: "办理期限", en: "When it has to be given" },
  hours_before: { zh: "投票开始前 {count} 小时", en: "{count} hours before voting opens" },
  article: { zh: "依据", en: "Article" },
  my_number: { zh: "我的登记编号", en: "My register number" },
  my_number_what: {
    zh: "别人要委托您时，请把这个编号告诉他。",
    en: "Tell it to somebody who wants you to vote for them.",
  },
  give: { zh: "委托一位业主代我投票", en: "Give somebody a mandate" },
  give_what: {
    zh: "先问好对方是否愿意，并向对方要登记编号（在对方的“委托”或“我的设备”页面上）。",
    en: "Ask first whether they are willing, and for their register number; it stands on their pages about mandates and devices.",
  },
  for_which: { zh: "委托哪一户的票", en: "For which vote" },
  holder: { zh: "受托人的登记编号", en: "Register number of the holder" },
  holder_hint: { zh: "例如 o-1001。请逐字核对。", en: "For example o-1001. Compare every letter." },
  instructions: { zh: "您希望怎么投", en: "How they are to vote" },
  instructions_what: {
    zh: "有指示的事项，受托人只能照办；没有指示的，由受托人自己决定。",
    en: "Where you say how, the holder can vote in no other way; where you do not, they decide.",
  },
  as_holder_wishes: { zh: "由受托人决定", en: "The holder decides" },
  for: { zh: "同意", en: "For" },
  against: { zh: "反对", en: "Against" },
  abstain: { zh: "弃权", en: "Abstain" },
  candidates: { zh: "投给下面勾选的人", en: "Vote for those ticked below" },
  seats: { zh: "最多选 {count} 人", en: "{count} at most" },
  sure: {
    zh: "签名后，受托人可以代您投票。您自己投票就以您的为准；也可以随时收回委托。谁委托了谁不公开。",
    en: "Once signed, the holder can vote for you. If you vote yourself, yours counts; you can also take it back. Who trusted whom is not published.",
  },
  given: { zh: "委托已经生效。", en: "The mandate is in force." },
  paper_way: {
    zh: "不想在网上办？可以打印委托书，签名后交给秘书。",
    en: "Rather on paper? Print the form, sign it, and hand it to the secretary.",
  },
  paper_form: { zh: "打印委托书", en: "Print the form" },
  given_list: { zh: "我给出的委托", en: "Mandates I gave" },
  held_list: { zh: "别人给我的委托", en: "Mandates I hold" },
  none_given: { zh: "您没有委托任何人。", en: "You gave none." },
  none_held: { zh: "没有人委托您。", en: "Nobody gave you one." },
  units: { zh: "房屋", en: "Units" },
  who_holds: { zh: "受托人", en: "Holder" },
  who_gave: { zh: "委托人", en: "Given by" },
  in_force: { zh: "有效", en: "in force" },
  ended: { zh: "已结束", en: "ended" },
  standing: { zh: "状态", en: "Stands" },
  given_at: { zh: "委托时间", en: "Given" },
  ended_at: { zh: "结束时间", en: "Ended" },
  told: { zh: "指示", en: "Told to vote" },
  on_paper: { zh: "书面委托", en: "on paper" },
  somebody_outside: { zh: "名册以外的人（{name}）", en: "somebody who is not in the register ({name})" },
  owner: { zh: "业主（登记编号 {name}）", en: "owner (register number {name})" },
  delegate: { zh: "业主代表（登记编号 {name}）", en: "delegate (register number {name})" },
  revoke: { zh: "收回委托", en: "Take this mandate back" },
  revoke_sure: {
    zh: "收回后受托人不能再投。受托人已经投出的票仍然算数，除非您自己投票。",
    en: "The holder can vote no more. What they cast already stands until you vote yourself.",
  },
  not_now: {
    zh: "现在不能办理委托。从发出会议通知到投票截止可以办理。",
    en: "No mandate can be given now; it is possible from the notice until the close.",
  },
  vote: { zh: "去投票", en: "Go and vote" },
} as const;

/** Who may hold a mandate, as rule packs put it. */
export const holders: Readonly<Record<string, Sentence>> = {
  owners: { zh: "只能是本小区业主", en: "owners of this community only" },
  anyone: {
    zh: "任何人；网上只能委托业主，委托其他人请用书面",
    en: "anybody; online owners only, others on paper",
  },
  unknown: { zh: "法律没有规定，以议事规则为准", en: "the law does not say; rules of procedure may" },
};

/** What a holder may decide who was not told. */
export const discretions: Readonly<Record<string, Sentence>> = {
  allowed: { zh: "受托人可以自己决定", en: "the holder may decide" },
  instructed_only: { zh: "每个事项都必须写明怎么投", en: "you have to say how, for every matter" },
  unknown: { zh: "法律没有规定，以议事规则为准", en: "the law does not say; rules of procedure may" },
};
