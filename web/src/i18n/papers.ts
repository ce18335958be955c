import type { Sentence } from "./words.ts";

/** Words of paper ballots and of help at the desk. */
export const papers = {
  title: { zh: "纸质选票与现场协助", en: "Paper ballots and help at the desk" },
  what: {
    zh: "纸票发出、收回、录入都要签名入册。每张收回的票由两个人各自录入，互相看不到对方录入的内容。",
    en: "Handing out, taking back and reading papers is signed and recorded. Two people read each paper, and neither sees what the other entered.",
  },
  journal: { zh: "纸票台账", en: "Journal of the papers" },
  issued: { zh: "发出", en: "Handed out" },
  returned: { zh: "收回", en: "Came back" },
  outstanding: { zh: "未收回", en: "Still out" },
  spoiled: { zh: "污损换票", en: "Spoiled" },
  void: { zh: "作废", en: "Void" },
  unsettled: { zh: "录入未定的票", en: "Papers whose reading is not settled" },
  reconciliation: { zh: "清点", en: "Counted by hand" },

  list: { zh: "发放纸票", en: "Hand papers out" },
  list_what: {
    zh: "先生成名单，再签名发放，然后打印选票。只包括还没有有效纸票的业主。",
    en: "Make the list, sign it, then print the sheets. It holds electors without a live paper only.",
  },
  to: { zh: "发给", en: "To" },
  everybody: { zh: "全部楼栋", en: "every building" },
  building: { zh: "{building} 栋", en: "Building {building}" },
  units: { zh: "或者只发这些房号（用空格隔开）", en: "Or to these units only, with spaces between" },
  make: { zh: "生成名单", en: "Make the list" },
  made: { zh: "名单共 {papers} 张，编号 {first} 至 {last}。", en: "{papers} papers, {first} to {last}." },
  sign_list: { zh: "签名发放这份名单", en: "Sign the list and hand them out" },
  handed_out: { zh: "已发放，请打印选票。", en: "Handed out. Print the sheets now." },
  sheets: { zh: "打印选票", en: "Print the sheets" },
  sheets_large: { zh: "打印大字版", en: "Print them in large type" },

  papers: { zh: "各张选票", en: "The papers" },
  serial: { zh: "编号", en: "Serial" },
  of_units: { zh: "房号", en: "Units" },
  state: { zh: "状态", en: "State" },
  reading: { zh: "录入", en: "Reading" },
  choose: { zh: "选择一张票", en: "Choose a paper" },
  search: { zh: "按编号或房号查找", en: "Find by serial or unit" },
  find: { zh: "打开", en: "Open" },
  scan_is: { zh: "扫描件指纹", en: "Fingerprint of the scan" },
  read_already: { zh: "您已经录入过这张票。", en: "You have read this paper." },
  nobody_sees: {
    zh: "请对照扫描件录入。在两人录入完成前，您看不到别人的录入。",
    en: "Read it from its scan. Until two have read it nobody sees what the other entered.",
  },

  take_back: { zh: "登记收回", en: "Record that it came back" },
  received_at: { zh: "收到时间", en: "Received at" },
  way: { zh: "怎样收回", en: "How it came back" },
  scan: {
    zh: "选票扫描件或照片（只在本机计算指纹）",
    en: "Scan or photo (only its fingerprint is taken here)",
  },
  scanned: { zh: "指纹：{digest}", en: "Fingerprint: {digest}" },
  taken: { zh: "已登记收回。", en: "It is recorded." },
  take_out: { zh: "作废或换票", en: "Take it out" },
  why: { zh: "原因", en: "Why" },
  out: { zh: "已登记。", en: "It is recorded." },

  enter: { zh: "录入票面内容", en: "Enter what it says" },
  authenticity: { zh: "真实性", en: "Authenticity" },
  signed_by: { zh: "签名的业主编号（几位共有人用空格隔开）", en: "Owners who signed, with spaces between" },
  mandate: { zh: "受托人签名的，填委托书编号", en: "Where a holder signed: the hash of the mandate" },
  not_on_it: { zh: "票上没有这一项", en: "not on this paper" },
  candidates: { zh: "票上选了", en: "Marked on it" },
  no_mark: { zh: "没有标记", en: "no mark" },
  entered: { zh: "已录入。", en: "It is entered." },

  count: { zh: "清点纸票", en: "Count the papers by hand" },
  count_what: {
    zh: "表决截止、全部录入完成后，由监票人清点纸票并签名。与台账不符的须公开说明。",
    en: "After the close, once every paper is read: the scrutineer counts them by hand. A difference to the journal is explained in public.",
  },
  sample: { zh: "抽查张数（0 至 500）", en: "Papers to be sampled, 0 to 500" },
  difference: {
    zh: "与台账不符的说明（公开；相符就留空）",
    en: "Why it differs (public; empty where it does not)",
  },
  counted: { zh: "已清点。", en: "The papers are counted." },

  check: { zh: "抽查核对", en: "Check the sample" },
  check_what: {
    zh: "把抽中的每张票与扫描件对照。有不同的地方就勾选。",
    en: "Hold each paper of the sample against its scan, and tick where it differs.",
  },
  sheet: { zh: "打印抽查表", en: "Print the sheet to work with" },
  differs: { zh: "{serial}：不同之处", en: "{serial}: where it differs" },
  agrees: { zh: "全部相符", en: "agrees" },
  reported: { zh: "抽查结果已提交。", en: "The report is recorded." },
  report: { zh: "提交抽查结果", en: "Report on the sample" },
  reported_before: { zh: "抽查结果", en: "What the sample found" },

  assistances: { zh: "现场协助投票", en: "Help with a vote" },
  assist: { zh: "登记协助", en: "Record help" },
  assist_what: {
    zh: "业主用自己的密钥投票，您在旁协助。还须另一个人当场确认，两小时内有效。",
    en: "The owner votes with a key of their own and you help. Another person confirms it on the spot; it is good for two hours.",
  },
  unit: { zh: "房号", en: "Unit" },
  owner: { zh: "业主编号", en: "Owner, as the register names them" },
  key: { zh: "投票设备的密钥编号", en: "Id of the key that will vote" },
  key_hint: {
    zh: "在业主手机的“我的设备”页可以看到；刚在本机确认过的设备会自动填好。",
    en: "The owner finds it on their phone, under devices. It is filled in where the device was confirmed here.",
  },
  find_owners: { zh: "按房号查找业主", en: "Find who owns it" },
  who_votes: { zh: "谁来投票", en: "Who votes" },
  confirmed_here: { zh: "在本机确认过的设备", en: "Devices that were confirmed here" },
  place: { zh: "地点", en: "Place" },
  desk: { zh: "办公处", en: "at the desk" },
  door: { zh: "上门", en: "at the door" },
  confirm: { zh: "我在场，确认", en: "I was there; confirm it" },
  confirmed: { zh: "已确认。", en: "Confirmed." },
  waits: { zh: "等待第二人确认", en: "waits for a second person" },
  voted: { zh: "已投票", en: "voted" },
  not_voted: { zh: "未投票", en: "no ballot yet" },
  recorded: { zh: "已登记，等待第二人确认。", en: "Recorded; it waits for a second person." },
  none: { zh: "没有。", en: "There are none." },

  successions: { zh: "表决期间的继受", en: "Electors that passed to others during the vote" },
  succeed: { zh: "登记继受或代行", en: "Record that others act" },
  succeed_what: {
    zh: "过户、继承或监护等原因，由别人代替原业主表决。须另一人确认。",
    en: "After a transfer or an inheritance, or where a guardian acts. Another officer confirms it.",
  },
  by: { zh: "原因", en: "By what" },
  before: { zh: "原业主编号（空格隔开）", en: "Owners before, with spaces between" },
  after: { zh: "现在由谁表决（业主编号，空格隔开）", en: "Owners who act now, with spaces between" },
  evidence: { zh: "证明材料（只计算指纹）", en: "Evidence (only its fingerprint is taken)" },
  reason: { zh: "理由（公开，不写姓名）", en: "Reason (public; name nobody)" },
} as const;

