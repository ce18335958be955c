import type { Sentence } from "./words.ts";

/** Words of handing out codes and enrolling owners. */
export const letters = {
  title: { zh: "激活信与现场登记", en: "Letters and enrolment" },
  intro: {
    zh: "业主凭信里的一次性代码，在自己的手机上登记一把密钥，以后用它投票。代码只交给本人。",
    en: "With the one-time code of a letter an owner enrols a key on their own phone and votes with it. Hand codes to the owner alone.",
  },
  all: { zh: "打印全体业主的激活信", en: "Letters for all owners" },
  all_what: {
    zh: "每位业主一页，按楼栋、单元、房屋排列，在新窗口打开并打印。以前发出、还没用的代码同时作废。",
    en: "One page for each owner, by building, entrance and unit. They open in a window of their own, to be printed. Earlier codes that were not used stop working.",
  },
  all_sure: {
    zh: "以前发出而没用的信全部作废。信里有代码：打印后请关闭窗口。",
    en: "All earlier letters that were not used are void. They hold the codes: close the window once they are printed.",
  },
  all_verb: { zh: "生成并打印", en: "Make and print them" },
  all_done: {
    zh: "已在新窗口打开，请打印后关闭。没有打开的，已存为文件。",
    en: "They are open in a window of their own: print them and close it. Where no window could open they were saved as a file.",
  },
  for_whom: { zh: "给谁", en: "For whom" },
  everybody: { zh: "名册里的全体业主", en: "Every owner of the register" },
  file: { zh: "激活信.html", en: "letters.html" },
  some: { zh: "给几位业主打印激活信", en: "Letters for some owners" },
  some_what: {
    zh: "例如信丢了，或刚过户。这几位以前没用的代码作废。",
    en: "For a lost letter or a new owner. Their earlier unused codes stop working.",
  },
  owners: { zh: "业主编号", en: "Identifiers of the owners" },
  owners_hint: {
    zh: "多个用逗号隔开；编号可以在下面查到",
    en: "Several with commas between; look them up below",
  },
  desk: { zh: "现场登记、补办", en: "Enrolment at the desk" },
  desk_what: {
    zh: "业主带证件到场：核对本人后生成代码，业主用手机扫描，然后由您和另一位工作人员核对指纹数字并签名确认。",
    en: "The owner is here with their papers. Make a code, let them scan it, then you and a second officer compare the digits and sign.",
  },
  desk_owner: { zh: "业主编号", en: "Identifier of the owner" },
  desk_kind: { zh: "办理什么", en: "What for" },
  desk_seen: { zh: "我已当面核对本人和证件", en: "I have seen the owner and their papers" },
  desk_make: { zh: "生成代码", en: "Make the code" },
  scan: { zh: "请本人用手机扫描", en: "Let the person scan this with their phone" },
  type: {
    zh: "扫不了时，在手机上打开 {address}，输入代码：",
    en: "If that does not work, open {address} on the phone and type the code:",
  },
  valid: { zh: "代码在 {until} 前有效，只能用一次。", en: "The code is good once, until {until}." },
  qr: { zh: "激活代码的二维码", en: "The code as a square to scan" },
  hide: { zh: "收起代码", en: "Put the code away" },
  waiting: { zh: "等待确认的登记", en: "Enrolments that wait" },
  none: { zh: "现在没有等待确认的登记。", en: "No enrolment waits right now." },
  compare: {
    zh: "请与业主手机上的数字逐位核对：",
    en: "Compare with the digits on the owner's phone, one by one:",
  },
  owner: { zh: "业主", en: "Owner" },
  method: { zh: "方式", en: "How" },
  asked_at: { zh: "申请时间", en: "Asked" },
  expires: { zh: "请在此前确认", en: "To be confirmed before" },
  by: { zh: "已确认", en: "Confirmed by" },
  nobody: { zh: "还没有人", en: "nobody yet" },
  same: { zh: "数字相同，签名确认", en: "The digits are the same: sign" },
  confirm_title: { zh: "确认这把密钥是这位业主的", en: "Confirm that this key is this owner's" },
  confirm_what: {
    zh: "签名后，这把密钥可以代表这位业主投票。您为此负责；确认写入公开记录。",
    en: "With the last signature this key votes for the owner. You answer for it, and the record shows that you confirmed it.",
  },
  digits: { zh: "指纹数字", en: "Digits" },
  refuse: { zh: "不是本人，拒绝", en: "Not the owner: refuse" },
  refuse_what: {
    zh: "这台设备不能登记；业主可以重新来办。",
    en: "The device is not enrolled. The owner can come again.",
  },
  enrolled: { zh: "已登记，业主可以投票了。", en: "Enrolled: the owner can vote." },
  one_more: {
    zh: "已确认。还要另一位工作人员（不同职务、不同密钥）确认。",
    en: "Confirmed. Another officer, in another role and with another key, has to confirm it too.",
  },
  refused: { zh: "已拒绝。", en: "Refused." },
  other_device: {
    zh: "这是业主自己添加的设备，由业主在原来的设备上确认。",
    en: "The owner added this device and confirms it on their earlier one.",
  },
} as const;

/** Why an owner is seen at the desk. */
export const DESK_KINDS: Readonly<Record<"desk" | "recovery", Sentence>> = {
  desk: { zh: "第一次登记", en: "A first device" },
  recovery: { zh: "手机丢失或换机，原来的密钥停用", en: "Recovery after a loss; earlier keys are revoked" },
};
