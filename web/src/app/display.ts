/** Sizes of text; the first is the usual one. */
export const SIZES = ["normal", "large", "largest"] as const;

/** One of them. */
export type Size = (typeof SIZES)[number];

/** How the page looks to this reader. */
export interface Display {
  size: Size;
  contrast: boolean;
}

const KEPT = "display";

/** What was chosen last. Whoever asks the system for more contrast has it here too. */
export function display(): Display {
  const [size, contrast] = (localStorage.getItem(KEPT) ?? "").split(" ");
  return {
    size: SIZES.find((known) => known === size) ?? "normal",
    contrast: contrast === undefined ? matchMedia("(prefers-contrast: more)").matches : contrast === "high",
  };
}

/** Shows it so from now on. */
export function show(display: Display): void {
  localStorage.setItem(KEPT, `${display.size} ${display.contrast ? "high" : "usual"}`);
  apply(display);
}

/** Marks the document, where the style looks for it. */
export function apply({ size, contrast }: Display): void {
  document.documentElement.dataset["size"] = size;
  document.documentElement.dataset["contrast"] = contrast ? "high" : "usual";
}
