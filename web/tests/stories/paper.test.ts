import { describe, expect, it } from "vitest";
import { papers as words, PROGRESS, RECONCILED } from "../../src/i18n/papers.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { result } from "../../src/i18n/result.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation, showsFactor } from "../support/entering.ts";
import { PICTURE } from "../support/picture.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("paper ballots", () => {
  it("are handed out, taken back, read twice, counted by hand and held against their scans", async () => {
    const scene = await raise("open");
    const she = await cast.person(scene, { device: "desktop" });
    const hers = await acceptsInvitation(she, scene, "secretary");
    const watcher = await cast.person(scene, { device: "desktop" });
    const his = await acceptsInvitation(watcher, scene, "scrutineer");
    const page = `${scene.home}/office/meetings/${scene.meeting()}/papers`;
    await she.goes(page);
    await she.shows("paper-empty");
    await she.fills(words.units, "3-0101 3-0102");
    await she.presses(words.make);
    await she.reads(words.made);
    await she.presses(deeds.look);
    await she.shows("paper-handing-out");
    await signs(she);
    const sheets = await she.prints(words.sheets);
    expect(await sheets.locator("article.ballot").count()).toBe(2);
    await she.shows("paper-handed-out");
    await expectAccessible(she.page);

    await scene.pass(60 * 60);
    await she.syncClock();
    await watcher.syncClock();
    const serial = await finds(she, "3-0101");
    const taking = await unfolds(she, words.take_back);
    await she.fills(words.received_at, "2026-05-22T00:30", taking);
    await taking.locator("input[type=file]").setInputFiles(PICTURE);
    await she.presses(deeds.look, taking);
    await she.shows("paper-taking-back");
    await signs(she);
    await she.reads(words.enter);
    await reads(she);
    await she.reads(words.read_already);
    await she.shows("paper-read-once");
    await expectAccessible(she.page);

    await watcher.goes(page);
    expect(await finds(watcher, "3-0101")).toBe(serial);
    await watcher.shows("paper-reading");
    await expectAccessible(watcher.page);
    await reads(watcher);
    await watcher.page
      .locator("dd")
      .getByText(PROGRESS["settled"]?.zh ?? "")
      .waitFor();
    await watcher.shows("paper-settled");

    await scene.deed("vote");
    await scene.pass("2026-05-26T00:00:00Z");
    await watcher.syncClock();
    await watcher.goes(page);
    await showsFactor(watcher, scene, his);
    const counting = await unfolds(watcher, words.count);
    const counted = { issued: 2, returned: 1, outstanding: 1, spoiled: 0, void: 0, sample: 1 };
    for (const [name, number] of Object.entries(counted))
      await watcher.fills(words[name as keyof typeof counted], String(number), counting);
    await watcher.shows("paper-counting");
    await expectAccessible(watcher.page);
    await watcher.presses(deeds.look, counting);
    await signs(watcher);
    await watcher.page
      .locator("dd")
      .getByText(RECONCILED["done"]?.zh ?? "", { exact: true })
      .waitFor();
    const reporting = await unfolds(watcher, words.report);
    await watcher.shows("paper-sample");
    await expectAccessible(watcher.page);
    await watcher.presses(deeds.look, reporting);
    await signs(watcher);
    await watcher.reads(words.reported_before);
    await watcher.shows("paper-sampled");
    await scene.deed("count");
    await she.goes(`${scene.home}/meetings/${scene.meeting()}/result`);
    await she.page.getByText(result.channel.paper.zh).waitFor();
    expect(hers).toBeTruthy();
    await she.shows("paper-result");
  });
});

/** Opens the paper of a unit; its serial. */
async function finds(person: Person, unit: string): Promise<string> {
  await person.fills(words.search, unit);
  const row = person.page.getByRole("row", { name: unit });
  await row.getByRole("button").click();
  return (await row.getByRole("cell").first().textContent()) ?? "";
}

/** Enters that o-21 signed and agreed to everything. */
async function reads(person: Person): Promise<void> {
  const form = person.page.locator("details", {
    has: person.page.locator("summary", { hasText: words.enter[person.language] }),
  });
  await person.fills(words.signed_by, "o-21", form);
  for (const mark of await form.getByLabel(words.candidates[person.language]).all())
    await mark.selectOption("for");
  await person.presses(deeds.look, form.last());
  await signs(person);
}
