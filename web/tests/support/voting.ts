import { vote } from "../../src/i18n/vote.ts";
import type { KeptBallot } from "../../src/device/store.ts";
import type { Person } from "./browser.ts";
import type { Scene } from "./stage.ts";

/** What is said on a matter. */
export type Answer = "for" | "against" | "abstain";

/** Answers the matters one after the other, as far as the last one. */
export async function answers(person: Person, given: readonly Answer[]): Promise<void> {
  for (const [index, answer] of given.entries()) {
    await person.ticks(vote[answer]);
    if (index < given.length - 1) await person.presses(vote.next);
  }
}

/** Goes on to the last look at a ballot. */
export async function looksOver(person: Person): Promise<void> {
  const next = person.page.getByRole("button", { name: vote.next[person.language], exact: true });
  while (await next.isVisible()) await next.click();
  await person.presses(vote.review);
  await person.reads(vote.your_vote);
}

/** Votes on the questions, and waits for the receipt. */
export async function votes(person: Person, scene: Scene, given: readonly Answer[]): Promise<void> {
  await person.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
  await answers(person, given);
  await looksOver(person);
  await person.presses(vote.cast);
  await person.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
}

/** The ballots that this device keeps. */
export async function keptBallots(person: Person): Promise<KeptBallot[]> {
  return person.page.evaluate(
    () =>
      new Promise<KeptBallot[]>((resolve, reject) => {
        const opening = indexedDB.open("quorate");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction("ballots").objectStore("ballots").getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as KeptBallot[]);
          };
        };
      }),
  );
}
