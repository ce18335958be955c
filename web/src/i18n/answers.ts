/** Words of the page on which objections are answered. */
export const answers = {
  title: { zh: "异议与答复", en: "Objections and answers" },
  what: {
    zh: "每个异议都要答复。异议人的姓名和内容不公开，答复摘要公开。",
    en: "Every objection is to be answered. Who objects and what they wrote is not public; the answer in short is.",
  },
  none: { zh: "还没有人提出异议。", en: "Nobody has objected." },
  answer: { zh: "答复这个异议", en: "Answer it" },
  correct: { zh: "更正答复", en: "Correct the answer" },
  outcome: { zh: "异议是否成立", en: "Was it right?" },
  upheld: { zh: "成立", en: "upheld" },
  dismissed: { zh: "不成立", en: "dismissed" },
  full: { zh: "答复全文（给异议人，不公开）", en: "The answer in full, for whoever objected (not public)" },
  summary: { zh: "答复摘要（公开，不写姓名）", en: "The answer in short (public; name nobody)" },
  correction: { zh: "为什么更正（公开）", en: "Why it is corrected (public)" },
  amendment: { zh: "因此对名册作的更正", en: "The amendment of the roll that followed from it" },
  entry: { zh: "公开记录第 {entry} 条", en: "entry {entry} of the record" },
  no_amendment: { zh: "名册没有因此更正", en: "the roll was not amended for it" },
  verb: { zh: "答复", en: "Answer" },
  answered: { zh: "已答复。", en: "It is answered." },
  text: { zh: "异议内容", en: "What it says" },
  due: { zh: "应在此前答复", en: "To be answered before" },
  overdue: { zh: "已逾期", en: "overdue" },
  paper: { zh: "登记书面异议", en: "Record an objection that came on paper" },
  paper_what: {
    zh: "业主书面提出的异议由秘书登记。纸质原件由会务人员保管，记录里只有扫描件的指纹。",
    en: "The secretary records what an owner objected to on paper. The paper stays with the officers; the record has the fingerprint of its scan.",
  },
  owner: { zh: "业主编号（名册里的）", en: "Owner, as the register names them" },
  scan: {
    zh: "扫描件（只在本机计算指纹，不上传）",
    en: "Scan (its fingerprint is made here; it is not sent)",
  },
  scanned: { zh: "指纹：{digest}", en: "Fingerprint: {digest}" },
  ground: { zh: "理由的种类", en: "On what ground" },
  matter: {
    zh: "哪一项选举的候选人（对名册或结果的异议留空）",
    en: "The election whose candidates it is to; left empty otherwise",
  },
  paper_verb: { zh: "登记", en: "Record it" },
  recorded: { zh: "已登记。", en: "It is recorded." },
} as const;

/** Words of the calendar. */
export const calendar = {
  title: { zh: "日程与期限", en: "Calendar of deadlines" },
  due: { zh: "要办的事（逾期的在前）", en: "To be done, what is late first" },
  none: { zh: "没有要办的事。", en: "Nothing has to be done." },
  coming: { zh: "全部日期", en: "Every date" },
  what: { zh: "事项", en: "What" },
  day: { zh: "最后一天", en: "Last day" },
  who: { zh: "由谁办理", en: "By whom" },
  standing: { zh: "状态", en: "Stands" },
  article: { zh: "依据", en: "Source" },
  open: { zh: "打开", en: "Open" },
  mine: { zh: "只看我要办的", en: "Only what I have to do" },
  links: { zh: "订阅到手机或电脑日历", en: "Subscribe in a calendar program" },
  links_what: {
    zh: "生成一个网址，放进日历应用即可自动更新。拿到网址的人都能看到日程，但里面没有人名。",
    en: "Make an address and give it to your calendar program. Whoever has the address reads the calendar, which names nobody.",
  },
  language: { zh: "日历的语言", en: "Language of the calendar" },
  zh: { zh: "中文", en: "Chinese" },
  en: { zh: "英文", en: "English" },
  both: { zh: "中英文", en: "both" },
  make: { zh: "生成网址", en: "Make an address" },
  address: { zh: "网址（只显示这一次，请现在复制）", en: "The address, shown this once: copy it now" },
  made: { zh: "生成于 {at}", en: "made {at}" },
  rotate: { zh: "换一个网址", en: "Another address" },
  rotate_sure: { zh: "原来的网址立即失效。", en: "The address it had stops working at once." },
  revoke: { zh: "停用", en: "Revoke it" },
  revoke_sure: { zh: "这个网址以后打不开。", en: "The address will not work any more." },
} as const;

/** How a date stands. */
export const dateStandings = {
  due: { zh: "待办", en: "due" },
  done: { zh: "已办", en: "done" },
  done_late: { zh: "已办（逾期）", en: "done late" },
  overdue: { zh: "逾期未办", en: "overdue" },
  passed: { zh: "已过", en: "passed" },
} as const;

/** Words of the messages page. */
export const messages = {
  title: { zh: "消息发送情况", en: "Messages" },
  what: {
    zh: "系统发出的短信和邮件。发不出去的列在下面，改正原因后可以重新发送。",
    en: "What the service sends by message and mail. What was given up stands below, and can be sent again once the cause is gone.",
  },
  counts: { zh: "数量", en: "How many" },
  kind: { zh: "类型", en: "Kind" },
  channel: { zh: "方式", en: "Channel" },
  queued: { zh: "待发", en: "Waiting" },
  sent: { zh: "已发", en: "Sent" },
  dead: { zh: "发不出去", en: "Given up" },
  given_up: { zh: "发不出去的消息", en: "Messages that were given up" },
  none: { zh: "没有发不出去的消息。", en: "No message was given up." },
  to: { zh: "联系方式", en: "Contact" },
  reason: { zh: "原因", en: "Why" },
  at: { zh: "放弃时间", en: "Given up" },
  again: { zh: "重新发送", en: "Send again" },
  drop: { zh: "删除", en: "Drop" },
  drop_sure: {
    zh: "收件人和内容会被清除，只留下“没有发出”的记录。",
    en: "Recipient and text are erased. That it was given up stays.",
  },
  all: { zh: "这类全部重新发送：{kind}", en: "Send all of a kind again: {kind}" },
  requeued: { zh: "已重新排队 {count} 条。", en: "{count} queued again." },
} as const;

/** Why a message was given up. */
export const messageReasons = {
  expired: { zh: "过期", en: "expired" },
  rejected: { zh: "被拒收", en: "rejected" },
  not_an_address: { zh: "号码或邮箱不对", en: "not an address" },
  not_now: { zh: "对方暂时不能接收", en: "not now" },
  timed_out: { zh: "超时", en: "timed out" },
  unreachable: { zh: "连不上发送方", en: "the carrier cannot be reached" },
  not_configured: { zh: "没有设置发送方", en: "no carrier is set up" },
  unreadable: { zh: "内容读不出", en: "unreadable" },
} as const;
