/** Words for saying which owner was elected, where there was no call for candidates. */
export const BINDING = {
  owner: { zh: "当选业主的编号", en: "The owner who was elected, as the register names them" },
  owner_hint: {
    zh: "只在本机计算指纹，公开记录里看不到是谁。",
    en: "It goes into a fingerprint on this device; the public record does not show who it is.",
  },
  salt: {
    label: { zh: "交给当选业主的密码", en: "Code for the owner" },
    hint: {
      zh: "请抄在纸上亲手交给这位业主，签名后不再显示。遗失时可以重新办理。",
      en: "Write it down and hand it to that owner: it is not shown again once you signed. If it is lost, do this again.",
    },
  },
  salt_written: {
    label: { zh: "召集人交给您的密码", en: "Code that the convener gave you" },
    hint: {
      zh: "大小写、空格都不要紧。如果办不成，多半是密码或姓名不对，请核对后再试，或请召集人重新办理。",
      en: "Capitals and spaces do not matter. If it is refused, code or name is probably wrong: compare them, or ask the convener to do it again.",
    },
  },
} as const;
