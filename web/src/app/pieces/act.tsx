import { useCallback, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Printed } from "../../api/printed.ts";
import { problemOf, type Problem } from "../../api/problem.ts";
import { Notice } from "../../design/parts.tsx";
import { common } from "../../i18n/common.ts";
import { useSpeech } from "../../i18n/speech.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Trouble } from "./trouble.tsx";

/** Something the user does that may take a while, fail, or need a second factor first. */
export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Does it. What is true after it happened belongs into the function; what prints says what became of it. */
  run(deed: Done): Promise<void>;
  /** Shows what went wrong or that something was saved to be printed, or asks for the second factor and does it again. Belongs beside the button. */
  readonly outcome: ComponentChildren;
}

type Done = () => Promise<Printed | void>;

/** One act of a page. While it runs it is not begun again. */
export function useAct(): Act {
  const { t } = useSpeech();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [held, setHeld] = useState<Done>();
  const [saved, setSaved] = useState(false);

  const run = useCallback(async (deed: Done) => {
    setBusy(true);
    setSaved(false);
    setProblem(undefined);
    setHeld(undefined);
    try {
      setSaved((await deed()) === "saved");
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === "second_factor_needed") setHeld(() => deed);
      else setProblem(problem);
    } finally {
      setBusy(false);
    }
  }, []);

  const outcome = (
    <>
      {problem && <Trouble problem={problem} />}
      {saved && <Notice>{t(common.saved_to_print)}</Notice>}
      {held && <SecondFactor shown={() => void run(held)} cancel={() => setHeld(undefined)} />}
    </>
  );
  return { busy, problem, run, outcome };
}
