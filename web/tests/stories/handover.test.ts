import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { form } from "../../src/i18n/acts/fields.ts";
import { ITEM, ITEM_KINDS, LEFT_SEAT, SIDES } from "../../src/i18n/acts/kinds.ts";
import { HANDOVERS, LIFE_STATES, NOUNS } from "../../src/i18n/acts/nouns.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { committee as words, handovers, memberCauses, memberStandings } from "../../src/i18n/committee.ts";
import { say } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { answered, does, opens } from "../support/doing.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

const NAME = { name: "候选人c3" };
const KEYS = "办公室钥匙两把";

describe("a member of the committee", () => {
  it("resigns, signs as an owner what is handed over, and everybody reads it", async () => {
    const scene = await raise("committee");
    const page = `${scene.home}/committee`;
    const he = await cast.person(scene, { device: "phone" });
    await opensLetter(he, scene, "o-07", await scene.freshLetter("o-07"));
    await he.goes(page);
    await opens(he, words.elected);
    await he.shows("handover-resigning");
    await does(he, ACT_WORDS.committee.resign.title, (deed) => deed.picks("member", /c3/), {
      looks: () => he.shows("handover-resigning-look"),
    });
    await he.reads(new RegExp(`^${memberStandings["ended"]?.zh}（${memberCauses["resigned"]?.zh}，`));
    await he.shows("handover-resigned");
    await expectAccessible(he.page);

    const office = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(office, scene, "supervisor");
    await office.goes(page);
    await opens(office, NOUNS.term);
    const handover = await does(office, ACT_WORDS.term.open_handover.title, async (deed) => {
      await deed.picks("giver", new RegExp(say(LEFT_SEAT, "en", NAME)));
      await deed.picks("taker", new RegExp(`^${SIDES.committee.en} `));
      await office.shows("handover-opening");
    });

    // He has no office any more, and finds the form where the handover is told.
    await he.goes(page);
    await opens(he, HANDOVERS);
    await he.reads(say(LEFT_SEAT, "zh", NAME));
    await opens(he, handovers.outgoing);
    await he.reads(handovers.outgoing_what);
    await does(
      he,
      ACT_WORDS.term.hand_over.title,
      async (deed) => {
        await he.presses(form.add, deed.form);
        await deed.picks(ITEM.kind, new RegExp(ITEM_KINDS.keys.zh));
        await deed.writes(ITEM.title, KEYS);
        await he.shows("handover-listing");
        await expectAccessible(he.page);
      },
      {
        looks: async (review) => {
          await he.reads(`${ITEM_KINDS.keys.zh} · ${KEYS}`, review);
          await he.shows("handover-listing-look");
          await expectAccessible(he.page);
        },
      },
    );
    await he.reads(say(handovers.waits, "zh", { title: KEYS }));
    await he.shows("handover-listed");

    const receive = { did: "receive", taken: [1], missing: [], settled: [] };
    await scene.deed("act", { by: "chair", process: handover, act: { term: receive } });
    await he.goes(page);
    await opens(he, HANDOVERS);
    await he.reads(say(handovers.taken, "zh", { title: KEYS }));
    expect(await he.page.locator("summary", { hasText: handovers.outgoing.zh }).count()).toBe(0);
    await office.goes(page);
    const [told] = await answered<components["schemas"]["HandoverView"][]>(office, "/handovers", () =>
      opens(office, HANDOVERS),
    );
    expect(told).toMatchObject({ process: handover, state: "complete", standing: "in_time" });
    await office.reads(LIFE_STATES["complete"] ?? "");
    await office.reads(say(handovers.taken, "en", { title: KEYS }));
    await office.shows("handover-complete");
    await expectAccessible(office.page);
  });
});
