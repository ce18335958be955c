import { describe, expect, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { drafting, STEP_NAMES } from "../../src/i18n/drafting.ts";
import { letters } from "../../src/i18n/letters.ts";
import { register as words } from "../../src/i18n/register.ts";
import { running } from "../../src/i18n/running.ts";
import { signing } from "../../src/i18n/signing.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { acceptsInvitation, showsFactor } from "../support/entering.ts";
import { raise, register, type Scene } from "../support/stage.ts";
import { pattern } from "../support/words.ts";

const cast = useBrowser();

describe("the office", () => {
  it("imports a register after its mistakes were put right, and prints letters", async () => {
    const scene = await raise("founded");
    const she = await cast.person(scene, { device: "desktop", language: "zh" });
    await acceptsInvitation(she, scene, "secretary");
    await she.goes(`${scene.home}/office/register`);
    await opens(she, await register("mistaken"));
    await she.presses(words.check);
    await she.reads(words.mistakes);
    await she.shows("office-mistakes");
    await expectAccessible(she.page);
    await opens(she, await register("sound"));
    await she.presses(words.check);
    await she.reads(words.would_be);
    await she.shows("office-changes");
    await expectAccessible(she.page);
    await she.presses(words.do_import);
    await she.reads(words.imported);
    await she.presses(words.next_letters);
    await she.settles();
    await unfolds(she, letters.all.zh);
    await she.presses(deeds.look, deed(she, letters.all.zh));
    const printed = await she.prints(letters.all_verb);
    expect(await printed.locator("article.letter").count()).toBeGreaterThan(0);
    expect(await printed.evaluate(() => document.adoptedStyleSheets.length)).toBe(2);
  });

  it("drafts a meeting, gives notice, counts, has it countersigned and announces the result", async () => {
    const scene = await raise("registered");
    const he = await cast.person(scene, { device: "desktop", language: "zh" });
    const secret = await acceptsInvitation(he, scene, "convener");
    const meeting = await noticed(he, scene);
    const own = { meeting };
    const run = `${scene.home}/office/meetings/${meeting}`;

    await later(he, scene, "2026-06-04T00:00:00Z");
    await scene.deed("vote", own);
    await he.goes(`${run}/turnout`);
    await showsFactor(he, scene, secret);
    await he.shows("office-turnout");
    await expectAccessible(he.page);

    await later(he, scene, "2026-06-18T00:00:00Z");
    await he.goes(run);
    await showsFactor(he, scene, secret);
    await expectAccessible(he.page);
    await he.presses(deeds.look, deed(he, running.count.zh));
    await he.presses(running.count_verb);
    await he.page.getByText(running.announce.zh, { exact: true }).first().waitFor();
    await he.shows("office-counted");

    const watcher = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(watcher, scene, "scrutineer");
    await watcher.goes(run);
    await unfolds(watcher, running.countersign.en);
    await expectAccessible(watcher.page);
    await watcher.presses(deeds.look, deed(watcher, running.countersign.en));
    await watcher.shows("office-countersigning");
    await watcher.presses(signing.sign);
    await watcher.reads(running.countersigned);
    await scene.deed("certify", own);

    await later(he, scene, "2026-07-06T00:00:00Z");
    await he.goes(run);
    await showsFactor(he, scene, secret);
    await he.presses(deeds.look, deed(he, running.announce.zh));
    await he.presses(running.announce_verb);
    await he.page.locator("dialog").waitFor({ state: "detached" });
    await he.goes(`${scene.home}/meetings/${meeting}/result`);
    await he.shows("office-announced");
    await expectAccessible(he.page);
  });
});

/** From the question what is to be decided to the notice; the meeting. */
async function noticed(person: Person, scene: Scene): Promise<string> {
  const { page } = person;
  await person.goes(`${scene.home}/office/meetings/new`);
  await page.locator("input[name=matter-kind][value=manager_hire]").check();
  await person.fills(drafting.name, "2026 年度业主大会会议");
  await person.fills(drafting.called_by, "业主委员会");
  await person.shows("office-new");
  await person.presses(drafting.begin);
  await page.waitForURL(/\/draft#matters/, { waitUntil: "commit" });
  await person.settles();
  await person.fills(drafting.matter_title, "选聘物业服务企业");
  await person.fills(drafting.matter_text, "选聘某某物业服务有限公司，合同期三年。");
  await person.shows("office-matters");
  await expectAccessible(page);
  for (const step of ["dates", "choices", "notice", "simulation"] as const) {
    await person.presses(drafting.save_next);
    await page.getByRole("heading", { name: STEP_NAMES[step].zh }).first().waitFor();
    await person.settles();
    await expectAccessible(page);
    await person.shows(`office-${step}`);
  }
  await page.getByRole("link", { name: STEP_NAMES.review.zh }).first().click();
  await person.settles();
  await person.shows("office-review");
  await expectAccessible(page);
  await person.presses(drafting.give);
  await person.presses(drafting.give_sure);
  await person.reads(drafting.not_draft);
  return /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

async function opens(person: Person, csv: string): Promise<void> {
  const file = { name: "register.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await person.page.locator("input[type=file]").first().setInputFiles(file);
  await person.page.getByText(pattern(words.chosen, person.language)).waitFor();
}

async function later(person: Person, scene: Scene, to: string): Promise<void> {
  await scene.pass(to);
  await person.syncClock();
}

function deed(person: Person, title: string) {
  return person.page.locator("details", { has: person.page.locator("summary", { hasText: title }) });
}

async function unfolds(person: Person, title: string): Promise<void> {
  await person.page.locator("summary").getByText(title, { exact: true }).click();
}
