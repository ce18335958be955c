import { describe, expect, it, vi } from "vitest";
import { lifeOffice } from "../../src/i18n/acts/nouns.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { acceptsInvitation } from "../support/entering.ts";
import { everyPart, type Part, showEverything } from "../support/processes.ts";
import { raise } from "../support/stage.ts";

// The tables of deeds know the client, which asks where its page came from.
vi.hoisted(() => Object.assign(globalThis, { location: new URL("http://nowhere.invalid") }));

const cast = useBrowser();

describe("the forms in which officers sign", () => {
  it("are there for every deed, and can be read and filled in by everybody", async () => {
    const scene = await raise("committee");
    const she = await cast.person(scene, { device: "phone", language: "zh" });
    await acceptsInvitation(she, scene, "convener");
    const parts = everyPart();
    await showEverything(she.page, scene, parts);
    for (const part of parts) {
      await she.goes(`${scene.home}/office/life`);
      await showsEveryForm(she, part);
      await expectAccessible(she.page);
      await she.shows(`forms-${part.path}`);
    }
    await she.fitsLarge();
    await she.reads(lifeOffice.title);
  });
});

/** Unfolds a part of the page with everything in it, and finds every deed there. */
async function showsEveryForm(person: Person, part: Part): Promise<void> {
  const { page } = person;
  const section = page.locator("main > details", {
    has: page.locator("summary").getByText(part.title[person.language], { exact: true }),
  });
  await section.locator("> summary").click();
  await section.locator("details").first().waitFor();
  const folded = section.locator("details:not([open])");
  while ((await folded.count()) > 0) {
    await folded.evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    await person.settles();
  }
  const titles = await section.locator("details > summary").allTextContents();
  const missing = part.deeds.map(({ zh }) => zh).filter((title) => !titles.includes(title));
  expect(missing, part.path).toEqual([]);
}
