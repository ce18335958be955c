import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { common } from "../../src/i18n/common.ts";
import type { Sentence } from "../../src/i18n/words.ts";
import type { Scene } from "./stage.ts";
import { Watch } from "./watch.ts";
import { pattern } from "./words.ts";

const EXECUTABLE = "/usr/bin/chromium";

/** Nothing that a browser does by itself reaches a network; the name of the service leads to this machine. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP demonstration.localhost 127.0.0.1",
];

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

type Language = "zh" | "en";

const LOCALES = { zh: "zh-CN", en: "en-GB" } as const;

/** With what somebody comes. */
export interface Equipment {
  device?: keyof typeof DEVICES;
  language?: Language;
}

/** A browser for the stories of a file. */
export interface Cast {
  /** Somebody with a browser profile of their own, who has not been here before. */
  person(world: Scene | string, equipment?: Equipment): Promise<Person>;
}

/** Opens one browser for all stories of a file. A story fails if one of its pages complained of something. */
export function useBrowser(): Cast {
  let browser: Browser | undefined;
  const people: Person[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  });
  afterEach(async () => {
    const leaving = people.splice(0);
    const complaints = leaving.flatMap((person) => person.watch.complaints());
    await Promise.all(leaving.map((person) => person.context.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => browser?.close());
  return {
    async person(world, { device = "phone", language = "zh" } = {}) {
      if (browser === undefined) throw new Error("there is no browser yet");
      const service = typeof world === "string" ? world : world.told.service;
      const context = await browser.newContext({
        ...DEVICES[device],
        ...spoken(service, language),
        baseURL: service,
        locale: LOCALES[language],
        timezoneId: "Asia/Shanghai",
        acceptDownloads: true,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      context.setDefaultTimeout(15_000);
      const scene = typeof world === "string" ? null : world;
      const watch = new Watch(context, service);
      const person = new Person(context, await context.newPage(), { watch, language, scene });
      await person.syncClock();
      people.push(person);
      return person;
    },
  };
}

/** Everybody begins in Chinese; whoever reads English chose that on an earlier visit. */
function spoken(service: string, language: Language): Pick<BrowserContextOptions, "storageState"> {
  if (!service.startsWith("http")) return {};
  const origins = [{ origin: service, localStorage: [{ name: "language", value: language }] }];
  return { storageState: { cookies: [], origins } };
}

/** Somebody at a screen. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
  readonly language: Language;
  readonly #scene: Scene | null;

  constructor(
    context: BrowserContext,
    page: Page,
    { watch, language, scene }: { watch: Watch; language: Language; scene: Scene | null },
  ) {
    this.context = context;
    this.page = page;
    this.watch = watch;
    this.language = language;
    this.#scene = scene;
  }

  /** Goes to an address and waits until its heading stands and nothing is being read any more. */
  async goes(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settles();
  }

  /** Waits until the page says what it is and has read what it shows. */
  async settles(): Promise<void> {
    await this.page.locator("main h1").first().waitFor();
    await this.page.waitForLoadState("networkidle");
    const reading = this.page.getByText(pattern(common.loading, this.language));
    await expect.poll(() => reading.count(), { timeout: 15_000 }).toBe(0);
  }

  /** Presses a button or follows a link by what is written on it, within a part of the page if one is given. */
  async presses(sentence: Sentence | string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const name = pattern(sentence, this.language);
    await within.getByRole("button", { name }).or(within.getByRole("link", { name })).first().click();
  }

  /** Presses what prints, and returns the window that is printed from. */
  async prints(sentence: Sentence, within: Locator | Page = this.page): Promise<Page> {
    const opened = this.page.waitForEvent("popup");
    await this.presses(sentence, within);
    const sheet = await opened;
    await sheet.locator("h1").first().waitFor();
    return sheet;
  }

  /** Writes into the field with this label. */
  async fills(
    sentence: Sentence | string | RegExp,
    value: string,
    within: Locator | Page = this.page,
  ): Promise<void> {
    await within
      .getByLabel(pattern(sentence, this.language, { whole: false }))
      .first()
      .fill(value);
  }

  /** Ticks a box, or chooses one of several. */
  async ticks(sentence: Sentence | string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within.getByLabel(pattern(sentence, this.language)).first().check();
  }

  /** Waits until the page says this. */
  async reads(sentence: Sentence | string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within.getByText(pattern(sentence, this.language)).first().waitFor();
  }

  /** Sets the clock of this browser to that of the service. */
  async syncClock(): Promise<void> {
    if (this.#scene !== null) await this.context.clock.setFixedTime(new Date(this.#scene.now));
  }

  /** Keeps a picture of the whole page, where somebody asked for pictures. */
  async shows(name: string): Promise<void> {
    const folder = process.env["QUORATE_SCREENSHOTS"];
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  /** Reads the page at twice the size of text on the narrowest screen: it reflows. Then as before. */
  async fitsLarge(): Promise<void> {
    const before = this.page.viewportSize();
    await this.page.setViewportSize({ width: 320, height: 640 });
    await this.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    await this.fits();
    await this.page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    if (before !== null) await this.page.setViewportSize(before);
  }

  /** The page reflows: nothing reaches beyond its width. */
  async fits(): Promise<void> {
    const beyond = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const all = [...document.querySelectorAll<HTMLElement>("body *")];
      const wide = all.filter((element) => element.getBoundingClientRect().right > width + 1);
      return ["the document", ...wide.slice(-5).map(({ outerHTML }) => outerHTML.slice(0, 120))];
    });
    if (beyond.length > 0)
      throw new Error(`${this.page.url()} reaches beyond the screen:\n${beyond.join("\n")}`);
  }
}
