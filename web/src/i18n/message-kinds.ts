import type { Sentence } from "./words.ts";

/** What a message is about. */
export const messageKinds: Readonly<Record<string, Sentence>> = {
  contact_code: { zh: "激活验证码", en: "digits to enrol a key" },
  sign_in_code: { zh: "登录验证码", en: "digits to sign in" },
  key_enrolled: { zh: "新设备启用提醒", en: "a key was enrolled" },
  key_revoked: { zh: "设备停用提醒", en: "a key was revoked" },
  representative_acted: { zh: "共有人代表已表决", en: "one of several owners acted" },
  mandate_given: { zh: "委托已给出", en: "a mandate was given" },
  mandate_ended: { zh: "委托已结束", en: "a mandate ended" },
  opinion_recorded: { zh: "业主代表已登记意见", en: "a delegate recorded an opinion" },
  vote_assisted: { zh: "在协助下投票", en: "a vote was cast with help" },
  acting_changed: { zh: "改由他人表决", en: "others act now" },
  contact_changed: { zh: "联系方式变更", en: "a contact was changed" },
  meeting_notice: { zh: "会议通知", en: "notice of a meeting" },
  reminder: { zh: "投票提醒", en: "reminder to vote" },
  meeting_extended: { zh: "投票延期", en: "voting was extended" },
  meeting_cancelled: { zh: "会议取消", en: "a meeting was called off" },
  preliminary_result: { zh: "计票结果公示", en: "preliminary result" },
  final_result: { zh: "结果公告", en: "announced result" },
};
