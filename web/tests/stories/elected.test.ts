import { describe, expect, it } from "vitest";
import { BINDING } from "../../src/i18n/acts/binding.ts";
import { form } from "../../src/i18n/acts/fields.ts";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { committee as words, memberStandings } from "../../src/i18n/committee.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { explainedInFull } from "../../src/i18n/problems.ts";
import { refusal } from "../../src/i18n/refusals.ts";
import { signing } from "../../src/i18n/signing.ts";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser } from "../support/browser.ts";
import { does, Filling, opens, signs, unfolds } from "../support/doing.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();
const DEEDS = ACT_WORDS.committee;

describe("who was elected without a call for candidates", () => {
  it("is named by the convener, proves it with a code from paper, and takes the seat", async () => {
    const scene = await raise("announced");
    const convener = await cast.person(scene, { device: "desktop", language: "en" });
    const she = await cast.person(scene, { device: "phone" });
    const page = `${scene.home}/committee`;
    await acceptsInvitation(convener, scene, "convener");
    await opensLetter(she, scene, "o-21");

    await convener.goes(page);
    await convener.reads(memberStandings["called"] ?? "");
    let code = "";
    await does(convener, DEEDS.bind_candidate.title, async (deed) => {
      await deed.picks("member", /候选人甲/);
      await deed.writes(BINDING.owner, "o-21");
      await convener.presses(form.make, deed.form);
      code = (await deed.form.locator("output.code").textContent()) ?? "";
      await convener.shows("elected-binding");
      await expectAccessible(convener.page);
    });
    await convener.reads(form.done);
    // No other code stands there that could be taken for the one that was signed.
    expect(await convener.page.locator("output.code").count()).toBe(0);
    await convener.shows("elected-bound");
    // The record has a fingerprint; neither the owner nor the code stands in it.
    const bound = await scene.annals();
    expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect(bound).not.toContain(code);
    expect(bound).not.toContain("o-21");

    await she.goes(page);
    await opens(she, words.elected);
    await she.reads(words.elected_what);
    const proving = new Filling(she, await unfolds(she, DEEDS.prove_candidate.title));
    await proving.picks("member", /候选人甲/);
    await she.fills(BINDING.salt_written.label, "AAAA-BBBB-CCCC-DDDD-EEEE", proving.form);
    await she.presses(deeds.look, proving.form);
    await she.shows("elected-proving");
    await expectAccessible(she.page);
    await she.presses(signing.sign, she.page.getByRole("dialog"));
    await she.reads((await explainedInFull("act")).what);
    await she.reads(refusal("only the owner who stood as this candidate can sign this"));
    await she.shows("elected-wrong-code");
    await expectAccessible(she.page);
    await she.presses(signing.not_now);
    // As somebody writes it off who does not mind capitals and hyphens.
    const written = code.toLowerCase().replaceAll("-", " ");
    await she.fills(BINDING.salt_written.label, written, proving.form);
    await she.presses(deeds.look, proving.form);
    await signs(she);
    await she.reads(form.done);
    await she.shows("elected-proved");

    // The office comes by an invitation; owner and office sign for the seat.
    await acceptsInvitation(she, scene, "member");
    await she.goes(page);
    await does(she, DEEDS.take_seat.title, async (deed) => {
      await deed.picks("member", /候选人甲/);
      await deed.picks("grant", 1);
    });
    await does(she, DEEDS.confirm_seat.title, (deed) => deed.picks("member", /候选人甲/));
    await she.page
      .getByRole("row", { name: "候选人甲" })
      .getByText(memberStandings["seated"]?.zh ?? "")
      .waitFor();
    await she.shows("elected-seated");
    await expectAccessible(she.page);
    await convener.goes(page);
    await convener.page
      .getByRole("row", { name: "候选人甲" })
      .getByText(memberStandings["seated"]?.en ?? "")
      .waitFor();
    await convener.shows("elected-list");
  });
});
