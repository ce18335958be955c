import type { Pinning } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import { readJson } from "../values/json.ts";
import { refuse } from "../values/unsound.ts";
import { KeyChain, serviceKeys, type ServiceKeys } from "./keys.ts";

const DEMONSTRATION = "demonstration.";

/** The keys of a file, and which entries it shows. */
export interface Signers {
  readonly keys: ServiceKeys;
  readonly chain: KeyChain;
  readonly from: number;
  readonly to: number;
}

/** The keys of a file as a chain; of a list that contradicts itself the keys as they stand. */
export function chainOf(keys: ServiceKeys): KeyChain {
  try {
    return KeyChain.of(keys);
  } catch {
    // What is wrong with it is told by `checkKeys`.
    return KeyChain.alone(keys);
  }
}

/** Checks the keys of a file, and compares them with those that the reader keeps. */
export function checkKeys(signers: Signers, pinned: string | undefined, ledger: Ledger): Pinning {
  const { keys } = signers;
  const prefix = { zh: "公钥自相矛盾：", en: "The keys contradict themselves: " };
  ledger.judge("keys_sound", () => KeyChain.of(keys), prefix);
  if (keys.origin.startsWith(DEMONSTRATION))
    ledger.open(
      "real_meeting",
      `无法核实时间真实：${keys.origin} 为演示，使用模拟时钟。`,
      `Could not check that the times are real: ${keys.origin} is a demonstration with a simulated clock.`,
    );
  else ledger.checked("real_meeting");
  if (pinned === undefined) {
    ledger.open(
      "keys_pinned",
      "无法核实公钥归属：未提供可供比对的公钥。",
      "Could not check whose keys these are: none were given to compare them with.",
    );
    return "not_pinned";
  }
  const since = ledger.judge("keys_pinned", () => believed(signers, pinned));
  if (since !== undefined && signers.chain.since < since && signers.from < since)
    ledger.open(
      "keys_pinned",
      `无法核实记录 ${since} 之前由何人签署：预先固定的公钥自该处起方可采信。`,
      `Could not check who signed what stands before entry ${since}: the pinned keys are believed from there on.`,
    );
  return "pinned";
}

function believed({ keys, chain, to }: Signers, pinned: string): number {
  const known = pinnedKeys(pinned);
  const theirs = KeyChain.of(known);
  if (known.origin !== keys.origin || !theirs.agrees(chain))
    refuse("本文件所用公钥与预先固定的公钥不同", "The bundle is signed with other keys than the pinned ones");
  if (theirs.since >= to)
    refuse(
      `预先固定的公钥自记录 ${theirs.since} 起方可采信；本文件止于 ${to}`,
      `The pinned keys are believed from entry ${theirs.since} on; the bundle ends before, at ${to}`,
    );
  for (const { x, from } of known.revoked ?? []) {
    const until = chain.signsUntil(x, to);
    if (until !== null && until > from)
      refuse(
        `密钥 ${x.id} 自记录 ${from} 起不予采信，而其后仍在使用`,
        `The key ${x.id} is not believed from entry ${from} on, and was in force after that`,
      );
  }
  return theirs.since;
}

/** Reads a list of keys that somebody keeps, however it is laid out. */
export function pinnedKeys(text: string): ServiceKeys {
  return serviceKeys(readJson(text), "pinned keys");
}
