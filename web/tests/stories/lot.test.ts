import { describe, it } from "vitest";
import { deeds } from "../../src/i18n/deeds.ts";
import { running as words } from "../../src/i18n/running.ts";
import { watch } from "../../src/i18n/watch.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation, returns } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

describe("a draw by lot", () => {
  it("is committed to before the vote, revealed after it, and counted again by who watches", async () => {
    const scene = await raise("noticed", {
      questions: { switches: { tie_break: "lot" }, lot: { reveal_hours: 168 } },
    });
    const meeting = scene.meeting();
    const run = `${scene.home}/office/meetings/${meeting}`;
    const convener = await cast.person(scene, { device: "desktop" });
    const watcher = await cast.person(scene, { device: "phone" });
    const secrets = new Map<Person, string>();
    secrets.set(convener, await acceptsInvitation(convener, scene, "convener"));
    secrets.set(watcher, await acceptsInvitation(watcher, scene, "scrutineer"));
    for (const person of [convener, watcher]) {
      await person.goes(run);
      await person.presses(deeds.look, await unfolds(person, words.commit));
      await signs(person);
      await person.reads(words.committed);
    }
    await convener.goes(run);
    await convener.shows("lot-committed");
    await expectAccessible(convener.page);

    await scene.pass("2026-05-22T00:00:00Z");
    await scene.deed("vote");
    await scene.pass("2026-05-26T00:00:00Z");
    for (const person of [convener, watcher]) {
      await returns(person, scene, run, secrets.get(person) ?? "");
      await person.shows(`lot-reveal-${person === watcher ? "phone" : "desktop"}`);
      await person.presses(deeds.look, await unfolds(person, words.reveal));
      await signs(person);
      await person.page.locator("summary", { hasText: words.reveal.zh }).waitFor({ state: "detached" });
    }
    await convener.goes(run);
    await convener.reads(words.lot_seed);
    await convener.shows("lot-revealed");
    await expectAccessible(convener.page);
    await convener.presses(deeds.look, await unfolds(convener, words.count));
    await convener.presses(words.count_verb, convener.page.getByRole("dialog"));
    await convener.page.getByRole("dialog").waitFor({ state: "detached" });

    await watcher.goes(run);
    await watcher.presses(deeds.look, await unfolds(watcher, words.countersign));
    await watcher.shows("lot-countersign");
    await signs(watcher);
    await watcher.goes(`${scene.home}/office/watch`);
    await watcher.page.locator("summary", { hasText: "2026 年度业主大会会议" }).click();
    await watcher.presses(watch.recount);
    await watcher.reads(watch.held);
    await watcher.shows("lot-recount");
    await expectAccessible(watcher.page);
  });
});
