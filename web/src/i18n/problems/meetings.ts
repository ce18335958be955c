import type { Sentence } from "../words.ts";
import type { ProblemWords } from "./explained.ts";
import { todo } from "./todo.ts";

/** What two readers of a paper may differ on. */
const READ: Readonly<Record<string, Sentence>> = {
  elector: { zh: "房号", en: "the units" },
  principal: { zh: "委托人", en: "who gives the mandate" },
  holder: { zh: "受托人", en: "who holds it" },
  instructions: { zh: "指示", en: "what the holder is told" },
  paper: { zh: "扫描件", en: "the scan" },
  mandate: { zh: "收回哪一份委托", en: "which mandate is taken back" },
  delegate: { zh: "业主代表", en: "the delegate" },
  building: { zh: "楼栋", en: "the building" },
  entrance: { zh: "单元", en: "the entrance" },
  from: { zh: "任期开始", en: "the first day of the term" },
  until: { zh: "任期结束", en: "the last day of the term" },
  minutes: { zh: "推选记录的扫描件", en: "the scan of the minutes" },
};

/** What keeps a meeting, a count or a deed back. */
export const MEETINGS: ProblemWords = {
  state_does_not_allow: {
    what: { zh: "会议现在的阶段不能做这件事。", en: "The state of the meeting does not allow this." },
    todo: todo.reload,
  },
  not_before_opening: {
    what: { zh: "预测只在投票开始前提供。", en: "What a vote will take is told before it opens only." },
    todo: { zh: "投票开始后请看参与情况。", en: "While voting runs, look at the turnout." },
  },
  schedule: {
    what: { zh: "时间安排不符合规则。", en: "The times cannot stand." },
    todo: { zh: "请按页面提示的最短时间修改。", en: "Change them to what the rules ask at least." },
  },
  instant: { what: { zh: "有一个时间读不懂。", en: "A time cannot be read." }, todo: todo.check },
  register_mistakes: {
    what: { zh: "名册里有错误，没有导入任何内容。", en: "The register has mistakes; nothing was imported." },
    todo: {
      zh: "请按下面列出的行和列改正后，再导入一次。",
      en: "Correct the rows and columns below and import it again.",
    },
  },
  service_mistakes: {
    what: { zh: "送达记录里有错误，一条也没有记入。", en: "The services have mistakes; none was recorded." },
    todo: { zh: "请按下面列出的行改正后再提交。", en: "Correct the rows below and send them again." },
  },
  draft_problems: {
    what: { zh: "会议不能按这份草案召开。", en: "The meeting cannot be held as drafted." },
    todo: { zh: "请按下面列出的问题修改草案。", en: "Change the draft as listed below." },
  },
  rules: {
    what: { zh: "这套规则不能成立。", en: "The rules cannot stand." },
    todo: { zh: "请按下面列出的原因修改。", en: "Change them for the reasons below." },
  },
  roll: {
    what: { zh: "不能从名册得出表决人名单。", en: "The roll cannot be derived from the register." },
    todo: todo.check,
  },
  amendment: { what: { zh: "名册不能这样更正。", en: "The roll cannot be amended so." }, todo: todo.reload },
  erased: {
    what: {
      zh: "保管期已满，这些材料已经删除。",
      en: "Their period is over and these materials were erased.",
    },
    todo: {
      zh: "公开的核对包仍然可以下载和核对。",
      en: "The public bundle can still be downloaded and verified.",
    },
  },
  still_needed: {
    what: { zh: "这些资料现在还需要，不能删除。", en: "This is still needed and cannot be erased." },
    todo: todo.ask,
  },
  lot_awaited: {
    what: {
      zh: "票数相同，计票要等抽签数值全部公开。",
      en: "Votes are equal: the count waits for every value of the lot.",
    },
    todo: {
      zh: "请承诺过数值的人公开数值，或等到期限。",
      en: "Those who committed to a value reveal it, or the time runs out.",
    },
  },
  lot_value: {
    what: { zh: "公开的数值与先前的承诺不符。", en: "The value is not the one that was committed to." },
    todo: { zh: "请用当初承诺的那台设备公开。", en: "Reveal it on the device on which it was committed to." },
  },
  not_answered: {
    what: { zh: "这份异议还没有答复，不能更正。", en: "There is no answer to correct yet." },
    todo: { zh: "请先答复。", en: "Answer it first." },
  },
  paper: {
    what: { zh: "纸质票现在不能这样处理。", en: "This cannot be said of these papers." },
    todo: todo.reload,
  },
  paper_reader: {
    what: { zh: "这张纸要由另一个人来读。", en: "Somebody else has to read this paper." },
    todo: { zh: "请另一位工作人员录入。", en: "Ask another officer to enter it." },
  },
  papers_open: {
    what: { zh: "还有纸质票没有处理完，不能计票。", en: "Papers that are not settled hold up the count." },
    todo: { zh: "请处理下面列出的编号。", en: "Settle the serials below." },
  },
  readings_differ: {
    what: { zh: "两个人读同一张纸，录入的不一样。", en: "The two who read the paper differ." },
    todo: {
      zh: "请对照原件核对下面的项目。是第一次录错的，请第一位录入的人重新录入。",
      en: "Compare these with the paper. If the first reader was wrong, they enter it again.",
    },
    listed: READ,
  },
  representation: {
    what: { zh: "共有人的投票安排现在不能这样改。", en: "This cannot be said of who acts for co-owners." },
    todo: todo.reload,
  },
  representation_disputed: {
    what: {
      zh: "有共有人对由谁投票有争议，计票要等召集人裁定。",
      en: "Co-owners quarrel about who acts for them; the count waits for the convener's decision.",
    },
    todo: { zh: "请召集人裁定下面列出的房屋。", en: "The convener decides the ones below." },
  },
  mandate: {
    what: { zh: "这份委托不能成立或不能这样改。", en: "This is not possible for a mandate." },
    todo: {
      zh: "请看下方说明；也可以由委托人自己投票。",
      en: "See below why; the principal can also vote themselves.",
    },
  },
  assistance: {
    what: { zh: "这次协助投票不能记录。", en: "This help with a vote cannot be recorded." },
    todo: todo.check,
  },
  succession: {
    what: { zh: "表决人的变更不能这样记录。", en: "This cannot be said of who acts for the elector." },
    todo: todo.check,
  },
  act: {
    what: { zh: "现在还不能办这件事。", en: "This cannot be done now." },
    todo: {
      zh: "能补办的请先办好再来；不明白的请问业主委员会秘书。",
      en: "If something is missing, see to it and come back; if this is not clear, ask the secretary.",
    },
  },
  notice_held: {
    what: { zh: "现在不能发出这次会议的通知。", en: "Notice of this meeting cannot be given now." },
    todo: {
      zh: "请先补办上面所说的事项，再发通知。",
      en: "See to what is said above, then give notice.",
    },
  },
};

