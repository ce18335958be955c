import type { Locator } from "playwright-core";
import { describe, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { messageKinds } from "../../src/i18n/message-kinds.ts";
import { DELIVERIES, services as words } from "../../src/i18n/services.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { PICTURE } from "../support/picture.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("the service of a notice", () => {
  it("is sent, recorded at the door and taken from a list, until nobody is left", async () => {
    const scene = await raise("noticed");
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "secretary");
    await scene.pass(60 * 60);
    await she.syncClock();
    const page = `${scene.home}/office/meetings/${scene.meeting()}/service`;
    await she.goes(page);
    await unfolds(she, words.unreached);
    await she.page.getByRole("cell", { name: "3-0102", exact: true }).waitFor();
    await she.shows("service-unreached");
    await expectAccessible(she.page);

    const list = await unfolds(she, words.import);
    await opens(list, "房号,方式,时间\n3-0102,飞鸽,2026-05-04T09:00:00+08:00\n9-9999,上门,昨天\n", "飞鸽");
    await she.presses(words.import_verb, list);
    await she.reads(words.import_wrong);
    await she.shows("service-mistakes");
    await expectAccessible(she.page);
    await list.locator("input[type=file]").first().setInputFiles(PICTURE);
    await she.reads(words.evidence_kept);
    const [digest = ""] = /[0-9a-f]{64}/.exec((await list.textContent()) ?? "") ?? [];
    await opens(
      list,
      `房号,方式,时间,结果,凭证\n3-0102,上门,2026-05-04 16:30,送达,${digest}\n`,
      "2026-05-04 16:30",
    );
    await she.presses(words.import_verb, list);
    await she.reads(words.import_done);
    await she.shows("service-imported");
    await she.page.getByRole("cell", { name: "3-0102", exact: true }).waitFor({ state: "detached" });

    const recording = await unfolds(she, words.record);
    await recording.getByLabel(words.choose_building.zh).selectOption("2");
    await she.presses(words.choose_all, recording);
    await she.fills(words.at, "2026-05-04T16:45", recording);
    await recording.locator("input[type=file]").setInputFiles(PICTURE);
    await she.reads(words.evidence_kept, recording);
    await she.presses(deeds.look, recording);
    await she.shows("service-record-look");
    await she.presses(words.record_verb, she.page.getByRole("dialog"));
    await she.reads(words.recorded);

    const sending = await unfolds(she, words.send);
    await she.presses(deeds.look, sending);
    await she.presses(words.send_verb, she.page.getByRole("dialog"));
    await she.reads(words.sent);
    const deliveries = await unfolds(she, words.deliveries);
    await deliveries.getByRole("cell", { name: DELIVERIES.under_way.zh }).first().waitFor();
    await she.shows("service-sent");
    await expectAccessible(she.page);
    await scene.pass(600);
    await she.syncClock();
    await she.goes(page);
    await she.shows("service-later");
    await she.goes(`${scene.home}/office/messages`);
    await she.page.getByRole("cell", { name: messageKinds["meeting_notice"]?.zh ?? "" }).waitFor();
    await she.shows("service-messages");
    await expectAccessible(she.page);
  });
});

/** Opens a list whose cells are shown before anything is sent. */
async function opens(list: Locator, csv: string, shown: string): Promise<void> {
  const file = { name: "送达.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await list.locator("input[type=file]").last().setInputFiles(file);
  await list.getByText(shown, { exact: true }).first().waitFor();
}
