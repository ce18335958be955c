import { describe, expect, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { kinds } from "../../src/i18n/kinds.ts";
import { aims, petitions as words, petitionStates } from "../../src/i18n/petitions.ts";
import { signing } from "../../src/i18n/signing.ts";
import { texts } from "../../src/i18n/texts.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

const TEXT = "请召开临时会议，表决是否更换物业服务企业。\n理由：电梯三个月没有修好。";

async function looked(person: Person, name: string): Promise<void> {
  await person.page.waitForLoadState("networkidle");
  await person.shows(name);
  await expectAccessible(person.page);
}

async function signs(person: Person): Promise<void> {
  await person.presses(signing.sign);
  await person.page.locator("dialog").waitFor({ state: "detached" });
  await person.settles();
}

describe("owners who want a meeting", () => {
  it("sign a petition on their telephones until it is enough, and hand it in", async () => {
    const scene = await raise("committee");
    const he = await cast.person(scene, { device: "phone" });
    const feng = await cast.person(scene, { device: "phone" });
    const zhu = await cast.person(scene, { device: "phone", language: "en" });
    await hasDevice(he, scene, "o-21");
    await hasDevice(feng, scene, "o-22");
    await hasDevice(zhu, scene, "o-25");
    await he.syncClock();
    await feng.syncClock();

    await he.goes(`${scene.home}/petitions`);
    await he.page.locator("summary").getByText(words.open.zh, { exact: true }).click();
    await he.ticks(aims["extraordinary_meeting"]!);
    await he.ticks(kinds["manager_hire"]!);
    await he.fills(words.text, TEXT);
    await looked(he, "petition-filling");
    await he.presses(deeds.look);
    await he.presses(signing.sign);
    await he.page.waitForURL(/petitions\/./);
    await he.settles();
    await he.reads(/电梯三个月没有修好/);
    await looked(he, "petition-one");
    await he.presses(texts.share);
    await he.reads(texts.copied);
    const link = await he.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#text=");

    await feng.goes(link);
    await looked(feng, "petition-arrived");
    await feng.presses(words.sign);
    await looked(feng, "petition-signing");
    await signs(feng);

    // Without the text nobody signs it.
    const address = link.split("#")[0]!;
    await zhu.goes(address);
    await looked(zhu, "petition-without-text");
    await zhu.goes(link);
    await zhu.presses(words.sign);
    await signs(zhu);
    await he.goes(`${scene.home}/petitions`);
    await looked(he, "petitions-list");
    await he.goes(address);
    await he.presses(words.submit);
    await signs(he);
    await he.reads(petitionStates["submitted"]!);
    await looked(he, "petition-submitted");
    await he.goes(`${scene.home}/mine`);
  });
});
