import { describe, expect, it } from "vitest";
import { activate } from "../../src/i18n/activate.ts";
import { common } from "../../src/i18n/common.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { letters } from "../../src/i18n/letters.ts";
import { register as words } from "../../src/i18n/register.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { confirmsDigits, entersDeskCode, handsDeskCode } from "../support/desk.ts";
import { unfolds } from "../support/doing.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { raise, register } from "../support/stage.ts";
import { workbook } from "../support/workbook.ts";

const cast = useBrowser();

/** So many households an estate of some size has. */
const HOUSEHOLDS = 1500;

describe("the desk of a large estate", () => {
  it("takes in a workbook of 1500 households and prints their letters", async () => {
    const scene = await raise("founded");
    const she = await cast.person(scene, { device: "desktop", language: "zh" });
    await acceptsInvitation(she, scene, "secretary");
    await she.goes(`${scene.home}/office/register`);
    const rows = await estate();
    const wrong = rows.map((cells, index) => (index === 700 ? cells.with(6, "large") : cells));
    await opens(she, wrong);
    await she.presses(words.check);
    await she.reads(words.mistakes);
    await she.ticks(words.only_wrong);
    const cell = she.page.locator("td", { has: she.page.locator(".cell-wrong") });
    expect(await cell.allInnerTexts()).toEqual([expect.stringMatching(/^large/)]);
    await she.shows("desk-book-mistakes");
    await expectAccessible(she.page);
    await opens(she, rows);
    await she.presses(words.check);
    await she.reads(words.would_be);
    await she.shows("desk-book-changes");
    await she.presses(words.do_import);
    await she.reads(words.imported);
    await she.presses(words.next_letters);
    await she.settles();
    const some = await unfolds(she, letters.some);
    await she.fills(letters.owners, "h-7, h-1499", some);
    await she.presses(deeds.look, some);
    const printed = await she.prints(letters.all_verb);
    expect(await printed.locator("article.letter").count()).toBe(2);
    await she.reads(letters.all_done);
    await she.shows("desk-letters");
    await expectAccessible(she.page);
  });

  it("enrols an owner who came in person, once two officers have compared the digits", async () => {
    const scene = await raise("registered");
    const she = await cast.person(scene, { device: "desktop" });
    await acceptsInvitation(she, scene, "secretary");
    const code = await handsDeskCode(she, scene, "何秀英");
    await she.shows("desk-code");
    await expectAccessible(she.page);
    const owner = await cast.person(scene, { device: "phone" });
    const digits = await entersDeskCode(owner, code);

    await confirmsDigits(she, digits);
    await she.reads(letters.one_more);
    await she.shows("desk-one-more");
    const watcher = await cast.person(scene, { device: "phone" });
    await acceptsInvitation(watcher, scene, "scrutineer");
    await watcher.goes(`${scene.home}/office/letters`);
    await watcher.shows("desk-second");
    await expectAccessible(watcher.page);
    await confirmsDigits(watcher, digits);
    await watcher.reads(letters.enrolled);
    await owner.presses(activate.check_now);
    await owner.page.waitForURL(new RegExp(`${scene.home}$`));
    await owner.settles();
    await owner.shows("desk-owner-in");
  });

  it("says so where nothing is there yet, and where the service fails, and reads again when asked", async () => {
    const scene = await raise("founded");
    const she = await cast.person(scene, { device: "phone" });
    await acceptsInvitation(she, scene, "secretary");
    const versions = /\/register\/versions/;
    await she.page.route(versions, (route) => route.fulfill({ status: 502, body: "<h1>Bad Gateway</h1>" }));
    she.watch.forgive(/^502 for/, /status of 502/);
    await she.goes(`${scene.home}/office/register`);
    await she.page.getByRole("button", { name: common.again.zh }).waitFor();
    await she.shows("desk-failing");
    await expectAccessible(she.page);
    await she.page.unroute(versions);
    await she.presses(common.again);
    await she.reads(words.no_versions);
    await expectAccessible(she.page);
  });
});

async function opens(person: Person, rows: readonly (readonly string[])[]): Promise<void> {
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const file = { name: "名册.xlsx", mimeType, buffer: workbook(rows) };
  await person.page.locator("input[type=file]").first().setInputFiles(file);
  await person.reads(words.chosen);
}

/** The header of a register, and a flat for each household. */
async function estate(): Promise<string[][]> {
  const [header = ""] = (await register("sound")).split("\n");
  const row = (number: number) => {
    const [building, floor, flat] = [
      (number % 10) + 1,
      Math.floor(number / 40) + 1,
      (Math.floor(number / 10) % 4) + 1,
    ];
    const [door, phone] = [`${floor}0${flat}`, `1390000${String(number).padStart(4, "0")}`];
    return `${building}-${door},${building},1,${floor},${door},dwelling,90.5,register,delivered,h-${number},natural,业主${number},${phone},,,,`;
  };
  return [header, ...Array.from({ length: HOUSEHOLDS }, (_, number) => row(number))].map((line) =>
    line.split(","),
  );
}
