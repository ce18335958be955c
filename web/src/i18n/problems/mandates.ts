import type { ProblemWords } from "./explained.ts";
import { todo } from "./todo.ts";

const OTHER_HOLDER = {
  zh: "请换一位受托人，或自己投票。",
  en: "Choose somebody else, or vote yourself.",
} as const;

/** Why a mandate is not taken, not changed, or lets nobody vote, by the reason that the service gives. */
export const MANDATES: ProblemWords = {
  unknown_elector: {
    what: { zh: "这一户不在这次会议的名册上。", en: "This vote is not on the roll of the meeting." },
    todo: todo.ask,
  },
  not_principal: {
    what: {
      zh: "只有这一户的业主能委托别人；受托人不能再转委托。",
      en: "Only an owner of these units can give a mandate; a holder cannot pass one on.",
    },
    todo: { zh: "请由业主本人办理。", en: "The owner gives it themselves." },
  },
  not_representative: {
    what: {
      zh: "这处房屋有几位共有人，现在由另一位代表。",
      en: "These units have several owners, and another of them acts for them now.",
    },
    todo: {
      zh: "请由那位共有人委托，或先商量好由谁代表。",
      en: "That co-owner gives the mandate, or you agree first on who acts.",
    },
  },
  holder_is_owner_of_it: {
    what: {
      zh: "这是委托人自己或共有人的登记编号，不用委托就可以投票。",
      en: "This is the register number of whoever gives the mandate or of a co-owner, who vote without one.",
    },
    todo: {
      zh: "请填写另一位业主的登记编号。",
      en: "Write the register number of another owner.",
    },
  },
  holder_not_owner: {
    what: {
      zh: "名册上没有这个登记编号。",
      en: "Nobody on the roll of this meeting has this register number.",
    },
    todo: {
      zh: "请向受托人再问一遍，逐字核对。",
      en: "Ask the holder once more and compare every letter.",
    },
  },
  owners_only: {
    what: {
      zh: "按这次会议的规则，只能委托本小区业主。",
      en: "Under the rules of this meeting only owners hold mandates.",
    },
    todo: OTHER_HOLDER,
  },
  outside_on_paper: {
    what: {
      zh: "受托人不是业主，要用书面委托和纸质票。",
      en: "Somebody who is no owner votes on paper, with a mandate on paper.",
    },
    todo: {
      zh: "请打印委托书，签名后交给秘书。",
      en: "Print the form, sign it, and hand it to the secretary.",
    },
  },
  holder_excluded: {
    what: {
      zh: "这个人在这次会议中不能受托（例如物业公司的工作人员）。",
      en: "This person may hold no mandate in this meeting, such as staff of the manager.",
    },
    todo: OTHER_HOLDER,
  },
  excluded_already: {
    what: { zh: "这个人已经列为不能受托。", en: "This person is excluded already." },
    todo: todo.reload,
  },
  in_force: {
    what: {
      zh: "这一户已经有一份有效的委托。",
      en: "A mandate for this vote is in force already.",
    },
    todo: {
      zh: "要换人或改变指示，请先收回那一份。",
      en: "Take that one back first, to choose somebody else or to say something else.",
    },
  },
  over_caps: {
    what: {
      zh: "这位受托人受托的户数已经达到上限。",
      en: "This person holds as many mandates as the rules allow.",
    },
    todo: OTHER_HOLDER,
  },
  uninstructed: {
    what: {
      zh: "按这次会议的规则，每个事项都必须写明怎么投。",
      en: "Under the rules of this meeting you have to say how to vote on every matter.",
    },
    todo: todo.check,
  },
  instructed_twice: {
    what: { zh: "同一个事项有两个指示。", en: "There are two instructions on one matter." },
    todo: todo.check,
  },
  foreign_matter: {
    what: {
      zh: "这一户不参加其中一个事项的表决。",
      en: "One of the matters is not for this vote to decide.",
    },
    todo: todo.check,
  },
  instruction: {
    what: { zh: "有一个指示不能这样写。", en: "One of the instructions could be followed by no ballot." },
    todo: todo.check,
  },
  too_late: {
    what: { zh: "办理委托的期限已过。", en: "It is too late to give a mandate." },
    todo: { zh: "请自己投票，网上或纸质票都可以。", en: "Vote yourself, online or on paper." },
  },
  unknown: {
    what: { zh: "没有这份委托。", en: "There is no such mandate." },
    todo: todo.reload,
  },
  ended: {
    what: { zh: "这份委托已经结束。", en: "The mandate is no longer in force." },
    todo: todo.reload,
  },
  other_elector: {
    what: { zh: "这份委托是给另一户的。", en: "The mandate is for another vote." },
    todo: todo.check,
  },
  other_holder: {
    what: { zh: "这份委托的受托人是别人。", en: "Somebody else holds this mandate." },
    todo: todo.check,
  },
  not_giver: {
    what: { zh: "只有委托人本人能收回委托。", en: "Only whoever gave a mandate takes it back." },
    todo: {
      zh: "请由委托人在自己的设备上收回，或书面收回。",
      en: "They take it back on their own device, or on paper.",
    },
  },
  other_than_told: {
    what: {
      zh: "这一票与委托人的指示不同。",
      en: "The ballot says something else than the holder was told.",
    },
    todo: { zh: "请按指示投票。", en: "Vote as you were told." },
  },
  no_opinion: {
    what: {
      zh: "代表要按委托人的意见投票，但还没有记录意见。",
      en: "A delegate casts the principal's recorded opinion, and none is recorded.",
    },
    todo: { zh: "请先记录委托人的意见。", en: "Record the opinion first." },
  },
  no_delegate_rule: {
    what: {
      zh: "这次会议的通知没有写明业主代表的议事规则依据。",
      en: "The notice of this meeting names no rule of procedure for delegates.",
    },
    todo: todo.ask,
  },
  term_backwards: {
    what: { zh: "任期的结束早于开始。", en: "The term ends before it begins." },
    todo: todo.check,
  },
  appointed_already: {
    what: { zh: "这位代表已经登记。", en: "This delegate is appointed already." },
    todo: todo.reload,
  },
  not_delegate: {
    what: { zh: "这位业主不是这次会议的代表。", en: "This owner is no delegate in this meeting." },
    todo: todo.check,
  },
  outside_term: {
    what: {
      zh: "代表的任期没有覆盖整个投票时间。",
      en: "The delegate's term does not cover the whole time of the vote.",
    },
    todo: OTHER_HOLDER,
  },
  other_place: {
    what: {
      zh: "这一户有房屋不在代表的楼栋或单元。",
      en: "Not all units of this vote are in the delegate's building or entrance.",
    },
    todo: OTHER_HOLDER,
  },
  delegate_instructed: {
    what: {
      zh: "给代表的委托不写指示，由代表记录意见。",
      en: "A mandate to a delegate has no instructions; the delegate records the opinion.",
    },
    todo: todo.check,
  },
  not_a_delegates: {
    what: { zh: "只有代表记录委托人的意见。", en: "Only a delegate records the principal's opinion." },
    todo: todo.check,
  },
  opinion_missing: {
    what: { zh: "有的事项没有写意见。", en: "The opinion leaves a matter out." },
    todo: todo.check,
  },
};
