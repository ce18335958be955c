/** Words for setting up a second factor. */
export const factorSetup = {
  title: { zh: "设置验证器", en: "Set up an authenticator" },
  what: {
    zh: "办理会务的人除了设备外，还需要手机验证器显示的六位数字。这样即使有人拿到您的设备，也不能以您的身份办事。",
    en: "Officers need, besides their device, six digits that an authenticator app shows. So nobody acts in your name with your device alone.",
  },
  already: {
    zh: "您的验证器自 {since} 起有效，还剩 {count} 个备用码。",
    en: "Your authenticator is good since {since}; {count} recovery codes are left.",
  },
  begin: { zh: "开始设置", en: "Begin" },
  scan: {
    zh: "一、在手机上打开验证器应用（任何支持 TOTP 的应用都可以），扫描这个二维码：",
    en: "1. Open an authenticator app on your phone (any that knows TOTP) and scan this square:",
  },
  qr: { zh: "验证器二维码", en: "Square for the authenticator" },
  by_hand: { zh: "不能扫描？手工输入密钥", en: "Cannot scan it? Type the secret" },
  secret: { zh: "密钥", en: "Secret" },
  open: { zh: "在这台手机的验证器中打开", en: "Open in the authenticator of this phone" },
  then: { zh: "二、输入应用现在显示的六位数字：", en: "2. Enter the six digits that it shows now:" },
  code: { zh: "六位数字", en: "Six digits" },
  confirm: { zh: "确认", en: "Confirm" },
  recovery: { zh: "备用码", en: "Recovery codes" },
  recovery_what: {
    zh: "手机丢失时，用备用码代替六位数字，每个只能用一次。它们只显示这一次，请现在抄写或打印，放在安全的地方。",
    en: "If you lose the phone, a recovery code stands in for the six digits, each once. They are shown this once: write them down or print them now and keep them safe.",
  },
  written: { zh: "我已经抄写或打印好了", en: "I have written them down" },
  go_on: { zh: "完成", en: "Done" },
} as const;
