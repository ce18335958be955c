import type { Explained, ProblemWords } from "./problems/explained.ts";

const UNKNOWN: Explained = {
  what: { zh: "没有办成。", en: "This did not work." },
  todo: {
    zh: "请再试一次；如果仍不行，请把下面的代码告诉业主委员会秘书。",
    en: "Try again; if it still does not work, tell the secretary the code below.",
  },
};

/** Those that are found here, or have to be told without a network. */
const AT_HAND: ProblemWords = {
  no_value_here: {
    what: { zh: "本机没有保存抽签数值。", en: "This device keeps no value for the lot." },
    todo: {
      zh: "请用当初承诺数值的那台设备公开。",
      en: "Reveal it on the device on which you committed to it.",
    },
  },
  unit_not_found: {
    what: { zh: "名册上没有这套房屋。", en: "There is no such unit on the roll." },
    todo: { zh: "请核对房号后再试。", en: "Look at the number of the unit and try again." },
  },
  unreachable: {
    what: { zh: "现在连不上服务。", en: "The service cannot be reached right now." },
    todo: {
      zh: "请检查网络后再试。已填写的内容保存在本机。",
      en: "Check the network and try again. What you filled in is kept on this device.",
    },
  },
};

/** Codes that stand for many refusals, of which the sentence says which it is. */
const REFUSED = ["act", "notice_held"];

/** What a problem code means for people, as far as it is known without reading the whole table. */
export function explained(code: string): Explained {
  return AT_HAND[code] ?? UNKNOWN;
}

/**
 * What a problem code means for people, from the whole table: where the service says for what reason, by that, and of a deed or a notice by the
 * sentence it was refused with. The tables are long, and most visits never need them.
 */
export async function explainedInFull(
  code: string,
  reason?: string | null,
  detail?: string,
): Promise<Explained> {
  const { PROBLEMS, REASONS } = await import("./problems/all.ts");
  const words = AT_HAND[code] ?? REASONS[code]?.[reason ?? ""] ?? PROBLEMS[code] ?? UNKNOWN;
  if (!REFUSED.includes(code) || detail === undefined) return words;
  const { refusal } = await import("./refusals.ts");
  return { ...words, why: refusal(detail) };
}
