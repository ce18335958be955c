import type { Refusal, Report, VerifyOptions } from "./contract.ts";

/** Verifies a bundle of a meeting, or annals. Every file gives a report or a refusal; nothing is thrown. */
export async function verify(_bytes: Uint8Array, _options: VerifyOptions = {}): Promise<Report | Refusal> {
  return { refused: true, line: null, reason: { zh: "本文件无法读取。", en: "This file cannot be read." } };
}
