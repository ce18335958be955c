import type { Sentence } from "./words.ts";

/** Words of the page about one's data. */
export const privacy = {
  kept: { zh: "保存了什么", en: "What is kept" },
  register: {
    zh: "名册中您的姓名、联系方式、房屋和面积：到您不再是业主为止。只有秘书看得到姓名和联系方式。",
    en: "Your name, contacts, units and areas of the register: until you are no owner any more. Only the secretary sees name and contacts.",
  },
  meetings: {
    zh: "您投的票和签过的文件：会议结束后保存一段时间，用来证明结果。计票后监票人和监督部门可以查看，看到的是代号。",
    en: "What you voted and signed: for a period after the meeting, to prove its result. After the count scrutineers and the supervising office may read it, under pseudonyms.",
  },
  record: {
    zh: "公开记录里没有您的姓名、电话和选择，只有核对用的指纹，永久保存。",
    en: "The public record has no name, telephone number or choice, only fingerprints to check by. It stays for ever.",
  },
  machine: {
    zh: "运行服务器的人有可能读到这些资料。",
    en: "Whoever runs the machine could read all of it.",
  },
  export: { zh: "导出我的资料", en: "Take my data with me" },
  export_what: {
    zh: "下载与您有关的全部资料，包括您投的票。文件里有个人信息，请妥善保管。",
    en: "Saves everything that is stored about you, your votes included. Keep the file safe.",
  },
  erase: { zh: "删除不必保存的资料", en: "Erase what need not be kept" },
  erase_what: {
    zh: "删除其他登录记录、未用的代码和身份证件号码，并在其他设备上退出登录。证明会议结果的资料在保存期内不能删除。不能恢复。",
    en: "Erases other sessions, unused codes and numbers of identity documents, and signs you out elsewhere. What proves a meeting stays for its period. This cannot be undone.",
  },
  erased: { zh: "已删除", en: "What was erased" },
  still: { zh: "仍然保存", en: "What is kept, and why" },
  until: { zh: "保存到 {until}", en: "until {until}" },
} as const;

/** What was erased. */
export const erasedParts: Readonly<Record<string, Sentence>> = {
  sessions: { zh: "登录记录", en: "sessions" },
  unused_codes: { zh: "未用的代码", en: "unused codes" },
  answers: { zh: "重复请求的答复", en: "answers to repeated requests" },
  id_numbers: { zh: "身份证件号码", en: "numbers of identity documents" },
};
