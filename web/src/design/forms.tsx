import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

/** What every field has: its name, and where needed what it is for and what is wrong with it. */
interface Labelled {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
}

/** What a line to fill in may say of itself to the browser. */
interface Line extends Labelled {
  value: string;
  type?: "text" | "email" | "tel" | "url" | "date" | "datetime-local" | "number" | "search";
  inputMode?: "text" | "numeric" | "decimal" | "tel" | "email";
  autocomplete?: string;
  required?: boolean;
  maxLength?: number;
  min?: string;
  max?: string;
  placeholder?: string;
  pattern?: string;
  spellcheck?: boolean;
}

/** One line to fill in. */
export function Field({
  label,
  hint,
  wrong,
  value,
  change,
  ...rest
}: Line & { change(value: string): void }) {
  return (
    <Labels label={label} hint={hint} wrong={wrong}>
      {(names) => (
        <input
          // The types of inputs are told apart by a literal `type`, which this one gets from outside.
          {...({ ...names, ...rest } as InputHTMLAttributes)}
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
    </Labels>
  );
}

/** Several lines to fill in. */
export function Text(
  props: Labelled & {
    value: string;
    rows?: number;
    required?: boolean;
    maxLength?: number;
    change(value: string): void;
  },
) {
  const { label, hint, wrong, change, ...rest } = props;
  return (
    <Labels label={label} hint={hint} wrong={wrong}>
      {(names) => (
        <textarea rows={5} {...names} {...rest} onInput={(event) => change(event.currentTarget.value)} />
      )}
    </Labels>
  );
}

/** One of a few values. */
export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
}

/** A list of which one is chosen, for many options. */
export function Select(
  props: Labelled & {
    value: string;
    options: readonly Option[];
    required?: boolean;
    change(value: string): void;
  },
) {
  const { label, hint, wrong, options, change, ...rest } = props;
  return (
    <Labels label={label} hint={hint} wrong={wrong}>
      {(names) => (
        <select {...names} {...rest} onChange={(event) => change(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labels>
  );
}

/** A few options that are all seen at once, of which one is chosen. */
export function Choices(props: {
  legend: ComponentChildren;
  name: string;
  value: string | null;
  options: readonly Option[];
  change(value: string): void;
}) {
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {props.options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type="radio"
            name={props.name}
            value={option.value}
            checked={props.value === option.value}
            onChange={() => props.change(option.value)}
          />
          <Said option={option} />
        </label>
      ))}
    </fieldset>
  );
}

/** A box to tick. */
export function Check(props: {
  label: string;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  change(checked: boolean): void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={(event) => props.change(event.currentTarget.checked)}
      />
      <Said option={{ value: "", label: props.label, hint: props.hint }} />
    </label>
  );
}

function Said({ option }: { option: Option }) {
  return (
    <span>
      {option.label}
      {option.hint !== undefined && <span class="hint">{option.hint}</span>}
    </span>
  );
}

interface Names {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean;
}

function Labels({ label, hint, wrong, children }: Labelled & { children(names: Names): ComponentChildren }) {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, wrong === undefined ? "" : `${id}-wrong`]
    .join(" ")
    .trim();
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {wrong !== undefined && (
        <span class="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": wrong !== undefined,
      })}
    </div>
  );
}
