/** Words of the page about who acts for co-owners. */
export const representation = {
  title: { zh: "共有人由谁投票", en: "Who votes for co-owners" },
  intro: {
    zh: "一户房屋有几位共有人时，只算一票。请共有人商量好由谁投票；没有商定的，先投的人暂时代表大家，其他人可以在截止前反对。",
    en: "A home with several owners has one vote. Agree on who casts it. If you have not, whoever votes first acts for all for the time being, and the others can object until the close.",
  },
  none: {
    zh: "您在这次会议中没有与别人共有的房屋，不需要在这里办理。",
    en: "You own nothing together with others in this meeting, so there is nothing to do here.",
  },
  units: { zh: "房屋", en: "Units" },
  you: { zh: "（您）", en: " (you)" },
  co_owners: { zh: "共有人（登记编号）", en: "Co-owners (register numbers)" },
  acts: { zh: "现在由谁投票", en: "Who acts now" },
  anyone: { zh: "任何一位共有人都可以", en: "any of the co-owners may" },
  nobody_may: { zh: "没有人", en: "nobody" },
  named: { zh: "您推举的人", en: "Whom you named" },
  nobody_named: { zh: "您还没有推举", en: "you named nobody" },
  state: { zh: "状态", en: "How it stands" },
  you_may_vote: { zh: "您现在可以为这一户投票。", en: "You may vote for this home now." },
  you_may_not: { zh: "您现在不能为这一户投票。", en: "You cannot vote for this home now." },
  name: { zh: "推举一位共有人投票", en: "Name who is to vote" },
  name_what: {
    zh: "所有共有人都推举同一个人时，就由这个人投票，其他人投的票作废。您可以改推举别人，直到投票截止。",
    en: "Once all co-owners name the same person, that one votes and ballots of others are set aside. You can name somebody else until the close.",
  },
  whom: { zh: "推举谁", en: "Whom" },
  name_done: { zh: "您的推举已记录。", en: "It was recorded whom you name." },
  object: { zh: "反对由这个人代表", en: "Object to who acts" },
  object_what: {
    zh: "有人反对时，这一户的票由召集人裁决后才计入。请先与共有人商量。反对可以撤回。",
    en: "While somebody objects the vote of this home waits for the convener's decision. Talk to your co-owners first. You can take it back.",
  },
  object_to: { zh: "反对谁", en: "To whom" },
  reason: { zh: "理由（可以不写）", en: "Why (may be left out)" },
  reason_hint: { zh: "只有召集人和监督人员看得到。", en: "Read by the convener and those who supervise." },
  object_done: {
    zh: "您的反对已记录，其他共有人会收到通知。",
    en: "Your objection was recorded; the others are told.",
  },
  withdraw: { zh: "撤回我的反对", en: "Take my objection back" },
  withdraw_sure: {
    zh: "撤回后，如果没有其他人反对，现在的代表所投的票就算数。",
    en: "If nobody else objects, the vote of whoever acts counts.",
  },
} as const;

/** How it stands who acts for co-owners. */
export const representationStates = {
  nobody: { zh: "还没有人投票，也没有商定", en: "nobody has voted and nothing is agreed" },
  provisional: { zh: "先投票的人暂时代表", en: "whoever voted first acts for the time being" },
  settled: { zh: "已商定", en: "agreed among all" },
  disputed: { zh: "有争议，等待召集人裁决", en: "disputed; the convener decides" },
  confirmed: { zh: "召集人裁决：维持", en: "the convener decided that it stands" },
  set_aside: { zh: "召集人裁决：不算数", en: "the convener set it aside" },
} as const;
