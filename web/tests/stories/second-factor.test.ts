import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { common } from "../../src/i18n/common.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { factor } from "../../src/i18n/factor.ts";
import { officers as words } from "../../src/i18n/officers.ts";
import { IDENTITY } from "../../src/i18n/problems/identity.ts";
import { register } from "../../src/i18n/register.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { answered, unfolds } from "../support/doing.ts";
import { acceptsInvitation, setsUpFactor, showsFactor } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

/** How long a second factor is good in a session, and somewhat more. */
const HOURS_13 = 13 * 60 * 60;

describe("an officer who lost the authenticator", () => {
  it("tells the supervising office the account, has it reset, and sets up another one", async () => {
    const scene = await raise("registered");
    const page = `${scene.home}/office/register`;
    const she = await cast.person(scene, { device: "phone" });
    const lost = await acceptsInvitation(she, scene, "secretary");
    const office = await cast.person(scene, { device: "desktop", language: "en" });
    const secret = await acceptsInvitation(office, scene, "supervisor");
    await scene.pass(HOURS_13);
    await she.syncClock();
    await office.syncClock();

    // Where she is asked for the code she reads what to do without one.
    await she.goes(page);
    await she.presses(factor.enter);
    const asked = she.page.getByRole("dialog");
    await asked.locator("summary").click();
    await she.reads(factor.lost_what, asked);
    await she.shows("factor-lost");
    await expectAccessible(she.page);
    const account = (await asked.locator(".code").textContent()) ?? "";

    await office.goes(`${scene.home}/office/officers`);
    await showsFactor(office, scene, secret);
    const reset = await unfolds(office, words.factor);
    await office.fills(words.factor_account, account, reset);
    await office.presses(deeds.look, reset);
    await office.reads(account, office.page.getByRole("dialog"));
    await office.shows("factor-reset-look");
    await expectAccessible(office.page);
    await office.presses(words.factor_verb, office.page.getByRole("dialog"));
    await office.reads(words.factor_done);
    await office.shows("factor-reset");

    // Her sessions are over: the key of her device opens another one, and the old code is worth nothing.
    await she.goes(page);
    await she.presses(factor.enter);
    await she.fills(factor.code, await scene.factor(lost), asked);
    await she.presses(common.confirm, asked);
    await she.reads(IDENTITY["no_second_factor"]!.what, asked);
    await she.shows("factor-none");
    await expectAccessible(she.page);
    await she.presses(factor.set_up, asked);
    await she.settles();
    const fresh = await setsUpFactor(she, scene);
    await she.page.waitForURL(/register/);
    await she.settles();
    expect(fresh).not.toBe(lost);
    await she.reads(register.title);
    await she.shows("factor-again");
    const me = await answered<components["schemas"]["Profile"]>(she, "/api/v1/me", () => she.goes(page));
    expect(me).toMatchObject({ account, second_factor: { recovery_codes: 8 } });
  });
});
