import { describe, expect, it } from "vitest";
import { answers } from "../../src/i18n/answers.ts";
import { common } from "../../src/i18n/common.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { grounds, objections, stages, standings } from "../../src/i18n/objections.ts";
import { explainedInFull } from "../../src/i18n/problems.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { PICTURE } from "../support/picture.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();
const TEXT = "候选人乙在物业公司任职，附劳动合同复印件。";

describe("an owner who writes a letter against a candidate", () => {
  it("has it recorded by the secretary, reads the answer, and takes another one back", async () => {
    const scene = await raise("noticed");
    const meeting = scene.meeting("election");
    const office = `${scene.home}/office/meetings/${meeting}/objections`;
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "secretary");
    await she.goes(office);
    const form = await unfolds(she, answers.paper);
    await form.getByLabel(answers.ground.zh).selectOption("not_eligible");
    await form.getByLabel(answers.matter.zh).selectOption({ index: 1 });
    await she.fills(answers.text, TEXT, form);
    await form.locator("input[type=file]").setInputFiles(PICTURE);
    await she.reads(answers.scanned);
    await she.fills(answers.owner, "o-99", form);
    await records(she);
    await she.reads((await explainedInFull("owner_not_found")).what);
    await she.shows("against-nobody");
    await expectAccessible(she.page);
    await she.presses(common.back, she.page.getByRole("dialog"));
    await she.fills(answers.owner, "o-21", form);
    await records(she);
    await she.reads(answers.recorded);
    await she.shows("against-recorded");
    await expectAccessible(she.page);
    await she.fills(answers.owner, "o-21", form);
    await she.fills(answers.text, "选举办法没有公示。", form);
    await form.getByLabel(answers.ground.zh).selectOption("procedure");
    await form.locator("input[type=file]").setInputFiles(PICTURE);
    await she.reads(answers.scanned);
    await records(she);
    await she.page.getByRole("dialog").waitFor({ state: "detached" });

    // Everybody reads on what ground somebody objected, and nobody else what they wrote.
    const posted = `/api/v1/communities/${scene.told.community}/meetings/${meeting}/objections/posted`;
    const seen = await (await scene.read(posted)).text();
    expect(seen).toContain("not_eligible");
    expect(seen).not.toContain(TEXT);
    expect(seen).not.toContain("o-21");

    const convener = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(convener, scene, "convener");
    await convener.goes(office);
    const card = convener.page.locator("section.card", { hasText: TEXT });
    await convener.reads(new RegExp(`${stages["candidates"]?.en} · ${grounds["not_eligible"]?.en}`), card);
    await card.locator("summary", { hasText: answers.answer.en }).click();
    await convener.ticks(answers.upheld, card);
    await convener.fills(answers.full, "经核实，该候选人已于三月离职。", card);
    await convener.fills(answers.summary, "已核实候选人资格。", card);
    await convener.presses(deeds.look, card);
    await convener.presses(answers.verb, convener.page.getByRole("dialog"));
    await convener.page.getByRole("dialog").waitFor({ state: "detached" });
    await convener.shows("against-answered");
    await expectAccessible(convener.page);

    const he = await cast.person(scene);
    await opensLetter(he, scene, "o-21");
    await he.goes(`${scene.home}/meetings/${meeting}/objections`);
    await he.reads(TEXT);
    await he.reads(objections.paper);
    await he.reads("经核实，该候选人已于三月离职。");
    await he.presses(objections.withdraw);
    await he.presses(common.confirm, he.page.getByRole("dialog"));
    await he.reads(standings["withdrawn"] ?? "");
    await he.shows("against-owner");
    await expectAccessible(he.page);
    expect(await (await scene.read(posted)).text()).toContain("withdrawn");
  });
});

/** Looks the form over and records the letter. */
async function records(secretary: Person): Promise<void> {
  await secretary.presses(deeds.look);
  await secretary.presses(answers.paper_verb, secretary.page.getByRole("dialog"));
}
