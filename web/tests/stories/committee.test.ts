import type { Locator } from "playwright-core";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { AGENDA, ANSWERS, LEFT_SEAT, SEALS, SIDES } from "../../src/i18n/acts/kinds.ts";
import { FIELD_NAMES, form } from "../../src/i18n/acts/fields.ts";
import { HANDOVERS, LIFE_STATES, NOUNS } from "../../src/i18n/acts/nouns.ts";
import { committee as words } from "../../src/i18n/committee.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { signing } from "../../src/i18n/signing.ts";
import { say, type Sentence } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
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
    await unfolds(she, words.elected);
    await she.reads(words.elected_what);
    await expectAccessible(she.page);
    const secret = await acceptsInvitation(she, scene, "member");
    await life(she, scene, NOUNS.committee, LIFE_STATES["acting"]);
    await does(she, ACT_WORDS.committee.take_seat.title, async (deed) => {
      await picks(deed, "member", 1);
      await picks(deed, "grant", 1);
    });
    await does(she, ACT_WORDS.committee.confirm_seat.title, (deed) => picks(deed, "member", /c4/));
    // As a third of all members she asks for a sitting and calls it; the residents' committee is told.
    await life(she, scene, NOUNS.sitting);
    const sitting = await does(she, ACT_WORDS.sitting.petition.title, (deed) =>
      brings(deed, "请求开会讨论监控改造"),
    );
    await life(she, scene, NOUNS.sitting, LIFE_STATES["petitioned"]);
    await expectAccessible(she.page);
    await does(she, ACT_WORDS.sitting.call.title, async (deed) => {
      await writes(deed, "begins_at", "2026-06-20T19:00");
      await writes(deed, "ends_at", "2026-06-20T21:00");
      await writes(deed, "place", "物业中心二楼会议室");
      await brings(deed, "议程全文：讨论小区监控改造。");
      await she.presses(form.add, deed);
      await deed.getByLabel(AGENDA.title.zh).fill("小区监控改造方案");
    });
    await does(she, ACT_WORDS.sitting.tell.title, (deed) => brings(deed, "致居民委员会的告知函"));

    // On the day the chair attends off screen; she puts a text, both sign it, and it is decided.
    await scene.pass("2026-06-20T11:05:00Z");
    await she.syncClock();
    await did("chair", sitting, { sitting: { did: "attend" } });
    await life(she, scene, NOUNS.sitting, LIFE_STATES["called"]);
    await does(she, ACT_WORDS.sitting.attend.title, undefined, () => showsFactor(she, scene, secret));
    const text = "同意按附件方案改造小区监控，费用从公共收益列支。";
    await does(she, ACT_WORDS.sitting.put.title, async (deed) => {
      await picks(deed, "item", 1);
      await brings(deed, text);
    });
    const digest = createHash("sha256").update(text).digest("hex");
    await did("chair", sitting, { sitting: { did: "sign", item: "i1", text: digest, answer: "for" } });
    await does(she, ACT_WORDS.sitting.sign.title, async (deed) => {
      await picks(deed, "item", 1);
      await picks(deed, AGENDA.answer.zh, new RegExp(ANSWERS.for.zh));
    });
    await expectAccessible(she.page);
    await does(she, ACT_WORDS.sitting.close.title, (deed) => brings(deed, "会议记录：两名委员同意。"));

    // A seal is handed out to her.
    await life(she, scene, NOUNS.committee, LIFE_STATES["acting"]);
    await does(she, ACT_WORDS.committee.hand_out_seals.title, async (deed) => {
      await deed.getByLabel(SEALS.assembly.zh).check();
      await picks(deed, "keeper", /c4/);
      await brings(deed, "印章交接记录");
    });

    // Whoever left hands over, and she signs what came.
    await life(she, scene, NOUNS.term, LIFE_STATES["running"]);
    const handover = await does(she, ACT_WORDS.term.open_handover.title, async (deed) => {
      await picks(deed, "giver", new RegExp(say(LEFT_SEAT, "zh", { name: "候选人c3" })));
      await picks(deed, "taker", new RegExp(`^${SIDES.committee.zh} `));
    });
    const items = [{ kind: "keys", title: "办公室钥匙两把", document: null }];
    await did("o-07", handover, { term: { did: "hand_over", items } });
    await life(she, scene, HANDOVERS);
    await does(she, ACT_WORDS.term.receive.title, (deed) => deed.getByLabel(/办公室钥匙/).check());
    await she.reads(LIFE_STATES["complete"] ?? "");
    await she.goes(`${scene.home}/committee`);
    await expectAccessible(she.page);
    await she.shows("committee-done");
  });
});

/** Goes to the deeds of a noun, and to those at a process in this state. */
async function life(person: Person, scene: Scene, noun: Sentence, state?: Sentence): Promise<void> {
  await person.goes(`${scene.home}/office/life`);
  await unfolds(person, noun);
  if (state === undefined) return;
  const process = new RegExp(`· ${state[person.language]}$`);
  await person.page.locator("summary").getByText(process).last().click();
}

/** Fills a deed in, looks it over and signs it; its process. Whoever is asked for a second factor shows it. */
async function does(
  person: Person,
  title: Sentence,
  fill?: (deed: Locator) => Promise<void>,
  proves?: () => Promise<void>,
): Promise<string> {
  const { page } = person;
  const summary = page.locator("summary").getByText(title[person.language], { exact: true });
  const deed = page.locator("details.card", { has: page.locator("> summary").and(summary) }).first();
  await summary.first().click();
  await fill?.(deed);
  await person.presses(deeds.look, deed);
  const sent = page.waitForRequest((request) => /^eyJ/.test(request.postData() ?? ""));
  await person.presses(signing.sign, page.getByRole("dialog"));
  await proves?.();
  await page.getByRole("dialog").first().waitFor({ state: "detached" });
  const [, payload = ""] = ((await sent).postData() ?? "").split(".");
  return (JSON.parse(Buffer.from(payload, "base64url").toString()) as { process: string }).process;
}

/** Chooses one of a list, by its place or by its words. */
async function picks(deed: Locator, field: string, which: number | RegExp): Promise<void> {
  const list = deed.getByLabel(labelled(field), { exact: true });
  await expect.poll(() => list.locator("option").count()).toBeGreaterThan(1);
  const options = await list.locator("option").allTextContents();
  const index = typeof which === "number" ? which : options.findIndex((text) => which.test(text));
  await list.selectOption({ index });
}

async function writes(deed: Locator, field: string, value: string): Promise<void> {
  await deed.getByLabel(labelled(field), { exact: true }).fill(value);
}

/** Brings a text as a file, and waits until it is kept. */
async function brings(deed: Locator, text: string): Promise<void> {
  const file = { name: "文件.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  await deed.locator("input[type=file]").setInputFiles(file);
  await deed.getByText(say(form.file_kept, "zh", { name: file.name })).waitFor();
}

function labelled(field: string): string {
  return FIELD_NAMES[field]?.zh ?? field;
}

async function unfolds(person: Person, title: Sentence): Promise<void> {
  await person.page.locator("summary").getByText(title[person.language], { exact: true }).first().click();
}
