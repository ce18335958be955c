import { describe, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { mandates as words } from "../../src/i18n/mandates.ts";
import { MANDATES } from "../../src/i18n/problems/mandates.ts";
import { signing } from "../../src/i18n/signing.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { answers, looksOver } from "../support/voting.ts";

const cast = useBrowser();

async function looked(person: Person, name: string): Promise<void> {
  await person.page.waitForLoadState("networkidle");
  await person.shows(name);
  await expectAccessible(person.page);
  await person.fitsLarge();
}

describe("an owner who cannot vote herself", () => {
  it("lets a neighbour vote as she told him, and takes that back", async () => {
    const scene = await raise("open");
    const base = `${scene.home}/meetings/${scene.meeting()}`;
    const he = await cast.person(scene, { device: "phone" });
    const feng = await cast.person(scene, { device: "phone", language: "en" });
    await hasDevice(he, scene, "o-21");
    await hasDevice(feng, scene, "o-22");
    await he.syncClock();

    await feng.goes(`${base}/mandates`);
    await feng.page.getByText("o-22", { exact: true }).waitFor();
    await looked(feng, "mandates-empty-en");

    await he.goes(`${base}/mandates`);
    await he.page.locator("summary").getByText(words.give.zh, { exact: true }).click();
    await he.fills(words.holder, "o-99");
    await he.page.getByRole("group").getByLabel(words.for.zh).first().check();
    await looked(he, "mandates-filling");
    await he.presses(deeds.look);
    await looked(he, "mandates-review");
    await he.presses(signing.sign);
    await he.reads(MANDATES["holder_not_owner"]!.what);
    await looked(he, "mandates-unknown");
    await he.presses(signing.not_now);
    await he.fills(words.holder, "o-21");
    await he.presses(deeds.look);
    await he.presses(signing.sign);
    await he.reads(MANDATES["holder_is_owner_of_it"]!.what);
    await looked(he, "mandates-self");
    await he.presses(signing.not_now);
    await he.fills(words.holder, " o-22 ");
    await he.presses(deeds.look);
    await he.presses(signing.sign);
    await he.reads(words.given);
    await looked(he, "mandates-given");

    await feng.goes(`${base}/mandates`);
    await looked(feng, "mandates-held");
    await feng.presses(words.vote);
    await feng.settles();
    await looked(feng, "vote-voices");
    await feng.page.locator(".card", { hasText: "o-21" }).getByRole("button").first().click();
    await looked(feng, "vote-for-principal");
    // What he was told is settled; on the other matter he may say what he wants.
    await feng.presses(vote.previous);
    await feng.reads(vote.bound);
    await looked(feng, "vote-bound");
    await feng.presses(vote.next);
    await feng.ticks(vote.against);
    await looksOver(feng);
    await looked(feng, "vote-for-principal-review");
    await feng.presses(vote.cast);
    await feng.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await feng.settles();
    await looked(feng, "receipt-of-principal");
    await feng.goes(`${base}/vote`);
    await looked(feng, "vote-voices-after");

    await he.goes(base);
    await looked(he, "meeting-after-mandate");
    await he.goes(`${scene.home}/mine`);
    await looked(he, "mine-after-mandate");
    await he.goes(`${base}/mandates`);
    await he.presses(words.revoke);
    await looked(he, "mandates-revoking");
    await he.presses(signing.sign);
    await he.reads(words.ended);
    await looked(he, "mandates-revoked");
    // Her own vote takes the place of his.
    await he.goes(`${base}/vote`);
    await looked(he, "vote-own-after-holder");
    await answers(he, ["against", "against"]);
    await looksOver(he);
    await he.presses(vote.cast);
    await he.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await he.settles();
    await feng.goes(`${base}/mandates`);
    await looked(feng, "mandates-held-ended");
    await feng.goes(`${base}/vote`);
    await looked(feng, "vote-voices-end");
  });
});
