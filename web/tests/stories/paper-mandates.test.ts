import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { components } from "../../src/api/schema.d.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { mandates } from "../../src/i18n/mandates.ts";
import { HOLDER_KINDS, paperMandates as words, READINGS } from "../../src/i18n/paper-mandates.ts";
import { papers } from "../../src/i18n/papers.ts";
import { explained } from "../../src/i18n/problems.ts";
import { MEETINGS } from "../../src/i18n/problems/meetings.ts";
import { receipt } from "../../src/i18n/receipt.ts";
import { running } from "../../src/i18n/running.ts";
import { signing } from "../../src/i18n/signing.ts";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { answered, deedOf, signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation, hasDevice } from "../support/entering.ts";
import { PICTURE } from "../support/picture.ts";
import { raise } from "../support/stage.ts";
import { answers, looksOver } from "../support/voting.ts";

type Mandate = components["schemas"]["MandateView"];

const cast = useBrowser();

/** The scans of the papers in this story, each with a fingerprint of its own. */
const scan = (what: string) => ({ ...PICTURE, buffer: Buffer.concat([PICTURE.buffer, Buffer.from(what)]) });

describe("owners who hand mandates in on paper", () => {
  it("are voted for once two officers read the same, and take a mandate back on paper too", async () => {
    const scene = await raise("open");
    const feng = await cast.person(scene);
    await hasDevice(feng, scene, "o-22");
    const she = await cast.person(scene, { device: "desktop" });
    const watcher = await cast.person(scene, { device: "phone", language: "en" });
    await acceptsInvitation(she, scene, "secretary");
    await acceptsInvitation(watcher, scene, "scrutineer");
    const page = `${scene.home}/office/meetings/${scene.meeting()}/mandates`;

    await she.goes(page.replace("/mandates", ""));
    await she.presses(running.mandates_link);
    await she.reads(words.none_waiting);
    await enters(she, { unit: "3-0101", name: /何秀英/, scan: "何", shows: "papermandates" });
    await watcher.goes(page);
    await watcher.shows("papermandates-waiting");
    await expectAccessible(watcher.page);
    await watcher.page.locator("input[type=file]").first().setInputFiles(scan("another"));
    await watcher.reads(words.no_such_scan);
    await finds(watcher, "何");

    // The second reader fills an empty form in; where the two differ nothing happens, and it says where.
    const again = await readsAgain(watcher, { unit: "3-0101", owner: "o-21", holder: "o-25" });
    await watcher.presses(deeds.look, again);
    await watcher.presses(signing.sign);
    await watcher.reads(MEETINGS["readings_differ"]!.what);
    await watcher.reads(MEETINGS["readings_differ"]!.listed!["holder"]!);
    await watcher.shows("papermandates-differ");
    await expectAccessible(watcher.page);
    await watcher.presses(signing.not_now);
    await watcher.fills(papers.owner, "o-22", again.locator("fieldset", { hasText: words.holder_is.en }));
    await watcher.presses(deeds.look, again);
    await watcher.reads(words.same_scan);
    await watcher.shows("papermandates-reading");
    await expectAccessible(watcher.page);
    const given = await answered<Mandate[]>(watcher, "/mandates", () => signs(watcher));
    expect(given).toMatchObject([
      { units: ["3-0101"], principal: "o-21", holder: "owner:o-22", ended_at: null },
    ]);
    expect(given[0]?.instructions).toMatchObject([{ answer: "against" }]);
    await watcher.reads(words.confirmed);
    await watcher.reads(words.none_waiting);
    await watcher.fits();

    await she.goes(page);
    await enters(she, { unit: "3-0202", name: /朱晓明/, scan: "朱" });
    await watcher.goes(page);
    await finds(watcher, "朱");
    const second = await readsAgain(watcher, { unit: "3-0202", owner: "o-25", holder: "o-22" });
    await watcher.presses(deeds.look, second);
    await signs(watcher);
    await watcher.reads(words.confirmed);

    // That one is taken back on paper before its holder votes.
    await she.goes(page);
    const back = await unfolds(she, READINGS.revocation.enter);
    await picks(she, "3-0202");
    await back.locator("input[type=file]").setInputFiles(scan("朱 回"));
    await she.reads(/指纹：/, back);
    await she.presses(deeds.look, back);
    await she.shows("papermandates-taking-back");
    await expectAccessible(she.page);
    await signs(she);
    await watcher.goes(page);
    await watcher.page.locator("summary").getByText(words.read_again.en, { exact: true }).click();
    await picks(watcher, "3-0202");
    await watcher.presses(deeds.look, deedOf(watcher, words.read_again));
    await watcher.reads(words.not_compared);
    const ended = await answered<Mandate[]>(watcher, "/mandates", () => signs(watcher));
    expect(ended.map(({ principal, ended_at }) => [principal, ended_at !== null])).toEqual([
      ["o-21", false],
      ["o-25", true],
    ]);
    await she.goes(page);
    await she.reads(new RegExp(words.ended.zh.replace("{at}", ".*")));
    await she.shows("papermandates-list");
    await expectAccessible(she.page);

    await feng.syncClock();
    await feng.goes(`${scene.home}/meetings/${scene.meeting()}/mandates`);
    await feng.reads(new RegExp(mandates.on_paper.zh));
    await feng.shows("papermandates-held");
    await feng.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    expect(await feng.page.getByText("o-25").count()).toBe(0);
    await feng.page.locator(".card", { hasText: "o-21" }).getByRole("button").first().click();
    // What the paper says of the first matter stands; the second is the holder's to answer.
    await answers(feng, ["for"]);
    await looksOver(feng);
    await feng.reads(vote.against);
    await feng.presses(vote.cast);
    await feng.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    await feng.reads(receipt.for_other);
    // Owners who never were online are told where they can be reached, and the public record names nobody.
    const told = await scene.messages(scene.told.owners["o-25"]?.phone ?? "");
    expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["mandate_given", "mandate_ended"]));
    const at = `/api/v1/communities/${scene.told.community}/meetings/${scene.meeting()}/bundle`;
    const record = await (await scene.read(at)).text();
    expect(
      [record.match(/mandate_given/g), record.match(/mandate_revoked/g)].map((all) => all?.length),
    ).toEqual([2, 1]);
    expect(record).not.toMatch(/o-2[125]/);
  });

  it("may name a delegate of their building, whose election two officers read first", async () => {
    const rule = { adopted_on: "2025-06-01", text: "每幢推选一名业主代表。" };
    const scene = await raise("open", { questions: { delegate_rule: rule } });
    const she = await cast.person(scene, { device: "desktop" });
    const watcher = await cast.person(scene, { device: "desktop", language: "en" });
    await acceptsInvitation(she, scene, "secretary");
    await acceptsInvitation(watcher, scene, "scrutineer");
    const page = `${scene.home}/office/meetings/${scene.meeting()}/mandates`;
    await she.goes(page);
    const minutes = await unfolds(she, READINGS.appointment.enter);
    await she.fills(papers.unit, "3-0102", minutes);
    await she.presses(papers.find_owners, minutes);
    await she.ticks(/冯建国/, minutes);
    await fillsTerm(she, minutes);
    await minutes.locator("input[type=file]").setInputFiles(scan("推选"));
    await she.reads(/指纹：/, minutes);
    await she.presses(deeds.look, minutes);
    await she.shows("papermandates-delegate");
    await expectAccessible(she.page);
    await signs(she);
    await she.reads(words.entered);

    await watcher.goes(page);
    await finds(watcher, "推选");
    const again = deedOf(watcher, words.read_again);
    await watcher.fills(papers.owner, "o-22", again);
    await fillsTerm(watcher, again);
    await watcher.presses(deeds.look, again);
    await signs(watcher);
    await watcher.reads(words.confirmed);

    await enters(she, { unit: "3-0101", name: /何秀英/, scan: "何", holder: "delegate" });
    await watcher.goes(page);
    await finds(watcher, "何");
    const paper = { unit: "3-0101", owner: "o-21", holder: "o-22", kind: "delegate" } as const;
    const reading = await readsAgain(watcher, paper);
    await watcher.presses(deeds.look, reading);
    const given = await answered<Mandate[]>(watcher, "/mandates", () => signs(watcher));
    expect(given).toMatchObject([{ principal: "o-21", holder: "delegate:o-22", instructions: [] }]);
    await watcher.reads(mandates.delegate.en.replace("{name}", "o-22"));
    await watcher.reads(words.opinion_told);
    await watcher.shows("papermandates-to-delegate");
    await expectAccessible(watcher.page);
  });
});

