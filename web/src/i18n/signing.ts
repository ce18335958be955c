/** Words around whatever is signed. */
export const signing = {
  sign: { zh: "确认并签名", en: "Confirm and sign" },
  sending: { zh: "正在发送，请稍候……", en: "Sending, one moment…" },
  not_now: { zh: "先不签，返回", en: "Not now, go back" },
  as: { zh: "以哪个身份签名", en: "As whom you sign" },
  no_key: {
    zh: "本机没有可以签这份文件的密钥。请在已登记的手机或电脑上打开，或先登记本机。",
    en: "This device has no key that can sign this. Open the page on the phone or computer that is enrolled, or enrol this one first.",
  },
  devices: { zh: "我的设备", en: "My devices" },
} as const;
