import { useCallback, useState } from "preact/hooks";

/** What somebody has shown so far to make this device ready. */
export interface Held {
  readonly code: string | null;
  /** Whether the owner has agreed to the text of consent. */
  readonly agreed: boolean;
  readonly label: string | null;
  /** Where a second code was sent, and until when it is good. */
  readonly sent: { readonly channel: "phone" | "email"; readonly until: string } | null;
  /** A login that was begun at a provider, and whether what it brought back matched. */
  readonly login: Login | null;
}

/** A login at a provider. */
export interface Login {
  readonly login: string;
  readonly login_secret: string;
  readonly provider: string;
  readonly matched: boolean;
}

const NAME = "activation";
const NOTHING: Held = { code: null, agreed: false, label: null, sent: null, login: null };

/**
 * Kept for this tab alone: a reload or the way to a provider and back loses nothing, and a code does not stay on a
 * device that somebody borrowed.
 */
export function useHeld(start: Partial<Held>): [Held, (change: Partial<Held>) => void, () => void] {
  const [held, setHeld] = useState<Held>(() => keep({ ...kept(), ...start }));
  const change = useCallback((some: Partial<Held>) => setHeld((before) => keep({ ...before, ...some })), []);
  const clear = useCallback(() => {
    sessionStorage.removeItem(NAME);
    setHeld(NOTHING);
  }, []);
  return [held, change, clear];
}

function keep(held: Held): Held {
  sessionStorage.setItem(NAME, JSON.stringify(held));
  return held;
}

function kept(): Held {
  const text = sessionStorage.getItem(NAME);
  return text === null ? NOTHING : { ...NOTHING, ...(JSON.parse(text) as Partial<Held>) };
}
