import type { components } from "../../../../api/schema.d.ts";
import { Notice, Table } from "../../../../design/parts.tsx";
import { register as words } from "../../../../i18n/register.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";

type Report = components["schemas"]["ImportView"];

const NOUNS = ["units", "owners", "ownerships"] as const;
const WAYS = ["added", "removed", "changed"] as const;

/** What an import would change, in numbers and by name. */
export function Changes({ report }: { report: Report }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  const any = NOUNS.some((noun) => WAYS.some((way) => report.changes[noun][way].length > 0));
  if (!any) return <Notice>{t(words.same)}</Notice>;
  return (
    <>
      <Notice kind="good">
        <p>{t(words.no_mistakes)}</p>
        <p>{t(words.would_be, { version: report.version })}</p>
      </Notice>
      <Table
        caption={t(words.changes)}
        head={[t(words.what_kind), ...WAYS.map((way) => t(words[way]))]}
        numbers={[1, 2, 3]}
        rows={NOUNS.map((noun) => [
          t(words[noun]),
          ...WAYS.map((way) => count(report.changes[noun][way].length)),
        ])}
      />
      {NOUNS.flatMap((noun) =>
        WAYS.filter((way) => report.changes[noun][way].length > 0).map((way) => (
          <details key={`${noun} ${way}`}>
            <summary>
              {t(words[noun])}: {t(words[way])} ({count(report.changes[noun][way].length)})
            </summary>
            <p>{report.changes[noun][way].join("  ·  ")}</p>
          </details>
        )),
      )}
    </>
  );
}
