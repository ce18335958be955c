import { describe, it } from "vitest";
import { ACT_WORDS } from "../../src/i18n/acts/words.ts";
import { OUTCOMES, PUBLIC_REASON } from "../../src/i18n/acts/kinds.ts";
import { candidacyStates, candidates as words } from "../../src/i18n/candidates.ts";
import { committee } from "../../src/i18n/committee.ts";
import { formations } from "../../src/i18n/formations.ts";
import { deeds } from "../../src/i18n/deeds.ts";
import { evaluations, RATINGS } from "../../src/i18n/evaluations.ts";
import { contestStandings, steps } from "../../src/i18n/steps.ts";
import { ways } from "../../src/i18n/ways.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { acceptsInvitation, opensLetter, showsFactor } from "../support/entering.ts";
import { signs } from "../support/doing.ts";
import { raise } from "../support/stage.ts";
import { RUNNING } from "./pages.ts";

const cast = useBrowser();

describe("an owner between meetings", () => {
  it("stands for the committee, nominates a neighbour who accepts, and both are on the list", async () => {
    const scene = await raise("committee");
    const lin = await cast.person(scene, { device: "phone", language: "zh" });
    const sun = await cast.person(scene, { device: "phone", language: "en" });
    await opensLetter(lin, scene, "o-21");
    await opensLetter(sun, scene, "o-22");

    await lin.goes(scene.home);
    await lin.presses(ways.committee);
    await lin.settles();
    await lin.presses(words.go);
    await lin.settles();
    await opens(lin, words.stand);
    await lin.fills(words.text, "林：想把停车位理顺。");
    await lin.shows("candidacy-standing");
    await does(lin, words.stand);
    await lin.reads(words.own);
    await lin.reads("林：想把停车位理顺。");
    await lin.reads(candidacyStates["accepted"] ?? "");

    await opens(lin, words.nominate);
    await lin.fills(words.owner, "o-22");
    await does(lin, words.nominate);
    await lin.reads(words.pass_on);
    await lin.shows("candidacy-nominated");
    await expectAccessible(lin.page);
    const code = (await lin.page.locator("main .code").textContent()) ?? "";

    // The link that the neighbour is sent; they say yes on their own telephone.
    await sun.goes(`${scene.home}/candidacies/${RUNNING.call}#named=${code}`);
    await sun.shows("candidacy-named");
    await expectAccessible(sun.page);
    await sun.presses(words.accept);
    await signs(sun);
    await sun.reads(candidacyStates["accepted"] ?? "");

    for (const candidate of ["c1", "c2"]) {
      const act = { candidacy: { did: "admit", candidate, reasons: null } };
      await scene.deed("act", { by: "convener", process: RUNNING.call, act });
    }
    await lin.goes(`${scene.home}/candidacies/${RUNNING.call}`);
    await lin.page
      .getByText(candidacyStates["eligible"]?.zh ?? "")
      .nth(1)
      .waitFor();
    await lin.shows("candidacy-list");
    await expectAccessible(lin.page);

    await sun.goes(`${scene.home}/candidacies/${RUNNING.call}`);
    await sun.presses(words.withdraw);
    await signs(sun);
    await sun.reads(candidacyStates["withdrawn"] ?? "");
  });

  it("answers an evaluation and objects to a step, and reads totals and answer", async () => {
    const scene = await raise("committee");
    const lin = await cast.person(scene, { device: "phone", language: "zh" });
    const office = await cast.person(scene, { device: "desktop", language: "en" });
    const evaluation = `${scene.home}/evaluations/${RUNNING.evaluation}`;
    await opensLetter(lin, scene, "o-21");
    await lin.goes(evaluation);
    await lin.ticks(RATINGS.dissatisfied);
    await does(lin, evaluations.answer);
    await lin.reads(evaluations.mine);
    await lin.shows("evaluation-answered");
    await expectAccessible(lin.page);

    await lin.goes(`${scene.home}/committee`);
    await lin.presses(committee.steps);
    await lin.settles();
    const step = lin.page.getByRole("listitem").filter({ hasText: ACT_WORDS.evaluation.open.title.zh });
    await lin.presses(steps.object, step);
    await lin.fills(steps.text, "问题里没有问停车。", step);
    await lin.shows("step-objecting");
    await does(lin, steps.object);
    await lin.reads(contestStandings["open"] ?? "");
    await lin.presses(steps.mine);
    await lin.reads("问题里没有问停车。");
    await lin.shows("step-objected");
    await expectAccessible(lin.page);

    // The office that took the step answers, and publishes once the evaluation is closed.
    const secret = await acceptsInvitation(office, scene, "supervisor");
    await office.goes(`${scene.home}/steps`);
    await opens(office, ACT_WORDS.contest.answer.title);
    await office.page.getByRole("combobox").selectOption({ label: OUTCOMES.dismissed.en });
    await office.fills(PUBLIC_REASON, "Parking is asked of next year.");
    await does(office, ACT_WORDS.contest.answer.title);
    await office.reads("Parking is asked of next year.");
    await scene.pass(13 * 24 * 60 * 60);
    await office.syncClock();
    await lin.syncClock();
    await office.goes(evaluation);
    await showsFactor(office, scene, secret);
    await opens(office, ACT_WORDS.evaluation.publish.title);
    await does(office, ACT_WORDS.evaluation.publish.title);
    await office.reads(evaluations.totals);

    await lin.goes(`${scene.home}/steps`);
    await lin.reads("Parking is asked of next year.");
    await lin.goes(evaluation);
    await lin.reads(evaluations.totals);
    await lin.reads(RATINGS.dissatisfied);
    await lin.shows("evaluation-published");
    await expectAccessible(lin.page);
  });
});

describe("owners without an assembly", () => {
  it("apply for one, and a neighbour joins", async () => {
    const scene = await raise("registered");
    const lin = await cast.person(scene, { device: "phone", language: "zh" });
    const sun = await cast.person(scene, { device: "phone", language: "en" });
    await opensLetter(lin, scene, "o-21");
    await opensLetter(sun, scene, "o-22");
    await lin.goes(`${scene.home}/committee`);
    await lin.reads(committee.none);
    await opens(lin, formations.title);
    await opens(lin, formations.apply);
    await does(lin, formations.apply);
    await lin.shows("formation-applied");
    await lin.reads(formations.enough);
    await lin.shows("formation-applied");
    await expectAccessible(lin.page);

    await sun.goes(`${scene.home}/committee`);
    await opens(sun, formations.title);
    await sun.reads(/^1 of/);
    await sun.presses(formations.join);
    await signs(sun);
    await sun.reads(/^2 of/);
    await sun.shows("formation-joined");
  });
});

/** Unfolds a deed. */
async function opens(person: Person, title: Sentence): Promise<void> {
  await person.page.locator("summary").getByText(title[person.language], { exact: true }).click();
}

/** Looks a deed over that is filled in, and signs it. */
async function does(person: Person, title: Sentence): Promise<void> {
  const deed = person.page.locator("details", {
    has: person.page.locator("summary", { hasText: title[person.language] }),
  });
  await person.presses(deeds.look, deed);
  await signs(person);
}
