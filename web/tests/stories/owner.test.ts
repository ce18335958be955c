import { describe, expect, it } from "vitest";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { answers, keptBallots, looksOver, votes } from "../support/voting.ts";

const cast = useBrowser();

describe("an owner", () => {
  it("loses nothing by a reload between the choices and the receipt", async () => {
    const scene = await raise("open");
    const he = await cast.person(scene, { device: "phone", language: "zh" });
    await hasDevice(he, scene, "o-21");
    await he.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await he.reads(/36 位业主联名/);
    await answers(he, ["for", "against"]);
    await he.page.reload();
    await he.settles();
    await looksOver(he);
    await he.presses(vote.cast);
    await he.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    const [ballot] = await keptBallots(he);
    expect(ballot?.receipt).toMatch(/^c2sp\.org\/tlog-proof@v1/);
  });

  it("reads everything in English on a computer, with twice the size of text", async () => {
    const scene = await raise("open");
    const she = await cast.person(scene, { device: "desktop", language: "en" });
    await hasDevice(she, scene, "o-22");
    await she.goes(`${scene.home}/meetings/${scene.meeting("election")}/vote`);
    expect(await she.page.locator("html").getAttribute("lang")).toBe("en-GB");
    await she.page.getByLabel("候选人甲").check();
    await looksOver(she);
    await she.fitsLarge();
    await she.presses(vote.cast);
    await she.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
  });

  it("cannot vote twice where the rules allow no change", async () => {
    const scene = await raise("open");
    const he = await cast.person(scene);
    await hasDevice(he, scene, "o-21");
    await votes(he, scene, ["for", "for"]);
    await he.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await he.reads(vote.final);
    await he.shows("owner-voted");
    await expectAccessible(he.page);
  });
});
