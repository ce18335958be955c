import { useId } from "preact/hooks";

/** Chooses a file of this device; nothing is sent by choosing. */
export function FilePick(props: {
  label: string;
  hint?: string;
  accept: string;
  disabled?: boolean;
  chosen(file: File): void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      {props.hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      <input
        id={id}
        type="file"
        accept={props.accept}
        disabled={props.disabled ?? false}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file chosen again, after it was corrected, is a new choice.
          event.currentTarget.value = "";
          if (file !== undefined) props.chosen(file);
        }}
      />
    </div>
  );
}
