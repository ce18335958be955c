/** Words of the page on which officers enter mandates that come on paper. */
export const paperMandates = {
  title: { zh: "书面委托", en: "Mandates on paper" },
  what: {
    zh: "业主把签了名的委托书交来，先由秘书或召集人录入，再由监票人、主管部门或居委会对着同一份原件自己录入一遍。两次一致，委托才生效；第二个人看不到第一个人录入的内容。",
    en: "An owner hands in a signed mandate. The secretary or the convener enters what it says; then the scrutineer, the supervising office or the residents' committee reads the same paper for themselves. It is in force once both say the same. The second reader does not see what the first one entered.",
  },
  closed: {
    zh: "现在不能办理委托。从发出会议通知到投票截止可以办理。",
    en: "Nothing can be entered now; it is possible from the notice until the close.",
  },

  principal: { zh: "委托人", en: "Who gives the mandate" },
  who_gives: { zh: "谁委托", en: "Which owner gives it" },
  holder: { zh: "受托人", en: "Who holds it" },
  who_holds: { zh: "委托谁", en: "Which owner holds it" },
  number_hint: {
    zh: "登记编号由秘书查到后写在委托书上；没有写的，请先问秘书。",
    en: "The secretary looks the register number up and writes it on the paper. If it is not there, ask them first.",
  },
  holder_is: { zh: "受托人是", en: "The holder is" },
  outside: { zh: "受托人的编号", en: "What the holder is called here" },
  outside_hint: {
    zh: "由秘书编一个，例如 p-1，并写在委托书上。姓名只留在纸上。",
    en: "The secretary gives one, such as p-1, and writes it on the paper. The name stays on the paper only.",
  },
  instructions: {
    zh: "委托书上写的指示（没有写的，选“由受托人决定”）",
    en: "What the holder is told (where the paper says nothing, the holder decides)",
  },
  scan_hint: {
    zh: "请保存好这个文件，交给第二位录入的人核对。",
    en: "Keep the file and hand it to whoever reads the paper next.",
  },
  scan_is: { zh: "扫描件指纹", en: "Fingerprint of the scan" },
  entered: { zh: "已录入，等待第二个人录入。", en: "Entered. It waits for a second reader." },

  which: { zh: "收回哪一份", en: "Which mandate is taken back" },
  from_to: { zh: "{units}：{principal} 委托 {holder}", en: "{units}: from {principal} to {holder}" },

  waiting: { zh: "等待第二个人录入", en: "Waiting for the second reader" },
  none_waiting: { zh: "没有等待录入的。", en: "Nothing waits." },
  waits: { zh: "等待第二个人", en: "waits for the second reader" },
  read_at: { zh: "第一次录入", en: "First entered" },
  wrong: {
    zh: "录错了？用同一个扫描件再录入一次，以后一次为准。",
    en: "Entered something wrong? Enter it again with the same scan; the later one counts.",
  },
  find: {
    zh: "按扫描件查找（只在本机计算指纹）",
    en: "Find a paper by its scan (only its fingerprint is taken here)",
  },
  find_hint: {
    zh: "选择与原件一起交来的文件，就能找到对应的一份，并核对文件没有变过。",
    en: "Choose the file that came with the paper: it finds the entry and shows that the file is the same.",
  },
  show_all: { zh: "显示全部等待的", en: "Show everything that waits" },
  no_such_scan: {
    zh: "等待录入的各份里，没有用这个文件的。请核对文件，或请第一位录入的人重新录入。",
    en: "Nothing that waits was entered with this file. Check the file, or ask the first reader to enter it again.",
  },
  compared: { zh: "文件核对", en: "The file" },
  same_scan: { zh: "与您选择的文件一致", en: "the same as the file you chose" },
  not_compared: { zh: "没有与文件核对", en: "not compared with a file" },
  read_again: { zh: "对照原件录入，与第一次核对", en: "Read the paper and compare" },
  nobody_sees: {
    zh: "请照着原件填写，不要问第一个人录入了什么。",
    en: "Fill in what the paper says, without asking what the first reader entered.",
  },
  confirmed: { zh: "两次录入一致，已经生效。", en: "Both say the same, and it has taken effect." },

  list: { zh: "这次会议的委托", en: "Mandates of this meeting" },
  each: { zh: "每一份委托和它的状态", en: "Each of them, and where it stands" },
  none: { zh: "还没有生效的委托。", en: "No mandate is in force or ever was." },
  units: { zh: "房屋", en: "Units" },
  told: { zh: "指示", en: "Told to vote" },
  nothing_told: { zh: "由受托人决定", en: "the holder decides" },
  opinion_told: { zh: "按代表登记的委托人意见", en: "as the delegate records the owner's opinion" },
  way: { zh: "方式", en: "How it came" },
  on_paper: { zh: "书面", en: "on paper" },
  online: { zh: "网上", en: "online" },
  standing: { zh: "状态", en: "Stands" },
  in_force: { zh: "有效", en: "in force" },
  ended: { zh: "{at} 结束", en: "ended {at}" },
  number: {
    zh: "委托书编号（录入受托人的纸票时填写）",
    en: "Its hash, for a paper ballot that its holder signed",
  },
  given_at: { zh: "生效时间", en: "In force since" },

  delegate: { zh: "业主代表", en: "The delegate" },
  who_delegate: { zh: "谁是代表", en: "Which owner it is" },
  building: { zh: "楼栋", en: "Building" },
  entrance: { zh: "单元（整栋就留空）", en: "Entrance (empty for the whole building)" },
  whole_building: { zh: "整栋", en: "the whole building" },
  from: { zh: "任期开始", en: "First day of the term" },
  until: { zh: "任期结束", en: "Last day of the term" },
} as const;

