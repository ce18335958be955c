import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { problemOf, UNREACHABLE, type Problem } from "./problem.ts";

/** Something that is being read, or was. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  /** Reads it once more; what was read before is shown until then. */
  again(): void;
}

/** Told when a second factor was shown: what was refused for want of it is read once more. */
const FACTOR = "quorate-factor-shown";

/** Says that the second factor of this session was shown. */
export function factorShown(): void {
  dispatchEvent(new Event(FACTOR));
}

/** A network that is away for a moment is asked again after these times, in milliseconds. */
const PAUSES = [500, 2000];

/** Reads something when the page is shown and whenever `about` changes. */
export function useLoad<T>(read: () => Promise<T>, about: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; problem?: Problem; about: string }>({ about: "" });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(about);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    let shown = true;
    patiently(
      () => latest.current(),
      () => shown,
    )
      .then((data) => shown && setState({ data, about: key }))
      .catch((thrown: unknown) => {
        const problem = problemOf(thrown);
        if (shown) setState((before) => ({ ...(before.about === key ? before : { about: key }), problem }));
      });
    return () => {
      shown = false;
    };
  }, [key, round]);
  const again = useCallback(() => setRound((value) => value + 1), []);
  const locked = state.problem?.code === "second_factor_needed";
  useEffect(() => {
    if (!locked) return;
    addEventListener(FACTOR, again);
    return () => removeEventListener(FACTOR, again);
  }, [locked, again]);
  const fresh = state.about === key;
  return { data: fresh ? state.data : undefined, problem: fresh ? state.problem : undefined, again };
}

async function patiently<T>(read: () => Promise<T>, wanted: () => boolean): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await read();
    } catch (thrown) {
      if (problemOf(thrown).code !== UNREACHABLE || !wanted()) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return read();
}
