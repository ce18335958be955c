import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { factor } from "../../src/i18n/factor.ts";
import { factorSetup } from "../../src/i18n/factor-setup.ts";
import type { Person } from "./browser.ts";
import type { Invited, Scene } from "./stage.ts";

/** An owner opens the address on their letter and makes this device theirs. */
export async function opensLetter(
  person: Person,
  scene: Scene,
  owner: string,
  code = scene.letter(owner),
): Promise<void> {
  await person.goes(`/activate#code=${code}`);
  await person.ticks(activate.agree);
  await person.presses(common.next);
  await person.page
    .getByRole("button", { name: new RegExp(`^${activate.send_code[person.language]}`) })
    .first()
    .click();
  const phone = scene.told.owners[owner]?.phone ?? "";
  await person.page.getByLabel(new RegExp(`^${activate.contact_code[person.language]}`)).waitFor();
  await person.fills(activate.contact_code, await scene.sixDigits(phone));
  await person.presses(activate.finish);
  await person.reads(activate.done);
}

/** The same, a day ago: a fresh key has to rest before it may vote. */
export async function hasDevice(person: Person, scene: Scene, owner: string): Promise<void> {
  await opensLetter(person, scene, owner);
  await scene.pass(25 * 60 * 60);
  await person.syncClock();
}

/** An officer takes up an invitation and sets up an authenticator, whose secret is returned. */
export async function acceptsInvitation(person: Person, scene: Scene, role: Invited): Promise<string> {
  await person.goes(`/activate#code=${await scene.invitation(role)}`);
  await person.presses(common.next);
  await person.presses(activate.set_up_factor);
  await person.settles();
  const secret = await setsUpFactor(person, scene);
  await person.settles();
  return secret;
}

/** An officer sets up an authenticator where its page begins; its secret is theirs from now on. */
export async function setsUpFactor(person: Person, scene: Scene): Promise<string> {
  await person.presses(factorSetup.begin);
  await person.page.getByText(factorSetup.by_hand[person.language]).click();
  const secret = (await person.page.locator("details .code").textContent()) ?? "";
  await person.fills(factorSetup.code, await scene.factor(secret));
  await person.presses(factorSetup.confirm);
  await person.ticks(factorSetup.written);
  await person.presses(factorSetup.go_on);
  return secret;
}

/** An officer whose second factor was shown too long ago is asked for it, and shows it. */
export async function showsFactor(person: Person, scene: Scene, secret: string): Promise<void> {
  const dialog = person.page.getByRole("dialog").filter({ hasText: factor.hint[person.language] }).last();
  const asks = person.page.getByRole("button", { name: factor.enter[person.language] });
  await dialog.or(asks).first().waitFor();
  if (!(await dialog.isVisible())) await asks.first().click();
  await person.fills(factor.code, await scene.factor(secret), dialog);
  await person.presses(common.confirm, dialog);
  await dialog.waitFor({ state: "detached" });
  await person.settles();
}

/** An officer comes back to a page another day, and shows the second factor again. */
export async function returns(person: Person, scene: Scene, page: string, secret: string): Promise<void> {
  await person.syncClock();
  await person.goes(page);
  await showsFactor(person, scene, secret);
}
