import type { ActWords } from "./fields.ts";

/** A deed that needs no explanation. */
function plain(zh: string, en: string): ActWords {
  return { title: { zh, en } };
}

/** A deed with what follows from it. */
function said(zh: string, en: string, whatZh: string, whatEn: string): ActWords {
  return { title: { zh, en }, what: { zh: whatZh, en: whatEn } };
}

/** What every deed of officers in a community's life is called, by noun. */
export const ACT_WORDS = {
  contract: {
    agree: plain("登记物业服务合同", "Record a service contract"),
    prolong: plain("续签合同", "Prolong the contract"),
    let_expire: plain("决定到期不续、另聘", "Let it run out, for another manager"),
    dismiss: plain("登记已告知解聘", "Record that the manager was told of its dismissal"),
    end: plain("登记物业服务人已退出", "Record that the manager left"),
  },
  seal_use: {
    request: plain("申请用章", "Ask for a use of a seal"),
    approve: plain("同意用章", "Approve it"),
    decline: plain("不同意用章", "Decline it"),
    use: plain("登记已用章", "Record that the seal was set"),
    withdraw: plain("撤回申请", "Take the request back"),
  },
  archive: {
    enter: said(
      "存入档案",
      "Enter a document",
      "存入后不能删除，只能标为撤回或被替换。",
      "Nothing leaves the archive; a document can only be withdrawn or replaced.",
    ),
    withdraw: plain("标为误存、撤回", "Withdraw it, entered by mistake"),
  },
  sitting: {
    petition: plain("提议召开会议", "Ask for a sitting"),
    call: said(
      "召集会议、公示议程",
      "Call a sitting and post its agenda",
      "议程须提前公示；属于业主大会的事项不能列入。",
      "The agenda is posted some days ahead; what the assembly decides cannot stand on it.",
    ),
    tell: plain("登记已告知居委会", "Record that the residents' committee was told"),
    attend: plain("签到出席", "Attend, for your own seat"),
    visit: plain("列席", "Attend as a visitor"),
    put: plain("提出决定草案", "Put the text of a decision"),
    sign: said(
      "对草案表态签名",
      "Sign what you say to a text",
      "请先读草案全文。签名后不能更改，只能对新草案重新签名。",
      "Read the text first. A signature cannot be changed; a new text is signed anew.",
    ),
    close: plain("结束会议、提交记录", "Close it, with its minutes"),
    disperse: plain("人数不足，散会", "Disperse it: too few came"),
    post: plain("登记决定已公示", "Record that its decisions were posted"),
    postpone: plain("改期", "Move it to a later time"),
    cancel: plain("取消会议", "Call it off"),
  },
  candidacy: {
    call: plain("开始推荐候选人", "Call for candidates"),
    admit: plain("审查通过候选人", "Decide that a candidate may stand"),
    refuse: plain("候选人不符合条件", "Decide that a candidate may not stand"),
    commit: said(
      "承诺抽签数值（排序用）",
      "Commit to a value for the order of the ballot",
      "数值由本机随机产生并保存，公示名单后用同一台设备公开。",
      "The value is made and kept on this device; reveal it on the same device once the list is posted.",
    ),
    post: plain("截止推荐、公示名单", "Close the list and post it"),
    reveal: plain("公开抽签数值", "Reveal your value"),
    order: plain("按抽签结果确定排序", "Draw the order of the ballot"),
    abandon: plain("放弃这次推荐", "Give the call up"),
  },
  evaluation: {
    open: plain("发起评议", "Open an evaluation"),
    publish: plain("公布评议结果", "Publish the totals"),
    cancel: plain("取消评议", "Call it off"),
  },
  petition: {
    agree: plain("同意召集会议", "Agree to convene"),
    decline: plain("不同意召集", "Decline to convene"),
    prepare: plain("指定会议草案", "Name the draft of the meeting"),
    order: plain("责令限期召开", "Order the meeting"),
    substitute: plain("指定由谁召集", "Name who convenes instead"),
  },
  contest: {
    answer: plain("答复异议", "Answer the objection"),
    correct_answer: plain("更正答复", "Correct the answer"),
    withdraw: plain("撤回我的异议", "Take your objection back"),
    order_remedy: said(
      "决定怎样补救",
      "Say what follows",
      "可以责令重新计票或者更正公示内容；撤销结果只能由街道办责令。理由会公开。",
      "A recount, or a correction of what was posted. Only the supervising office orders that a result is set aside. The reason is public.",
    ),
    report_recount: said(
      "提交重新计票结果",
      "Report the recount",
      "由系统根据公开记录重新计票，并与计票证书对照。请先看结果再签名。",
      "The service counts again from everything the record has, and holds it against the certificate. See what it came to, then sign.",
    ),
    post_correction: said(
      "发布更正",
      "Post the correction",
      "只更正公示时写错的内容（日期、名称、抄写错误等），不能改变票数。",
      "It mends what was posted: a date, a name, a sum copied wrongly. No correction changes a total.",
    ),
  },
  committee: {
    take_seat: plain("接受当选（本人密钥）", "Take the seat, with your own key"),
    confirm_seat: plain("确认席位（职务密钥）", "Confirm the seat, with the key of the office"),
    name_grant: plain("登记另一个职务", "Name another office for the seat"),
    vote_chair: plain("推选主任", "Vote for a chair"),
    file: said(
      "登记已备案",
      "Record a filing",
      "选择报送的备案材料包，记录它的指纹。",
      "Choose the package that was filed; its fingerprint is recorded.",
    ),
    acknowledge_filing: plain("同意备案", "Acknowledge a filing"),
    return_filing: plain("退回备案", "Return a filing"),
    hand_out_seals: plain("登记印章保管人", "Record who keeps the seals"),
    resign: said(
      "辞去委员职务",
      "Resign",
      "签名后立即离任，不能收回。您保管的印章、资料要按期移交。",
      "You leave at once, and it cannot be taken back. What you keep is handed over in time.",
    ),
    state_end: plain("登记委员资格终止", "Record that a seat ended by itself"),
    correct_end: plain("更正：资格没有终止", "Correct it: the seat did not end"),
    propose_recall: plain("提议罢免委员", "Propose the recall of a member"),
    support_recall: plain("附议罢免", "Support a recall"),
    adopt_petition: plain("依联名提议启动罢免", "Take a recall over from a petition"),
    record_hearing: plain("登记已听取意见", "Record that the member was heard"),
    put_recall: plain("把罢免列入会议", "Put the recall to a meeting"),
    suspend: plain("暂停履职", "Suspend the member"),
    lift_suspension: plain("恢复履职", "Lift the suspension"),
    fill_seats: plain("补选空缺席位", "Fill single seats at a meeting"),
    bind_candidate: said(
      "登记当选人是哪位业主",
      "Say which owner was elected",
      "没有经过候选人推荐程序的，由召集人或街道办登记，再由业主本人证明。公开记录里只有指纹。",
      "Where there was no call for candidates: you say it, and the owner proves it with their own key. The record holds a fingerprint only.",
    ),
    prove_candidate: said(
      "证明当选的是我",
      "Prove that you were elected",
      "填写召集人交给您的密码，用您业主的密钥签名。之后才能接受席位。",
      "Give the code that you were handed, and sign with your key as an owner. Then you can take the seat.",
    ),
  },
  formation: {
    apply: plain("申请成立业主大会", "Apply for an assembly"),
    form_group: plain("成立筹备组（第一行为组长）", "Form the group (its head first)"),
    post_register: plain("公示业主名册", "Post the register"),
    post_draft: plain("公示草案", "Post a draft"),
    post_candidates: plain("公示候选人", "Post the candidates"),
    name_meeting: plain("指定首次会议", "Name the inaugural meeting"),
    abandon: plain("终止筹备", "Give the formation up"),
  },
  term: {
    report: plain("报告任期将满", "Report that the term ends"),
    form_group: plain("成立换届小组", "Form the re-election group"),
    name_election: plain("指定换届选举会议", "Name the meeting that elects"),
    name_acting: plain("指定代行职责的组织", "Name who acts"),
    take_over: plain("新一届接任", "Take over"),
    ask_audit: plain("要求离任审计", "Ask for the exit audit"),
    report_audit: plain("提交离任审计报告", "Report the exit audit"),
    open_handover: plain("开始移交", "Begin a handover"),
    hand_over: said(
      "登记移交清单",
      "Sign what is handed over",
      "逐项列出交出的东西，接收方会逐项核对。离任委员什么都没有保管的，不用列，直接签名；业主委员会每一类都要列，没有的写“无”。",
      "List each thing; the other side then checks each. A member who left and kept nothing signs an empty list; a committee lists every kind, and says “none” where there is nothing.",
    ),
    receive: plain("登记接收情况", "Sign what was taken, and what is missing"),
    order_handover: plain("责令移交", "Order the handover"),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ActWords>>>>;
