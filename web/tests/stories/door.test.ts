import { describe, expect, it } from "vitest";
import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { devices } from "../../src/i18n/devices.ts";
import { signIn } from "../../src/i18n/sign-in.ts";
import { meeting as meetingWords } from "../../src/i18n/meeting.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

async function looked(person: Person, name: string): Promise<void> {
  await person.shows(name);
  await expectAccessible(person.page);
  await person.fits();
}

describe("at the door", () => {
  it("an owner without a device comes in for reading, and cannot vote", async () => {
    const scene = await raise("open");
    const she = await cast.person(scene, { device: "small" });
    const meeting = `${scene.home}/meetings/${scene.meeting()}`;
    const phone = scene.told.owners["o-21"]?.phone ?? "";
    await hasDevice(await cast.person(scene), scene, "o-21");
    await she.syncClock();
    await she.goes(meeting);
    await she.presses(meetingWords.vote);
    await she.page.waitForURL(/sign-in/);
    await she.settles();
    await looked(she, "sign-in");
    await she.fills(signIn.phone_number, phone);
    await she.presses(signIn.ask);
    await she.page.getByLabel(signIn.code.zh).waitFor();
    await looked(she, "sign-in-digits");
    await she.fills(signIn.code, await scene.sixDigits(phone));
    await she.page.locator("form").getByRole("button", { name: signIn.use.zh }).click();
    await she.page.waitForURL(new RegExp(meeting));
    await she.goes(`${meeting}/vote`);
    await she.reads(vote.no_key);
    await looked(she, "vote-reading");
    await scene.end();
  });

  it("a second device waits until the first one has compared the digits", async () => {
    const scene = await raise("open");
    const first = await cast.person(scene, { device: "desktop" });
    await hasDevice(first, scene, "o-21");
    await first.goes("/devices");
    await first.presses(devices.add_do);
    const code = (await first.page.locator(".digits").first().textContent()) ?? "";
    const second = await cast.person(scene, { device: "phone" });
    await second.goes("/activate");
    await second.fills(activate.code, code);
    await second.presses(common.next);
    await second.ticks(activate.agree);
    await second.presses(common.next);
    await second.reads(activate.waiting);
    await looked(second, "waiting");
    const digits = (await second.page.locator(".digits").textContent()) ?? "";
    await second.page.reload();
    await second.settles();
    expect(await second.page.locator(".digits").textContent()).toBe(digits);
    await first.goes("/devices");
    await first.page.getByText(digits).waitFor();
    await first.shows("devices-waiting");
    await scene.end();
  });
});
