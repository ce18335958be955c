import { describe, expect, it } from "vitest";
import { calendar } from "../../src/i18n/answers.ts";
import { common } from "../../src/i18n/common.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { letters } from "../../src/i18n/letters.ts";
import { officers as words, rules } from "../../src/i18n/officers.ts";
import { keeping, trail } from "../../src/i18n/watch.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("what the supervising office states", () => {
  it("who holds which office until when, and by which rules", async () => {
    const scene = await raise("announced");
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "supervisor");
    await she.goes(`${scene.home}/office/officers`);
    await she.shows("standing-officers");
    await she.page.getByLabel(words.role.zh, { exact: true }).selectOption("secretary");
    await she.page.getByLabel(words.invite_until.zh).last().fill("2027-05-01T00:00");
    await she.presses(words.invite_verb);
    await she.reads(letters.scan);
    await she.shows("standing-invited");
    await expectAccessible(she.page);

    const term = await unfolds(she, words.term);
    await term.getByLabel(words.which.zh).selectOption({ index: 2 });
    await she.fills(words.term_until, "2027-06-01T00:00", term);
    await she.presses(deeds.look, term);
    await she.shows("standing-term");
    await she.presses(words.term_verb, she.page.getByRole("dialog"));
    await she.reads(words.term_done);
    await she.page.getByRole("cell", { name: "2027年6月1日" }).waitFor();
    const end = await unfolds(she, words.end);
    await end.getByLabel(words.which.zh).selectOption({ index: 2 });
    await she.fills(words.end_reason, "工作调动", end);
    await she.presses(deeds.look, end);
    await she.presses(words.end_verb, she.page.getByRole("dialog"));
    await she.reads(words.end_done);
    await she.shows("standing-ended");

    await she.presses(words.rules_link);
    await she.settles();
    const stating = await unfolds(she, rules.state);
    await stating.locator("summary", { hasText: rules.add.zh }).click();
    await she.fills(rules.article, "第十二条", stating);
    await she.presses(rules.add_verb, stating);
    await she.shows("standing-rules");
    await expectAccessible(she.page);
    await she.presses(deeds.look, stating);
    await she.presses(rules.state_verb, she.page.getByRole("dialog"));
    await she.reads(rules.state_done);
    await she.shows("standing-stated");

    await she.goes(`${scene.home}/office/keeping`);
    await she.shows("standing-keeping");
    const change = await unfolds(she, keeping.change);
    await she.fills(keeping.audit_days, "3653", change);
    await she.presses(deeds.look, change);
    await she.presses(keeping.change_verb, she.page.getByRole("dialog"));
    await she.reads(keeping.changed);
    await she.page.locator("summary", { hasText: "2026 年度业主大会会议" }).click();
    await she.page.waitForLoadState("networkidle");
    await she.shows("standing-kept");
    const hold = await unfolds(she, keeping.hold);
    await she.fills(keeping.why, "诉讼期间", hold);
    await she.presses(deeds.look, hold);
    await she.presses(keeping.hold_verb, she.page.getByRole("dialog"));
    await she.page.locator("summary", { hasText: keeping.lift.zh }).first().waitFor();
    await she.shows("standing-held");
    await expectAccessible(she.page);

    await she.goes(`${scene.home}/office/trail`);
    await she.reads(trail.done);
    await she.shows("standing-trail");
    await she.page.getByLabel(trail.role.zh).selectOption("secretary");
    await she.settles();
    await she.shows("standing-trail-secretary");
    await expectAccessible(she.page);
  });

  it("the calendar is subscribed to by an address that can be changed and revoked", async () => {
    const scene = await raise("noticed");
    const she = await cast.person(scene, { device: "phone" });
    await acceptsInvitation(she, scene, "secretary");
    await she.goes(`${scene.home}/office/calendar`);
    await she.presses(calendar.make);
    await she.reads(calendar.address);
    const first = (await she.page.locator("p.code").textContent()) ?? "";
    expect((await scene.read(first)).status).toBe(200);
    await she.shows("standing-calendar");
    await expectAccessible(she.page);
    await she.presses(calendar.rotate);
    await she.presses(common.confirm, she.page.getByRole("dialog"));
    await she.page.getByRole("dialog").waitFor({ state: "detached" });
    const second = (await she.page.locator("p.code").textContent()) ?? "";
    expect(second).not.toBe(first);
    await she.presses(calendar.revoke);
    await she.presses(common.confirm, she.page.getByRole("dialog"));
    await she.page.getByRole("dialog").waitFor({ state: "detached" });
    await she.page.getByRole("button", { name: calendar.revoke.zh }).waitFor({ state: "detached" });
    await she.shows("standing-calendar-revoked");
    expect((await scene.read(second)).status).toBe(404);
  });
});