/** The term of a delegate of building 3, as both officers read it in the minutes. */
async function fillsTerm(person: Person, form: Locator): Promise<void> {
  await person.fills(words.building, "3", form);
  await person.fills(words.from, "2025-06-01", form);
  await person.fills(words.until, "2028-05-31", form);
}

/** The secretary enters that an owner lets o-22 vote against the first matter, both found by their flats. */
async function enters(
  she: Person,
  paper: { unit: string; name: RegExp; scan: string; holder?: "delegate"; shows?: string },
): Promise<void> {
  const entering = await unfolds(she, READINGS.mandate.enter);
  const gives = entering.locator("fieldset").first();
  const holds = entering.locator("fieldset", { hasText: words.holder_is.zh }).first();
  if (paper.shows !== undefined) {
    await she.fills(papers.unit, "3-0199", gives);
    await she.presses(papers.find_owners, gives);
    await she.reads(explained("unit_not_found").what);
  }
  await she.fills(papers.unit, paper.unit, gives);
  await she.presses(papers.find_owners, gives);
  await she.ticks(paper.name, gives);
  await she.ticks(HOLDER_KINDS[paper.holder ?? "owner"], holds);
  await she.fills(papers.unit, "3-0102", holds);
  await she.presses(papers.find_owners, holds);
  await she.ticks(/冯建国/, holds);
  if (paper.holder === undefined) await she.ticks(mandates.against, entering);
  await entering.locator("input[type=file]").setInputFiles(scan(paper.scan));
  await she.reads(/指纹：/, entering);
  if (paper.shows !== undefined) {
    await she.shows(`${paper.shows}-entering`);
    await expectAccessible(she.page);
  }
  await she.presses(deeds.look, entering);
  await she.reads(/冯建国 \(o-22\)/, she.page.getByRole("dialog"));
  if (paper.shows !== undefined) {
    await she.shows(`${paper.shows}-review`);
    await expectAccessible(she.page);
  }
  await signs(she);
  await she.reads(words.entered);
}

