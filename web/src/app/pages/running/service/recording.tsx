import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { Check, Choices, Field, Select } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { useDraft } from "../../../../device/drafts.ts";
import { common } from "../../../../i18n/common.ts";
import { CHANNELS, services as words } from "../../../../i18n/services.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { instantAt } from "../../../../i18n/zones.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Shown } from "../../../pieces/shown.tsx";
import { placeOf, type Held } from "../meeting.ts";
import type { BuildingCount } from "./buildings.tsx";
import { EvidencePick, type Evidence } from "./evidence.tsx";
import { allUnreached } from "./unreached.tsx";

interface Filled {
  building: string;
  channel: string;
  outcome: string;
  at: string;
  who: string;
  units: string[];
  evidence: Evidence | null;
}

const EMPTY: Filled = {
  building: "",
  channel: "door",
  outcome: "served",
  at: "",
  who: "",
  units: [],
  evidence: null,
};

/** Records what a round from door to door, a postman or a posting did, for several units at once. */
export function RecordServices(props: { of: Held; counts: readonly BuildingCount[]; again(): void }) {
  const { t, formats } = useSpeech();
  const { of } = props;
  const zone = of.community.time_zone;
  const [form, change, clear] = useDraft<Filled>(`services ${of.meeting.meeting}`, EMPTY);
  const [said, setSaid] = useState({ recorded: 0, repeated: 0 });
  const at = form.at === "" ? null : instantAt(form.at, zone);
  return (
    <Deed
      title={t(words.record)}
      what={t(words.record_what)}
      review={[
        [t(words.units), form.units.join(t(common.comma))],
        [t(words.channel), t(worded(CHANNELS, form.channel))],
        [t(words.outcome), t(form.outcome === "served" ? words.served : words.attempted)],
        [t(words.at), at === null ? "" : formats(zone).moment(at)],
        [t(words.who), form.who],
        [t(words.evidence), form.evidence?.name ?? t(common.none)],
      ]}
      ready={at !== null && form.units.length > 0}
      verb={t(words.record_verb)}
      done={t(words.recorded, said)}
      run={async () =>
        setSaid(
          await take(
            api.POST("/api/v1/communities/{community}/meetings/{meeting}/services", {
              params: placeOf(of),
              body: form.units.map((unit) => ({
                unit,
                channel: form.channel,
                outcome: form.outcome,
                served_at: at ?? "",
                served_by: form.who.trim() || null,
                evidence: form.evidence?.sha256 ?? null,
              })),
            }),
          ),
        )
      }
      after={() => {
        clear();
        props.again();
      }}
    >
      <Select
        label={t(words.choose_building)}
        value={form.building}
        change={(building) => change({ ...form, building, units: [] })}
        options={[
          { value: "", label: "–" },
          ...props.counts
            .filter(({ reached, units }) => reached < units)
            .map(({ building }) => ({ value: building, label: t(words.round_of, { building }) })),
        ]}
      />
      {form.building !== "" && (
        <Units
          of={of}
          building={form.building}
          chosen={form.units}
          change={(units) => change({ ...form, units })}
        />
      )}
      <Choices
        legend={t(words.channel)}
        name="record-channel"
        value={form.channel}
        change={(channel) => change({ ...form, channel })}
        options={["door", "letter", "posting"].map((value) => ({
          value,
          label: t(worded(CHANNELS, value)),
        }))}
      />
      <Choices
        legend={t(words.outcome)}
        name="record-outcome"
        value={form.outcome}
        change={(outcome) => change({ ...form, outcome })}
        options={[
          { value: "served", label: t(words.served) },
          { value: "attempted", label: t(words.attempted) },
        ]}
      />
      <Field
        type="datetime-local"
        label={t(words.at)}
        value={form.at}
        change={(at) => change({ ...form, at })}
      />
      <Field
        label={t(words.who)}
        maxLength={100}
        value={form.who}
        change={(who) => change({ ...form, who })}
      />
      <EvidencePick of={of} kept={form.evidence} taken={(evidence) => change({ ...form, evidence })} />
    </Deed>
  );
}

function Units(props: {
  of: Held;
  building: string;
  chosen: readonly string[];
  change(units: string[]): void;
}) {
  const { t, formats } = useSpeech();
  const units = useLoad(() => allUnreached(props.of), [props.of.meeting.meeting, props.building]);
  return (
    <fieldset>
      <legend>{t(words.choose_units, { count: formats().count(props.chosen.length) })}</legend>
      <Shown of={units}>
        {(all) => {
          const here = all.filter(({ building }) => building === props.building).map(({ unit }) => unit);
          return (
            <>
              <Actions>
                <Button onClick={() => props.change(here)}>{t(words.choose_all)}</Button>
                <Button onClick={() => props.change([])}>{t(words.choose_none)}</Button>
              </Actions>
              <div class="columns">
                {here.map((unit) => (
                  <Check
                    key={unit}
                    label={unit}
                    checked={props.chosen.includes(unit)}
                    change={(checked) =>
                      props.change(
                        checked ? [...props.chosen, unit] : props.chosen.filter((one) => one !== unit),
                      )
                    }
                  />
                ))}
              </div>
            </>
          );
        }}
      </Shown>
    </fieldset>
  );
}
