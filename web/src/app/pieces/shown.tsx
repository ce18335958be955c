import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Loaded } from "../../api/load.ts";
import { Actions, Button, Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { factor } from "../../i18n/factor.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Trouble } from "./trouble.tsx";

/** Shows what was read; until then that it is being read, and what to do if it cannot be. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children(data: T): ComponentChildren }) {
  const { t } = useSpeech();
  const [asks, setAsks] = useState(false);
  // Officers read under their second factor; it is asked for once, and whatever waited for it is read.
  const locked = of.problem?.code === "second_factor_needed";
  const trouble = locked ? (
    <Notice>
      <p>{t(factor.needed)}</p>
      <Actions>
        <Button kind="primary" onClick={() => setAsks(true)}>
          {t(factor.enter)}
        </Button>
      </Actions>
      {asks && (
        <SecondFactor
          shown={() => {
            setAsks(false);
            of.again();
          }}
          cancel={() => setAsks(false)}
        />
      )}
    </Notice>
  ) : (
    of.problem && (
      <>
        <Trouble problem={of.problem} />
        <Actions>
          <Button onClick={of.again}>{t(common.again)}</Button>
        </Actions>
      </>
    )
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
