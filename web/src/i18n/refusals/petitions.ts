/** Refusals of petitions, evaluations and objections to steps; `{1}` is the first value of the service's sentence. */
export const PETITIONS = {
  "a petition that is {1} does not allow this: {2}": "联名目前的状态是“{1}”，现在不能办理这一项（{2}）。",
  "there is no such petition; open it first": "没有这一联名，请先发起。",
  "this petition was opened before; whoever wants to try again opens another one":
    "这一联名已经发起过；想再试请另行发起。",
  "a petition names 1 to {1} matters, each kind once": "联名须写明 1 至 {1} 项表决事项，每类只写一次。",
  "a recall names the offices of 1 to {1} members, each once, and nothing else does":
    "罢免须写明 1 至 {1} 位委员，每位只写一次；其他联名不写委员。",
  "{1} is no office of a committee member that is in force": "{1} 不是在任委员的有效职务。",
  "a recall asks for {1} and nothing else, and no other petition asks for it":
    "罢免联名只能要求“{1}”这一项，其他联名不能要求这一项。",
  "a petition is counted on the latest version of the register, which is {1}":
    "联名按最新的业主名册（第 {1} 版）计算，请刷新后再试。",
  "there is no register to count support by": "还没有业主名册，不能计算联名。",
  "the register gives no electors: {1}": "业主名册上没有可以表决的业主：{1}。",
  "whoever signed is not an elector in the register that the petition is counted on":
    "计算这次联名的业主名册上没有您，不能参加联名。",
  "whoever signed owns nothing any more in the latest register": "最新的业主名册上您已没有房屋，不能办理。",
  "an owner has at most {1} petitions open at a time": "每位业主同时最多发起 {1} 个联名。",
  "what was signed is another text than that of the petition":
    "您签名的文字与联名的文字不同。请重新打开联名再签。",
  "this owner supports the petition already; an owner counts once, by whatever account":
    "您已经联名；每位业主只计一次，换账户也一样。",
  "this owner does not support the petition": "您没有参加这一联名。",
  "no co-owner of whoever signed supports the petition, so there is nothing to object to":
    "与您共有房屋的人没有参加这一联名，不用提出反对。",
  "whoever supports the petition withdraws that instead of objecting to a co-owner":
    "您自己已经联名；请撤回自己的联名，而不是反对共有人。",
  "this owner objects already": "您已经提出反对。",
  "this owner has no objection that could be taken back": "您没有可以撤回的反对意见。",
  "only whoever opened the petition can give it up": "只有发起人才能放弃这一联名。",
  "others support the petition; withdraw your own support instead":
    "已有其他业主联名，不能放弃；您可以撤回自己的联名。",
  "the support does not reach the mark yet: {1} heads of {2} and {3} m² of {4} support it, and {5} must, by {6}":
    "联名还没有达到要求：现有 {1} 人（共 {2} 人）、{3} 平方米（共 {4} 平方米），须达到 {5}（按 {6} 计算）。",
  "the committee has time until {1}; the authority orders after that":
    "业主委员会可以在 {1} 前答复，之后主管部门才能责令。",
  "a meeting was convened in time; there is nothing to order": "会议已经按时召集，不用责令。",
  "the day of an order lies after today, and at most {1} days away": "责令的期限须在今天之后、{1} 天之内。",
  "the committee has until {1} by the order; a substitute is named after that":
    "按责令，业主委员会须在 {1} 前召集，之后才能指定代为召集的人。",
  "a substitute is named after an order of the authority has lapsed; order first":
    "责令期限过后才能指定代为召集的人，请先责令。",
  "the order lapsed at {1}; now the substitute whom the authority names convenes":
    "责令期限已于 {1} 届满，现在由主管部门指定的人召集。",
  "{1} is no office of a convener that is in force": "{1} 不是有效的召集人职务。",
  "a substitute was named; only they convene": "已指定代为召集的人，只能由其召集。",
  "whoever answered for the committee cannot convene in its place":
    "代表业主委员会答复过的人，不能再代其召集。",
  "notice of meeting {1} was given already; name a draft": "会议 {1} 已经发出通知，请选会议草稿。",
  "the notice leaves out what the petition asks for: a matter of kind {1}":
    "会议缺少联名要求的事项：“{1}”。请先加进草稿。",
  "voting must open before {1}, as the authority ordered": "按主管部门的责令，须在 {1} 前开始表决。",
  "an evaluation that is {1} does not allow this": "评议目前的状态是“{1}”，现在不能办理这一项。",
  "this evaluation is open already; a new one has an identifier of its own":
    "这一评议已经开始，另行评议请用新的编号。",
  "there is no such evaluation: it is opened first": "没有这一评议，请先发起。",
  "another evaluation of the {1} runs; wait until it closes, or cancel it":
    "已有一项对“{1}”的评议在进行；请等它结束，或先取消。",
  "the residents' committee or the supervising office opens an evaluation of the committee, not its chair":
    "对业主委员会的评议由居委会或街道办发起，不由主任发起。",
  "an evaluation asks the owners of the latest register, which is version {1}":
    "评议面向最新业主名册（第 {1} 版）上的业主，请刷新后再试。",
  "there is no register yet whose owners could be asked": "还没有业主名册，不能发起评议。",
  "an evaluation closes no earlier than {1}, so that owners have time to answer":
    "评议最早到 {1} 截止，以便业主有时间答复。",
  "an evaluation closes by {1}": "评议最晚到 {1} 截止。",
  "only owners of the register it was opened on answer an evaluation":
    "发起评议时的业主名册上没有您，不能答复。",
  "it was opened as {1}, and is published or cancelled as that":
    "这一评议由{1}发起，须以同一身份公布或取消。",
  "once it is closed the residents' committee or the supervising office calls it off, not the chair":
    "评议截止后只能由居委会或街道办取消，主任不能取消。",
  "a reason must have 1 to {1} characters": "理由须为 1 至 {1} 个字。",
  "the totals are not those that follow from the answers; read them again and sign those":
    "合计与答复不符，请重新读取合计后再签名。",
  "{1} is not an identifier of 1 to 32 lower-case letters, digits and hyphens":
    "{1} 不是编号：须为 1 至 32 个小写字母、数字或连字符。",
  "an evaluation asks 1 to {1} questions": "评议须有 1 至 {1} 个问题。",
  "question {1} must have 1 to {2} characters": "问题 {1} 须为 1 至 {2} 个字。",
  "question {1} is there twice": "问题 {1} 出现了两次。",
  "at least one question must be answered": "请至少回答一个问题。",
  "question {1} is not asked here": "这次评议没有问题 {1}。",
  "entry {1} is no step that somebody answers for: name a deed, the notice of a meeting or a result":
    "第 {1} 条记录不是可以提出异议的环节；请选一项行为、会议通知或结果。",
  "entry {1} belongs to an objection itself; an answer that is wrong is corrected":
    "第 {1} 条记录本身属于异议；答复有误的，可以更正答复。",
  "whoever took a step does not object to it": "不能对自己办理的环节提出异议。",
  "owners object to a result at its meeting, within the time that is posted there":
    "业主对结果的异议在该会议页面提出，须在公示的期限内。",
  "the result is final; nobody objects to it any more": "结果已经生效，不能再提出异议。",
  "objections to this result came until {1}, and that is over": "对这一结果的异议已于 {1} 截止。",
  "the same person has objected to this step already": "您已对这一环节提出过异议。",
  "this objection is raised already; another one has an identifier of its own":
    "这一异议已经提出；另提请用新的编号。",
  "there is no such objection": "没有这一异议。",
  "only whoever raised an objection takes it back": "只有提出异议的人才能撤回。",
  "whoever raised an objection does not answer it": "提出异议的人不能自己答复。",
  "the step was taken as {1}, and the objection is answered by that body; convener, supervisor or residents_committee answer in its place from {2} on":
    "这一环节由{1}办理，异议应由其答复；自 {2} 起可以由召集人、街道办或居委会代为答复。",
  "the objection is to entry {1}: the answer names the step it is about":
    "异议针对第 {1} 条记录，答复须写明同一环节。",
  "entry {1} is no objection to a result that was upheld": "第 {1} 条记录不是成立的、对结果的异议。",
  "what follows from an objection is recorded in one process of its own":
    "异议的后续处理须记录在同一程序中。",
  "only the supervising office orders that a result is set aside": "只有街道办才能责令撤销结果。",
  "the objection was withdrawn; whoever still objects raises another one":
    "异议已经撤回；仍有异议请另行提出。",
  "the objection is answered; an answer is corrected by another one with a reason":
    "异议已经答复；更正答复须另写一份并说明理由。",
  "the objection has no answer yet that could be corrected": "异议还没有答复，不能更正。",
  "the ground {1} does not belong to an objection to the {2}": "理由“{1}”不适用于对“{2}”的异议。",
  "an amendment of the roll follows only from an objection to the roll that is upheld":
    "只有对清册的异议成立时，才能更正清册。",
} as const;