/** What kind of holder a paper names. */
export const HOLDER_KINDS = {
  owner: { zh: "本小区业主", en: "an owner of this community" },
  delegate: { zh: "业主代表", en: "a delegate of the owners" },
  outside: { zh: "名册以外的人（用纸质票投票）", en: "somebody else, who votes on paper" },
} as const;

/** What the two who read a paper are told, by what the paper is. */
export const READINGS = {
  mandate: {
    name: { zh: "书面委托", en: "A mandate on paper" },
    enter: { zh: "录入书面委托", en: "Enter a mandate on paper" },
    what: {
      zh: "照着业主签了名的委托书填写。共有的房屋，须由共有人推选的代表签名。",
      en: "Fill in what the signed paper says. Where units have several owners, the one who acts for them signs it.",
    },
    scan: {
      zh: "委托书的扫描件或照片（只在本机计算指纹）",
      en: "Scan or photo of the mandate (only its fingerprint is taken here)",
    },
    sure_first: {
      zh: "签名后还没有生效，要等第二个人录入。请先在委托书上写明：委托人 {principal}，受托人 {holder}，再连同扫描件一起交给第二个人。",
      en: "Once signed it is not in force yet: it waits for the second reader. Write on the paper that {principal} gives it and {holder} holds it, then hand it on with the scan.",
    },
    sure_second: {
      zh: "与第一次录入一致的，签名后委托立即生效，并写入公开记录（不公开是谁委托谁）。不一致的，什么都不会生效。",
      en: "If it says the same, the mandate is in force at once and stands in the public record, which does not tell who trusted whom. If it differs, nothing happens.",
    },
  },
  revocation: {
    name: { zh: "书面收回", en: "A mandate taken back on paper" },
    enter: { zh: "录入书面收回", en: "Enter that a mandate is taken back on paper" },
    what: {
      zh: "业主书面收回委托时填写。网上办理的委托也可以书面收回。",
      en: "For an owner who takes a mandate back in writing, also one that was given online.",
    },
    scan: {
      zh: "收回书的扫描件或照片（只在本机计算指纹）",
      en: "Scan or photo of what takes it back (only its fingerprint is taken here)",
    },
    sure_first: {
      zh: "签名后委托还没有结束，要等第二个人录入。请把收回书和扫描件一起交给第二个人。",
      en: "Once signed the mandate has not ended yet: it waits for the second reader. Hand the paper on with its scan.",
    },
    sure_second: {
      zh: "与第一次录入一致的，签名后委托立即结束。受托人已经投出的票仍然算数，除非业主自己投票。",
      en: "If it says the same, the mandate ends at once. What the holder cast already stands until the owner votes.",
    },
  },
  appointment: {
    name: { zh: "推选业主代表的记录", en: "Minutes that name a delegate" },
    enter: { zh: "录入推选业主代表的记录", en: "Enter minutes that name a delegate" },
    what: {
      zh: "照着楼栋或单元推选业主代表的记录填写。代表登记后，业主才能委托他。",
      en: "Fill in what the minutes of a building or an entrance say. Owners can give the delegate mandates afterwards.",
    },
    scan: {
      zh: "推选记录的扫描件或照片（只在本机计算指纹）",
      en: "Scan or photo of the minutes (only its fingerprint is taken here)",
    },
    sure_first: {
      zh: "签名后还没有生效，要等第二个人录入。请在记录上写明代表的登记编号 {delegate}，再连同扫描件一起交给第二个人。",
      en: "Once signed it is not in force yet: it waits for the second reader. Write on the minutes that the delegate is {delegate}, then hand them on with the scan.",
    },
    sure_second: {
      zh: "与第一次录入一致的，签名后这位代表可以在这次会议中受托。",
      en: "If it says the same, the delegate can hold mandates in this meeting from now on.",
    },
  },
} as const;

/** What a paper is that two officers read. */
export type ReadingKind = keyof typeof READINGS;
