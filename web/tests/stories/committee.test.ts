import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { AGENDA, ANSWERS, LEFT_SEAT, SEALS, SIDES } from "../../src/i18n/acts/kinds.ts";
import { form } from "../../src/i18n/acts/fields.ts";
import { HANDOVERS, LIFE_STATES, NOUNS } from "../../src/i18n/acts/nouns.ts";
import { committee as words } from "../../src/i18n/committee.ts";
import { say, type Sentence } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { does, opens } from "../support/doing.ts";
import { acceptsInvitation, opensLetter, showsFactor } from "../support/entering.ts";
import { raise, type Scene } from "../support/stage.ts";

const cast = useBrowser();

describe("the committee", () => {
  it("fills a seat, sits, decides with signatures, hands a seal out, and takes over what was handed to it", async () => {
    const scene = await raise("committee");
    const committee = scene.meeting("election");
    const did = (by: string, process: string, act: object) => scene.deed("act", { by, process, act });
    await did("member-2", committee, {
      committee: { did: "resign", member: { meeting: committee, candidate: "c3" } },
    });

    // The alternate is an owner with a letter, and then a member with an office.
    const she = await cast.person(scene, { device: "phone", language: "zh" });
    await opensLetter(she, scene, "o-08", await scene.freshLetter("o-08"));
    await she.goes(`${scene.home}/committee`);
    await opens(she, words.elected);
    await she.reads(words.elected_what);
    await expectAccessible(she.page);
    const secret = await acceptsInvitation(she, scene, "member");
    await life(she, scene, NOUNS.committee, LIFE_STATES["acting"]);
    await does(she, ACT_WORDS.committee.take_seat.title, async (deed) => {
      await deed.picks("member", 1);
      await deed.picks("grant", 1);
    });
    await does(she, ACT_WORDS.committee.confirm_seat.title, (deed) => deed.picks("member", /c4/));
    // As a third of all members she asks for a sitting and calls it; the residents' committee is told.
    await life(she, scene, NOUNS.sitting);
    const sitting = await does(she, ACT_WORDS.sitting.petition.title, (deed) =>
      deed.brings("请求开会讨论监控改造"),
    );
    await life(she, scene, NOUNS.sitting, LIFE_STATES["petitioned"]);
    await expectAccessible(she.page);
    await does(she, ACT_WORDS.sitting.call.title, async (deed) => {
      await deed.writes("begins_at", "2026-06-20T19:00");
      await deed.writes("ends_at", "2026-06-20T21:00");
      await deed.writes("place", "物业中心二楼会议室");
      await deed.brings("议程全文：讨论小区监控改造。");
      await she.presses(form.add, deed.form);
      await deed.form.getByLabel(AGENDA.title.zh).fill("小区监控改造方案");
    });
    await does(she, ACT_WORDS.sitting.tell.title, (deed) => deed.brings("致居民委员会的告知函"));

    // On the day the chair attends off screen; she puts a text, both sign it, and it is decided.
    await scene.pass("2026-06-20T11:05:00Z");
    await she.syncClock();
    await did("chair", sitting, { sitting: { did: "attend" } });
    await life(she, scene, NOUNS.sitting, LIFE_STATES["called"]);
    await does(she, ACT_WORDS.sitting.attend.title, undefined, {
      proves: () => showsFactor(she, scene, secret),
    });
    const text = "同意按附件方案改造小区监控，费用从公共收益列支。";
    await does(she, ACT_WORDS.sitting.put.title, async (deed) => {
      await deed.picks("item", 1);
      await deed.brings(text);
    });
    const digest = createHash("sha256").update(text).digest("hex");
    await did("chair", sitting, { sitting: { did: "sign", item: "i1", text: digest, answer: "for" } });
    await does(she, ACT_WORDS.sitting.sign.title, async (deed) => {
      await deed.picks("item", 1);
      await deed.picks(AGENDA.answer, new RegExp(ANSWERS.for.zh));
    });
    await expectAccessible(she.page);
    await does(she, ACT_WORDS.sitting.close.title, (deed) => deed.brings("会议记录：两名委员同意。"));

    // A seal is handed out to her.
    await life(she, scene, NOUNS.committee, LIFE_STATES["acting"]);
    await does(she, ACT_WORDS.committee.hand_out_seals.title, async (deed) => {
      await deed.form.getByLabel(SEALS.assembly.zh).check();
      await deed.picks("keeper", /c4/);
      await deed.brings("印章交接记录");
    });

    // Whoever left hands over, and she signs what came.
    await life(she, scene, NOUNS.term, LIFE_STATES["running"]);
    const handover = await does(she, ACT_WORDS.term.open_handover.title, async (deed) => {
      await deed.picks("giver", new RegExp(say(LEFT_SEAT, "zh", { name: "候选人c3" })));
      await deed.picks("taker", new RegExp(`^${SIDES.committee.zh} `));
    });
    const items = [{ kind: "keys", title: "办公室钥匙两把", document: null }];
    await did("o-07", handover, { term: { did: "hand_over", items } });
    await life(she, scene, HANDOVERS);
    await does(she, ACT_WORDS.term.receive.title, (deed) => deed.form.getByLabel(/办公室钥匙/).check());
    await she.reads(LIFE_STATES["complete"] ?? "");
    await she.goes(`${scene.home}/committee`);
    await expectAccessible(she.page);
    await she.shows("committee-done");
  });
});

/** Goes to the deeds of a noun, and to those at a process in this state. */
async function life(person: Person, scene: Scene, noun: Sentence, state?: Sentence): Promise<void> {
  await person.goes(`${scene.home}/office/life`);
  await opens(person, noun);
  if (state === undefined) return;
  const process = new RegExp(`· ${state[person.language]}$`);
  await person.page.locator("summary").getByText(process).last().click();
}
