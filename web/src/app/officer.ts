import { useMemo } from "preact/hooks";
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
