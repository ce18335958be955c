import { useLoad } from "../../../api/load.ts";
import { Check, Field as LineField, Select, Text } from "../../../design/forms.tsx";
import { Actions, Button } from "../../../design/parts.tsx";
import { FIELD_NAMES, form as words } from "../../../i18n/acts/fields.ts";
import { common } from "../../../i18n/common.ts";
import { useSpeech } from "../../../i18n/speech.tsx";
import { worded, type Sentence } from "../../../i18n/words.ts";
import { Shown } from "../../pieces/shown.tsx";
import { FileField } from "./file-field.tsx";
import { parts, type Row } from "./rows.ts";
import { Secret } from "./secret.tsx";
import type { Column, Filled, Picked, Rows, Situation, Written } from "./spec.ts";

/** What a field of a deed is called. */
export function labelOf(name: string, label: Sentence | undefined): Sentence {
  return label ?? worded(FIELD_NAMES, name);
}

/** The input of one field. */
export function Input<View>(props: {
  name: string;
  field: Written<unknown, View>;
  situation: Situation<View>;
  filled: Filled;
  change(value: string | readonly Row[]): void;
}) {
  const { t } = useSpeech();
  const { name, field, filled, change } = props;
  const own = filled[name];
  const value = typeof own === "string" ? own : "";
  const optional = "optional" in field && field.optional === true;
  const label = t(labelOf(name, field.label)) + (optional ? t(words.optional) : "");
  const hint = field.hint === undefined ? undefined : t(field.hint);
  switch (field.kind) {
    case "rows":
      return <RowsInput {...props} field={field} label={label} rows={typeof own === "object" ? own : []} />;
    case "one":
    case "several":
      return <PickedInput {...props} field={field} label={label} value={value} />;
    case "file":
    case "open_file":
    case "hashed":
      return (
        <FileField
          community={props.situation.community.community}
          label={label}
          hint={hint}
          access={accessOf(field.kind, filled)}
          value={value}
          change={change}
        />
      );
    case "secret":
      return <Secret label={label} hint={hint} value={value} change={change} />;
    case "text":
      return <Text label={label} hint={hint} maxLength={field.max ?? 2000} value={value} change={change} />;
    case "moment":
      return <LineField type="datetime-local" label={label} hint={hint} value={value} change={change} />;
    case "day":
      return <LineField type="date" label={label} hint={hint} value={value} change={change} />;
    case "number":
      return <LineField inputMode="numeric" label={label} hint={hint} value={value} change={change} />;
    case "line":
      return (
        <LineField label={label} hint={hint} maxLength={field.max ?? 200} value={value} change={change} />
      );
  }
}

/** Where a file goes; a deed that says itself who may read it is followed. */
function accessOf(kind: "file" | "open_file" | "hashed", filled: Filled): "open" | "sealed" | null {
  if (kind === "hashed") return null;
  return kind === "open_file" || filled["access"] === "open" ? "open" : "sealed";
}

function PickedInput<View>(props: {
  name: string;
  field: Picked<unknown, View>;
  situation: Situation<View>;
  filled: Filled;
  label: string;
  value: string;
  change(value: string): void;
}) {
  const { t } = useSpeech();
  const { field, situation, filled, label, value } = props;
  const choices = useLoad(
    async () => field.choices(situation, filled),
    [props.name, situation, filled["meeting"] ?? ""],
  );
  const chosen = parts(value);
  return (
    <Shown of={choices}>
      {(choices) =>
        field.kind === "one" ? (
          <Select
            label={label}
            value={value}
            change={props.change}
            options={[
              { value: "", label: t(words.none_chosen) },
              ...choices.map((choice) => ({ value: choice.value, label: t(choice.label) })),
            ]}
          />
        ) : (
          <fieldset>
            <legend>{label}</legend>
            {choices.map((choice) => (
              <Check
                key={choice.value}
                label={t(choice.label)}
                checked={chosen.includes(choice.value)}
                change={(checked) =>
                  props.change(
                    (checked ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value)).join(
                      "\n",
                    ),
                  )
                }
              />
            ))}
          </fieldset>
        )
      }
    </Shown>
  );
}

function RowsInput<View>(props: {
  field: Rows<unknown, View>;
  situation: Situation<View>;
  label: string;
  rows: readonly Row[];
  change(rows: readonly Row[]): void;
}) {
  const { t } = useSpeech();
  const { rows, change, field } = props;
  return (
    <fieldset>
      <legend>{props.label}</legend>
      {rows.map((row, index) => (
        <div class="card" key={index}>
          {Object.entries(field.columns).map(([name, column]) => (
            <Cell
              key={name}
              column={column}
              situation={props.situation}
              value={row[name] ?? ""}
              change={(value) =>
                change(rows.map((own, place) => (place === index ? { ...own, [name]: value } : own)))
              }
            />
          ))}
          <Button onClick={() => change(rows.filter((_, place) => place !== index))}>
            {t(common.remove)}
          </Button>
        </div>
      ))}
      <Actions>
        <Button onClick={() => change([...rows, {}])}>{t(words.add)}</Button>
      </Actions>
    </fieldset>
  );
}

function Cell<View>(props: {
  column: Column<View>;
  situation: Situation<View>;
  value: string;
  change(value: string): void;
}) {
  const { t } = useSpeech();
  const { column, value, change } = props;
  const choices = useLoad(async () => (await column.choices?.(props.situation)) ?? [], [column.label.en]);
  if (column.choices === undefined)
    return <LineField label={t(column.label)} maxLength={column.max ?? 200} value={value} change={change} />;
  return (
    <Shown of={choices}>
      {(choices) => (
        <Select
          label={t(column.label)}
          value={value}
          change={change}
          options={[
            { value: "", label: t(words.none_chosen) },
            ...choices.map((choice) => ({ value: choice.value, label: t(choice.label) })),
          ]}
        />
      )}
    </Shown>
  );
}
