import type { Told } from "./contract.ts";

/* What a notice says word for word, so that everybody can compose it again. */

type Words = Readonly<Record<string, Told>>;

/** How votes on the internet are cast. */
export const CHANNEL: Words = {
  any: { zh: "本系统接受网上表决。", en: "Votes on the internet are cast through this system." },
  recognised: {
    zh: "本系统已获当地主管部门认可，接受网上表决。",
    en: "Votes on the internet are cast through this system, which the place has recognised.",
  },
  city_only: {
    zh: "网上表决仅通过政府指定的系统进行，本系统不接受网上选票。",
    en: "Votes on the internet are cast through the government's own system only; this one takes none.",
  },
};

/** How to vote online. */
export const ONLINE: Told = {
  zh: "网上表决：在投票开启后、截止前，用已登记的本人设备登录，逐项表决并提交，收到带签名的回执即为投票成功。",
  en:
    "Online: from the opening to the close, on your own device with its enrolled key, decide each matter and send " +
    "the ballot; you have voted once you hold the signed receipt.",
};

/** How to vote on paper. */
export const PAPER: Told = {
  zh: "纸质表决：向召集人领取编号的表决票，填写并签名后在截止前交回；以召集人登记的收到时间为准。",
  en:
    "On paper: fetch a numbered ballot from the convener, fill it in, sign it and hand it back before the close; the " +
    "time at which the convener logs it counts.",
};

/** In which form a mandate is given. */
export const PROXY_FORM: Words = {
  by_documents: {
    zh: "按本组织文件规定的形式出具委托",
    en: "in the form that the association's own documents ask for",
  },
  prescribed: { zh: "按法定格式出具委托书", en: "in the form that the law prescribes" },
  text: { zh: "以文本形式（包括电子讯息）出具委托", en: "in text, which a message is too" },
  written: { zh: "出具书面委托书", en: "in writing" },
  unknown: { zh: "出具委托", en: "by a mandate" },
};

/** What silence means. */
export const SILENCE: Words = {
  not_counted: {
    zh: "未表态者不参与表决，既不计入同意，也不计入反对。",
    en: "Who says nothing does not take part and is counted neither for nor against.",
  },
  participates_as_abstain: {
    zh: "投票开启前已送达而至截止未表态者，计为参与表决并弃权。",
    en:
      "Who was served before the opening and says nothing until the close is counted as taking part and " +
      "abstaining.",
  },
  follows_majority: {
    zh: "投票开启前已送达而至截止未表态者，其票数计入已表决的多数意见；人数与面积的多数意见不一致的，不计入。",
    en:
      "Who was served before the opening and says nothing until the close is counted with the majority of the " +
      "votes cast, if heads and area show the same one.",
  },
  deemed_for: {
    zh: "投票开启前已送达而至截止未表态者，视为同意。",
    en: "Who was served before the opening and says nothing until the close is counted as agreeing.",
  },
};

/** Whether that silence also makes the quorum. */
export const QUORUM_OF_SILENCE: Words = {
  yes: {
    zh: "仅在实际投票已达到法定参与比例时适用。",
    en: " Only if the votes cast reach the quorum by themselves.",
  },
  no: { zh: "并计入法定参与比例。", en: " This also helps to reach the quorum." },
};

/** What a blank line means. */
export const BLANK: Words = {
  abstain: { zh: "表决票上未填写的事项按弃权计。", en: "A matter left blank on a ballot is an abstention." },
  spoiled: {
    zh: "表决票上未填写的事项，该事项按废票计。",
    en: "A matter left blank on a ballot is spoiled for that matter.",
  },
};

/** What a spoiled ballot means. */
export const SPOILED: Words = {
  yes: {
    zh: "真实但无法辨认意见的废票计入参与表决，不计入同意。",
    en: "An authentic but spoiled ballot takes part and agrees to nothing.",
  },
  no: { zh: "废票视同未表决。", en: "A spoiled ballot is as good as none." },
};

/** How to object to the roll. */
export const OBJECTING_TO_ROLL: Told = {
  zh: "对业主名册有异议的，在投票开启前通过本系统或向召集人书面提出，写明专有部分和理由。",
  en:
    "Object to the roll before the opening, through this system or in writing to the convener: name the unit and " +
    "say why.",
};

/** How to object to a matter's being put to the assembly. */
export const OBJECTING_TO_COMPETENCE: Told = {
  zh: "认为某一事项不属于业主大会决定范围的，在投票开启前通过本系统或向召集人书面提出，写明事项和理由；不影响会议进行。",
  en: "Object to putting a matter to the assembly before the opening, in the same way; it holds nothing up.",
};

/** What a threshold asks for. */
export const RELATION: Words = {
  ">=": { zh: "不少于", en: "at least" },
  ">": { zh: "超过", en: "more than" },
  "<=": { zh: "不超过", en: "at most" },
  "<": { zh: "少于", en: "less than" },
};
