import { describe, it } from "vitest";
import { REFUSALS } from "../../src/i18n/acts/kinds.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { callStates, candidacyStates, candidates as words } from "../../src/i18n/candidates.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { does, signs } from "../support/doing.ts";
import { acceptsInvitation, opensLetter, returns } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { RUNNING } from "./pages.ts";

const cast = useBrowser();
const DEEDS = ACT_WORDS.candidacy;

describe("the office that convenes an election", () => {
  it("takes a nomination from paper, decides who may stand, posts the list and draws its order", async () => {
    const scene = await raise("committee");
    const page = `${scene.home}/candidacies/${RUNNING.call}`;
    const office = await cast.person(scene, { device: "desktop", language: "en" });
    const convener = await cast.person(scene, { device: "desktop" });
    const officeSecret = await acceptsInvitation(office, scene, "supervisor");
    const convenerSecret = await acceptsInvitation(convener, scene, "convener");
    const zhu = await cast.person(scene);
    const lin = await cast.person(scene, { language: "en" });
    await opensLetter(zhu, scene, "o-25");
    await opensLetter(lin, scene, "o-21");

    // The sheet of a neighbour names o-25; the office enters it, and hands the code to whoever was named.
    await office.goes(page);
    await does(office, words.nominate, (deed) => office.fills(words.owner, "o-25", deed.form));
    await office.reads(words.pass_on);
    await office.shows("screening-nominated");
    await expectAccessible(office.page);
    const code = (await office.page.locator("main .code").first().textContent()) ?? "";
    await zhu.goes(page);
    await zhu.fills(words.named_code, code);
    await zhu.presses(words.accept);
    await signs(zhu);
    await zhu.reads(candidacyStates["accepted"] ?? "");
    await zhu.shows("screening-accepted");
    await lin.goes(page);
    await does(lin, words.stand, (deed) => lin.fills(words.text, "林：我在物业公司任职。", deed.form));

    await convener.goes(page);
    await does(convener, DEEDS.admit.title, (deed) => deed.picks("candidate", /^c1/));
    await convener.reads(candidacyStates["eligible"] ?? "");
    await does(convener, DEEDS.refuse.title, async (deed) => {
      await deed.picks("candidate", /^c2/);
      await convener.ticks(REFUSALS.tied_to_manager, deed.form);
      await deed.brings("审查意见：现任物业公司员工。");
    });
    await convener.reads(candidacyStates["refused"] ?? "");
    await convener.shows("screening-decided");
    await expectAccessible(convener.page);
    await lin.goes(page);
    await lin.reads(candidacyStates["refused"] ?? "");
    await lin.reads(REFUSALS.tied_to_manager);
    await lin.shows("screening-refused");
    await expectAccessible(lin.page);

    for (const person of [convener, office]) {
      await person.goes(page);
      await does(person, DEEDS.commit.title);
    }
    await scene.pass(11 * 24 * 60 * 60);
    await returns(convener, scene, page, convenerSecret);
    await does(convener, DEEDS.post.title);
    await convener.reads(callStates["posted"] ?? "");
    await does(convener, DEEDS.reveal.title);
    await returns(office, scene, page, officeSecret);
    await does(office, DEEDS.reveal.title);
    await does(office, DEEDS.order.title);
    await office.reads(callStates["ordered"] ?? "");
    await office.shows("screening-ordered");
    await zhu.syncClock();
    await zhu.goes(page);
    await zhu.reads(words.place);
    await zhu.shows("screening-list");
    await expectAccessible(zhu.page);
  });
});
