import { useId } from "preact/hooks";

/** A field to choose one file; the same file may be chosen again. */
export function FileField(props: { label: string; hint?: string; choose(file: File): void }) {
  const id = useId();
  const { label, hint, choose } = props;
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
      <input
        id={id}
        type="file"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) choose(file);
          input.value = "";
        }}
      />
    </div>
  );
}
