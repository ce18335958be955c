import { describe, expect, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { mandates as words } from "../../src/i18n/mandates.ts";
import { LIMITS, rules } from "../../src/i18n/officers.ts";
import { BALLOTS } from "../../src/i18n/problems/ballots.ts";
import { MANDATES } from "../../src/i18n/problems/mandates.ts";
import { receipt } from "../../src/i18n/receipt.ts";
import { signing } from "../../src/i18n/signing.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { givesNotice } from "../support/convening.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { answers, looksOver } from "../support/voting.ts";

const cast = useBrowser();

describe("a neighbour whom two households ask", () => {
  it("holds one mandate where the rules allow one, and the next once that is taken back", async () => {
    const scene = await raise("registered");
    const office = await cast.person(scene, { device: "desktop", language: "en" });
    const convener = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(office, scene, "supervisor");
    await office.goes(`${scene.home}/office/rules`);
    await allowsOne(office);
    await acceptsInvitation(convener, scene, "convener");
    const meeting = await givesNotice(convener, scene);
    const base = `${scene.home}/meetings/${meeting}`;

    const he = await cast.person(scene);
    const zhu = await cast.person(scene);
    const feng = await cast.person(scene, { language: "en" });
    await opensLetter(he, scene, "o-21");
    await opensLetter(zhu, scene, "o-25");
    await opensLetter(feng, scene, "o-22");
    await gives(he, base, words.given);
    await gives(zhu, base, MANDATES["over_caps"]!.what);
    await zhu.shows("mandates-over-cap");
    await expectAccessible(zhu.page);
    await zhu.presses(signing.not_now);

    // He thinks again while she looks her ballot for him over.
    await scene.pass("2026-06-04T00:00:00Z");
    for (const person of [he, zhu, feng]) await person.syncClock();
    await feng.goes(`${base}/vote`);
    await feng.page.locator(".card", { hasText: "o-21" }).getByRole("button").first().click();
    await answers(feng, ["for"]);
    await looksOver(feng);
    await he.goes(`${base}/mandates`);
    await he.presses(words.revoke);
    await he.presses(signing.sign);
    await he.reads(words.ended);
    await feng.presses(vote.cast);
    await feng.reads(BALLOTS["mandate_ended"]!.what);
    await feng.shows("mandates-ended-meanwhile");
    await expectAccessible(feng.page);
    await feng.goes(`${base}/mandates`);
    await feng.reads(words.ended);
    expect(await feng.page.getByRole("link", { name: words.vote.en, exact: true }).count()).toBe(0);
    await feng.shows("mandates-held-no-more");
    await expectAccessible(feng.page);
    await feng.goes(`${base}/vote`);
    expect(await feng.page.getByText("o-21").count()).toBe(0);

    await gives(zhu, base, words.given);
    await feng.goes(`${base}/vote`);
    await feng.page.locator(".card", { hasText: "o-25" }).getByRole("button").first().click();
    await answers(feng, ["against"]);
    await looksOver(feng);
    await feng.presses(vote.cast);
    await feng.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await feng.reads(receipt.for_other);

    const record = await (
      await scene.read(`/api/v1/communities/${scene.told.community}/meetings/${meeting}/bundle`)
    ).text();
    expect(record.match(/mandate_given/g)).toHaveLength(2);
    expect(record.match(/mandate_revoked/g)).toHaveLength(1);
    expect(record).not.toContain("o-22");
  });
});

/** The office states that one person holds one mandate at most, as the rules of procedure say. */
async function allowsOne(office: Person): Promise<void> {
  const stating = await unfolds(office, rules.state);
  await stating.locator("summary", { hasText: rules.add.en }).click();
  await stating.getByLabel(rules.point.en).selectOption({ label: LIMITS.principals_max.en });
  await office.fills(rules.number, "1", stating);
  await office.fills(rules.article, "第十五条", stating);
  await office.shows("mandates-rules");
  await expectAccessible(office.page);
  await office.presses(rules.add_verb, stating);
  await office.presses(deeds.look, stating);
  await office.presses(rules.state_verb, office.page.getByRole("dialog"));
  await office.reads(rules.state_done);
}

/** Asks o-22 to vote, and reads what comes of it. */
async function gives(person: Person, base: string, outcome: Sentence): Promise<void> {
  await person.goes(`${base}/mandates`);
  await unfolds(person, words.give);
  await person.fills(words.holder, "o-22");
  await person.presses(deeds.look);
  await person.presses(signing.sign);
  await person.reads(outcome);
}
