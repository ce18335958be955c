import { api, asBytes, raw, take } from "../../../api/client.ts";
import { digest } from "../../../device/statements.ts";
import { keepText } from "../../../device/texts.ts";

/** Keeps what a candidate says of themselves on this device and in the archive; its hash, or null where it is nothing. */
export async function keepStatement(community: string, text: string): Promise<string | null> {
  if (text === "") return null;
  const sha256 = await digest(text);
  keepText(sha256, text);
  await take(
    api.POST("/api/v1/communities/{community}/archive", {
      params: { path: { community }, query: { access: "open" } },
      body: asBytes(new Blob([text])),
      ...raw("text/plain"),
    }),
  );
  return sha256;
}
