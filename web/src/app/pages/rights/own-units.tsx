import type { components } from "../../../api/schema.d.ts";
import { Card, Table } from "../../../design/parts.tsx";
import { methods } from "../../../i18n/devices.ts";
import { mine as words } from "../../../i18n/mine.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded } from "../../../i18n/words.ts";
import { useFormats } from "../../within.tsx";

/** The user's units, and every key that can vote for them. */
export function OwnUnits({ units }: { units: readonly components["schemas"]["OwnUnit"][] }) {
  const { t } = useSpeech();
  const { count, day } = useFormats();
  return (
    <Card title={t(words.units)}>
      {units.map(({ unit, owners, keys }) => (
        <section key={unit}>
          <h3>{unit}</h3>
          <p>{owners > 1 ? t(words.owners, { count: count(owners) }) : t(words.sole)}</p>
          <details>
            <summary>{t(words.keys)}</summary>
            <p>{t(words.keys_what)}</p>
            <Table
              caption={`${t(words.keys)} (${unit})`}
              head={[t(words.whose), t(words.how), t(words.since), t(words.standing)]}
              rows={keys.map((key) => [
                t(key.own ? words.key_own : words.key_other),
                t(worded(methods, key.method)),
                day(key.enrolled_at),
                t(key.revoked_at == null ? words.key_good : words.key_revoked),
              ])}
            />
          </details>
        </section>
      ))}
    </Card>
  );
}
