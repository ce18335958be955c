import { useState } from "preact/hooks";
import { Check, Choices, Field } from "../../../../design/forms.tsx";
import { Notice } from "../../../../design/parts.tsx";
import { drafting as words } from "../../../../i18n/drafting.ts";
import { UNIT_KINDS } from "../../../../i18n/law.ts";
import { useSpeech } from "../../../../i18n/speech.tsx";
import { worded } from "../../../../i18n/words.ts";
import { listed, type Matter } from "../../../office/drafting.ts";

/** Which units decide a matter: the whole community, or a part of it. */
export function Deciding({ matter, change }: { matter: Matter; change(matter: Matter): void }) {
  const { t } = useSpeech();
  const own = matter.electorate;
  const narrowed = Object.values(own).some((value) =>
    Array.isArray(value) ? value.length > 0 : value != null,
  );
  const [part, setPart] = useState(narrowed);
  const put = (changed: Partial<typeof own>) => change({ ...matter, electorate: { ...own, ...changed } });
  const kinds = own.unit_kinds ?? [];
  return (
    <>
      <Choices
        legend={t(words.electorate)}
        name={`electorate-${matter.matter}`}
        value={part ? "part" : "all"}
        options={[
          { value: "all", label: t(words.everybody) },
          { value: "part", label: t(words.part) },
        ]}
        change={(value) => {
          setPart(value === "part");
          if (value === "all") change({ ...matter, electorate: {} });
        }}
      />
      {part && (
        <>
          {!narrowed && <Notice kind="warn">{t(words.still_everybody)}</Notice>}
          <Names
            label={t(words.buildings)}
            hint={t(words.buildings_hint)}
            value={own.buildings ?? []}
            change={(buildings) => put({ buildings })}
          />
          <Names
            label={t(words.entrances)}
            hint={t(words.entrances_hint)}
            value={(own.entrances ?? []).map(({ building, entrance }) => `${building}/${entrance}`)}
            fits={(name) => entrance(name).length > 0}
            change={(names) => put({ entrances: names.flatMap(entrance) })}
          />
          <Names
            label={t(words.units)}
            hint={t(words.buildings_hint)}
            value={own.units ?? []}
            change={(units) => put({ units })}
          />
          <Floors value={own.floors ?? null} change={(floors) => put({ floors })} />
          <fieldset>
            <legend>{t(words.unit_kinds)}</legend>
            {Object.keys(UNIT_KINDS).map((kind) => (
              <Check
                key={kind}
                label={t(worded(UNIT_KINDS, kind))}
                checked={kinds.includes(kind)}
                change={(checked) =>
                  put({ unit_kinds: checked ? [...kinds, kind] : kinds.filter((one) => one !== kind) })
                }
              />
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}

/** Names in one line; what is typed stays as it was typed while it is being typed. */
function Names(props: {
  label: string;
  hint: string;
  value: readonly string[];
  /** Whether a name can be understood; every name can if it is left out. */
  fits?(name: string): boolean;
  change(names: string[]): void;
}) {
  const { t } = useSpeech();
  const [text, setText] = useState(props.value.join(", "));
  const odd = listed(text).filter((name) => props.fits?.(name) === false);
  return (
    <Field
      label={props.label}
      hint={props.hint}
      wrong={odd.length === 0 ? undefined : t(words.not_understood, { names: odd.join(", ") })}
      value={text}
      change={(typed) => {
        setText(typed);
        props.change(listed(typed));
      }}
    />
  );
}

type Range = NonNullable<Matter["electorate"]["floors"]>;

function Floors({ value, change }: { value: Range | null; change(range: Range | null): void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState({ lowest: text(value?.lowest), highest: text(value?.highest) });
  const put = (next: typeof typed) => {
    setTyped(next);
    const whole = /^-?\d+$/;
    const complete = whole.test(next.lowest) && whole.test(next.highest);
    change(complete ? { lowest: Number(next.lowest), highest: Number(next.highest) } : null);
  };
  return (
    <fieldset>
      <legend>{t(words.floors)}</legend>
      <Field
        label={t(words.lowest)}
        value={typed.lowest}
        type="number"
        change={(lowest) => put({ ...typed, lowest })}
      />
      <Field
        label={t(words.highest)}
        value={typed.highest}
        type="number"
        change={(highest) => put({ ...typed, highest })}
      />
    </fieldset>
  );
}

function text(floor: number | undefined): string {
  return floor === undefined ? "" : String(floor);
}

function entrance(name: string): { building: string; entrance: string }[] {
  const [, building, entrance] = /^([^/]+)\/(.+)$/.exec(name) ?? [];
  return building === undefined || entrance === undefined ? [] : [{ building, entrance }];
}
