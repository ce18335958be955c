import { useCallback, useState } from "preact/hooks";

const PREFIX = "draft:";

/**
 * What is being filled in, kept on this device at every change so that a reload loses nothing. `clear` when it was sent;
 * until something is changed it is whatever `initial` is.
 */
export function useDraft<T>(name: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T | undefined>(() => kept(name));
  const change = useCallback(
    (next: T) => {
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
      setValue(next);
    },
    [name],
  );
  const clear = useCallback(() => {
    localStorage.removeItem(PREFIX + name);
    setValue(undefined);
  }, [name]);
  return [value ?? initial, change, clear];
}

/** Takes everything that was being filled in off this device. */
export function forgetDrafts(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

function kept<T>(name: string): T | undefined {
  const text = localStorage.getItem(PREFIX + name);
  return text === null ? undefined : (JSON.parse(text) as T);
}
