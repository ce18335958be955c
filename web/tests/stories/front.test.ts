import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { bareService } from "../support/stage.ts";

const cast = useBrowser();

describe("the front door", () => {
  it.each([
    ["phone", "zh", "zh-CN"],
    ["desktop", "en", "en"],
  ] as const)("opens on a %s in %s", async (device, language, lang) => {
    const somebody = await cast.person(bareService(), { device, language });
    await somebody.goes("/");
    expect(await somebody.page.locator("html").getAttribute("lang")).toMatch(new RegExp(`^${lang}`));
    await somebody.shows(`front-${device}-${language}`);
    await expectAccessible(somebody.page);
    await somebody.fits();
  });
});
