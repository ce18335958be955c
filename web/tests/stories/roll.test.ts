import { describe, it } from "vitest";
import { answers } from "../../src/i18n/answers.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { papers } from "../../src/i18n/papers.ts";
import { explained } from "../../src/i18n/problems.ts";
import { OUTCOMES, roll as words } from "../../src/i18n/roll.ts";
import { signing } from "../../src/i18n/signing.ts";
import { watch } from "../../src/i18n/watch.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { PICTURE } from "../support/picture.ts";
import { raise, register } from "../support/stage.ts";

const cast = useBrowser();

describe("the roll of a meeting", () => {
  it("is amended by two officers after an objection, which is then answered", async () => {
    const scene = await raise("noticed");
    await scene.deed("object", { owner: "o-01", ground: "area_wrong", text: "我家的面积是 90.10 平方米。" });
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "secretary");
    const page = `${scene.home}/office/meetings/${scene.meeting()}`;
    await she.goes(`${page}/roll`);
    const proposing = await unfolds(she, words.propose);
    await she.fills(words.unit, "1-0101", proposing);
    await she.fills(words.new_area, "90.10", proposing);
    await she.fills(words.reason, "不动产登记证上是 90.10 平方米", proposing);
    await she.presses(deeds.look, proposing);
    await she.shows("roll-proposing");
    await signs(she);
    await she.reads(words.proposed);
    await she.shows("roll-proposed");
    await expectAccessible(she.page);

    const watcher = await cast.person(scene, { device: "phone", language: "en" });
    await acceptsInvitation(watcher, scene, "scrutineer");
    await watcher.goes(`${page}/roll`);
    const confirming = await unfolds(watcher, watch.confirm);
    await watcher.shows("roll-waiting");
    await expectAccessible(watcher.page);
    await watcher.presses(deeds.look, confirming);
    await watcher.shows("roll-confirming");
    await signs(watcher);
    await watcher.reads(watch.no_amendments);
    await watcher.page.getByRole("cell", { name: "不动产登记证上是 90.10 平方米" }).waitFor();
    await watcher.shows("roll-confirmed");

    const convener = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(convener, scene, "convener");
    await convener.goes(`${page}/roll`);
    await convener.reads("不动产登记证上是 90.10 平方米");
    await convener.shows("roll-amended");
    await convener.presses(words.to_objections);
    await convener.settles();
    await convener.shows("roll-objections");
    await expectAccessible(convener.page);
    const answering = await unfolds(convener, answers.answer);
    await convener.ticks(answers.upheld, answering);
    await convener.fills(answers.full, "经核对登记证，您说得对，已经更正。", answering);
    await convener.fills(answers.summary, "面积已按登记证更正", answering);
    await answering.getByLabel(answers.amendment.zh).selectOption({ index: 1 });
    await convener.shows("roll-answering");
    await convener.presses(deeds.look, answering);
    await convener.presses(answers.verb, convener.page.getByRole("dialog"));
    await convener.reads("经核对登记证，您说得对，已经更正。");
    await convener.shows("roll-answered");

    await convener.goes(`${page}/roll`);
    const excluding = await unfolds(convener, words.exclude);
    await convener.fills(words.holder, "o-06", excluding);
    await convener.fills(words.reason, "物业公司的员工", excluding);
    await convener.presses(deeds.look, excluding);
    await signs(convener);
    await convener.reads(words.excluded);
    await convener.shows("roll-excluded");
  });

  it("has a quarrel of co-owners decided by the convener", async () => {
    const scene = await raise("coowners");
    const he = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(he, scene, "convener");
    await he.goes(`${scene.home}/office/meetings/${scene.meeting()}/roll`);
    await he.shows("roll-dispute");
    const deciding = await unfolds(he, words.decide);
    await he.ticks(OUTCOMES.set_aside, deciding);
    await he.fills(words.reason, "两位共有人没有达成一致", deciding);
    await he.presses(deeds.look, deciding);
    await signs(he);
    await deciding.waitFor({ state: "detached" });
    await he.shows("roll-decided");
    await expectAccessible(he.page);
  });

  it("has an elector pass to others while voting runs, by the word of two officers", async () => {
    const scene = await raise("open");
    const sold = (await register("sound")).replace(
      "o-22,natural,冯建国,13800001122",
      "o-25,natural,朱晓明,13800001125",
    );
    await scene.deed("import", { csv: sold });
    const page = `${scene.home}/office/meetings/${scene.meeting()}/papers`;
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "secretary");
    await she.goes(page);
    await unfolds(she, papers.successions);
    await she.reads(papers.none);
    const passing = await unfolds(she, papers.succeed);
    await she.fills(papers.unit, "3-9999", passing);
    await passing.getByLabel(papers.by.zh).selectOption("transfer");
    await she.fills(papers.before, "o-22", passing);
    await she.fills(papers.after, "o-25", passing);
    await she.fills(papers.reason, "已办理过户登记", passing);
    await passing.locator("input[type=file]").setInputFiles(PICTURE);
    await passing.getByText(/[0-9a-f]{64}/).waitFor();
    await she.presses(deeds.look, passing);
    await she.presses(signing.sign, she.page.getByRole("dialog"));
    await she.reads(explained("unit_not_found").what);
    await she.presses(signing.not_now);
    await she.fills(papers.unit, "3-0102", passing);
    await she.presses(deeds.look, passing);
    await signs(she);
    await she.reads(papers.recorded);
    await she.shows("roll-succession");
    await expectAccessible(she.page);

    const watcher = await cast.person(scene, { device: "phone", language: "en" });
    await acceptsInvitation(watcher, scene, "scrutineer");
    await watcher.goes(page);
    await unfolds(watcher, papers.successions);
    await watcher.presses(deeds.look, await unfolds(watcher, papers.confirm));
    await signs(watcher);
    await watcher.page.locator("summary", { hasText: papers.confirm.en }).waitFor({ state: "detached" });
    await watcher.shows("roll-succeeded");
    await expectAccessible(watcher.page);
  });
});
