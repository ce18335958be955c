/** Refusals of terms, re-elections and handovers; `{1}` is the first value of the service's sentence. */
export const TERMS = {
  "a re-election that is {1} does not allow this": "换届目前的状态是“{1}”，现在不能办理这一项。",
  "a handover that is {1} does not allow this": "移交目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such process: a re-election begins with report, form_group or name_acting, a handover with open_handover":
    "没有这一程序。换届从报告任期届满、成立换届小组或指定代行机构开始；移交从“开始移交”办起。",
  "this process is {1}, to which the deed does not belong": "这一程序是“{1}”，不能办理这一项。",
  "this process was opened before; choose another identifier": "这一程序已经开始过，请用新的编号。",
  "there is no committee {1}": "没有编号为 {1} 的业主委员会。",
  "this process is about the committee {1}": "这一程序是关于另一届业主委员会（{1}）的。",
  "the end of this committee's term is the process {1}: go on there":
    "这一届的换届程序已经开始（{1}），请在那里继续办理。",
  "whoever signs must sit in the committee whose term ends": "只有即将届满的业主委员会的在任委员才能签名。",
  "whoever signs must be in the re-election group, act in the committee's place, or be the supervising office":
    "只有换届小组成员、代行业主委员会职责的机构或街道办才能签名。",
  "the group cannot be formed: {1}": "换届小组不能成立：{1}。",
  "nobody prepares the election: the supervising office forms the re-election group first":
    "还没有人筹备选举，请先由街道办成立换届小组。",
  "notice of the meeting that elects is given; another can be named when it ended without a committee":
    "选举会议已经发出通知。该会议没有选出业主委员会时，才能另行指定会议。",
  "the committee that takes over must be the one that the named meeting elected":
    "接任的必须是指定会议选出的业主委员会。",
  "whoever signs must sit in the elected committee, or be the supervising office":
    "只有新当选的业主委员会委员或街道办才能签名。",
  "the rules that apply here foresee no exit audit": "本小区适用的规则没有规定离任审计。",
  "this person asked for the exit audit before": "您已经要求过离任审计，不用再提。",
  "the exit audit is that of a committee, and here somebody else hands over":
    "离任审计针对业主委员会，这次移交的不是业主委员会。",
  "the handover between these two is the process {1}: go on there":
    "双方之间的移交已经开始（{1}），请在那里继续办理。",
  "nothing is to be handed over yet: {1}": "现在还没有需要移交的：{1}。",
  "these two do not hand over to each other: {1}": "这两方之间不办理移交：{1}。",
  "whoever signs must be of the {1} side of this handover": "只有这次移交的{1}才能签名。",
  "nothing is said: name at least one item": "没有填写内容，请至少列出一项。",
  "one handover has at most {1} items, and as many that are missed":
    "一次移交最多列 {1} 项，缺少的也最多列这么多项。",
  "no item has the number {1}": "没有编号为 {1} 的项目。",
  "item {1} was answered for before": "第 {1} 项已经答复过。",
  "nothing with the number {1} is missed": "缺少的项目中没有编号 {1}。",
  "the handover is not late before {1}": "{1} 之前移交还不算逾期。",
  "the outgoing committee calls no vote on {1} any more ({2}); wait for the next committee, or for who acts until then":
    "即将届满的业主委员会不能再就“{1}”组织表决（{2}）。请等下一届业主委员会或代行机构办理。",
  "the re-election group is formed once the committee reported the end of its term, or from {1} on, when that is late":
    "业主委员会报告任期届满后才能成立换届小组；逾期未报告的，自 {1} 起可以成立。",
  "whoever signed for one side of a handover does not sign for the other":
    "已代表移交一方签名的人，不能再代表另一方签名。",
  "this meeting was named to elect the next committee, and its notice has no election {1}":
    "这次会议被指定为换届选举会议，但通知里没有选举事项 {1}。",
  "whoever signed for the outgoing side does not sign for the incoming one: let another member sign":
    "已代表移出方签名的人不能再代表接收方签名，请由另一位委员签名。",
  "the committee {1} was elected meanwhile: what is left is the handover":
    "新一届业主委员会（{1}）已经选出，现在只需办理移交。",
} as const;
