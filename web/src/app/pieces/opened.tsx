import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** A part of a page that is read only when somebody opens it. */
export function Opened({ summary, children }: { summary: string; children(): ComponentChildren }) {
  const [opened, setOpened] = useState(false);
  return (
    <details class="card" onToggle={(event) => setOpened((before) => before || event.currentTarget.open)}>
      <summary>{summary}</summary>
      {opened && children()}
    </details>
  );
}
