/** Words for signing in. */
export const signIn = {
  title: { zh: "登录", en: "Sign in" },
  already: { zh: "您已经登录。", en: "You are signed in already." },
  go_on: { zh: "继续", en: "Go on" },
  by_key: { zh: "用这台设备登录", en: "Sign in with this device" },
  by_key_what: {
    zh: "这台设备已经启用，按一下即可，不需要密码。",
    en: "This device is ready: one tap, no password.",
  },
  as_owner: { zh: "{community}：业主", en: "{community}: owner" },
  as_role: { zh: "{community}：{role}", en: "{community}: {role}" },
  some_community: { zh: "小区 {id}", en: "Community {id}" },
  the_service: { zh: "本服务", en: "This service" },
  entering: { zh: "正在登录……", en: "Signing in…" },
  no_key: { zh: "这台设备还没有启用。", en: "This device is not ready yet." },
  no_key_what: {
    zh: "有激活信的，请先启用这台设备，之后就能投票。只想查看会议的，可以用验证码登录。",
    en: "If you have a letter, make this device ready first; then you can vote. To read only, sign in by digits.",
  },
  activate: { zh: "启用这台设备", en: "Make this device ready" },
  by_code: { zh: "用验证码登录（只能查看）", en: "Sign in by digits (for reading only)" },
  by_code_what: {
    zh: "我们把六位验证码发到名册中登记的手机或邮箱。这样登录一天内有效，可以查看会议和通知，但不能投票、签名或改动任何内容。",
    en: "We send six digits to the phone or mail address that the register has of you. For one day you can read meetings and notices; you cannot vote, sign or change anything.",
  },
  community: { zh: "小区", en: "Community" },
  community_hint: {
    zh: "请粘贴小区会议的网址，或短信、公告上的链接。",
    en: "Paste the address of a meeting of your community, from a message or a notice.",
  },
  community_wrong: {
    zh: "这个网址里没有小区编号，请复制完整的链接。",
    en: "There is no community in this address; copy the whole of it.",
  },
  channel: { zh: "发到哪里", en: "Where to send it" },
  phone: { zh: "手机短信", en: "Text message" },
  email: { zh: "电子邮件", en: "Mail" },
  phone_number: { zh: "登记的手机号", en: "Registered phone number" },
  email_address: { zh: "登记的邮箱", en: "Registered mail address" },
  ask: { zh: "发送验证码", en: "Send the digits" },
  asked: {
    zh: "如果名册中有这个联系方式，验证码已经发出，{until} 前有效。没有收到的，请核对后再试，每小时最多三次。",
    en: "If the register has this contact, the digits are on their way, good until {until}. If nothing comes, check it and try again, three times an hour at most.",
  },
  code: { zh: "六位验证码", en: "Six digits" },
  use: { zh: "登录", en: "Sign in" },
  other_contact: { zh: "换一个联系方式", en: "Use another contact" },
  which_owner: {
    zh: "这个联系方式登记在几位业主名下，请选您自己",
    en: "Several owners have this contact; choose yourself",
  },
} as const;
