import { drafting, STEP_NAMES } from "../../src/i18n/drafting.ts";
import type { Person } from "./browser.ts";
import type { Scene } from "./stage.ts";

/** From the question what is to be decided to the notice; the meeting. Every step is looked at by whoever wants to. */
export async function givesNotice(
  person: Person,
  scene: Scene,
  looks: (step: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const { page } = person;
  await person.goes(`${scene.home}/office/meetings/new`);
  await page.locator("input[name=matter-kind][value=manager_hire]").check();
  await person.fills(drafting.name, "2026 年度业主大会会议");
  await person.fills(drafting.called_by, "业主委员会");
  await looks("new");
  await person.presses(drafting.begin);
  await page.waitForURL(/\/draft#matters/, { waitUntil: "commit" });
  await person.settles();
  await person.fills(drafting.matter_title, "选聘物业服务企业");
  await person.fills(drafting.matter_text, "选聘某某物业服务有限公司，合同期三年。");
  await looks("matters");
  for (const step of ["dates", "choices", "notice", "simulation"] as const) {
    await person.presses(drafting.save_next);
    await page.getByRole("heading", { name: STEP_NAMES[step][person.language] }).first().waitFor();
    await person.settles();
    await looks(step);
  }
  await page.getByRole("link", { name: STEP_NAMES.review[person.language] }).first().click();
  await person.settles();
  await looks("review");
  await person.presses(drafting.give);
  await person.presses(drafting.give_sure);
  await person.reads(drafting.not_draft);
  return /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}
