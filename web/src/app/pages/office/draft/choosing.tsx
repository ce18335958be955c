import { Check, Field, Select, Text } from "../../../../design/forms.tsx";
import { Card } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { CHANNELS } from "../../../../i18n/law.ts";
import { SWITCHES, SWITCH_NAMES, type Switch } from "../../../../i18n/switches.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { settled, useRules, type InForce } from "../../../office/packs.ts";
import { Shown } from "../../../pieces/shown.tsx";
import { Source } from "../../../pieces/source.tsx";
import type { StepProps } from "./step.ts";

/** What the law leaves open: each point with its answers, and what a place settled already. */
export function Choosing({ community, drafting: { draft, change } }: StepProps) {
  const { t } = useSpeech();
  const rules = useRules(community.community);
  const switches: Readonly<Record<string, string | undefined>> = draft.switches ?? {};
  const silence = draft.switches?.non_voter ?? "not_counted";
  return (
    <Shown of={rules}>
      {(inForce) => (
        <>
          <p>{t(words.choices_intro)}</p>
          <Channel
            inForce={inForce}
            value={draft.online_channel ?? ""}
            change={(online_channel) => change({ online_channel })}
          />
          {SWITCH_NAMES.filter((name) => Object.keys(SWITCHES[name].values).length > 1).map((name) => (
            <One
              key={name}
              name={name}
              of={SWITCHES[name]}
              inForce={inForce}
              value={switches[name] ?? ""}
              change={(value) => {
                const { [name]: _, ...others } = draft.switches ?? {};
                change({ switches: value === "" ? others : { ...others, [name]: value } });
              }}
            />
          ))}
          {silence !== "not_counted" && (
            <Silence
              value={draft.non_voter_rule ?? null}
              change={(non_voter_rule) => change({ non_voter_rule })}
            />
          )}
          <Delegates
            value={draft.delegate_rule ?? null}
            change={(delegate_rule) => change({ delegate_rule })}
          />
          <Hours
            label={t(words.cooling)}
            value={draft.key_cooling_hours ?? null}
            min="24"
            max="168"
            change={(key_cooling_hours) => change({ key_cooling_hours })}
          />
          {draft.switches?.tie_break === "lot" && (
            <Hours
              label={t(words.reveal)}
              value={draft.lot?.reveal_hours ?? null}
              min="1"
              max="168"
              change={(reveal_hours) => change({ lot: reveal_hours === null ? null : { reveal_hours } })}
            />
          )}
        </>
      )}
    </Shown>
  );
}

function One(props: {
  name: string;
  of: Switch;
  inForce: InForce;
  value: string;
  change(value: string): void;
}) {
  const { t } = useSpeech();
  const { question, values } = props.of;
  const [usual = ""] = Object.keys(values);
  const own = settled(props.inForce, "switch", props.name);
  const stands = t(worded(values, own?.value ?? usual));
  return (
    <>
      <Select
        label={t(question)}
        value={props.value}
        options={[
          { value: "", label: t(own === undefined ? words.by_default : words.settled_by, { value: stands }) },
          ...Object.keys(values).map((value) => ({ value, label: t(worded(values, value)) })),
        ]}
        change={props.change}
      />
      {own !== undefined && (
        <p>
          <Source article={own.article} verified={own.verified} />
        </p>
      )}
    </>
  );
}

function Channel({
  inForce,
  value,
  change,
}: {
  inForce: InForce;
  value: string;
  change(value: string | null): void;
}) {
  const { t } = useSpeech();
  const own = settled(inForce, "online_channel");
  const stands = t(worded(CHANNELS, own?.value ?? "any"));
  return (
    <>
      <Select
        label={t(words.channel)}
        value={value}
        options={[
          { value: "", label: t(own === undefined ? words.by_default : words.settled_by, { value: stands }) },
          ...Object.keys(CHANNELS).map((name) => ({ value: name, label: t(worded(CHANNELS, name)) })),
        ]}
        change={(chosen) => change(chosen === "" ? null : chosen)}
      />
      {own !== undefined && (
        <p>
          <Source article={own.article} verified={own.verified} />
        </p>
      )}
    </>
  );
}

interface SilenceRule {
  adopted_on: string;
  text: string;
  result: string;
}

function Silence({ value, change }: { value: SilenceRule | null; change(value: SilenceRule): void }) {
  const { t } = useSpeech();
  const own = value ?? { adopted_on: "", text: "", result: "" };
  return (
    <Card title={t(words.silence_rule)}>
      <Field
        label={t(words.adopted_on)}
        type="date"
        value={own.adopted_on}
        change={(adopted_on) => change({ ...own, adopted_on })}
      />
      <Text
        label={t(words.rule_text)}
        value={own.text}
        maxLength={2000}
        change={(text) => change({ ...own, text })}
      />
      <Field
        label={t(words.rule_result)}
        value={own.result}
        maxLength={200}
        change={(result) => change({ ...own, result })}
      />
    </Card>
  );
}

type DelegateRule = Omit<SilenceRule, "result">;

function Delegates({
  value,
  change,
}: {
  value: DelegateRule | null;
  change(value: DelegateRule | null): void;
}) {
  const { t } = useSpeech();
  return (
    <>
      <Check
        label={t(words.delegates)}
        checked={value !== null}
        change={(checked) => change(checked ? { adopted_on: "", text: "" } : null)}
      />
      {value !== null && (
        <>
          <Field
            label={t(words.adopted_on)}
            type="date"
            value={value.adopted_on}
            change={(adopted_on) => change({ ...value, adopted_on })}
          />
          <Text
            label={t(words.rule_text)}
            value={value.text}
            maxLength={2000}
            change={(text) => change({ ...value, text })}
          />
        </>
      )}
    </>
  );
}

function Hours(props: {
  label: string;
  value: number | null;
  min: string;
  max: string;
  change(value: number | null): void;
}) {
  return (
    <Field
      label={props.label}
      type="number"
      min={props.min}
      max={props.max}
      value={props.value === null ? "" : String(props.value)}
      change={(value) => props.change(/^\d+$/.test(value) ? Number(value) : null)}
    />
  );
}
