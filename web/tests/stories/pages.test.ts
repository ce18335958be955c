import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../support/axe.ts";
import { type Person, useBrowser } from "../support/browser.ts";
import { acceptsInvitation, opensLetter } from "../support/entering.ts";
import { raise, type Scene } from "../support/stage.ts";
import { address, LOOKS } from "./pages.ts";

const ROUTES = resolve(import.meta.dirname, "../../src/app/routes");

const cast = useBrowser();

describe("the table of pages", () => {
  it("has a row for every route of the client", () => {
    const seen = new Set(LOOKS.map(({ route }) => route));
    expect(routes().filter((route) => !seen.has(route))).toEqual([]);
  });
});

for (const name of new Set(LOOKS.map(({ scene }) => scene)))
  describe(`pages of a community that is ${name}`, () => {
    const here = LOOKS.filter(({ scene }) => scene === name);
    let scene: Scene;
    beforeAll(async () => {
      scene = await raise(name);
    });
    afterAll(async () => scene.end());
    for (const by of new Set(here.map((look) => look.by)))
      it(`can be used by everybody who is ${by}`, async () => {
        // Owners come with a phone, those who work with a computer; half of them read English.
        const isOffice = by !== "owner" && by !== "nobody";
        const language = isOffice ? "en" : "zh";
        const person = await cast.person(scene, { device: isOffice ? "desktop" : "phone", language });
        await enters(person, scene, by);
        const broken: string[] = [];
        for (const look of here.filter((own) => own.by === by)) {
          const path = address(look, scene);
          try {
            await person.goes(path);
            await person.shows(`${name}-${by}${look.route.replaceAll(/[/:]+/g, "-")}-${look.meeting ?? ""}`);
            await expectAccessible(person.page);
            await person.fitsLarge();
          } catch (thrown) {
            broken.push(`${look.route} by ${by}: ${String(thrown)}`);
          }
        }
        expect(broken.join("\n\n")).toBe("");
      });
  });

async function enters(person: Person, scene: Scene, by: (typeof LOOKS)[number]["by"]): Promise<void> {
  if (by === "owner") await opensLetter(person, scene, "o-21");
  else if (by !== "nobody") await acceptsInvitation(person, scene, by);
}

/** Every address in the sources of the routes; some begin with a constant. */
function routes(): string[] {
  return readdirSync(ROUTES).flatMap((file) => {
    const text = readFileSync(resolve(ROUTES, file), "utf8");
    const constants = new Map(
      [...text.matchAll(/const (\w+) = "([^"]+)";/g)].map(([, name = "", path = ""]) => [name, path]),
    );
    const filled = (path: string) =>
      path.replace(/\$\{(\w+)\}/g, (whole, name: string) => constants.get(name) ?? whole);
    const quoted = [...text.matchAll(/\b(?:route|here)\(\s*["`]([^"`]+)["`]/g)].map(([, path = ""]) =>
      filled(path),
    );
    const named = [...text.matchAll(/\broute\(\s*([A-Z_]+),/g)].map(
      ([, name = ""]) => constants.get(name) ?? name,
    );
    return [...quoted, ...named];
  });
}
