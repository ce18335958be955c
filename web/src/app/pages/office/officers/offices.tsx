import type { components } from "../../../../api/schema.d.ts";
import { Table } from "../../../../design/parts.tsx";
import { officers as words } from "../../../../i18n/officers.ts";
import { roleName } from "../../../../i18n/roles.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { Empty } from "../../../pieces/shown.tsx";
import { useFormats } from "../../../within.tsx";

/** A term of an officer. */
export type Office = components["schemas"]["OfficeView"];

/** Those in office, and past terms behind them. */
export function Offices({ of }: { of: readonly Office[] }) {
  const { t } = useSpeech();
  const now = Date.now();
  const over = ({ ended_at, until }: Office) =>
    ended_at != null || (until != null && Date.parse(until) <= now);
  const held = of.filter((office) => !over(office));
  const past = of.filter(over);
  return (
    <>
      {held.length === 0 ? <Empty>{t(words.none)}</Empty> : <List caption={t(words.now)} of={held} />}
      {past.length > 0 && (
        <details>
          <summary>{t(words.past)}</summary>
          <List caption={t(words.past)} of={past} />
        </details>
      )}
    </>
  );
}

function List({ caption, of }: { caption: string; of: readonly Office[] }) {
  const { t } = useSpeech();
  const { day } = useFormats();
  return (
    <Table
      caption={caption}
      head={[t(words.role), t(words.officer), t(words.from), t(words.until)]}
      rows={of.map(({ role, officer, from, until, ended_at }) => [
        t(roleName(role)),
        <span class="code">{officer.slice(0, 12)}</span>,
        day(from),
        ended_at != null
          ? t(words.ended, { when: day(ended_at) })
          : until == null
            ? t(words.open)
            : day(until),
      ])}
    />
  );
}
