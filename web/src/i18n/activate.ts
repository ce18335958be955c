/** Words for making a device ready. */
export const activate = {
  title: { zh: "启用这台设备", en: "Make this device ready" },
  code_what: {
    zh: "启用后，您可以用这台手机或电脑查看会议、投票。只需要做一次。",
    en: "Once this is done you can read about meetings and vote with this phone or computer. It is done once.",
  },
  code: { zh: "激活码", en: "Activation code" },
  code_hint: {
    zh: "印在激活信上，或由工作人员给您。也可以直接用手机相机扫描信上的二维码。",
    en: "It is printed on your letter or was given to you. You can also scan the square on the letter with your camera.",
  },
  other_code: { zh: "换一个激活码", en: "Use another code" },
  for_what: { zh: "这个激活码的用途", en: "What this code is for" },
  for_owner: {
    zh: "让这台设备代表您（业主）投票。",
    en: "It lets this device vote for you as an owner.",
  },
  for_officer: {
    zh: "让这台设备以“{role}”的身份办理会务。",
    en: "It lets this device act in the role of {role}.",
  },
  for_operator: { zh: "让这台设备管理本服务。", en: "It lets this device run the service." },
  owner: { zh: "名册中的业主编号", en: "Owner's number in the register" },
  community: { zh: "小区", en: "Community" },
  record: { zh: "公开记录", en: "Public record" },
  role_until: { zh: "任期至", en: "Term until" },
  how: { zh: "怎样核实是您本人", en: "How it is checked that it is you" },
  good_until: { zh: "激活码有效至", en: "Code is good until" },
  not_mine: {
    zh: "如果这不是您的激活码，请不要继续，并告诉业主委员会秘书或监票人。",
    en: "If this is not your code, do not go on, and tell the secretary or a scrutineer.",
  },
  consent: { zh: "同意用电子方式投票", en: "Agreeing to vote electronically" },
  consent_other: { zh: "以中文文本为准。", en: "The Chinese text decides." },
  agree: { zh: "我已阅读并同意", en: "I have read this and agree" },
  label: { zh: "给这台设备起个名字", en: "A name for this device" },
  label_hint: {
    zh: "方便以后认出它，例如“我的手机”。请不要写姓名。",
    en: "So that you recognise it later, such as “my phone”. Do not write a person's name.",
  },
  label_phone: { zh: "手机", en: "Phone" },
  label_computer: { zh: "电脑", en: "Computer" },
  weak: { zh: "这个浏览器的保护较弱", en: "This browser protects your key less well" },
  weak_what: {
    zh: "它还不能把签名用的密钥锁在设备里不让网页读到。仍然可以使用，但更稳妥的做法是先更新浏览器（Chrome 137、Safari 17、Firefox 129 或更新），或换一台设备。也可以到秘书处投纸质票。",
    en: "It cannot lock the signing key away from pages yet. You can go on, but it is safer to update the browser first (Chrome 137, Safari 17, Firefox 129 or later) or to use another device. You can also vote on paper at the desk.",
  },
  proof: { zh: "第二步：确认是您本人", en: "Second step: show that it is you" },
  proof_what: {
    zh: "我们把六位验证码发到您在名册中登记的联系方式。请选一个：",
    en: "We send six digits to a contact that the register has of you. Choose one:",
  },
  by_phone: { zh: "手机 {shown}", en: "Phone {shown}" },
  by_email: { zh: "邮箱 {shown}", en: "Mail {shown}" },
  send_code: { zh: "发送验证码", en: "Send the digits" },
  send_again: { zh: "重新发送", en: "Send again" },
  sent: {
    zh: "已发送到 {shown}，{until} 前有效。可能需要等一两分钟。",
    en: "Sent to {shown}; good until {until}. It may take a minute or two.",
  },
  contact_code: { zh: "收到的验证码", en: "The digits you received" },
  contact_code_hint: {
    zh: "任何工作人员都不会向您索要这个验证码。",
    en: "Nobody of the staff will ever ask you for these digits.",
  },
  no_contact: {
    zh: "名册中没有您的手机或邮箱。请带上激活信和身份证件到业主委员会秘书处，由两名工作人员核实后办理。",
    en: "The register has neither a phone nor a mail address of you. Take the letter and your identity card to the secretary's desk, where two officers check it.",
  },
  or_provider: {
    zh: "也可以用下面的身份服务登录来确认：",
    en: "Or show it by logging in at one of these services:",
  },
  provider_open: { zh: "前往 {name} 登录", en: "Log in at {name}" },
  provider_done: { zh: "已通过 {name} 确认。", en: "Confirmed by {name}." },
  provider_stopped: {
    zh: "登录没有完成，什么也没有改变。可以再试一次，或用验证码确认。",
    en: "The login was not finished, and nothing has changed. Try again, or use digits instead.",
  },
  provider_lost: {
    zh: "登录结果要在开始登录的那个窗口里使用。请回到那个窗口，或在这里重新输入激活码。",
    en: "A login counts in the window in which it began. Go back to that window, or enter the code here again.",
  },
  provider_checking: { zh: "正在核对登录结果……", en: "Checking what the login says…" },
  finish: { zh: "启用这台设备", en: "Make this device ready" },
  finishing: { zh: "正在启用……", en: "One moment…" },
  done: { zh: "这台设备可以使用了", en: "This device is ready" },
  done_owner: {
    zh: "从现在起，您可以用它投票。激活信已经用过，可以销毁。",
    en: "From now on you can vote with it. The letter is used up; you may destroy it.",
  },
  done_officer: {
    zh: "下一步请设置验证器：办理会务时需要它。",
    en: "Next, set up an authenticator: you need it for the work of your role.",
  },
  done_keep: {
    zh: "密钥只保存在这台设备的这个浏览器里。清除浏览器数据会丢失它，建议再启用一台备用设备。",
    en: "The key is in this browser on this device only. Clearing the browser's data loses it, so make a second device ready too.",
  },
  go_on: { zh: "查看我的小区", en: "Go to my community" },
  set_up_factor: { zh: "设置验证器", en: "Set up the authenticator" },
  waiting: { zh: "等待确认", en: "Waiting to be confirmed" },
  waiting_officers: {
    zh: "请把下面的数字给工作人员看。两名工作人员核对无误后，这台设备就可以使用。",
    en: "Show these digits to the officers. Once two of them have compared them, this device is ready.",
  },
  waiting_device: {
    zh: "请在您原来的设备上打开“我的 → 设备”，核对下面的数字并确认。",
    en: "On your earlier device open “Mine → Devices”, compare these digits and confirm.",
  },
  fingerprint: { zh: "核对数字", en: "Digits to compare" },
  waiting_until: { zh: "请在 {until} 前完成确认。", en: "It can be confirmed until {until}." },
  waiting_reload: {
    zh: "可以关闭本页，之后再打开；这些数字不会变。",
    en: "You may close this page and come back; the digits stay the same.",
  },
  check_now: { zh: "查看是否已确认", en: "See whether it is confirmed" },
  not_yet: { zh: "还没有确认。本页会自动查看。", en: "Not confirmed yet. This page keeps looking." },
  give_up: { zh: "不等了，重新开始", en: "Stop waiting and start again" },
} as const;

/** How identity is checked, by the word of the service. */
export const methods = {
  letter_and_contact: {
    zh: "纸质信件的激活码，加上发到登记联系方式的验证码",
    en: "A letter's code, and digits sent to a registered contact",
  },
  letter_and_provider: {
    zh: "纸质信件的激活码，加上身份服务的登录",
    en: "A letter's code, and a login at an identity service",
  },
  desk: { zh: "当面核验，由两名工作人员确认", en: "At the desk, confirmed by two officers" },
  recovery: {
    zh: "设备遗失后当面核验，由两名工作人员确认",
    en: "At the desk after a loss, confirmed by two officers",
  },
  device: { zh: "由您原来的设备确认", en: "Confirmed by your earlier device" },
  officer_invitation: { zh: "工作人员邀请", en: "An officer's invitation" },
  operator_invitation: { zh: "服务管理员邀请", en: "An operator's invitation" },
} as const;
