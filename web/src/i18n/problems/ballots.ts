import type { ProblemWords } from "./explained.ts";
import { todo } from "./todo.ts";

/** Why a ballot was not taken. */
export const BALLOTS: ProblemWords = {
  meeting_not_open: {
    what: {
      zh: "这次会议现在不在投票期间，票没有被接受。",
      en: "The meeting is not open, so the ballot was not taken.",
    },
    todo: { zh: "请在会议页查看投票时间。", en: "See the voting times on the page of the meeting." },
  },
  no_forwarding: {
    what: { zh: "这次会议现在不接受转交的票。", en: "The meeting takes no forwarded ballots now." },
    todo: todo.ask,
  },
  unknown_inbox: {
    what: {
      zh: "转交这张票的第二收票箱没有写在会议的定义里。",
      en: "The meeting does not name the second inbox that forwards this ballot.",
    },
    todo: todo.ask,
  },
  forwarding_ahead: {
    what: {
      zh: "第二收票箱给出的收票时间还没有到。",
      en: "The second inbox gave a time that has not come yet.",
    },
    todo: todo.operator,
  },
  city_channel_only: {
    what: {
      zh: "这次会议的网上投票只能在城市的官方系统进行。",
      en: "Online votes of this meeting are cast in the city's own system only.",
    },
    todo: { zh: "请按会议通知里的办法投票，或投纸质票。", en: "Vote as the notice says, or on paper." },
  },
  before_opening: {
    what: { zh: "投票还没有开始。", en: "Voting has not begun." },
    todo: {
      zh: "请在通知写明的开始时间之后再投。您的选择保存在这台设备上。",
      en: "Vote after the opening that the notice names. Your choices are kept on this device.",
    },
  },
  after_close: {
    what: { zh: "投票已经截止，这一票没有计入。", en: "Voting has ended; this ballot does not count." },
    todo: {
      zh: "截止前已有回执的票仍然有效。对结果可以在公示期内提出异议。",
      en: "A ballot with a receipt from before the close stands. You can object to the result while it is posted.",
    },
  },
  other_origin: {
    what: { zh: "这张票是给另一个服务的记录的。", en: "The ballot is for another record." },
    todo: todo.vote_anew,
  },
  other_community: {
    what: { zh: "这张票是给另一个小区的。", en: "The ballot is for another community." },
    todo: todo.vote_anew,
  },
  other_meeting: {
    what: { zh: "这张票是给另一次会议的。", en: "The ballot is for another meeting." },
    todo: todo.vote_anew,
  },
  other_definition: {
    what: {
      zh: "您看到的事项文本与这次会议公布的不一致，票没有被接受。",
      en: "The texts this ballot was made for are not those of the meeting, so it was not taken.",
    },
    todo: todo.vote_anew,
  },
  other_roll: {
    what: {
      zh: "这张票依据的名册不是这次会议的最终名册。",
      en: "The ballot was made for another roll of this meeting.",
    },
    todo: todo.vote_anew,
  },
  unknown_elector: {
    what: { zh: "名册上没有这个表决人。", en: "This elector is not on the roll." },
    todo: {
      zh: "请查看名册公示；有疑问请联系秘书。",
      en: "Look at the posted roll; ask the secretary if in doubt.",
    },
  },
  key_not_enrolled: {
    what: { zh: "这台设备没有在本小区启用。", en: "This device is not enrolled in this community." },
    todo: {
      zh: "请先用激活码启用这台设备，或用已启用的设备投票。",
      en: "Make this device ready with a code first, or use one that is.",
    },
  },
  bad_signature: {
    what: {
      zh: "这张票的签名不对，没有被接受。",
      en: "The signature is not right, so the ballot was not taken.",
    },
    todo: todo.vote_anew,
  },
  key_revoked: {
    what: { zh: "这台设备的密钥已经被撤销。", en: "The key of this device was revoked." },
    todo: {
      zh: "如果不是您撤销的，请立即告诉监票人。要投票，请到秘书处重新启用设备。",
      en: "If you did not do this, tell a scrutineer at once. To vote, have a device enrolled at the desk.",
    },
  },
  key_cooling: {
    what: {
      zh: "这台设备是在投票开始后才启用的，为防冒用要等一段时间才能投票。",
      en: "This device was made ready after voting had opened; so that nobody votes in your name it has to wait.",
    },
    todo: {
      zh: "请到时再投（时间见下方说明），或用以前启用的设备，或投纸质票。您的选择保存在这台设备上。",
      en: "Vote when the time has come (see below), use an older device, or vote on paper. Your choices are kept on this device.",
    },
  },
  not_entitled: {
    what: {
      zh: "您不是这处房屋登记的业主，不能投这一票。",
      en: "You are no owner of these units, so you cannot cast this vote.",
    },
    todo: {
      zh: "请查看名册公示；有误可以提出异议。",
      en: "Look at the posted roll; if it is wrong, object.",
    },
  },
  not_representative: {
    what: {
      zh: "这处房屋有几位共有人，另一位共有人已经代表投票。",
      en: "These units have several owners, and another of them acts for all.",
    },
    todo: {
      zh: "可以提出异议，或由全体共有人共同指定一人。",
      en: "Object to it, or let all co-owners name the same person.",
    },
  },
  representation_set_aside: {
    what: {
      zh: "召集人已裁定这处房屋先前的票不算。",
      en: "The convener set the ballots of these units aside.",
    },
    todo: {
      zh: "需要全体共有人共同指定一人，由他投票。",
      en: "All co-owners have to name the same person, who then votes.",
    },
  },
  mandate_unknown: {
    what: { zh: "公开记录里没有这份委托。", en: "The record has no such mandate." },
    todo: {
      zh: "请委托人先在自己的设备上签署委托。",
      en: "Ask the principal to sign the mandate on their device first.",
    },
  },
  mandate_ended: {
    what: { zh: "这份委托已经失效。", en: "The mandate is no longer in force." },
    todo: {
      zh: "委托人可以自己投票，或重新委托。",
      en: "The principal can vote themselves or give another mandate.",
    },
  },
  mandate_of_other_elector: {
    what: { zh: "这份委托不是给这处房屋的。", en: "The mandate is for another elector." },
    todo: todo.vote_anew,
  },
  not_the_holder: {
    what: { zh: "这份委托的受托人不是您。", en: "Somebody else holds this mandate." },
    todo: todo.paper,
  },
  bound_by_instructions: {
    what: { zh: "委托人指定了另一种选择，不能这样投。", en: "The principal told you to vote otherwise." },
    todo: {
      zh: "请按委托人的指定投票；要改变，请委托人重新委托或自己投票。",
      en: "Vote as you were told; to change it, the principal gives another mandate or votes themselves.",
    },
  },
  no_opinion_recorded: {
    what: {
      zh: "代表只能按记录的意见投票，而委托人的意见还没有记录。",
      en: "A delegate casts the principal's recorded opinion, and there is none.",
    },
    todo: { zh: "请先记录委托人的意见。", en: "Record the principal's opinion first." },
  },
  principal_voted: {
    what: {
      zh: "委托人已经自己投票，以他本人的票为准。",
      en: "The principal has voted themselves, and that vote counts.",
    },
    todo: { zh: "您不需要再做什么。", en: "There is nothing left for you to do." },
  },
  voted_before_transfer: {
    what: {
      zh: "房屋过户之前，原业主已经投票，这一票有效。",
      en: "This vote was cast before the units passed to the new owners, and stands.",
    },
    todo: todo.paper,
  },
  matter_missing: {
    what: { zh: "有一个事项还没有选择。", en: "A matter has no choice yet." },
    todo: {
      zh: "请给每个事项都选一项；可以选弃权。",
      en: "Choose something for each matter; you may abstain.",
    },
  },
  matter_not_for_elector: {
    what: {
      zh: "其中有一个事项不由您这处房屋表决。",
      en: "One of the matters is not for these units to decide.",
    },
    todo: todo.vote_anew,
  },
  matter_twice: {
    what: { zh: "同一个事项出现了两次选择。", en: "A matter has two choices." },
    todo: todo.vote_anew,
  },
  choice_of_other_form: {
    what: { zh: "有一个事项不能这样选择。", en: "One of the matters cannot be answered so." },
    todo: todo.vote_anew,
  },
  unknown_candidate: {
    what: { zh: "所选的人不在候选人名单上。", en: "Somebody who was chosen does not stand." },
    todo: todo.vote_anew,
  },
  candidate_twice: {
    what: { zh: "同一位候选人选了两次。", en: "A candidate is named twice." },
    todo: todo.vote_anew,
  },
  too_many_candidates: {
    what: { zh: "选的人数超过了应选人数。", en: "More candidates were chosen than there are seats." },
    todo: { zh: "请减少人数后再投。", en: "Choose fewer and vote again." },
  },
  already_voted: {
    what: {
      zh: "这处房屋已经投过票，这次会议的规则不允许再改。",
      en: "These units have voted, and the rules of this meeting allow no change.",
    },
    todo: {
      zh: "先前的票有效，可以查看它的回执。如果不是您投的，请立即告诉监票人。",
      en: "The earlier ballot stands; look at its receipt. If it was not you, tell a scrutineer at once.",
    },
  },
  wrong_predecessor: {
    what: {
      zh: "在您填写期间，另一台设备投过一票。",
      en: "Another ballot was cast meanwhile, from another device.",
    },
    todo: {
      zh: "请重新打开投票页查看。如果不是您或共有人投的，请立即告诉监票人。",
      en: "Open the page for voting again. If it was neither you nor a co-owner, tell a scrutineer at once.",
    },
  },
  not_saved: {
    what: { zh: "这一票还没有保存。", en: "The ballot was not saved." },
    todo: {
      zh: "请再发送一次；同一张票不会重复计算。",
      en: "Send it again; the same ballot is never counted twice.",
    },
  },
  inbox_full: {
    what: {
      zh: "第二收票箱已满，没有收下这张票。",
      en: "The second inbox is full and did not take the ballot.",
    },
    todo: { zh: "请直接在本服务投票，或投纸质票。", en: "Cast it here directly, or on paper." },
  },
  unknown_record: {
    what: { zh: "第二收票箱不收这个小区的票。", en: "The second inbox takes no ballots of this record." },
    todo: todo.operator,
  },
  ballot_not_found: {
    what: { zh: "这里没有这张票。", en: "There is no such ballot here." },
    todo: todo.address,
  },
  definition_differs: {
    what: {
      zh: "服务给出的事项文本与公开记录里的指纹不一致，为保护您，投票已停止。",
      en: "The texts that came are not those whose hash the record names. To protect you, voting stops here.",
    },
    todo: {
      zh: "请不要投票，并立即告诉监票人和街道办。也可以投纸质票。",
      en: "Do not vote here, and tell a scrutineer and the supervising office at once. You can vote on paper.",
    },
  },
};
