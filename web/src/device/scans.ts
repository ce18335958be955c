/** SHA-256 over the bytes of a file, which stays on this device: 64 hexadecimal digits. */
export async function digestOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
