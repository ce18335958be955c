import { useState } from "preact/hooks";
import { api, take } from "../../../../api/client.ts";
import { useLoad } from "../../../../api/load.ts";
import { useDraft } from "../../../../device/drafts.ts";
import { Check, Field, Select, Text } from "../../../../design/forms.tsx";
import { Actions, Button } from "../../../../design/parts.tsx";
import { LIMITS, rules as words } from "../../../../i18n/officers.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { SWITCHES, SWITCH_NAMES } from "../../../../i18n/switches.ts";
import { worded, type Sentence } from "../../../../i18n/words.ts";
import { headOf, withPoint, type Point } from "../../../office/own-rules.ts";
import type { InForce } from "../../../office/packs.ts";
import { Deed } from "../../../pieces/deed.tsx";
import { Shown } from "../../../pieces/shown.tsx";

interface Choice {
  overlays: string[];
  own_rules: string;
  recognition: string;
}

/** The supervising office states which rules hold from the next notice on. */
export function StateRules(props: { community: string; of: InForce; after(): void }) {
  const { t } = useSpeech();
  const { rules } = props.of;
  const known = useLoad(() => take(api.GET("/api/v1/overlays")), []);
  const [choice, change, clear] = useDraft<Choice>(`rules:${props.community}`, {
    overlays: rules.overlays.filter(({ text }) => text == null).map(({ id }) => id),
    own_rules: rules.overlays.find(({ text }) => text != null)?.text ?? "",
    recognition: rules.recognition ?? "",
  });
  const titled = (id: string) => {
    const found = known.data?.find((one) => one.id === id);
    return found === undefined ? id : t(found.title);
  };
  const base = known.data?.find(({ id }) => choice.overlays.includes(id))?.base ?? ["cn_civil_code_2021"];
  return (
    <Deed
      title={t(words.state)}
      what={t(words.state_what)}
      review={[
        [t(words.overlays), choice.overlays.map(titled).join(", ") || t(words.nothing)],
        [t(words.own), <pre class="text code">{choice.own_rules || t(words.nothing)}</pre>],
        [t(words.recognition), choice.recognition || t(words.nothing)],
      ]}
      sure={t(words.state_sure)}
      verb={t(words.state_verb)}
      done={t(words.state_done)}
      run={() => {
        const params = {
          path: { community: props.community },
          header: { "If-Match": `"${rules.version}"` },
        };
        const body = {
          overlays: choice.overlays,
          own_rules: choice.own_rules.trim() === "" ? null : choice.own_rules,
          recognition: choice.recognition.trim() === "" ? null : choice.recognition.trim(),
        };
        return take(api.PUT("/api/v1/communities/{community}/rules", { params, body }));
      }}
      after={() => {
        clear();
        props.after();
      }}
    >
      <Shown of={known}>
        {(known) => (
          <fieldset>
            <legend>{t(words.overlays)}</legend>
            {known.map(({ id, title }) => (
              <Check
                key={id}
                label={t(title)}
                checked={choice.overlays.includes(id)}
                change={(checked) =>
                  change({
                    ...choice,
                    overlays: checked
                      ? [...choice.overlays, id]
                      : choice.overlays.filter((other) => other !== id),
                  })
                }
              />
            ))}
          </fieldset>
        )}
      </Shown>
      <AddPoint
        add={(point) => {
          const titles = { zh: words.own_title_zh, en: words.own_title_en };
          const rules = choice.own_rules.trim() === "" ? headOf(base, titles) : choice.own_rules;
          change({ ...choice, own_rules: withPoint(rules, point) });
        }}
      />
      <Text
        label={t(words.own_rules)}
        hint={t(words.own_hint)}
        value={choice.own_rules}
        rows={8}
        change={(own_rules) => change({ ...choice, own_rules })}
      />
      <Field
        label={t(words.recognition)}
        hint={t(words.recognition_hint)}
        value={choice.recognition}
        maxLength={500}
        change={(recognition) => change({ ...choice, recognition })}
      />
    </Deed>
  );
}

type SwitchName = (typeof SWITCH_NAMES)[number];
type LimitName = keyof typeof LIMITS;

const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];
const isSwitch = (name: SwitchName | LimitName): name is SwitchName => name in SWITCHES;

function AddPoint({ add }: { add(point: Point): void }) {
  const { t } = useSpeech();
  const [name, setName] = useState<SwitchName | LimitName>("non_voter");
  const [value, setValue] = useState("");
  const [article, setArticle] = useState("");
  const question = isSwitch(name) ? SWITCHES[name] : null;
  const values: Readonly<Record<string, Sentence>> = question?.values ?? {};
  const isNumber = question === null;
  const chosen = isNumber || value in values ? value : (Object.keys(values)[0] ?? "");
  const settled = isNumber ? /^[1-9]\d{0,2}$/.test(chosen) : chosen !== "";
  return (
    <details>
      <summary>{t(words.add)}</summary>
      <Select
        label={t(words.point)}
        value={name}
        options={[
          ...SWITCH_NAMES.map((one) => ({ value: one, label: t(SWITCHES[one].question) })),
          ...LIMIT_NAMES.map((one) => ({ value: one, label: t(LIMITS[one]) })),
        ]}
        change={(one) => {
          setName([...SWITCH_NAMES, ...LIMIT_NAMES].find((known) => known === one) ?? name);
          setValue("");
        }}
      />
      {isNumber ? (
        <Field label={t(words.number)} inputMode="numeric" value={value} change={setValue} />
      ) : (
        <Select
          label={t(words.as)}
          value={chosen}
          options={Object.keys(values).map((one) => ({ value: one, label: t(worded(values, one)) }))}
          change={setValue}
        />
      )}
      <Field label={t(words.article)} value={article} change={setArticle} />
      <Actions>
        <Button
          disabled={article.trim() === "" || !settled}
          onClick={() => {
            add({ name, value: isNumber ? Number(chosen) : chosen, article: article.trim() });
            setArticle("");
          }}
        >
          {t(words.add_verb)}
        </Button>
      </Actions>
    </details>
  );
}
