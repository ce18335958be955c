import { describe, it } from "vitest";
import { common } from "../../src/i18n/common.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { mandates as words } from "../../src/i18n/mandates.ts";
import { mine } from "../../src/i18n/mine.ts";
import { grounds, objections, standings } from "../../src/i18n/objections.ts";
import { MANDATES } from "../../src/i18n/problems/mandates.ts";
import { receipt } from "../../src/i18n/receipt.ts";
import { signing } from "../../src/i18n/signing.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { hasDevice, opensLetter } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { answers, looksOver, votes } from "../support/voting.ts";

const cast = useBrowser();

async function looked(person: Person, name: string): Promise<void> {
  await person.page.waitForLoadState("networkidle");
  await person.shows(name);
  await expectAccessible(person.page);
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

    await he.goes(`${base}/mandates`);
    await he.page.locator("summary").getByText(words.give.zh, { exact: true }).click();
    await he.fills(words.holder, "o-99");
    await he.page.getByRole("group").getByLabel(words.for.zh).first().check();
    await he.presses(deeds.look);
    await he.presses(signing.sign);
    await he.reads(MANDATES["holder_not_owner"]!.what);
    await looked(he, "mandates-unknown");
    await he.presses(signing.not_now);
    await he.fills(words.holder, "o-21");
    await he.presses(deeds.look);
    await he.presses(signing.sign);
    await he.reads(MANDATES["holder_is_owner_of_it"]!.what);
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
    await feng.reads(receipt.for_other);
    await looked(feng, "receipt-of-principal");

    await he.goes(`${base}/mandates`);
    await he.presses(words.revoke);
    await he.presses(signing.sign);
    await he.reads(words.ended);
    await looked(he, "mandates-revoked");
    // Her own vote takes the place of his.
    await he.goes(`${base}/vote`);
    await answers(he, ["against", "against"]);
    await looksOver(he);
    await he.presses(vote.cast);
    await he.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await he.settles();
    await feng.goes(`${base}/mandates`);
    await feng.reads(words.ended);
    await he.goes(`${scene.home}/mine`);
    await he.reads(mine.by_holder);
    await looked(he, "mandates-mine");
    await feng.goes(`${scene.home}/mine`);
    await feng.reads(mine.for_other);
  });
});

describe("an owner who thinks again", () => {
  it("casts another vote before the close, and the last one counts", async () => {
    const scene = await raise("open", { questions: { switches: { revote: "until_close" } } });
    const he = await cast.person(scene, { device: "phone" });
    await hasDevice(he, scene, "o-21");
    await votes(he, scene, ["for", "against"]);
    const first = he.page.url();
    await he.settles();
    await he.presses(receipt.others);
    await he.settles();
    await he.reads(vote.until_close);
    await looked(he, "revote-standing");
    await he.presses(vote.change);
    await answers(he, ["against", "against"]);
    await looksOver(he);
    await he.reads(vote.replaces);
    await he.presses(vote.cast);
    await he.page.waitForURL((url) => /receipt/.test(url.href) && url.href !== first, {
      waitUntil: "commit",
    });
    await he.settles();
    await he.presses(receipt.look);
    await he.reads(receipt.counted_sound);
    await he.goes(first);
    await he.reads(receipt.replaced);
    await he.presses(receipt.look);
    await he.page.getByText(receipt.replaced.zh).nth(1).waitFor();
    await looked(he, "revote-old-looked");
    await he.goes(`${scene.home}/mine`);
    await he.reads(mine.replaced);
    await looked(he, "revote-mine");
  });
});

describe("an owner whose area is wrong", () => {
  it("objects to the roll, and reads the answer", async () => {
    const scene = await raise("noticed");
    const base = `${scene.home}/meetings/${scene.meeting()}`;
    const he = await cast.person(scene, { device: "phone" });
    await opensLetter(he, scene, "o-21");
    await he.goes(`${base}/objections`);
    await he.page.locator("summary").getByText(objections.raise.zh, { exact: true }).click();
    await he.fills(objections.text, "3-0101 应为 98.5 平方米，见不动产权证。");
    await he.presses(deeds.look);
    await he.reads(deeds.incomplete);
    await he.ticks(grounds["area_wrong"]!);
    await looked(he, "objection-filled");
    await he.presses(deeds.look);
    const answering = he.page.waitForResponse((response) => /objections$/.test(response.url()));
    await he.presses(objections.send, he.page.getByRole("dialog"));
    const { objection } = (await (await answering).json()) as { objection: string };
    await he.reads(objections.raised);
    await looked(he, "objection-raised");
    await scene.deed("answer", { objection, outcome: "dismissed", text: "登记簿上是 89.5 平方米。" });
    await he.goes(`${base}/objections`);
    await he.reads(standings["answered"]!);
    await looked(he, "objection-answered");
  });

  it("objects to the result, and takes it back", async () => {
    const scene = await raise("counted");
    const base = `${scene.home}/meetings/${scene.meeting()}`;
    const he = await cast.person(scene, { device: "phone" });
    await opensLetter(he, scene, "o-21");
    await he.goes(`${base}/objections`);
    await he.page.locator("summary").getByText(objections.raise.zh, { exact: true }).click();
    await he.ticks(grounds["count_wrong"]!);
    await he.fills(objections.text, "我的票没有算进去。");
    await he.presses(deeds.look);
    await he.presses(objections.send, he.page.getByRole("dialog"));
    await he.reads(objections.raised);
    await looked(he, "objection-result");
    await he.presses(objections.withdraw);
    await he.presses(common.confirm, he.page.getByRole("dialog"));
    await he.reads(standings["withdrawn"]!);
  });
});
