/** The service worker has an address that never changes; everything else is named by what it holds. */
export function chunks(chunk: { name: string }): string {
  return chunk.name === "worker" ? "worker.js" : "assets/[name]-[hash].js";
}
