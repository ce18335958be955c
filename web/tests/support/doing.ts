import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { FIELD_NAMES, form as words } from "../../src/i18n/acts/fields.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { signing } from "../../src/i18n/signing.ts";
import { say, type Sentence } from "../../src/i18n/words.ts";
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

/** Unfolds a part of a page by what is written on it. */
export async function opens(person: Person, title: Sentence): Promise<void> {
  await person.page.locator("summary").getByText(title[person.language], { exact: true }).first().click();
}

/** What happens besides while a deed is done. */
interface Besides {
  /** What is read in the review. */
  looks?: (review: Locator) => Promise<void>;
  /** How a second factor is shown that is asked for. */
  proves?: () => Promise<void>;
}

/** Fills a deed of a community's life in, looks it over and signs it; its process. */
export async function does(
  person: Person,
  title: Sentence,
  fill?: (deed: Filling) => Promise<void>,
  { looks, proves }: Besides = {},
): Promise<string> {
  const { page, language } = person;
  const summary = page.locator("summary").getByText(title[language], { exact: true });
  const form = page.locator("details.card", { has: page.locator("> summary").and(summary) }).first();
  await summary.first().click();
  await fill?.(new Filling(person, form));
  await person.presses(deeds.look, form);
  await looks?.(page.getByRole("dialog").first());
  const sent = page.waitForRequest((request) => /^eyJ/.test(request.postData() ?? ""));
  await person.presses(signing.sign, page.getByRole("dialog"));
  await proves?.();
  await page.getByRole("dialog").first().waitFor({ state: "detached" });
  const [, payload = ""] = ((await sent).postData() ?? "").split(".");
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { process: string }).process;
}

/** A deed that is being filled in. */
export class Filling {
  readonly form: Locator;
  readonly #person: Person;

  constructor(person: Person, form: Locator) {
    this.#person = person;
    this.form = form;
  }

  /** The field of this name. */
  field(name: string | Sentence): Locator {
    const sentence = typeof name === "string" ? FIELD_NAMES[name] : name;
    return this.form.getByLabel(sentence?.[this.#person.language] ?? String(name), { exact: true });
  }

  /** Chooses one of a list, by its place or by its words. */
  async picks(name: string | Sentence, which: number | RegExp): Promise<void> {
    const list = this.field(name);
    await expect.poll(() => list.locator("option").count()).toBeGreaterThan(1);
    const options = await list.locator("option").allTextContents();
    const index = typeof which === "number" ? which : options.findIndex((text) => which.test(text));
    await list.selectOption({ index });
  }

  /** Writes into a field. */
  async writes(name: string | Sentence, value: string): Promise<void> {
    await this.field(name).fill(value);
  }

  /** Brings a text as a file, and waits until it is kept. */
  async brings(text: string): Promise<void> {
    const file = { name: "文件.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
    await this.form.locator("input[type=file]").setInputFiles(file);
    await this.form.getByText(say(words.file_kept, this.#person.language, { name: file.name })).waitFor();
  }
}

/** What the service answered at an address that ends so, while something is done. */
export async function answered<T>({ page }: Person, path: string, doing: () => Promise<unknown>): Promise<T> {
  const answer = page.waitForResponse((response) => {
    const { pathname } = new URL(response.url());
    return response.ok() && pathname.startsWith("/api/") && pathname.endsWith(path);
  });
  await doing();
  return (await (await answer).json()) as T;
}
