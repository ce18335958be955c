import type { Ledger } from "../ledger.ts";
import type { Cosigned } from "../meeting/contents.ts";
import { SECOND, textOf, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import { cosignedAt, type VerifierKey } from "./notes.ts";

/** How far a witness's clock may be behind the service's. */
const BEHIND_MAX = 120n * SECOND;

/** Who is to see the record, and how many of them. */
export interface Policy {
  readonly required: number;
  readonly keys: readonly VerifierKey[];
}

/** Who saw a tree head. */
export interface Sighting {
  readonly size: number;
  readonly cosigners: number;
  /** When enough of them had; `null` if not enough did. */
  readonly satisfied: Instant | null;
}

/** Checks every cosignature of named witnesses, and tells who saw which tree head. */
export function sightings(heads: readonly Cosigned[], policy: Policy, ledger: Ledger): readonly Sighting[] {
  ledger.checked("cosignatures_sound");
  const latest = new Map<string, Instant>();
  return heads.map((own) => {
    const times: Instant[] = [];
    for (const witness of policy.keys) {
      const { size } = own.head;
      const prefix = {
        zh: `${witness.name} 对 ${size} 条记录的共同签名：`,
        en: `The cosignature of ${witness.name} under ${size} entries: `,
      };
      const at = ledger.attempt("cosignatures_sound", () => timely(witness, own), prefix);
      if (at === undefined || at === null) continue;
      const before = latest.get(witness.text);
      latest.set(witness.text, at);
      if (before !== undefined && before > at)
        ledger.finding("cosignatures_sound", {
          zh: `${witness.name} 于 ${textOf(at)} 对 ${size} 条记录共同签名，而对更小的树签名于 ${textOf(before)}。`,
          en: `${witness.name} cosigned ${size} entries at ${textOf(at)}, but a smaller tree at ${textOf(before)}.`,
        });
      times.push(at);
    }
    const inOrder = times.sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    return { size: own.head.size, cosigners: times.length, satisfied: inOrder[policy.required - 1] ?? null };
  });
}

function timely(witness: VerifierKey, own: Cosigned): Instant | null {
  const at = cosignedAt(own.note, witness);
  if (at !== null && own.at !== null && at + BEHIND_MAX < own.at)
    refuse(
      `签名于 ${textOf(at)}，早于其中最后一条的写入时间（${textOf(own.at)}）`,
      `it is of ${textOf(at)}, before the last of them was written (${textOf(own.at)})`,
    );
  return at;
}

/** Whether enough witnesses saw the whole record shown. */
export function checkWhole(policy: Policy, last: Sighting | undefined, ledger: Ledger): void {
  if (last && last.satisfied !== null) return ledger.checked("record_witnessed");
  const [required, cosigners] = [policy.required, last?.cosigners ?? 0];
  ledger.open(
    "record_witnessed",
    `无法核实他人所见记录与此相同：所需 ${required} 名见证人中有 ${cosigners} 名对树头共同签名。`,
    `Could not check that nobody was shown another record: ${cosigners} of the ${required} required witnesses cosigned ` +
      "the tree head.",
  );
}
