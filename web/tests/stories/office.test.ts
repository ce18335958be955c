import { describe, expect, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { letters } from "../../src/i18n/letters.ts";
import { register as words } from "../../src/i18n/register.ts";
import { running } from "../../src/i18n/running.ts";
import { signing } from "../../src/i18n/signing.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { givesNotice } from "../support/convening.ts";
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
    const meeting = await givesNotice(he, scene, async (step) => {
      await he.shows(`office-${step}`);
      await expectAccessible(he.page);
    });
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
