import { useMemo } from "preact/hooks";
import { problem } from "../api/problem.ts";
import { keptKeys } from "../device/keys.ts";
import type { KeptKey } from "../device/store.ts";
import { useSession } from "./session.tsx";

/** The roles that the user holds in a community now, `owner` among them. What may be done the service decides. */
export function useRoles(community: string): ReadonlySet<string> {
  const { profile } = useSession();
  return useMemo(() => {
    const held = new Set(
      profile?.grants.filter((grant) => grant.community === community).map((grant) => grant.role) ?? [],
    );
    if (
      profile?.keys.some((key) => key.community === community && key.owner != null && key.revoked_at == null)
    ) {
      held.add("owner");
    }
    return held;
  }, [profile, community]);
}

/** Whether one of the roles is among these. */
export function anyOf(held: ReadonlySet<string>, ...roles: readonly string[]): boolean {
  return roles.some((role) => held.has(role));
}

/** A key of this device for the first of these roles that it has one for. */
export async function keyFor(
  community: string,
  roles: readonly string[],
): Promise<{ key: KeptKey; role: string }> {
  const keys = (await keptKeys()).filter((key) => key.enrolled && key.community === community);
  for (const role of roles) {
    const key = keys.find((key) => (role === "owner" ? key.owner !== null : key.role === role));
    if (key !== undefined) return { key, role };
  }
  throw problem("no_key_here", `this device has no key for ${roles.join(", ")}`);
}
