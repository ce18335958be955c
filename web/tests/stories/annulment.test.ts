import { describe, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { ended } from "../../src/i18n/ended.ts";
import { meeting } from "../../src/i18n/meeting.ts";
import { running as words } from "../../src/i18n/running.ts";
import { states } from "../../src/i18n/states.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("what goes wrong with a meeting", () => {
  it("a notice is corrected, and the meeting called off", async () => {
    const scene = await raise("noticed");
    const he = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(he, scene, "convener");
    await he.goes(`${scene.home}/office/meetings/${scene.meeting()}`);
    await he.shows("annul-run");
    const correcting = await unfolds(he, words.correct);
    await he.shows("annul-correct");
    await expectAccessible(he.page);
    await he.fills(words.place, "三号楼架空层", correcting);
    await he.fills(deeds.reason, "原定地点维修", correcting);
    await he.presses(deeds.look, correcting);
    await he.shows("annul-correct-look");
    await he.presses(words.correct_verb, he.page.getByRole("dialog"));
    await he.reads(words.corrected);
    await he.shows("annul-corrected");

    const cancelling = await unfolds(he, words.cancel);
    await he.presses(deeds.look, cancelling);
    await he.reads(deeds.incomplete);
    await he.fills(deeds.reason, "议案需要修改后重新提出", cancelling);
    await he.presses(deeds.look, cancelling);
    await he.presses(words.cancel_verb, he.page.getByRole("dialog"));
    await he.reads(states.cancelled);
    await he.shows("annul-cancelled");
    await expectAccessible(he.page);

    const owner = await cast.person(scene);
    await owner.goes(`${scene.home}/meetings/${scene.meeting()}`);
    await owner.reads(ended.cancelled);
    await owner.reads(/议案需要修改后重新提出/);
    await owner.shows("annul-cancelled-owner");
    await expectAccessible(owner.page);
  });

  it("a result is annulled by the supervising office, and everybody reads why", async () => {
    const scene = await raise("announced");
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "supervisor");
    await she.goes(`${scene.home}/office/meetings/${scene.meeting()}`);
    await she.shows("annul-before");
    const annulling = await unfolds(she, words.annul);
    await she.fills(deeds.reason, "法院判决撤销", annulling);
    await she.presses(deeds.look, annulling);
    await she.shows("annul-look");
    await she.presses(words.annul_verb, she.page.getByRole("dialog"));
    await she.reads(states.annulled);
    await she.shows("annul-after");
    await expectAccessible(she.page);
    const owner = await cast.person(scene);
    await owner.goes(`${scene.home}/meetings/${scene.meeting()}`);
    await owner.reads(ended.annulled);
    await owner.shows("annul-owner");
    await expectAccessible(owner.page);
    await owner.presses(meeting.result);
    await owner.settles();
    await owner.reads(ended.annulled);
    await owner.reads(/法院判决撤销/);
    await owner.shows("annul-result");
    await expectAccessible(owner.page);
  });
});
