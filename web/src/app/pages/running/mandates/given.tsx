import { Card } from "../../../../design/parts.tsx";
import { common } from "../../../../i18n/common.ts";
import { paperMandates as words } from "../../../../i18n/paper-mandates.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { LongTable } from "../../../pieces/long-table.tsx";
import { Empty } from "../../../pieces/shown.tsx";
import { readInstructions } from "../../rights/instructions.ts";
import { useHolder, useSaid } from "../../rights/mandate.tsx";
import type { Held } from "../meeting.ts";
import type { Mandate } from "./reading.ts";

/** Every mandate of the meeting: whose, held by whom, how it came, and whether it is in force. */
export function Given({ of, mandates }: { of: Held; mandates: readonly Mandate[] }) {
  const { t, formats } = useSpeech();
  const { moment } = formats(of.community.time_zone);
  const holder = useHolder();
  const said = useSaid(of.meeting);
  const titles = new Map(of.meeting.draft.matters.map(({ matter, title }) => [matter, title]));
  const told = ({ holder, instructions }: Mandate) => {
    if (holder.startsWith("delegate:")) return t(words.opinion_told);
    if (instructions.length === 0) return t(words.nothing_told);
    return readInstructions(instructions).map((choice) => (
      <div key={choice.matter}>
        {titles.get(choice.matter) ?? choice.matter}: {said(choice)}
      </div>
    ));
  };
  return (
    <Card title={t(words.list)}>
      {mandates.length === 0 ? (
        <Empty>{t(words.none)}</Empty>
      ) : (
        <LongTable
          caption={t(words.each)}
          head={[
            t(words.units),
            t(words.principal),
            t(words.holder),
            t(words.standing),
            t(words.way),
            t(words.told),
            t(words.given_at),
            t(words.number),
          ]}
          rows={mandates.map((one) => [
            one.units.join(t(common.comma)),
            one.principal,
            holder(one.holder),
            one.ended_at == null ? t(words.in_force) : t(words.ended, { at: moment(one.ended_at) }),
            t(one.paper == null ? words.online : words.on_paper),
            told(one),
            moment(one.given_at),
            <span class="code">{one.mandate}</span>,
          ])}
        />
      )}
    </Card>
  );
}
