/** Refusals of sittings, seals, the archive and contracts; `{1}` is the first value of the service's sentence. */
export const SITTINGS = {
  "a sitting that is {1} does not allow this": "业主委员会会议目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such sitting; the chair calls it, or a member asks for it":
    "没有这次业主委员会会议。请由主任召集，或由委员提议召开。",
  "the signer has no seat in the committee that is in office, and nobody sits for somebody else":
    "您不是现任业主委员会委员；委员不能由别人代替出席。",
  "this member asked for the sitting already": "您已经提议召开这次会议。",
  "a sitting is called by the chair, or by a member who asked for it once enough members did; {1} of {2} asked":
    "会议由主任召集；提议的委员达到人数后也可由提议人召集。目前 {2} 位委员中有 {1} 位提议。",
  "this is for the chair or for whoever called the sitting": "这一项由主任或召集会议的人办理。",
  "until {1} the sitting is ended by the chair or by whoever called it, then by any member or the secretary":
    "{1} 之前由主任或召集人结束会议，之后任一委员或秘书都可以结束。",
  "a sitting must end after it begins and within three days": "会议结束时间须在开始之后、三天之内。",
  "a title or place must have 1 to {1} characters; it is public and names no person":
    "标题或地点须为 1 至 {1} 个字；它会公开，请不要写姓名。",
  "an agenda needs 1 to {1} items": "议程须有 1 至 {1} 项。",
  "item {1} stands on the agenda twice": "议程中第 {1} 项出现了两次。",
  "item {1} is not on the agenda that was posted": "公布的议程中没有第 {1} 项。",
  "item {1} is {2}, which the owners' assembly decides jointly and the committee cannot ({3}): call a meeting of the assembly":
    "第 {1} 项是“{2}”，须由业主共同决定，业主委员会无权决定（{3}）。请召集业主大会会议。",
  "the agenda must be posted {1} full days before the sitting ({2}), so before {3}: let it begin later":
    "议程须在会议前满 {1} 天公布（{2}），即 {3} 之前。请推迟会议。",
  "the residents' committee was told already": "已经告知居委会。",
  "the residents' committee must be told {1} full days before the sitting ({2}), so before {3}: postpone the sitting":
    "须在会议前满 {1} 天告知居委会（{2}），即 {3} 之前。请推迟会议。",
  "the residents' committee was not told of the sitting ({1}): postpone it and tell them in time":
    "还没有告知居委会（{1}）。请推迟会议并按时告知。",
  "a sitting is moved to a later time only": "会议只能改到更晚的时间。",
  "the sitting began at {1}, and is not called off any more": "会议已于 {1} 开始，不能再取消。",
  "the sitting begins at {1}": "会议 {1} 才开始。",
  "the sitting was over at {1}": "会议已于 {1} 结束。",
  "this member's attendance is recorded already": "您的出席已经登记。",
  "this visitor's attendance is recorded already": "这位列席人员已经登记。",
  "the member does not attend: sign the attendance first": "您还没有登记出席，请先签到。",
  "item {1} is decided already": "第 {1} 项已经作出决定。",
  "item {1} has no text yet, or another one than this": "第 {1} 项还没有决定文字，或者文字与此不同。",
  "this member signed the text of item {1} already": "您已在第 {1} 项的决定上签名。",
  "a use of a seal that is {1} does not allow this": "用印申请目前的状态是“{1}”，现在不能办理这一项。",
  "nobody asked for this use of a seal; request it first, with the document":
    "没有这一用印申请。请先附上文件提出申请。",
  "this use of a seal was requested already": "这一用印申请已经提出。",
  "the signer has no seat in the committee that is in office, and nobody approves for somebody else":
    "您不是现任业主委员会委员；不能代替别人同意用印。",
  "a title must have 1 to {1} characters; it is public and names no person":
    "标题须为 1 至 {1} 个字；它会公开，请不要写姓名。",
  "item {1} of that sitting was not decided, so nothing follows from it":
    "那次业主委员会会议的第 {1} 项没有作出决定，不能据此用印。",
  "the use was requested for another document than this": "申请用印的是另一份文件。",
  "this member approved or declined already": "您已经表示过同意或不同意。",
  "{1} of all {2} members approve, which is not {3} of all ({4})":
    "全体 {2} 位委员中有 {1} 位同意，没有达到全体的 {3}（{4}）。",
  "a request is withdrawn by whoever made it": "只有申请人才能撤回用印申请。",
  "a document of the archive that is {1} does not allow this":
    "这份档案目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such document in the archive; enter it first": "档案中没有这份文件，请先登记。",
  "this document was entered already; another one has another identifier":
    "这份文件已经登记；另一份请用新的编号。",
  "accounts name the days that they cover": "账目须写明起止日期。",
  "the days must end no earlier than they begin, and accounts are entered after the last of them":
    "截止日期不能早于起始日期；账目须在截止日期之后登记。",
  "there is no such document in the archive that this one could replace": "档案中没有可以被它替换的文件。",
  "the document was entered as {1}: that body, or the supervising office, withdraws or replaces it":
    "这份文件由{1}登记，只能由其或街道办撤出、替换。",
  "a {1} is open to owners: leave personal data out of it, and enter it with access open":
    "“{1}”类文件须向业主公开：请去掉个人信息，按公开登记。",
  "a document is replaced by one of the same class, {1}": "只能用同类（“{1}”）文件替换。",
  "a contract that is {1} does not allow this": "合同目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such contract; record first that it was agreed": "没有这份合同，请先登记合同已经订立。",
  "the contract must end after it begins, and a prolonged one later than before":
    "合同的截止须晚于开始；续期的截止须晚于原来的截止。",
  "the manager can only have been told in the past, and while the contract runs":
    "告知物业的时间须在过去，并且在合同期内。",
} as const;
