import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bench } from "../../src/i18n/bench.ts";
import { report } from "../../src/i18n/report.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { raise, type Scene, type Tampering } from "../support/stage.ts";
import { pattern } from "../support/words.ts";

const cast = useBrowser();

describe("an auditor", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await raise("announced");
  });
  afterAll(async () => scene.end());

  it("verifies the public record of a meeting from its own page", async () => {
    const she = await cast.person(scene, { device: "phone", language: "zh" });
    await she.goes(`/verify#${scene.home}/meetings/${scene.meeting()}`);
    await she.presses(bench.here);
    await verdict(she, "sound");
    await she.shows("audit-public");
    await expectAccessible(she.page);
    await she.fitsLarge();
  });

  it("counts the ballots of a whole bundle again, and finds nothing", async () => {
    const he = await cast.person(scene, { device: "desktop", language: "en" });
    await drops(he, await scene.tampered("nothing"));
    await verdict(he, "sound");
    await he.shows("audit-whole");
    await expectAccessible(he.page);
  });

  it.each(["ballot", "total", "area", "checkpoint", "left_out"] satisfies Tampering[])(
    "finds a bundle in which one thing was changed: %s",
    async (what) => {
      const he = await cast.person(scene, { device: "desktop", language: "en" });
      await drops(he, await scene.tampered(what));
      await verdict(he, "unsound");
      await he.shows(`audit-tampered-${what}`);
      await expectAccessible(he.page);
    },
  );
});

async function drops(person: Person, bundle: string): Promise<void> {
  await person.goes("/verify");
  const file = { name: "bundle.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(bundle) };
  await person.page.getByLabel(pattern(bench.file, person.language, { whole: false })).setInputFiles(file);
}

/** What the report says first; a file that cannot even be read is not sound either. */
async function verdict(person: Person, expected: "sound" | "unsound"): Promise<void> {
  const { page, language } = person;
  const says = (sentence: (typeof report)["sound" | "sound_open" | "unsound" | "refused"]) =>
    page.getByText(pattern(sentence, language)).first();
  const good = says(report.sound).or(says(report.sound_open));
  const bad = says(report.unsound).or(says(report.refused));
  await good.or(bad).first().waitFor({ timeout: 60_000 });
  expect(await bad.count(), "how many say that it is not sound").toBe(expected === "sound" ? 0 : 1);
}
