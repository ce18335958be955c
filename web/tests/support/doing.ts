import type { Locator } from "playwright-core";
import { signing } from "../../src/i18n/signing.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import type { Person } from "./browser.ts";

/** The deed with this title. */
export function deedOf({ page, language }: Person, title: Sentence): Locator {
  const summary = page.locator("summary", { hasText: title[language] });
  return page.locator("details.card", { has: summary }).last();
}

/** Unfolds a deed to fill it in, where it is not open already. */
export async function unfolds(person: Person, title: Sentence): Promise<Locator> {
  const deed = deedOf(person, title);
  await deed.waitFor();
  if ((await deed.getAttribute("open")) === null) await deed.locator("summary").first().click();
  return deed;
}

/** Signs what is shown before it is signed. */
export async function signs(person: Person): Promise<void> {
  const dialog = person.page.getByRole("dialog");
  await person.presses(signing.sign, dialog);
  await dialog.waitFor({ state: "detached" });
}
