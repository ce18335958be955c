import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { ACCESSES, CLASSES, PUBLIC_REASON } from "../../src/i18n/acts/kinds.ts";
import { NOUNS } from "../../src/i18n/acts/nouns.ts";
import { FOUND, remedies as words, REMEDIES, REMEDY_STATES } from "../../src/i18n/acts/remedies.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { texts } from "../../src/i18n/texts.ts";
import { say } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { answered, does, opens } from "../support/doing.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { raise, type Scene } from "../support/stage.ts";

const cast = useBrowser();

const DEEDS = ACT_WORDS.contest;
const TITLE = "对公示的更正";
const CORRECTION = "更正：第一项同意人数应为十人。";

describe("an objection to a result that was upheld", () => {
  it("has a recount and a correction ordered, which are reported, and everybody reads them", async () => {
    const scene = await raise("counted");
    const { objection } = (await scene.deed("object", {
      owner: "o-01",
      ground: "count_wrong",
      text: "公示的票数和我抄的不一样，请重新计票。",
    })) as { objection: string };
    await scene.deed("answer", { objection, text: "重新计票并核对公示。", outcome: "upheld" });

    const office = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(office, scene, "supervisor");
    await remedied(office, scene, "upheld");
    await office.shows("remedy-upheld");
    await does(office, DEEDS.order_remedy.title, async (deed) => {
      await deed.picks("remedy", new RegExp(REMEDIES.recount.en));
      await deed.writes(PUBLIC_REASON, "the figures that were posted differ from those that were read out");
      await office.shows("remedy-ordering");
      await expectAccessible(office.page);
    });

    const convener = await cast.person(scene, { device: "phone" });
    await acceptsInvitation(convener, scene, "convener");
    await remedied(convener, scene, "recount_ordered");
    await does(convener, DEEDS.report_recount.title, undefined, {
      looks: async (review) => {
        await convener.reads(FOUND.held, review);
        await convener.shows("remedy-recount-look");
        await expectAccessible(convener.page);
      },
    });
    await remedied(convener, scene, "recount_held");

    // The totals hold; what hangs at the gate was copied wrongly.
    await remedied(office, scene, "recount_held");
    await does(office, DEEDS.order_remedy.title, async (deed) => {
      await deed.picks("remedy", new RegExp(REMEDIES.correction.en));
      await deed.writes(PUBLIC_REASON, "one sum was copied wrongly");
    });
    await remedied(convener, scene, "correction_ordered");
    await does(convener, DEEDS.post_correction.title, async (deed) => {
      await deed.brings(CORRECTION);
      await deed.writes(PUBLIC_REASON, "张贴的公示抄错一处");
      await convener.shows("remedy-correcting");
    });

    // The correction is for everybody: it is entered in the archive as an open document.
    await convener.goes(`${scene.home}/office/life`);
    await opens(convener, NOUNS.archive);
    await does(convener, ACT_WORDS.archive.enter.title, async (deed) => {
      await deed.writes("title", TITLE);
      await deed.picks("class", new RegExp(CLASSES.notice.zh));
      await deed.picks("access", new RegExp(`^${ACCESSES.open.zh.slice(0, 5)}`));
      await deed.brings(CORRECTION);
    });

    const owner = await cast.person(scene, { device: "phone" });
    await opensLetter(owner, scene, "o-21");
    const [told] = await answered<components["schemas"]["RemedyView"][]>(owner, "/remedies", () =>
      remedied(owner, scene, "corrected"),
    );
    expect(told?.deeds.map(({ what }) => what)).toEqual(["ordered", "recounted", "ordered", "corrected"]);
    expect(told?.awaits).toBeNull();
    await owner.reads(say(words.reason, "zh", { reason: "张贴的公示抄错一处" }));
    const saving = owner.page.waitForEvent("download");
    await owner.presses(texts.save_document, owner.page.locator("dd", { hasText: TITLE }));
    expect(readFileSync(await (await saving).path(), "utf8")).toBe(CORRECTION);
    await owner.shows("remedy-corrected");
    await expectAccessible(owner.page);
    await remedied(office, scene, "corrected");
    await office.shows("remedy-corrected-office");
  });
});

/** Goes to what follows from objections, and reads how far it has come. */
async function remedied(person: Person, scene: Scene, state: string): Promise<void> {
  await person.goes(`${scene.home}/committee`);
  await opens(person, words.title);
  await person.reads(REMEDY_STATES[state]!);
}
