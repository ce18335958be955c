/** A text as a file of this device: shared where the device knows how to, otherwise saved. */
export async function shareText(name: string, text: string): Promise<void> {
  const file = new File([text], name, { type: "text/plain" });
  if (canShare()) {
    try {
      await navigator.share({ files: [file] });
      return;
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === "AbortError") return;
    }
  }
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Whether this device hands files on to other applications. */
export function canShare(): boolean {
  const probe = new File([""], "probe.txt", { type: "text/plain" });
  return "canShare" in navigator && navigator.canShare({ files: [probe] });
}
