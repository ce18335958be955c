import type { Sentence } from "./words.ts";

/** Words of the page about devices, keys and signing out. */
export const devices = {
  title: { zh: "我的设备与登录", en: "My devices and sign-ins" },
  intro: {
    zh: "每台设备各有一把密钥，用来登录和签名。密钥不会离开设备，别人也看不到。建议至少登记两台设备，以防手机丢失。",
    en: "Each device has a key of its own, to sign in and to sign with. It never leaves the device. Enrol two devices if you can, in case one is lost.",
  },
  keys: { zh: "已登记的设备", en: "Enrolled devices" },
  no_keys: { zh: "还没有登记设备。", en: "No device is enrolled yet." },
  this_device: { zh: "本机", en: "this device" },
  unnamed: { zh: "未命名的设备", en: "Device without a name" },
  enrolled_at: { zh: "登记时间", en: "Enrolled" },
  method: { zh: "核对身份的方式", en: "How identity was checked" },
  key_id: { zh: "密钥编号（工作人员协助投票时用）", en: "Id of the key, for officers who help with a vote" },
  digits: { zh: "密钥校验数字", en: "Digits of the key" },
  revoked_at: { zh: "已停用于", en: "Revoked" },
  for_owner: { zh: "用于", en: "Signs for" },
  as_owner: { zh: "业主（登记编号 {owner}）", en: "owner (register number {owner})" },
  as_officer: { zh: "工作职务", en: "an office" },
  rename: { zh: "改名", en: "Rename" },
  name: { zh: "设备名称", en: "Name of the device" },
  name_hint: {
    zh: "例如：妈妈的手机。只有您自己看得到，请不要写真实姓名。",
    en: "For example: mother's phone. Only you see it; name the device, not a person.",
  },
  revoke: { zh: "停用这台设备", en: "Revoke this device" },
  revoke_title: { zh: "停用这台设备？", en: "Revoke this device?" },
  revoke_what: {
    zh: "停用后，这台设备再也不能为您签名或投票，用它登录的都会退出。已经投出的票仍然有效。停用不能撤回；以后要再用，须重新登记。",
    en: "It will sign and vote for you no more, and whoever is signed in with it is signed out. Ballots already cast stay. This cannot be undone; to use the device again, enrol it again.",
  },
  revoke_last: {
    zh: "这是您最后一台可用的设备。停用后，您要到服务台重新登记才能在网上投票。",
    en: "This is your last device. After this you have to enrol again at the desk before you can vote online.",
  },
  revoke_this: {
    zh: "这是您正在使用的设备，停用后本机会退出登录。",
    en: "It is the device you are using; you will be signed out here.",
  },
  revoke_do: { zh: "停用", en: "Revoke" },
  old: { zh: "已停用的设备", en: "Revoked devices" },
  waiting: { zh: "有新设备等待您确认", en: "A new device waits for you to confirm it" },
  waiting_what: {
    zh: "请把新设备拿在手里，逐位核对下面的数字与新设备上显示的数字。完全相同才确认；不是您本人在操作，请拒绝。",
    en: "Hold the new device in your hand and compare these digits with those it shows, one by one. Confirm only if all are the same; refuse if it is not you who is doing this.",
  },
  waiting_desk: {
    zh: "这台设备是在服务台申请的，由工作人员确认。如果不是您申请的，请立即拒绝。",
    en: "This device was presented at the desk and officers confirm it. If it was not you, refuse it at once.",
  },
  waiting_until: { zh: "请在 {until} 前确认。", en: "Confirm it before {until}." },
  same: { zh: "数字完全相同，确认", en: "All digits are the same: confirm" },
  refuse: { zh: "不是我，拒绝", en: "Not me: refuse" },
  confirmed: { zh: "新设备已经登记，可以使用了。", en: "The new device is enrolled and ready." },
  refused: { zh: "已拒绝，那台设备不能使用。", en: "Refused; that device cannot be used." },
  confirm_title: { zh: "确认新设备", en: "Confirm the new device" },
  add: { zh: "添加另一台设备", en: "Add another device" },
  add_what: {
    zh: "在本机生成一个十分钟内有效的二维码，用新设备扫描，然后回到本机核对数字并确认。",
    en: "This device makes a code that is good for ten minutes. Scan it with the new device, then compare the digits here and confirm.",
  },
  add_which: { zh: "为哪位业主添加", en: "For which owner" },
  add_do: { zh: "生成二维码", en: "Make the code" },
  add_scan: { zh: "用新设备扫描二维码", en: "Scan this with the new device" },
  add_type: {
    zh: "扫不了？在新设备上打开 {address}，输入这个代码：",
    en: "Cannot scan? Open {address} on the new device and type this code:",
  },
  add_until: {
    zh: "代码在 {until} 前有效。不要把它发给任何人。",
    en: "Good until {until}. Do not send it to anybody.",
  },
  add_wait: {
    zh: "新设备输入代码后，这里会自动出现校验数字。",
    en: "Once the new device has used the code, digits to compare appear here by themselves.",
  },
  add_needs_key: {
    zh: "要在已登记的设备上操作。本机还没有登记；请用已登记的设备，或到服务台办理。",
    en: "This is done on a device that is enrolled. This one is not; use an enrolled one, or go to the desk.",
  },
  qr: { zh: "给新设备扫描的二维码", en: "The code for the new device, to be scanned" },
  sessions: { zh: "登录记录", en: "Where you are signed in" },
  current: { zh: "当前登录", en: "this sign-in" },
  read_only: { zh: "只能查看", en: "reading only" },
  full: { zh: "可以办理", en: "everything" },
  scope: { zh: "权限", en: "May" },
  started: { zh: "登录时间", en: "Since" },
  used: { zh: "最近使用", en: "Last used" },
  end: { zh: "退出这个登录", en: "End this one" },
  here: { zh: "在本机退出登录", en: "Sign out here" },
  here_what: {
    zh: "本机的密钥会保留，下次可以直接登录。",
    en: "The key stays on this device, so you can sign in again.",
  },
  everywhere: { zh: "全部退出", en: "Sign out everywhere" },
  everywhere_title: { zh: "在所有设备上退出登录？", en: "Sign out on every device?" },
  everywhere_what: {
    zh: "所有设备（包括本机）都会退出。设备的密钥不会失效；丢了设备，请在上面停用它。",
    en: "Every device is signed out, this one too. Keys stay good: if a device is lost, revoke it above.",
  },
  lost: { zh: "手机丢了怎么办？", en: "What if a phone is lost?" },
  lost_what: {
    zh: "请马上用另一台设备打开本页，停用丢失的那台；没有另一台设备，请联系秘书停用，再到服务台重新登记。",
    en: "Open this page on another device at once and revoke the lost one. Without another device, ask the secretary to revoke it and enrol again at the desk.",
  },
} as const;

/** How the identity behind a key was checked. */
export const methods: Readonly<Record<string, Sentence>> = {
  letter_and_contact: {
    zh: "激活信和登记的手机或邮箱",
    en: "letter, and a registered telephone or mail address",
  },
  letter_and_provider: { zh: "激活信和实名认证", en: "letter, and a provider of identities" },
  desk: { zh: "在服务台当面核对", en: "seen at the desk" },
  recovery: { zh: "丢失后在服务台重新核对", en: "seen at the desk after a loss" },
  device: { zh: "由自己的另一台设备确认", en: "confirmed by another device of one's own" },
  officer_invitation: { zh: "职务邀请", en: "invited to an office" },
  operator_invitation: { zh: "运维邀请", en: "invited as an operator" },
};
