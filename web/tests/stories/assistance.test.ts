import { describe, expect, it } from "vitest";
import { activate } from "../../src/i18n/activate.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { letters } from "../../src/i18n/letters.ts";
import { papers as words } from "../../src/i18n/papers.ts";
import { explained } from "../../src/i18n/problems.ts";
import { receipt } from "../../src/i18n/receipt.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { confirmsDigits, entersDeskCode, handsDeskCode } from "../support/desk.ts";
import { signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { votes } from "../support/voting.ts";

const cast = useBrowser();

describe("an owner who comes to the desk to vote", () => {
  it("is found by the flat, helped by two officers, and votes at once with a key that is new", async () => {
    const scene = await raise("open");
    const she = await cast.person(scene, { device: "desktop" });
    const watcher = await cast.person(scene, { device: "phone", language: "en" });
    const owner = await cast.person(scene);
    await acceptsInvitation(she, scene, "secretary");
    await acceptsInvitation(watcher, scene, "scrutineer");
    const digits = await entersDeskCode(owner, await handsDeskCode(she, scene, "何秀英"));
    await confirmsDigits(she, digits);
    await she.reads(letters.one_more);
    await watcher.goes(`${scene.home}/office/letters`);
    await confirmsDigits(watcher, digits);
    await watcher.reads(letters.enrolled);

    const page = `${scene.home}/office/meetings/${scene.meeting()}/papers`;
    await she.goes(page);
    await she.page.locator("summary").getByText(words.assistances.zh, { exact: true }).click();
    const assist = await unfolds(she, words.assist);
    await she.fills(words.unit, "3-0199", assist);
    await she.presses(words.find_owners, assist);
    await she.reads(explained("unit_not_found").what);
    await she.shows("assist-no-such-flat");
    await she.fills(words.unit, "3-0101", assist);
    await she.presses(words.find_owners, assist);
    // Who it is is chosen by name; the key is the one that was confirmed here.
    await she.ticks(/何秀英/, assist);
    const confirmed = assist.getByRole("radio", { name: digits });
    expect(await confirmed.isChecked()).toBe(true);
    await she.shows("assist-found");
    await expectAccessible(she.page);
    await she.presses(deeds.look, assist);
    await she.shows("assist-review");
    await expectAccessible(she.page);
    await signs(she);
    await she.reads(words.recorded);
    const help = she.page.getByRole("listitem").filter({ hasText: "3-0101" });
    await she.reads(new RegExp(`${words.waits.zh} · ${words.not_voted.zh}`), help);

    await watcher.goes(page);
    await watcher.page.locator("summary").getByText(words.assistances.en, { exact: true }).click();
    await watcher.presses(deeds.look, await unfolds(watcher, words.confirm));
    await watcher.shows("assist-confirming");
    await expectAccessible(watcher.page);
    await signs(watcher);
    await watcher.reads(new RegExp(`Scrutineer · ${words.not_voted.en}`, "i"));

    await owner.presses(activate.check_now);
    await owner.page.waitForURL(new RegExp(`${scene.home}$`));
    await votes(owner, scene, ["for", "against"]);
    await owner.settles();
    await owner.presses(receipt.look);
    await owner.reads(receipt.counted_sound);
    await owner.shows("assist-receipt");
    await she.goes(page);
    await she.page.locator("summary").getByText(words.assistances.zh, { exact: true }).click();
    await she.reads(new RegExp(`${words.voted.zh}$`), help);
    await she.shows("assist-voted");
    await expectAccessible(she.page);
    // The owner is told on every contact that a vote was cast with help.
    const told = await scene.messages(scene.told.owners["o-21"]?.phone ?? "");
    expect(told.map(({ kind }) => kind)).toContain("vote_assisted");
  });
});
