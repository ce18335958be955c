import { describe, expect, it } from "vitest";
import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { devices as words } from "../../src/i18n/devices.ts";
import { privacy } from "../../src/i18n/privacy.ts";
import { IDENTITY } from "../../src/i18n/problems/identity.ts";
import { signing } from "../../src/i18n/signing.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";
import { votes } from "../support/voting.ts";

const cast = useBrowser();

async function looked(person: Person, name: string): Promise<void> {
  await person.page.waitForLoadState("networkidle");
  await person.shows(name);
  await expectAccessible(person.page);
}

describe("an owner with two devices", () => {
  it("confirms the second one, and revokes the first when it is lost", async () => {
    const scene = await raise("open");
    const phone = await cast.person(scene, { device: "phone" });
    const computer = await cast.person(scene, { device: "desktop" });
    await hasDevice(phone, scene, "o-21");
    await computer.syncClock();
    await votes(phone, scene, ["for", "for"]);

    await phone.goes("/devices");
    await phone.presses(words.add_do);
    const code = (await phone.page.locator(".digits").first().textContent()) ?? "";
    await computer.goes("/activate");
    await computer.fills(activate.code, code);
    await computer.presses(common.next);
    await computer.ticks(activate.agree);
    await computer.presses(common.next);
    await computer.reads(activate.waiting);
    const digits = (await computer.page.locator(".digits").textContent()) ?? "";
    await phone.page.locator(".digits", { hasText: digits }).waitFor();
    await looked(phone, "devices-compare");
    await phone.presses(words.same);
    await phone.presses(signing.sign);
    await phone.reads(words.confirmed);
    // The computer looks by itself.
    await computer.page.waitForURL(/\/c\//);

    await computer.goes("/devices");
    await computer.page.locator("h3", { hasText: activate.label_computer.zh }).first().waitFor();
    // The telephone is lost.
    await computer.presses(words.revoke);
    await looked(computer, "devices-revoking");
    await computer.presses(words.revoke_do, computer.page.getByRole("dialog"));
    await computer.page.getByRole("dialog").waitFor({ state: "detached" });
    await computer.page.getByText(words.old.zh).click();
    await looked(computer, "devices-revoked");
    await phone.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await phone.presses(/业主$/, phone.page.locator("main"));
    await phone.reads(IDENTITY["sign_in_refused"]!.what);
    await looked(phone, "devices-lost-phone");

    await computer.goes(`${scene.home}/mine`);
    await computer.goes("/privacy");
    const saving = computer.page.waitForEvent("download");
    await computer.presses(privacy.export);
    const download = await saving;
    expect(download.suggestedFilename()).toBe("my-data.json");
    await computer.presses(privacy.erase);
    await computer.presses(common.confirm, computer.page.getByRole("dialog"));
    await computer.reads(privacy.still);
    await looked(computer, "privacy-erased");
    await computer.goes("/devices");
    await computer.presses(words.everywhere);
    await computer.presses(words.everywhere, computer.page.getByRole("dialog"));
    await computer.page.waitForLoadState("networkidle");
  });
});