/** The second reader finds the paper in front of them by its scan. */
async function finds(person: Person, what: string): Promise<void> {
  await person.page.locator("input[type=file]").first().setInputFiles(scan(what));
  await person.page.locator("summary").getByText(words.read_again[person.language], { exact: true }).click();
}

/** The second reader fills in what the paper says. */
async function readsAgain(
  person: Person,
  paper: { unit: string; owner: string; holder: string; kind?: "delegate" },
): Promise<Locator> {
  const deed = deedOf(person, words.read_again);
  const holds = deed.locator("fieldset", { hasText: words.holder_is[person.language] }).first();
  await person.fills(papers.unit, paper.unit, deed);
  await person.fills(papers.owner, paper.owner, deed);
  await person.fills(papers.owner, paper.holder, holds);
  if (paper.kind === undefined) await person.ticks(mandates.against, deed);
  else await person.ticks(HOLDER_KINDS[paper.kind], holds);
  return deed;
}

/** Chooses the mandate of a flat among those in force. */
async function picks(person: Person, unit: string): Promise<void> {
  const list = person.page.getByLabel(words.which[person.language], { exact: true }).first();
  const options = await list.locator("option").allTextContents();
  await list.selectOption({ index: options.findIndex((text) => text.startsWith(unit)) });
}
