import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import type { components } from "../../../../api/schema.d.ts";
import { Choices, Select } from "../../../../design/forms.tsx";
import { Facts } from "../../../../design/parts.tsx";
import { common } from "../../../../i18n/common.ts";
import { CHANNELS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { placeOf, type Held } from "../meeting.ts";
import type { BuildingCount } from "./buildings.tsx";

type Report = components["schemas"]["DeliveryReport"];

/** Sends the notice by mail or by message. */
export function SendNotice(props: { of: Held; counts: readonly BuildingCount[]; again(): void }) {
  const { t } = useSpeech();
  const [channel, setChannel] = useState("message");
  const [building, setBuilding] = useState("");
  const [report, setReport] = useState<Report>();
  return (
    <>
      <Deed
        title={t(words.send)}
        what={t(words.send_what)}
        sure={t(words.send_sure)}
        review={[
          [t(words.channel), t(worded(CHANNELS, channel))],
          [t(words.to), building === "" ? t(words.to_all) : t(words.round_of, { building })],
        ]}
        verb={t(words.send_verb)}
        done={t(words.sent)}
        run={async () =>
          setReport(
            await take(
              api.POST("/api/v1/communities/{community}/meetings/{meeting}/deliveries", {
                params: placeOf(props.of),
                body: building === "" ? { channel, all: true } : { channel, building },
              }),
            ),
          )
        }
        after={props.again}
      >
        <Choices
          legend={t(words.channel)}
          name="send-channel"
          value={channel}
          change={setChannel}
          options={["message", "email"].map((value) => ({ value, label: t(worded(CHANNELS, value)) }))}
        />
        <Select
          label={t(words.to)}
          value={building}
          change={setBuilding}
          options={[
            { value: "", label: t(words.to_all) },
            ...props.counts.map(({ building }) => ({
              value: building,
              label: t(words.round_of, { building }),
            })),
          ]}
        />
      </Deed>
      {report && <Sent report={report} />}
    </>
  );
}

function Sent({ report }: { report: Report }) {
  const { t, formats } = useSpeech();
  const { count } = formats();
  return (
    <div class="card" role="status">
      <Facts
        facts={[
          [t(words.queued), count(report.queued)],
          [t(words.messages), count(report.messages)],
          [t(words.served_already), count(report.served)],
          [t(words.under_way), count(report.under_way)],
          [
            t(words.without),
            report.without_contact.length === 0
              ? t(common.none)
              : report.without_contact.join(t(common.comma)),
          ],
        ]}
      />
    </div>
  );
}
