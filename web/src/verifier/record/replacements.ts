import type { Ledger } from "../ledger.ts";
import { keyReplacement } from "../statements/forms.ts";
import { parseJws, readPayload } from "../statements/jws.ts";
import type { Instant } from "../values/instants.ts";
import type { FactOf } from "../bundle/facts.ts";
import type { Replaced } from "./keys.ts";

/** A recorded replacement of a service key. */
export interface RecordedReplacement {
  readonly index: number;
  readonly at: Instant;
  readonly fact: FactOf<"service_key_replaced">;
}

/** Whether the record holds exactly the replacements that the list of keys names. */
export function checkReplacements(
  listed: readonly Replaced[],
  recorded: readonly RecordedReplacement[],
  ledger: Ledger,
): void {
  ledger.checked("keys_replaced");
  const shown = new Map(recorded.map((own) => [own.index, own]));
  for (const { index, at, fact } of recorded) {
    const own = listed.find((each) => each.entry === index);
    const same = own?.statement === fact.statement && own.at === at && says(fact.statement) === fact.key;
    if (!same)
      ledger.finding("keys_replaced", {
        zh: `记录 ${index} 所载的服务方密钥更换与公钥清单不符。`,
        en: `Entry ${index} replaces a key of the service otherwise than the list of keys says.`,
      });
  }
  for (const { entry } of listed.filter((own) => !shown.has(own.entry)))
    ledger.finding("keys_replaced", {
      zh: `公钥清单列有记录 ${entry} 的密钥更换，而记录在该处并未载明。`,
      en: `The list of keys names a replacement at entry ${entry}, which the record does not show there.`,
    });
}

function says(statement: string): string | null {
  try {
    return readPayload(parseJws(statement, "key-replacement"), keyReplacement).key;
  } catch {
    return null;
  }
}
