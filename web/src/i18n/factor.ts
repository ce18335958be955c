/** Words of the second factor. */
export const factor = {
  title: { zh: "请输入验证码", en: "Enter the code of your authenticator" },
  hint: {
    zh: "打开手机上的验证器应用，输入现在显示的六位数字；也可以输入一个备用码。",
    en: "Open the authenticator app and enter the six digits it shows now, or a recovery code.",
  },
  needed: {
    zh: "您用工作职务登录，要先输入验证器的验证码，才能看到这里的内容。",
    en: "You are signed in with an office. Enter the code of your authenticator to see this.",
  },
  enter: { zh: "输入验证码", en: "Enter the code" },
  code: { zh: "验证码", en: "Code" },
  lost: { zh: "验证器和备用码都没有了？", en: "Lost the authenticator and the recovery codes?" },
  lost_what: {
    zh: "请联系街道办事处，告诉他们下面的账号，由他们重置；重置后重新登录、重新设置。街道办事处自己的，由系统运营方重置。",
    en: "Tell the supervising office this account; they reset it. Then sign in again and set up a new one. That of a supervising office is reset by whoever runs the service.",
  },
  account: { zh: "您的账号：", en: "Your account:" },
  set_up: { zh: "设置验证器", en: "Set up an authenticator" },
} as const;
