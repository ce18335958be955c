/** Words of the page where everybody begins. */
export const start = {
  title: { zh: "业主大会", en: "Owners' assembly" },
  welcome: {
    zh: "在这里，您可以查看小区的会议、投票，并自己核对结果。",
    en: "Here you read about your community's meetings, vote, and check the result yourself.",
  },
  activate: { zh: "我有激活信或激活码", en: "I have a letter or a code" },
  activate_what: {
    zh: "第一次使用，请先启用这台手机或电脑。",
    en: "If this is your first time, make this phone or computer ready.",
  },
  sign_in: { zh: "登录", en: "Sign in" },
  sign_in_what: {
    zh: "这台设备启用过，或者只想查看。",
    en: "This device is ready already, or you only want to read.",
  },
  verify: { zh: "核对一次表决的结果", en: "Verify a result" },
  verify_what: {
    zh: "任何人都可以用公开记录核对，不需要登录。",
    en: "Anybody can, from the public record, without signing in.",
  },
  communities: { zh: "我的小区", en: "My communities" },
  no_communities: {
    zh: "您的账户还没有小区。如果刚刚启用设备，请稍后再看；否则请联系业主委员会秘书。",
    en: "Your account has no community yet. If you have just made this device ready, look again later; otherwise ask the secretary.",
  },
  due: { zh: "现在要办的", en: "What is due now" },
  nothing_due: {
    zh: "现在没有需要您办的事。有新的会议时会通知您。",
    en: "There is nothing for you to do now. You are told when there is a new meeting.",
  },
  all_meetings: { zh: "全部会议", en: "All meetings" },
} as const;
