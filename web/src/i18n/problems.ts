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
  no_value_here: {
    what: { zh: "本机没有保存抽签数值。", en: "This device keeps no value for the lot." },
    todo: {
      zh: "请用当初承诺数值的那台设备公开。",
      en: "Reveal it on the device on which you committed to it.",
    },
  },
  unreachable: {
    what: { zh: "现在连不上服务。", en: "The service cannot be reached right now." },
    todo: {
      zh: "请检查网络后再试。已填写的内容保存在本机。",
      en: "Check the network and try again. What you filled in is kept on this device.",
    },
  },
};

/** What a problem code means for people. */
export function explained(code: string): Explained {
  return PROBLEMS[code] ?? UNKNOWN;
}
