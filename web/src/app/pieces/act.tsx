import { useCallback, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { problemOf, type Problem } from "../../api/problem.ts";
import { SecondFactor } from "./second-factor.tsx";
import { Trouble } from "./trouble.tsx";

/** Something the user does that may take a while, fail, or need a second factor first. */
export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Does it. What is true after it happened belongs into the function. */
  run(deed: () => Promise<void>): Promise<void>;
  /** Shows what went wrong, or asks for the second factor and does it again. Belongs beside the button. */
  readonly outcome: ComponentChildren;
}

/** One act of a page. While it runs it is not begun again. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [held, setHeld] = useState<() => Promise<void>>();

  const run = useCallback(async (deed: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    setHeld(undefined);
    try {
      await deed();
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
      {held && <SecondFactor shown={() => void run(held)} cancel={() => setHeld(undefined)} />}
    </>
  );
  return { busy, problem, run, outcome };
}
