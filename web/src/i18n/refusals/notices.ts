/** What holds the notice of a meeting; `{1}` is the first value of the service's sentence. */
export const NOTICES = {
  "the formation is {1}": "筹备程序的状态是“{1}”",
  "the group has not named this meeting as the inaugural one": "筹备组还没有指定这次会议为首次业主大会会议",
  "the group named this meeting as the inaugural one: let its kind be inaugural":
    "筹备组已指定这次会议为首次业主大会会议：请把会议类型改为首次会议",
  "there is no assembly yet: until covenant, rules of procedure and committee are adopted only the inaugural meeting is called":
    "业主大会还没有成立：通过管理规约、议事规则并选出业主委员会之前，只能召开首次会议",
  "version {1} of the register is not posted, only version {2}":
    "业主名册第 {1} 版还没有公示，公示的是第 {2} 版",
  "{1} was posted too late: it had to be posted before {2}": "{1}公示得太晚：须在 {2} 之前公示",
  "the agenda has no matter of the kind {1}": "议程中没有“{1}”这类事项",
  "the seats and candidates of the agenda are not those that were posted, in their order":
    "议程中的席位、候选人或顺序与公示的不一致",
  "the group is not formed": "筹备组还没有成立",
  "the list of the group is posted until {1}": "筹备组名单公示到 {1}",
  "the register is not posted": "业主名册还没有公示",
  "the draft of the {1} is not posted": "“{1}”草案还没有公示",
  "the candidates are not posted": "候选人还没有公示",
  "the group has not named the inaugural meeting": "筹备组还没有指定首次业主大会会议",
  "notice of the inaugural meeting is not given": "首次业主大会会议还没有发出通知",
  "{1} is not adopted": "“{1}”还没有通过",
  "the meeting is to fill single seats; it must elect at least one member and at most {1}":
    "这次会议是个别补选，须选 1 至 {1} 位委员。",
  "too few members are left, or no seat is vacant, so single seats cannot be filled; elect the whole committee again":
    "在任委员太少，或者没有空缺席位，不能个别补选；请重新选举整个业主委员会。",
  "an election of {1} seats makes no committee: the law allows {2}; to fill vacant seats of the committee, name the meeting with fill_seats first":
    "选 {1} 个席位不能组成业主委员会（法律规定的席位数：{2}）；要补选空缺席位，请先登记用这次会议补选。",
  "matter {1} elects the committee, which the whole community does: let everybody decide it":
    "事项 {1} 选举业主委员会，须由全体业主表决，请改为全体业主。",
  "matter {1} recalls a member; first put a recall that enough members or owners propose to this meeting and matter":
    "事项 {1} 罢免委员；请先把达到人数的罢免案列入这次会议的这一事项。",
  "matter {1} recalls a member who was not heard yet; record the hearing first":
    "事项 {1} 要罢免的委员还没有听取本人意见；请先登记。",
  "a recall is put to matter {1} of this meeting, which is none of its matters of kind {2}; add the matter, or put the recall to another":
    "罢免案列入了这次会议的事项 {1}，但会议没有这一“{2}”事项；请加上该事项，或把罢免案列入别的会议。",
} as const;

/** What is posted before the inaugural meeting. */
export const POSTINGS = {
  "the register": { zh: "业主名册", en: "the register" },
  "the covenant": { zh: "管理规约", en: "the covenant" },
  "the rules of procedure": { zh: "业主大会议事规则", en: "the rules of procedure" },
  "the voting rules": { zh: "表决规则", en: "the voting rules" },
  voting_rules: { zh: "表决规则", en: "the voting rules" },
  "the list of candidates": { zh: "候选人名单", en: "the list of candidates" },
} as const;
