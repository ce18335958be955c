import { answered } from "./problem.ts";
import { tokens } from "./tokens.ts";

/** Brings a file that only some may have onto the device: a link would go without the token. */
export async function save(path: string, name: string, method: "GET" | "POST" = "GET"): Promise<void> {
  const response = await bring(path, method);
  saveBlob(await response.blob(), named(response) ?? name);
}

/** Asks for a file as the user who is signed in. */
export async function bring(path: string, method: "GET" | "POST" = "GET"): Promise<Response> {
  const token = await tokens.current();
  const headers = new Headers(token === null ? {} : { authorization: `Bearer ${token}` });
  const response = await fetch(path, { method, headers });
  if (!response.ok) throw answered(await response.json().catch(() => null), response);
  return response;
}

/** Saves what is in memory as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address when the click is handled, which is after this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function named(response: Response): string | undefined {
  return /filename="([^"/\\]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
}
