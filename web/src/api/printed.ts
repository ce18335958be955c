import { bring, saveBlob } from "./file.ts";

/** A window with nothing in it follows old habits, by which tables forget the type that stands around them. */
const AS_AROUND = "table { font: inherit; color: inherit; }";

/** What became of a page that was to be printed. */
export type Printed = "printed" | "saved";

/** Prints a page of the service that only some may have. */
export function printed(path: string, name: string): Promise<Printed> {
  return printedOf(async () => (await bring(path)).text(), name);
}

/**
 * Prints a page that is in memory alone, in a window of its own that has no address: nothing of it stays in a history or
 * among downloads. Where no window may be opened the page is saved as a file. Call it when a button is pressed: a browser
 * opens no window later.
 */
export async function printedOf(read: () => Promise<string>, name: string): Promise<Printed> {
  const shown = open("", "_blank");
  try {
    const html = await read();
    if (shown === null) {
      saveBlob(new Blob([html], { type: "text/html" }), name);
      return "saved";
    }
    write(shown as Window & typeof globalThis, html);
    shown.print();
    return "printed";
  } catch (thrown) {
    shown?.close();
    throw thrown;
  }
}

/** The style is built, not written: the policy forbids what a page writes of style itself, and scripts altogether. */
function write(shown: Window & typeof globalThis, html: string): void {
  // Even to read an element of style is refused and reported; a script that is none of the browser's is only text.
  const inert = html.replaceAll("<style>", '<script type="text/css">').replaceAll("</style>", "</script>");
  const page = new DOMParser().parseFromString(inert, "text/html");
  const written = page.querySelectorAll("script");
  const styles = [AS_AROUND, ...Array.from(written, (own) => own.text)];
  written.forEach((own) => own.remove());
  const { document } = shown;
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.documentElement.className = page.documentElement.className;
  document.adoptedStyleSheets = styles.map((text) => {
    const sheet = new shown.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  document.body.replaceChildren(...page.body.childNodes);
}
