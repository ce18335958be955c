/** Words of the receipt of a ballot. */
export const receipt = {
  title: { zh: "投票回执", en: "Receipt of your vote" },
  recorded: { zh: "您的票已在公开记录中", en: "Your vote is in the public record" },
  recorded_what: {
    zh: "收到时间：{at}。之后谁也不能悄悄删除或改动它而不被发现。",
    en: "Received {at}. From now on nobody can remove or change it without being found out.",
  },
  not_sound: { zh: "这份回执没有通过核对", en: "This receipt does not hold" },
  not_sound_what: {
    zh: "请保留本页，并立即告诉监票人或街道办。",
    en: "Keep this page and tell a scrutineer or the supervising office at once.",
  },
  none: {
    zh: "这台设备上没有这张票的回执，也不能从服务取回。请在投票的设备上查看。",
    en: "This device has no receipt of this vote and cannot fetch one. Look at it on the device that cast it.",
  },
  on_its_way: {
    zh: "这张票还没有收到回执。请到投票页继续发送。",
    en: "This vote has no receipt yet. Go to the page for voting and send it on.",
  },
  to_vote: { zh: "去投票页", en: "To the page for voting" },
  checked_here: {
    zh: "以上结论由这台设备自己核对，不是服务说了算。",
    en: "This device checked it by itself; you do not have to take the service's word.",
  },
  choices: { zh: "查看我投了什么（只保存在这台设备上）", en: "What I voted (kept on this device alone)" },
  steps: { zh: "核对了哪些内容", en: "What was checked" },
  raw: { zh: "回执原文", en: "The receipt itself" },
  digest: { zh: "票的指纹（SHA-256）", en: "Hash of the ballot (SHA-256)" },
  counted: { zh: "我的票算进去了吗？", en: "Is my vote counted?" },
  counted_what: {
    zh: "这台设备会下载会议的公开记录，逐条核对您的票是否在里面、有没有被取代、是否算进结果。可能需要一点时间和流量。",
    en: "This device fetches the public record of the meeting and looks whether your vote is there, was replaced, and is accounted for. It may take a moment and some data.",
  },
  look: { zh: "现在核对", en: "Look now" },
  looking: { zh: "正在核对…… {percent}%", en: "Looking… {percent}%" },
  counted_sound: { zh: "没有发现问题。", en: "Nothing is wrong." },
  not_counted_yet: {
    zh: "还没有计票，现在只能证明您的票已经记入。计票后请再核对一次。",
    en: "Nothing was counted yet, so this proves only that your vote is recorded. Look again after the count.",
  },
  replaced: {
    zh: "之后又投过一票，以后一票为准。",
    en: "A later vote took the place of this one; that one stands.",
  },
  open_left: {
    zh: "标“未能核对”的，是公开记录不足以证明的部分，并不表示有错。",
    en: "What is marked as not checked is what the public record cannot prove; it does not mean that anything is wrong.",
  },
  checked: { zh: "已核对", en: "Checked" },
  finding: { zh: "有问题", en: "Wrong" },
  could_not_check: { zh: "未能核对", en: "Not checked" },
  for_other: {
    zh: "这是您受别人委托代投的票。委托人自己投了票，就以委托人的为准。",
    en: "You cast this vote for somebody else. If they vote themselves, theirs counts.",
  },
  share: { zh: "分享回执", en: "Share the receipt" },
  save: { zh: "保存回执文件", en: "Save the receipt as a file" },
  share_what: {
    zh: "回执里没有您的选择，可以放心给别人看。",
    en: "The receipt does not show what you chose; you can show it to others.",
  },
  meeting: { zh: "返回会议", en: "Back to the meeting" },
  others: { zh: "投其他的票或改投", en: "Other votes, or change this one" },
} as const;
