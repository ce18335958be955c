import { api, take } from "../../api/client.ts";
import { everyPage, from } from "../../api/pages.ts";
import { problem } from "../../api/problem.ts";

/** The latest version of the register, which deeds of owners name. */
export async function latestRegister(community: string): Promise<number> {
  const versions = await everyPage((cursor) =>
    take(
      api.GET("/api/v1/communities/{community}/register/versions", {
        params: { path: { community }, query: from(cursor, 200) },
      }),
    ),
  );
  const latest = versions.at(-1);
  if (latest === undefined) throw problem("register_not_found", "there is no register yet", 404);
  return latest.version;
}
