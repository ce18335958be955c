import { api, asBytes, raw, take } from "../../api/client.ts";
import { digest } from "../../device/statements.ts";
import { keepText } from "../../device/texts.ts";

/**
 * Keeps a text on this device and in the archive, for everybody once an officer enters it or for those in office; its hash,
 * which a deed then names.
 */
export async function keepWritten(
  community: string,
  text: string,
  access: "open" | "sealed",
): Promise<string> {
  const sha256 = await digest(text);
  keepText(sha256, text);
  await take(
    api.POST("/api/v1/communities/{community}/archive", {
      params: { path: { community }, query: { access } },
      body: asBytes(new Blob([text])),
      ...raw("text/plain"),
    }),
  );
  return sha256;
}
