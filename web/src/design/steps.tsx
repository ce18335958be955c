import type { ComponentChildren } from "preact";

/** One step of a way. */
export interface Step {
  readonly name: string;
  readonly standing: "done" | "now" | "next";
  /** The standing in words, for those who do not see the colour. */
  readonly said: string;
  readonly when?: ComponentChildren;
}

/** A way in steps, with the one that it stands at. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map(({ name, standing, said, when }) => (
        <li key={name} class={standing} {...(standing === "now" ? { "aria-current": "step" as const } : {})}>
          <strong>{name}</strong>
          <span>{said}</span>
          {when !== undefined && <span class="quiet">{when}</span>}
        </li>
      ))}
    </ol>
  );
}
