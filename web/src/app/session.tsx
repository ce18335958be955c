import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import { api, take } from "../api/client.ts";
import { answered, Problem, problemOf } from "../api/problem.ts";
import type { components } from "../api/schema.d.ts";
import { tokens, type Issued } from "../api/tokens.ts";
import { forgetDrafts } from "../device/drafts.ts";
import { keptKeys } from "../device/keys.ts";
import { statement } from "../device/statements.ts";
import type { KeptKey } from "../device/store.ts";

/** Says to the service that the refresh token belongs into a cookie that scripts cannot read. */
export const BY_COOKIE = { "quorate-session": "cookie" } as const;

/** Set while somebody is signed in here, so that a stranger's first visit asks nothing. */
const SIGNED_IN = "signed-in";

/** The account: its roles, the owners it acts for, its keys. */
export type Profile = components["schemas"]["Profile"];
type SignedIn = components["schemas"]["SignedInView"];

/** Who uses this page. */
export interface Session {
  /** `starting` until it is known whether somebody is signed in. */
  readonly status: "starting" | "out" | "in";
  /** The account, while somebody is signed in. */
  readonly profile: Profile | undefined;
  /** Goes on with a session that was just opened. */
  adopt(signedIn: SignedIn): Promise<void>;
  /** Opens a session with a key of this device. */
  enter(key: KeptKey, community?: string | null): Promise<void>;
  /** Reads the account again, after roles or keys changed. */
  refresh(): Promise<void>;
  /** Ends the session here; what was being filled in goes with it. */
  leave(): Promise<void>;
}

const Current = createContext<Session | null>(null);

/** Lets everything inside know who uses the page. */
export function Sessions({ children }: { children: ComponentChildren }) {
  const [status, setStatus] = useState<Session["status"]>(marked() ? "starting" : "out");
  const [profile, setProfile] = useState<Profile>();

  const end = useCallback(() => {
    localStorage.removeItem(SIGNED_IN);
    tokens.renewBy(null);
    setProfile(undefined);
    setStatus("out");
  }, []);

  const refresh = useCallback(async () => {
    setProfile(await take(api.GET("/api/v1/me")));
    setStatus("in");
  }, []);

  const adopt = useCallback(
    async (signedIn: SignedIn) => {
      localStorage.setItem(SIGNED_IN, "yes");
      tokens.keep({ token: signedIn.access_token, seconds: signedIn.expires_in });
      tokens.renewBy(() => renewed(end));
      await refresh();
    },
    [end, refresh],
  );

  useEffect(() => {
    if (!marked()) return;
    tokens.renewBy(() => renewed(end));
    // Without a network the pages say so themselves; whoever is signed in stays it.
    refresh().catch((thrown: unknown) => {
      if (problemOf(thrown).document.status === 401) end();
      else setStatus("in");
    });
  }, [end, refresh]);

  const session = useMemo<Session>(
    () => ({
      status,
      profile,
      adopt,
      refresh,
      enter: async (key, community = null) => adopt(await entered(key, community)),
      async leave() {
        forgetDrafts();
        await take(api.DELETE("/api/v1/sessions/current")).catch(problemOf);
        end();
      },
    }),
    [status, profile, adopt, refresh, end],
  );
  return <Current.Provider value={session}>{children}</Current.Provider>;
}

/** Who uses this page. */
export function useSession(): Session {
  const session = useContext(Current);
  if (session === null) throw new Error("nobody is known here: Sessions are missing");
  return session;
}

function marked(): boolean {
  return localStorage.getItem(SIGNED_IN) !== null;
}

/** The next access token: by the cookie, or where that has ended, by a key of this device. */
async function renewed(end: () => void): Promise<Issued | null> {
  // A refresh token is good once, so tabs of one browser take turns.
  return navigator.locks.request("quorate-refresh", async () => {
    try {
      return issued(await refreshed());
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.document.status !== 401) throw thrown;
    }
    const [key, ...others] = (await keptKeys()).filter((key) => key.enrolled);
    if (key !== undefined && others.length === 0) {
      try {
        return issued(await entered(key, null));
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
      }
    }
    end();
    return null;
  });
}

/** These two are asked without a token, so not through the client that waits for one. */
async function refreshed(): Promise<SignedIn> {
  return plain<SignedIn>("/api/v1/sessions/refreshes", "{}", "application/json");
}

async function entered(key: KeptKey, community: string | null): Promise<SignedIn> {
  const challenge = await plain<components["schemas"]["ChallengeView"]>("/api/v1/sessions/challenges");
  const payload = { v: 1, origin: challenge.origin, challenge: challenge.challenge, community, key: key.x };
  return plain<SignedIn>("/api/v1/sessions", await statement(key, "sign-in", payload), "application/jose");
}

async function plain<T>(path: string, body: string | null = null, type?: string): Promise<T> {
  const headers = new Headers(BY_COOKIE);
  if (type !== undefined) headers.set("content-type", type);
  const response = await fetch(path, { method: "POST", headers, body });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw answered(answer, response);
  return answer as T;
}

function issued(signedIn: SignedIn): Issued {
  return { token: signedIn.access_token, seconds: signedIn.expires_in };
}
