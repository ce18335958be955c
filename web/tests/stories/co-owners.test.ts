import { describe, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { representation as words, representationStates as states } from "../../src/i18n/representation.ts";
import { signing } from "../../src/i18n/signing.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { answers, looksOver, votes } from "../support/voting.ts";

const cast = useBrowser();

describe("two who own a flat together", () => {
  it("quarrel about a vote that one of them cast, and settle who votes", async () => {
    const scene = await raise("open");
    const page = `${scene.home}/meetings/${scene.meeting()}/representation`;
    const mei = await cast.person(scene, { device: "phone", language: "zh" });
    const yang = await cast.person(scene, { device: "phone", language: "en" });
    await hasDevice(mei, scene, "o-23");
    await hasDevice(yang, scene, "o-24");
    await mei.syncClock();
    await votes(mei, scene, ["for", "for"]);

    await yang.goes(page);
    await yang.reads(states.provisional);
    await opens(yang, words.object);
    await yang.fills(words.reason, "We never talked about it");
    await yang.shows("co-owners-objecting");
    await does(yang, words.object);
    await yang.reads(states.disputed);
    await yang.shows("co-owners-disputed");
    await expectAccessible(yang.page);

    await mei.goes(page);
    await mei.reads(states.disputed);
    await expectAccessible(mei.page);

    // They talk, and both name the one who objected.
    await yang.presses(words.withdraw);
    await yang.presses(signing.sign);
    await yang.reads(states.provisional);
    for (const person of [yang, mei]) {
      await person.goes(page);
      await opens(person, words.name);
      await person.page.getByLabel(/^o-24/).check();
      await does(person, words.name);
    }
    await mei.reads(states.settled);
    await mei.reads(words.you_may_not);
    await yang.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await yang.reads(vote.others_ballot);
    await expectAccessible(yang.page);
    await yang.presses(vote.begin);
    await answers(yang, ["against", "against"]);
    await looksOver(yang);
    await yang.presses(vote.cast);
    await yang.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await yang.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await yang.reads(vote.voted);
  });
});

/** Unfolds a deed. */
async function opens(person: Person, title: Sentence): Promise<void> {
  await person.page.locator("summary").getByText(title[person.language], { exact: true }).click();
}

/** Looks a deed over that is filled in, and signs it. */
async function does(person: Person, title: Sentence): Promise<void> {
  const deed = person.page.locator("details", {
    has: person.page.locator("summary", { hasText: title[person.language] }),
  });
  await person.presses(deeds.look, deed);
  await person.presses(signing.sign);
  await person.page.locator("dialog").waitFor({ state: "detached" });
}
