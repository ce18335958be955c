/** A file as it was chosen, dropped or fetched. */
export interface BundleFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why nothing came from an address: it cannot be read from here, or it answered with something else than a file. */
export class NotFetched extends Error {
  readonly address: string;
  /** What the address answered; `null` where the browser kept the answer to itself, or there was none. */
  readonly status: number | null;

  constructor(address: string, status: number | null) {
    super(`nothing was fetched from ${address}`);
    this.name = "NotFetched";
    this.address = address;
    this.status = status;
  }
}

/** A file that somebody chose. */
export async function fromFile(file: File): Promise<BundleFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** An address as it was written; `null` where it is none that can be fetched. */
export function addressOf(text: string): string | null {
  try {
    const address = new URL(text.trim());
    const local = ["localhost", "127.0.0.1"].includes(address.hostname);
    return address.protocol === "https:" || (local && address.protocol === "http:") ? address.href : null;
  } catch {
    return null;
  }
}

/** The file at an address. Nothing about the reader goes along. */
export async function fromAddress(address: string): Promise<BundleFile> {
  const asked = fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  const response = await asked.catch(() => {
    throw new NotFetched(address, null);
  });
  if (!response.ok) throw new NotFetched(address, response.status);
  const name = new URL(response.url || address).pathname.split("/").at(-1) || address;
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
}
