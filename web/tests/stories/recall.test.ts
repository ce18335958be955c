import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { recalls, recallStates } from "../../src/i18n/committee.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { office as waiting } from "../../src/i18n/office.ts";
import { aims, petitions as words, petitionStates } from "../../src/i18n/petitions.ts";
import { signing } from "../../src/i18n/signing.ts";
import { texts } from "../../src/i18n/texts.ts";
import { say } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { answered, does, signs } from "../support/doing.ts";
import { acceptsInvitation, hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

const MEMBER = "候选人c1";
const TEXT = "请罢免候选人c1。\n理由：一年没有出席业主委员会会议。";

describe("owners who want a member recalled", () => {
  it("sign until it is enough, and officers see what is due and take the recall over", async () => {
    const scene = await raise("committee");
    const she = await cast.person(scene, { device: "phone" });
    const second = await cast.person(scene, { device: "phone", language: "en" });
    const third = await cast.person(scene, { device: "phone" });
    await hasDevice(she, scene, "o-21");
    await hasDevice(second, scene, "o-22");
    await hasDevice(third, scene, "o-25");

    await she.goes(`${scene.home}/petitions`);
    await she.page.locator("summary").getByText(words.open.zh, { exact: true }).click();
    await she.ticks(aims["recall"]!);
    await she.ticks(MEMBER);
    await she.fills(words.text, TEXT);
    await she.shows("recall-filling");
    await expectAccessible(she.page);
    await she.presses(deeds.look);
    await she.reads(MEMBER, she.page.getByRole("dialog"));
    await she.shows("recall-look");
    await she.presses(signing.sign);
    await she.page.waitForURL(/petitions\/./);
    await she.settles();
    await she.reads(words.not_enough);
    await she.presses(texts.share);
    await she.reads(texts.copied);
    const link = await she.page.evaluate(() => navigator.clipboard.readText());
    for (const neighbour of [second, third]) {
      await neighbour.goes(link);
      await neighbour.reads(MEMBER);
      await neighbour.presses(words.sign);
      await signs(neighbour);
    }
    await second.settles();
    await second.shows("recall-signed");
    await expectAccessible(second.page);
    const petition = await answered<components["schemas"]["PetitionView"]>(
      she,
      new URL(link).pathname.split("/").at(-1) ?? "",
      () => she.goes(new URL(link).pathname),
    );
    expect(petition).toMatchObject({ aim: "recall", support: { heads: 3, is_enough: true } });
    await she.presses(words.submit);
    await signs(she);
    await she.reads(petitionStates["submitted"]!);
    await she.shows("recall-submitted");

    // The chair sees at the desk that an answer is due, and agrees.
    const chair = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(chair, scene, "chair");
    await chair.goes(`${scene.home}/office`);
    await chair.shows("recall-due");
    await expectAccessible(chair.page);
    await chair.presses(say(waiting.due, "en", { what: "The committee answers a petition", day: "{day}" }));
    await chair.page.waitForURL(/petitions\/./);
    await chair.settles();
    await does(chair, ACT_WORDS.petition.agree.title);
    await chair.reads(petitionStates["agreed"]!);
    await chair.shows("recall-agreed");
    await chair.goes(`${scene.home}/office`);
    await chair.reads(
      say(waiting.due, "en", { what: "Hold the meeting that a petition asks for", day: "{day}" }),
    );

    // Whoever convenes takes the recall over from the petition; everybody reads how it stands.
    const convener = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(convener, scene, "convener");
    await convener.goes(`${scene.home}/committee`);
    await does(convener, ACT_WORDS.committee.adopt_petition.title, async (deed) => {
      await deed.picks("member", new RegExp(MEMBER));
      await deed.picks("petition", 1);
      await deed.brings("业主联名罢免的理由");
      await convener.shows("recall-adopting");
    });
    await convener.reads(say(recalls.title, "zh", { name: MEMBER }));
    await convener.reads(recallStates["supported"]!);
    await she.goes(`${scene.home}/committee`);
    await she.reads(say(recalls.title, "zh", { name: MEMBER }));
    await she.reads(recalls.unheard);
    await she.shows("recall-told");
    await expectAccessible(she.page);
  });
});