const things = {
  acting_statement: { zh: "等待第二人确认的声明", en: "statement that waits for a second person" },
  archive_file: { zh: "档案文件（或您无权查看）", en: "file in the archive, or not for you" },
  attachment: { zh: "附件", en: "attachment" },
  calendar_link: { zh: "日历链接", en: "link to a calendar" },
  carrier: { zh: "发送渠道", en: "carrier" },
  certificate: { zh: "计票证书（可能还没有计票）", en: "certificate; perhaps nothing was counted yet" },
  community: { zh: "小区", en: "community" },
  document: { zh: "公开文件", en: "document" },
  elector: { zh: "表决人", en: "elector on the roll" },
  enrolment_request: {
    zh: "待确认的设备（可能已经确认、拒绝或过期）",
    en: "device waiting to be confirmed; it may be done, refused or expired",
  },
  evidence: { zh: "凭证文件", en: "file of evidence" },
  grant: { zh: "职务", en: "office" },
  hold: { zh: "保全措施", en: "hold" },
  key: { zh: "密钥", en: "key" },
  lot: { zh: "抽签（这次会议不用抽签）", en: "lot in this meeting" },
  matter: { zh: "事项", en: "matter on the agenda" },
  meeting: { zh: "会议（或还没有公告）", en: "meeting, or no notice of it yet" },
  message: { zh: "消息", en: "message" },
  notice: { zh: "这个版本的通知", en: "version of the notice" },
  objection: { zh: "异议", en: "objection" },
  officer: { zh: "工作人员", en: "officer" },
  overlay: { zh: "地方规则", en: "overlay" },
  paper: { zh: "纸质票", en: "paper in this meeting" },
  paper_list: { zh: "纸质票清单", en: "list of papers" },
  paper_sample: { zh: "抽样（要先核对纸质票）", en: "sample before the papers are reconciled" },
  process: { zh: "事项进程", en: "process in this community" },
  provider: { zh: "身份服务", en: "provider" },
  register: { zh: "名册（还没有导入）", en: "register yet" },
  roll_amendment: { zh: "名册更正", en: "amendment" },
  rule_pack: { zh: "规则包", en: "rule pack" },
  session: { zh: "登录记录", en: "session" },
  tile: { zh: "记录片段", en: "tile" },
  witness_policy: { zh: "见证人要求", en: "requirement of witnesses" },
} as const;

const LOOK = {
  zh: "请检查网址，或回到上一页重新进入；可能已经被删除或更改。",
  en: "Check the address or go back and come in again; it may have been changed or removed.",
} as const;

/** Things that do not exist, or not for whoever asks. */
export const MISSING: ProblemWords = {
  ...Object.fromEntries(
    Object.entries(things).map(([name, { zh, en }]) => [
      `${name}_not_found`,
      { what: { zh: `没有找到：${zh}。`, en: `There is no such ${en}.` }, todo: LOOK },
    ]),
  ),
  owner_not_found: {
    what: { zh: "名册里没有这个业主编号。", en: "Nobody in the register has this owner number." },
    todo: {
      zh: "请逐字核对编号；可以在名册里按姓名或房号查找。",
      en: "Compare every letter of it, or find it in the register by name or unit.",
    },
  },
  no_mandate: { what: { zh: "没有这份委托。", en: "There is no such mandate." }, todo: LOOK },
  no_reading: {
    what: { zh: "没有等待第二人录入的纸张。", en: "No paper waits for a second reader." },
    todo: todo.reload,
  },
};
