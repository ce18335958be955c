/** Words of a verifier's report. */
export const report = {
  sound: {
    zh: "记录可靠：{count} 项声明全部经重新计算，均成立。",
    en: "The record is sound: all {count} claims were recomputed and hold.",
  },
  sound_open: {
    zh: "没有发现问题。{count} 项声明成立；另有 {open} 项含有无法在此核实之处，列在下面。",
    en: "Nothing was refuted. Claims that hold: {count}. Claims with something that could not be checked here: {open}, listed below.",
  },
  unsound: {
    zh: "记录不可靠：{count} 项声明不成立。在查明原因之前，请不要依据这个结果行事。",
    en: "The record is not sound. Claims that do not hold: {count}. Do not rely on this result before the reason is found.",
  },
  refused: {
    zh: "这个文件不是可以核验的记录包。",
    en: "This file is not a bundle that can be verified.",
  },
  refused_line: { zh: "读到第 {line} 行为止。", en: "Reading ended at line {line}." },
  refused_what: {
    zh: "请确认文件下载完整、没有被其他程序改动过，再试一次。记录包的文件名通常以 .jsonl 结尾。",
    en: "Make sure that the file was downloaded whole and that no other program changed it, then try again. The name of a bundle usually ends in .jsonl.",
  },
  not_pinned: {
    zh: "没有填写您保存的公钥，因此只核对了文件自身的公钥。若有人伪造整份记录并用自己的密钥签名，这里看不出来。请向街道办、居委会或见证人索取公钥清单后再核对一次。",
    en: "You gave no keys that you keep, so only the file's own keys were used. Whoever forges a whole record and signs it with keys of their own would not be noticed here. Ask the street office, the residents' committee or a witness for the list of keys, and check again.",
  },
  pinned: { zh: "已与您提供的公钥清单比对。", en: "Compared with the list of keys that you gave." },
  about: { zh: "核验了什么", en: "What was verified" },
  meeting: { zh: "会议", en: "Meeting" },
  called_by: { zh: "召集人", en: "Called by" },
  period: { zh: "投票时间", en: "Voting" },
  from_until: { zh: "{from} 至 {until}", en: "{from} to {until}" },
  state: { zh: "进行到", en: "How far it came" },
  rules: { zh: "依据的规则", en: "Rules" },
  kind: { zh: "文件种类", en: "Kind of file" },
  kinds: {
    public: {
      zh: "公开记录包：任何人可得，不含选票，合计无法逐票重算",
      en: "Public bundle: anybody may have it; it holds no ballots, so totals cannot be counted again",
    },
    audit: {
      zh: "审计记录包：含选票，合计已逐票重算",
      en: "Audit bundle: it holds the ballots, so totals are counted again",
    },
  },
  annals: { zh: "小区历年记录", en: "Annals of the community" },
  origin: { zh: "记录名称", en: "Record" },
  reach: { zh: "记录范围", en: "Reach" },
  reach_what: { zh: "{count} 条记录，截至 {until}", en: "{count} entries, up to {until}" },
  reach_count: { zh: "{count} 条记录", en: "{count} entries" },
  received: { zh: "收到的选票", en: "Ballots received" },
  counted: { zh: "计入的表决", en: "Votes that count" },
  objections: { zh: "未答复的异议", en: "Objections without an answer" },
  keys: { zh: "公钥", en: "Keys" },
  file: { zh: "文件", en: "File" },
  hash: { zh: "文件的 SHA-256", en: "SHA-256 of the file" },
  claims: { zh: "逐项核对", en: "Claim by claim" },
  findings: { zh: "不成立的", en: "What does not hold" },
  open: { zh: "无法在此核实的", en: "What could not be checked" },
  checked: { zh: "成立的", en: "What holds" },
  checked_count: { zh: "{group}：{count} 项成立", en: "{group}: {count} hold" },
  claimed: { zh: "应当成立的是：", en: "What should hold:" },
  found: { zh: "发现：", en: "Found:" },
  means: { zh: "这意味着：", en: "What it means:" },
  groups: {
    keys: { zh: "公钥", en: "Keys" },
    record: { zh: "记录", en: "Record" },
    contents: { zh: "文件内容", en: "Contents of the file" },
    meeting: { zh: "会议", en: "Meeting" },
    roll: { zh: "名册", en: "Roll" },
    ballots: { zh: "选票", en: "Ballots" },
    certificate: { zh: "计票证书", en: "Certificate" },
    result: { zh: "结果与异议", en: "Result and objections" },
    annals: { zh: "小区历年", en: "Life of the community" },
  },
  meanings: {
    keys: {
      zh: "签名人可能不是本小区的系统。文件可能来自别处，或公钥被换过。",
      en: "Whoever signed may not be this community's service. The file may come from elsewhere, or keys were exchanged.",
    },
    record: {
      zh: "记录被添加、删除或改动过，或者文件不完整。",
      en: "Something was added to the record, dropped from it or changed, or the file is not whole.",
    },
    contents: {
      zh: "文件中缺少应有的内容，或混入了不属于它的内容。",
      en: "Something that belongs into the file is missing, or something else was put into it.",
    },
    meeting: {
      zh: "会议的程序或时间不合规则。这可能使表决可被撤销。",
      en: "The course of the meeting, or its times, broke the rules. A decision may be open to challenge for it.",
    },
    roll: {
      zh: "有表决权的人或其面积与名册不符，分母可能有误。",
      en: "Who may vote, or with what area, does not follow from the register; the base of every share may be wrong.",
    },
    ballots: {
      zh: "有选票并非由有权的人按时投出，或计入了不该计入的选票。",
      en: "A ballot was not cast by somebody entitled to it in time, or one counts that should not.",
    },
    certificate: {
      zh: "公布的合计或结论不能从记录得出。",
      en: "The totals or the outcome that were announced do not follow from the record.",
    },
    result: {
      zh: "结果公告或异议的处理与记录不符。",
      en: "The announcement, or what became of objections, is not as the record has it.",
    },
    annals: {
      zh: "小区事务的记录前后不符。",
      en: "What is recorded of the community's life does not follow from what went before.",
    },
  },
  results: { zh: "各项议题的结果", en: "The result of each matter" },
  no_results: { zh: "还没有计票结果。", en: "Nothing has been counted yet." },
  evaluation: {
    derived: {
      zh: "本程序依规则包的全部规则独立得出同样的结论。",
      en: "This verifier came to the same outcome by itself, by every rule of the pack.",
    },
    inequalities: {
      zh: "本程序未收录这个规则包的全部规则，只逐一复算了下列不等式，没有独立推导结论。",
      en: "This verifier does not know every rule of this pack. It re-evaluated the inequalities below and nothing else; it did not derive the outcome.",
    },
    differs: {
      zh: "本程序由同样的合计得出了不同的结论。",
      en: "This verifier came to another outcome from the same totals.",
    },
  },
  totals: {
    recounted: { zh: "合计已由选票逐票重算。", en: "The totals were counted again from the ballots." },
    certified: {
      zh: "合计取自证书；公开记录包不含选票，无法重算。",
      en: "The totals are those of the certificate; a public bundle shows no ballots to count again.",
    },
    differ: {
      zh: "由选票得出的合计与证书不同。",
      en: "The ballots come to other totals than the certificate's.",
    },
  },
  disagrees: { zh: "本程序复算结果不一致！", en: "This verifier evaluated it and does not agree!" },
  subjects: {
    participation: { zh: "参加的人够不够", en: "Did enough take part?" },
    presence: { zh: "到场的人够不够", en: "Did enough attend?" },
    approval: { zh: "同意的人够不够", en: "Did enough agree?" },
    opposition: { zh: "反对的人是否太多", en: "Did too many disagree?" },
    candidate: { zh: "候选人得票够不够", en: "Did each candidate get enough votes?" },
  },
  explained: {
    zh: "条形的全长是全部；深色部分是实际达到的；竖线是必须达到的位置。",
    en: "The whole length of a bar is everything there is; the dark part is what was reached; the line is what has to be reached.",
  },
  ratio: {
    zh: "{have} / {of}（{percent}），须{relation} {threshold}，即 {needed}",
    en: "{have} / {of} ({percent}), {relation} {threshold} needed, that is {needed}",
  },
  relations: {
    ">=": { zh: "不少于", en: "at least" },
    ">": { zh: "超过", en: "more than" },
    "<=": { zh: "不超过", en: "at most" },
    "<": { zh: "少于", en: "less than" },
  },
  unverified: { zh: "（条文未经核对原文）", en: "(the article was not read in its text)" },
  print: { zh: "打印公示", en: "Print as the public notice" },
  standing: {
    draft: { zh: "尚未通知", en: "not yet noticed" },
    noticed: { zh: "已通知", en: "notice was given" },
    open: { zh: "投票中", en: "voting" },
    closed: { zh: "已截止，未计票", en: "closed, not yet counted" },
    counted: { zh: "已计票，异议期内", en: "counted, open to objections" },
    announced: { zh: "结果已公告", en: "the result is announced" },
    cancelled: { zh: "已取消", en: "cancelled" },
    annulled: { zh: "已撤销", en: "annulled" },
  },
} as const;
