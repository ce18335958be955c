import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { committee as words } from "../../src/i18n/committee.ts";
import { common } from "../../src/i18n/common.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { opensLetter } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("a page that is to be printed", () => {
  it("is saved as a file where the browser opens no window, and the page says so", async () => {
    const scene = await raise("committee");
    const he = await cast.person(scene, { device: "phone" });
    await opensLetter(he, scene, "o-21");
    // Browsers within other applications open no windows.
    await he.page.addInitScript(() => (globalThis.open = () => null));
    await he.goes(`${scene.home}/committee`);
    const saving = he.page.waitForEvent("download");
    await he.presses(words.certificate);
    const download = await saving;
    expect(download.suggestedFilename()).toBe("committee-certificate.html");
    await he.reads(common.saved_to_print);
    await he.shows("printing-saved");
    await expectAccessible(he.page);

    // The file is the whole page, and asks nobody for anything.
    const file = await download.path();
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>/i);
    const sheet = await he.context.newPage();
    await sheet.setViewportSize({ width: 1280, height: 900 });
    await sheet.setContent(readFileSync(file, "utf8"));
    expect(await sheet.locator("h1").count()).toBe(1);
    expect(await sheet.locator("body").innerText()).toContain("候选人c1");
    await expectAccessible(sheet);
  });
});
