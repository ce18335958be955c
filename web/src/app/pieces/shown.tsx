import type { ComponentChildren } from "preact";
import type { Loaded } from "../../api/load.ts";
import { Button, Actions } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { Trouble } from "./trouble.tsx";

/** Shows what was read; until then that it is being read, and what to do if it cannot be. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children(data: T): ComponentChildren }) {
  const { t } = useSpeech();
  const trouble = of.problem && (
    <>
      <Trouble problem={of.problem} />
      <Actions>
        <Button onClick={of.again}>{t(common.again)}</Button>
      </Actions>
    </>
  );
  if (of.data === undefined) return trouble ?? <Loading />;
  return (
    <>
      {trouble}
      {children(of.data)}
    </>
  );
}

/** Says that something is being read. */
export function Loading() {
  const { t } = useSpeech();
  return (
    <p role="status" class="quiet">
      {t(common.loading)}
    </p>
  );
}

/** Says that there is nothing, and what that means. */
export function Empty({ children }: { children?: ComponentChildren }) {
  const { t } = useSpeech();
  return <p class="card quiet">{children ?? t(common.empty)}</p>;
}
