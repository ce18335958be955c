import { describe, expect, it } from "vitest";
import { vote } from "../../src/i18n/vote.ts";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { hasDevice } from "../support/entering.ts";
import { raise, type Scene } from "../support/stage.ts";
import { answers, keptBallots, looksOver } from "../support/voting.ts";

const cast = useBrowser();

/** What a browser says of a network that a story cut. */
const CUT = [/ERR_(FAILED|INTERNET_DISCONNECTED|CONNECTION_\w+|TIMED_OUT)/, /Failed to load resource/];

describe("a bad network", () => {
  it("loses the answer to a ballot that arrived, and the same bytes get the same receipt", async () => {
    const scene = await raise("open");
    const he = await reviewing(scene, "o-21");
    he.watch.forgive(...CUT);
    const taken: string[] = [];
    await he.page.route("**/ballots", async (route) => {
      // The browser knows by itself where the service is; this request does not come from the browser.
      const url = route.request().url().replace("demonstration.localhost", "127.0.0.1");
      taken.push(await (await route.fetch({ url })).text());
      await route.abort("connectionfailed");
    });
    await he.presses(vote.cast);
    await he.reads(vote.pending);
    await he.shows("network-pending");
    await expectAccessible(he.page);
    const [before] = await keptBallots(he);
    expect(before?.receipt).toBeNull();

    // The page is loaded again with the network still bad: the ballot is still there.
    await he.page.reload();
    await he.settles();
    await he.reads(vote.pending);
    await he.page.unroute("**/ballots");
    await he.presses(vote.go_on);
    await he.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    const [after] = await keptBallots(he);
    expect(after?.statement).toBe(before?.statement);
    expect(new Set([...taken, after?.receipt]).size).toBe(1);
  });

  it("is away when a ballot is cast, and the ballot goes out when it is back", async () => {
    const scene = await raise("open");
    const she = await reviewing(scene, "o-22");
    she.watch.forgive(...CUT);
    await she.context.setOffline(true);
    await she.presses(vote.cast);
    await she.reads(vote.pending);
    await she.shows("network-offline");
    await she.context.setOffline(false);
    await she.page.waitForURL(/\/receipt\//, { waitUntil: "commit" });
    expect(await keptBallots(she)).toHaveLength(1);
  });
});

async function reviewing(scene: Scene, owner: string): Promise<Person> {
  const person = await cast.person(scene);
  await hasDevice(person, scene, owner);
  await person.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
  await answers(person, ["for", "abstain"]);
  await looksOver(person);
  return person;
}