/** Where a paper stands. */
export const PAPER_STATES: Readonly<Record<string, Sentence>> = {
  issued: { zh: "已发出", en: "handed out" },
  returned: { zh: "已收回", en: "came back" },
  late: { zh: "逾期收回", en: "came back late" },
  spoiled: { zh: "污损", en: "spoiled" },
  void: { zh: "作废", en: "void" },
};

/** How far the reading of a paper is. */
export const PROGRESS: Readonly<Record<string, Sentence>> = {
  unread: { zh: "未录入", en: "unread" },
  read_once: { zh: "已录入一次", en: "read once" },
  differs: { zh: "两次不一致，须第三人", en: "differs; a third person looks" },
  settled: { zh: "已确定", en: "settled" },
};

/** How far the count by hand is. */
export const RECONCILED: Readonly<Record<string, Sentence>> = {
  open: { zh: "未清点", en: "not yet" },
  half: { zh: "等待第二人清点", en: "waits for a second officer" },
  done: { zh: "已清点", en: "done" },
};

/** How a paper came back. */
export const WAYS = {
  desk: { zh: "送到办公处", en: "at the desk" },
  door: { zh: "上门收取", en: "at the door" },
  mail: { zh: "邮寄", en: "by mail" },
  box: { zh: "投票箱", en: "in the box" },
} as const;

/** Why a paper is taken out. */
export const WHY = {
  damaged: { zh: "污损，换新票", en: "damaged" },
  lost: { zh: "遗失", en: "lost" },
  withdrawn: { zh: "业主退回", en: "withdrawn" },
  misprinted: { zh: "印错", en: "misprinted" },
} as const;

/** Whether a paper is authentic. */
export const AUTHENTICITIES = {
  authentic: { zh: "真实有效", en: "authentic" },
  unsigned: { zh: "没有签名", en: "unsigned" },
  forged: { zh: "签名系伪造", en: "forged" },
  no_mandate: { zh: "代签但没有委托书", en: "signed for somebody without a mandate" },
  other: { zh: "其他原因无效", en: "not authentic for another reason" },
} as const;

/** What stands beside a matter. */
export const MARKS: Readonly<Record<string, Sentence>> = {
  for: { zh: "同意", en: "for" },
  against: { zh: "反对", en: "against" },
  abstain: { zh: "弃权", en: "abstain" },
  candidates: { zh: "选了候选人", en: "candidates are marked" },
  blank: { zh: "空白", en: "blank" },
  spoiled: { zh: "无法辨认或填错", en: "spoiled" },
};

/** Places of a paper besides its matters. */
export const PLACES = {
  authenticity: { zh: "真实性", en: "authenticity" },
  signature: { zh: "签名", en: "signature" },
} as const;

/** By what others act for an elector. */
export const SUCCESSIONS = {
  transfer: { zh: "过户", en: "transfer" },
  inheritance: { zh: "继承", en: "inheritance" },
  guardian: { zh: "监护", en: "guardian" },
  legal_representative: { zh: "法定代表", en: "legal representative" },
} as const;
