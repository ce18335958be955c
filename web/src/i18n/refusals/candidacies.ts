/** Refusals of calls for candidates and candidacies; `{1}` is the first value of the service's sentence. */
export const CANDIDACIES = {
  "a call for candidates that is {1} does not allow this: {2}":
    "候选人征集目前的状态是“{1}”，现在不能办理这一项（{2}）。",
  "a candidacy that is {1} does not allow this: {2}":
    "这位候选人目前的状态是“{1}”，现在不能办理这一项（{2}）。",
  "there is no such call for candidates; make it first": "没有这一次候选人征集，请先发起征集。",
  "this call for candidates was made before; a new one needs another identifier":
    "这一次征集已经发起过，再次征集请用新的编号。",
  "candidates were called for meeting {1} already, or notice of it was given":
    "会议 {1} 已经征集过候选人，或者已经发出通知。",
  "a call is for 1 to {1} seats": "席位数须在 1 至 {1} 之间。",
  "candidates can be named for {1} full days at least, until {2}": "推荐期至少满 {1} 天，最早到 {2} 截止。",
  "this is not for whoever signed as this role to say": "以您签名的身份不能办理这一项。",
  "{1} may not name candidates here": "本小区的规则不允许{1}推荐候选人。",
  "members of the committee name nobody but themselves": "业主委员会委员只能自荐，不能推荐别人。",
  "candidates were named until {1}": "推荐已于 {1} 截止。",
  "candidates can be named until {1}; the list is posted after that": "推荐到 {1} 截止，之后才能公示名单。",
  "{1} is called so already": "候选人编号 {1} 已被使用。",
  "there are as many candidates as there may be": "候选人已达到上限。",
  "an owner names at most as many candidates as there are seats":
    "每位业主推荐的人数不能超过席位数，您已推荐满。",
  "there is no candidate {1}": "没有候选人 {1}。",
  "whoever stands or names somebody is judged by the latest version of the register, which is {1}":
    "自荐和推荐以最新的业主名册（第 {1} 版）为准，请刷新后再试。",
  "there is no register to judge candidates by": "还没有业主名册，不能确认候选人资格。",
  "whoever signed is no owner in the latest register": "最新的业主名册上没有您，不能办理。",
  "whoever signed is not the one who was named": "被推荐的不是您，或者推荐代码不对。请核对代码。",
  "only the candidate can say this": "只有候选人本人才能办理。",
  "whoever signed stands already": "您已经报名参选。",
  "a scrutineer cannot stand for election; resign first": "监票人不能参选；想参选请先辞去监票人。",
  "whoever stands decides on no candidate and commits to no lot": "参选的人不能审查候选人，也不能参加抽签。",
  "a candidate is refused on one ground at least, each named once": "不通过须至少选一项理由，每项只选一次。",
  "a decision is changed with reasons only": "更改决定须写明理由。",
  "nobody decided yet whether {1} may stand": "候选人 {1} 还没有审查。",
  "{1} is no owner in the latest register any more; decide on them again":
    "最新的业主名册上已没有候选人 {1}，请重新审查。",
  "nobody may stand yet": "还没有通过审查的候选人。",
  "two officers of different bodies commit to the lot before the list is posted":
    "公示名单之前，须由不同机构的两位人员提交抽签承诺。",
  "{1} committed to the lot already, as often as the role may": "{1}已经提交过抽签承诺，不能再提交。",
  "whoever signed, or somebody with the same value, committed to the lot already":
    "您已经提交过抽签承诺，或者已有相同的承诺值。",
  "whoever signed did not commit to this value": "公开的数值与您承诺的不符。请用当初承诺的那台设备公开。",
  "the value was revealed already": "这一数值已经公开。",
  "values were revealed until {1}": "公开数值已于 {1} 截止。",
  "values can be revealed until {1}; the order is drawn once all are, or after that":
    "数值可以公开到 {1}；全部公开后或到期后才能抽签排序。",
  "nobody revealed a value, so nothing can be drawn; give the call up and make another one":
    "没有人公开数值，无法抽签。请放弃这次征集，另行征集。",
  "the order does not follow from what was revealed, for this matter and all who stand":
    "排序与公开的数值、全体候选人推算的不符。请刷新后再试。",
  "the election of this meeting waits for its candidates: the call is {1}, not ordered":
    "选举要等候选人确定；征集目前的状态是“{1}”，还没有排序。",
  "the seats and candidates on the agenda are not those that were posted, in the order that was drawn":
    "会议议程中的席位、候选人或顺序与公示、抽签的不一致。",
  "a committee is elected from candidates who were called for, posted and drawn: make a call for this meeting":
    "选举业主委员会须先征集、公示候选人并抽签排序。请为这次会议发起征集。",
  "candidates are posted {1} full days before voting opens, here until {2} at least":
    "候选人须在开始表决前公示满 {1} 天，本次至少公示到 {2}。",
} as const;
