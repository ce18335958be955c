import type { Sentence } from "./words.ts";

/** A question and its answer. */
export interface Answered {
  readonly question: Sentence;
  readonly answer: Sentence;
}

/** What owners ask most. */
export const answered: readonly Answered[] = [
  {
    question: { zh: "怎么开始？", en: "How do I begin?" },
    answer: {
      zh: "用手机扫描激活信上的二维码，或输入信上的代码，按提示操作。没有收到信，请联系秘书或到服务台。",
      en: "Scan the code of your letter with the telephone, or type it in, and follow the page. Without a letter, ask the secretary or go to the desk.",
    },
  },
  {
    question: { zh: "怎么投票？", en: "How do I vote?" },
    answer: {
      zh: "打开小区，点开正在表决的会议，逐项选择，最后核对一遍再签名。投完会有回执，请保存。不限时间，截止前慢慢来。",
      en: "Open your community and the meeting that is open, choose for each matter, look it over, and sign. You get a receipt: keep it. Take your time until the close.",
    },
  },
  {
    question: { zh: "不会用手机，可以用纸质票吗？", en: "Can I vote on paper?" },
    answer: {
      zh: "可以。请向秘书要纸质表决票，填好签名后交回服务台、投票箱或上门的工作人员。也可以到服务台请人协助。",
      en: "Yes. Ask the secretary for a paper ballot, fill it in, sign it, and give it back at the desk, in the box or at the door. At the desk somebody can also help you.",
    },
  },
  {
    question: { zh: "不能来投票，可以委托别人吗？", en: "Can somebody vote for me?" },
    answer: {
      zh: "可以。在会议页面点“委托投票”，或打印委托书交给秘书。您自己投了票，就以您的为准。",
      en: "Yes. Go to the mandates of the meeting, or print the form and hand it to the secretary. If you vote yourself, yours counts.",
    },
  },
  {
    question: { zh: "手机丢了怎么办？", en: "What if my phone is lost?" },
    answer: {
      zh: "马上用另一台已登记的设备打开“我的设备与登录”，停用丢失的那台。没有另一台设备，请联系秘书停用，再带证件到服务台重新登记。已经投出的票仍然有效。",
      en: "Open “My devices” on another enrolled device at once and revoke the lost one. Without one, ask the secretary to revoke it, and enrol again at the desk with your papers. Votes already cast stay.",
    },
  },
  {
    question: { zh: "怎么知道我的票算进去了？", en: "How do I know that my vote is counted?" },
    answer: {
      zh: "打开回执，点“核对”。核对在您自己的设备上进行，不必相信任何人。",
      en: "Open your receipt and check it. It is checked on your own device, so you need not take anybody's word.",
    },
  },
  {
    question: { zh: "别人能看到我投了什么吗？", en: "Who sees how I voted?" },
    answer: {
      zh: "截止前谁也看不到总数，公告只公布合计。监票人和监督部门计票后可以按代号核查。运行服务器的人有可能读到。",
      en: "Nobody is shown totals before the close, and only totals are published. Scrutineers and the supervising office can check by pseudonym after the count. Whoever runs the machine could read them.",
    },
  },
  {
    question: { zh: "没有网络怎么办？", en: "What if there is no network?" },
    answer: {
      zh: "填写的内容保存在本机，联网后可以继续。重新发送同一张票会得到同一份回执，不会算两次。",
      en: "What you filled in stays on the device; go on when the network is back. The same ballot sent again gets the same receipt and is not counted twice.",
    },
  },
];
