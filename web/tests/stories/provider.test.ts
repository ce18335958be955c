import { describe, it } from "vitest";
import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { devices, methods } from "../../src/i18n/devices.ts";
import { IDENTITY } from "../../src/i18n/problems/identity.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { raise, type Scene } from "../support/stage.ts";

const cast = useBrowser();

/** The provider's own page: whoever comes there logs in as somebody, and is sent back at once. */
async function providerKnows(
  person: Person,
  scene: Scene,
  who: { name: string; phone: string },
): Promise<void> {
  person.watch.forgive(/^asks others: \S+\/authorize\?/);
  await person.context.unroute(/\/authorize\?/);
  await person.context.route(/\/authorize\?/, async (route) => {
    const { page } = (await scene.deed("log_in", { url: route.request().url(), ...who })) as { page: string };
    await route.fulfill({ status: 303, headers: { location: page } });
  });
}

describe("an owner whose city knows them", () => {
  it("makes a telephone ready with a letter and a login", async () => {
    const scene = await raise("registered", { provider: true });
    const he = await cast.person(scene, { device: "phone" });
    const { name = "", phone = "" } = scene.told.owners["o-21"] ?? {};
    await he.goes(`/activate#code=${scene.letter("o-21")}`);
    await he.ticks(activate.agree);
    await he.presses(common.next);

    // Her son's account at the provider is another person's.
    await providerKnows(he, scene, { name: "冯建国", phone: "13800001122" });
    await he.presses(activate.provider_open);
    await he.reads(IDENTITY["provider_does_not_match"]!.what);
    await he.shows("provider-other");
    await expectAccessible(he.page);
    await he.presses(common.back);

    // She turns back at the provider.
    await he.context.unroute(/\/authorize\?/);
    await he.context.route(/\/authorize\?/, (route) => {
      const state = new URL(route.request().url()).searchParams.get("state") ?? "";
      const location = `${scene.told.service}/#/provider-returns/hostile?error=access_denied&state=${state}`;
      return route.fulfill({ status: 303, headers: { location } });
    });
    await he.presses(activate.provider_open);
    await he.reads(activate.provider_stopped);
    await he.presses(common.back);

    await providerKnows(he, scene, { name, phone });
    await he.presses(activate.provider_open);
    await he.reads(activate.provider_done);
    await he.shows("provider-matched");
    await expectAccessible(he.page);
    await he.fitsLarge();
    await he.presses(activate.finish);
    await he.reads(activate.done);
    await he.goes("/devices");
    await he.reads(devices.this_device);
    await he.reads(methods["letter_and_provider"]!);
  });
});
