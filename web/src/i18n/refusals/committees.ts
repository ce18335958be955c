/** Refusals of committees, their recalls, filings and seats; `{1}` is the first value of the service's sentence. */
export const COMMITTEES = {
  "the term of this committee ended at {1}: its members report and hand over, and do nothing else":
    "这一届业主委员会的任期已于 {1} 届满，委员只能办理报告和移交。",
  "a committee that is {1} does not allow this": "业主委员会目前的状态是“{1}”，现在不能办理这一项。",
  "somebody who is {1} on the committee cannot do this": "状态为“{1}”的人不能办理这一项。",
  "a recall that is {1} does not allow this": "罢免案目前的状态是“{1}”，现在不能办理这一项。",
  "a filing that is {1} does not allow this": "备案目前的状态是“{1}”，现在不能办理这一项。",
  "there is no such committee; it comes into being when an election is announced, under the meeting's id":
    "没有这一届业主委员会。选举结果公布后才会有，编号与会议相同。",
  "nobody of this meeting and candidate was elected to the committee, or as an alternate":
    "这次会议没有选出这位候选人，候补委员中也没有。",
  "no candidacy of that meeting says which owner this candidate is; whoever convened says it with bind_candidate, and the owner with prove_candidate":
    "记录里没有说明这位候选人是哪位业主。请先由召集人登记是哪位业主，再由该业主用代码确认。",
  "only the owner who stood as this candidate can sign this":
    "只有当选的业主本人、用登记时给的代码才能签名。",
  "the grant must be one of a member or of the chair, in force, and of no other seat":
    "须选一份有效的委员或主任职务，并且没有用于其他席位。",
  "the committee did not choose this member as its chair; name a member's grant":
    "业主委员会没有推选这位委员为主任，请选委员的职务。",
  "only a member who took the seat with this office can sign this": "只有以这一职务就任的委员才能签名。",
  "this member does not sit on the committee now": "这位委员目前不在任。",
  "the committee and every change of it are filed already": "业主委员会及其变动都已备案，没有需要备案的。",
  "nothing of this hash was filed for this committee": "这一届业主委员会没有提交过这份备案材料。",
  "seals are handed out once the office acknowledged the filing of the committee":
    "街道办受理备案后，才能登记印章保管人。",
  "name at least one seal, and each once": "请至少选一枚印章，每枚只选一次。",
  "name the latest version of the register; it must not have this owner any more":
    "请用最新的业主名册；只有名册上已没有这位业主时才能办理。",
  "only the end of a seat that somebody stated can be corrected so": "只有登记过的资格终止才能这样更正。",
  "the seat was filled by an election meanwhile": "这一席位已经由选举补上。",
  "there is no such recall in this committee": "这一届业主委员会没有这一罢免案。",
  "a recall of this identifier or of this member is there already":
    "已经有这一罢免案，或者对这位委员的罢免案。",
  "each other member supports a recall once": "其他委员对一个罢免案只能附议一次。",
  "the petition must demand the recall of this member and have enough support":
    "须有要求罢免这位委员并且人数、面积都已达到要求的业主联名。",
  "the meeting must be a draft: notice of it was given already":
    "这次会议已经发出通知，请选尚未通知的会议草稿。",
  "single seats are filled while more than half of the members are left, and if a seat is vacant":
    "在任委员超过半数并且有空缺席位时，才能个别补选。",
  "another recall is put to this matter of the meeting; each needs a matter of its own":
    "这一表决事项已用于另一个罢免案；每个罢免案须有自己的表决事项。",
  "the owner who was elected must first name the grant that signs this, with take_seat or name_grant":
    "当选的业主须先就任，或指定用哪一职务签名。",
  "the assembly has decided on this petition already; owners who want another vote sign another petition":
    "业主大会已就这一联名作出决定；想再次表决，请另行联名。",
  "nobody proposes or supports their own recall; whoever wants to leave resigns":
    "不能提议或附议罢免自己；想离任请办理辞职。",
  "which owner this candidate is, is known already": "这位候选人是哪位业主已经登记过。",
  "this owner is another candidate of this committee already": "这位业主已登记为本届的另一位候选人。",
  "a member is not suspended by the {1} here ({2})": "按本小区适用的规则，{1}不能暂停委员履职（{2}）。",
  "the grant ends before {1}, the earliest end of the term ({2}): let it be granted for longer":
    "这份职务在任期最早届满之日（{1}）前就到期（{2}），请先延长职务期限。",
  "the seat is held by a grant of this role already, which is in force; end that one first":
    "这一席位已有一份有效的同类职务，请先结束那一份。",
} as const;
