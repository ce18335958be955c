import type { ProblemWords } from "./explained.ts";
import { todo } from "./todo.ts";

/** What keeps people from entering, enrolling a device or acting in a role. */
export const IDENTITY: ProblemWords = {
  not_signed_in: {
    what: { zh: "您还没有登录，或登录已经结束。", en: "You are not signed in, or no longer." },
    todo: todo.sign_in,
  },
  forbidden: {
    what: { zh: "您的身份不能做这件事。", en: "Your role does not allow this." },
    todo: {
      zh: "请由有相应职责的人办理；如果您认为应该可以，请联系秘书。",
      en: "Somebody whose task it is has to do it; if you think it is yours, ask the secretary.",
    },
  },
  not_in_office: {
    what: {
      zh: "这台设备的密钥不是以这个职务启用的，或职务已经结束。",
      en: "The key was not enrolled for this role, or the role is over.",
    },
    todo: {
      zh: "请用为该职务启用的设备，或请街道办延长任期。",
      en: "Use the device that was enrolled for this role, or have the term prolonged.",
    },
  },
  roles_exclude: {
    what: {
      zh: "同一个账户不能同时担任这两个职务，因为它们互相监督。",
      en: "One account cannot hold both roles: one watches the other.",
    },
    todo: { zh: "请邀请另一个人担任。", en: "Invite somebody else." },
  },
  scrutineer_stands: {
    what: { zh: "监票人不能同时是候选人。", en: "A scrutineer cannot stand for election." },
    todo: { zh: "请另选监票人，或退出候选。", en: "Choose another scrutineer, or withdraw the candidacy." },
  },
  code_not_valid: {
    what: {
      zh: "这个码不能用：可能输错了、已经用过、过期或被锁定。",
      en: "This code does not work: it may be mistyped, used, expired or locked.",
    },
    todo: {
      zh: "请核对后再输一次。仍不行的，请联系秘书重发；如果信封拆开过，请告诉监票人。",
      en: "Check it and type it again. If it still fails ask the secretary for another; if the letter had been opened, tell a scrutineer.",
    },
  },
  contact_code_needed: {
    what: { zh: "光有信上的激活码还不够。", en: "The code of the letter alone is not enough." },
    todo: {
      zh: "请再输入发到登记手机或邮箱的验证码，或到秘书处办理。",
      en: "Have a second code sent to a registered contact, or go to the desk.",
    },
  },
  contact_code_not_valid: {
    what: { zh: "验证码不对，或已经过期。", en: "The digits are wrong or too old." },
    todo: {
      zh: "请核对最近一条消息，或重新发送。激活信仍然有效。",
      en: "Look at the latest message, or have them sent again. The letter stays good.",
    },
  },
  contact_codes_used_up: {
    what: { zh: "今天发送的验证码已达上限。", en: "No more codes are sent for this letter today." },
    todo: {
      zh: "请明天再试，或到秘书处办理。激活信仍然有效。",
      en: "Try again tomorrow, or go to the desk. The letter stays good.",
    },
  },
  contact_not_reachable: {
    what: { zh: "不能用这种方式给您发送验证码。", en: "Nothing can be sent to you in this way." },
    todo: {
      zh: "请换一种方式，或带上激活信和证件到秘书处办理。",
      en: "Choose another way, or go to the desk with the letter and your identity card.",
    },
  },
  needs_another_party: {
    what: {
      zh: "这需要另一个人、以另一个职务来确认。",
      en: "Somebody else, in another role, has to confirm this.",
    },
    todo: {
      zh: "请另一位工作人员在他自己的设备上确认。",
      en: "Ask another officer to confirm it on their own device.",
    },
  },
  session_ended: {
    what: { zh: "登录已经结束。", en: "The session has ended." },
    todo: todo.sign_in,
  },
  not_same_origin: {
    what: {
      zh: "这个请求不是从本服务的网页发出的，没有办理。",
      en: "This request did not come from a page of this service.",
    },
    todo: {
      zh: "请直接打开本服务的网址，不要从其他网站的链接或页面里操作。",
      en: "Open the address of this service itself, not from inside another website.",
    },
  },
  sign_in_refused: {
    what: {
      zh: "这台设备不能登录：密钥还没有启用，或已被撤销。",
      en: "This device cannot sign in: its key is not enrolled, or was revoked.",
    },
    todo: {
      zh: "请再试一次；仍不行的，请用激活码重新启用，或到秘书处办理。",
      en: "Try once more; if that does not help, make the device ready with a code again, or go to the desk.",
    },
  },
  several_accounts: {
    what: { zh: "有几个账户符合，不知道您指的是哪一个。", en: "Several accounts can be meant." },
    todo: { zh: "请选择您自己的那一个。", en: "Choose your own." },
  },
  read_only_session: {
    what: {
      zh: "您用验证码登录，只能查看，不能投票或改动。",
      en: "You signed in by digits, which is for reading only.",
    },
    todo: { zh: "请用启用过的设备登录后再做。", en: "Sign in with a device that was made ready." },
  },
  second_factor_needed: {
    what: { zh: "办理会务前需要输入验证器的六位数字。", en: "Show your authenticator's six digits first." },
    todo: {
      zh: "请输入验证码；还没有验证器的，请先设置。",
      en: "Enter the digits; if you have no authenticator yet, set one up.",
    },
  },
  second_factor_wrong: {
    what: { zh: "验证码不对、太旧或已经用过。", en: "The digits are wrong, too old or used." },
    todo: {
      zh: "请等下一组数字再输。连错五次将退出登录。",
      en: "Wait for the next ones. Five wrong ones end the session.",
    },
  },
  no_second_factor: {
    what: { zh: "您的账户还没有设置验证器。", en: "Your account has no authenticator yet." },
    todo: { zh: "请先设置验证器。", en: "Set one up first." },
  },
  too_many_wrong_codes: {
    what: { zh: "这台设备输错的次数太多。", en: "Too many wrong codes were entered on this device." },
    todo: { zh: "请一天后再试，或换一台设备。", en: "Wait for a day, or use another device." },
  },
  provider_not_available: {
    what: { zh: "身份服务现在不能使用。", en: "The identity service cannot be used right now." },
    todo: { zh: "请稍后再试，或用验证码确认。", en: "Try again later, or use digits instead." },
  },
  provider_login_not_valid: {
    what: { zh: "这次登录已经失效。", en: "This login is no longer valid." },
    todo: { zh: "请重新登录一次。", en: "Begin the login anew." },
  },
  provider_login_refused: {
    what: { zh: "身份服务的答复不能被采信。", en: "The answer of the identity service was refused." },
    todo: { zh: "请重新登录一次。", en: "Begin the login anew." },
  },
  provider_does_not_match: {
    what: {
      zh: "登录的身份与名册中的业主不一致。",
      en: "The login does not match the owner in the register.",
    },
    todo: {
      zh: "请用本人账号登录；仍不行的，请到秘书处办理。",
      en: "Log in with your own account; if that does not help, go to the desk.",
    },
  },
};
