import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { letters } from "../../src/i18n/letters.ts";
import { register, SOUGHT_BY } from "../../src/i18n/register.ts";
import { signing } from "../../src/i18n/signing.ts";
import type { Person } from "./browser.ts";
import type { Scene } from "./stage.ts";

/** The secretary finds an owner who came in person by their name, and makes a code for them. */
export async function handsDeskCode(secretary: Person, scene: Scene, name: string): Promise<string> {
  await secretary.goes(`${scene.home}/office/letters`);
  await secretary.fills(SOUGHT_BY.name, name);
  await secretary.presses(register.find);
  await secretary.presses(register.choose_owner);
  await secretary.ticks(letters.desk_seen);
  await secretary.presses(letters.desk_make);
  await secretary.reads(letters.scan);
  return (await secretary.page.locator(".digits").first().textContent()) ?? "";
}

/** The owner enters the code on their own device, which shows the digits to compare. */
export async function entersDeskCode(owner: Person, code: string): Promise<string> {
  await owner.goes(`/activate#code=${code}`);
  await owner.ticks(activate.agree);
  await owner.presses(common.next);
  await owner.reads(activate.waiting);
  return (await owner.page.locator(".digits").textContent()) ?? "";
}

/** An officer signs that the digits of the device that waits are those on the owner's screen. */
export async function confirmsDigits(officer: Person, digits: string): Promise<void> {
  await officer.page.locator(".digits", { hasText: digits }).last().waitFor();
  await officer.presses(letters.same);
  await officer.presses(signing.sign, officer.page.getByRole("dialog"));
}
