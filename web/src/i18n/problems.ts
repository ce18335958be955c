import type { Sentence } from "./words.ts";

/** What happened, and what to do about it. */
export interface Explained {
  readonly what: Sentence;
  readonly todo: Sentence;
}

const UNKNOWN: Explained = {
  what: { zh: "没有办成。", en: "This did not work." },
  todo: {
    zh: "请再试一次；如果仍不行，请把下面的代码告诉业主委员会秘书。",
    en: "Try again; if it still does not work, tell the secretary the code below.",
  },
};

const PROBLEMS: Readonly<Record<string, Explained>> = {
  unreachable: {
    what: { zh: "现在连不上服务。", en: "The service cannot be reached right now." },
    todo: {
      zh: "请检查网络后再试。已填写的内容保存在本机。",
      en: "Check the network and try again. What you filled in is kept on this device.",
    },
  },
  no_key_here: {
    what: {
      zh: "这台设备上没有可以用来签署的密钥。",
      en: "This device has no key that can sign this.",
    },
    todo: {
      zh: "请在您领取职务邀请时使用的那台设备上办理；设备丢失的，请联系街道办重新邀请。",
      en: "Use the device on which you took up the office. If it is lost, ask the supervising office for a new invitation.",
    },
  },
};

/** What a problem code means for people. */
export function explained(code: string): Explained {
  return PROBLEMS[code] ?? UNKNOWN;
}
