import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Scene } from "./stage.ts";
import { Watch } from "./watch.ts";

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

const LOCALES = { zh: "zh-CN", en: "en-GB" } as const;

/** With what somebody comes. */
export interface Equipment {
  device?: keyof typeof DEVICES;
  language?: keyof typeof LOCALES;
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
        baseURL: service,
        locale: LOCALES[language],
        timezoneId: "Asia/Shanghai",
        acceptDownloads: true,
        permissions: ["clipboard-read", "clipboard-write"],
      });
      context.setDefaultTimeout(15_000);
      const scene = typeof world === "string" ? null : world;
      const person = new Person(context, await context.newPage(), new Watch(context, service), scene);
      await person.syncClock();
      people.push(person);
      return person;
    },
  };
}

/** Somebody at a screen. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
  readonly #scene: Scene | null;

  constructor(context: BrowserContext, page: Page, watch: Watch, scene: Scene | null) {
    this.context = context;
    this.page = page;
    this.watch = watch;
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
  }

  /** Presses a button, or follows a link, by what is written on it. */
  async presses(name: string | RegExp): Promise<void> {
    const { page } = this;
    const button = page.getByRole("button", { name }).or(page.getByRole("link", { name }));
    await button.first().click();
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

  /** The page reflows: nothing reaches beyond its width. */
  async fits(): Promise<void> {
    const beyond = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const all = [...document.querySelectorAll<HTMLElement>("body *")];
      const own = all.filter((element) => element.getBoundingClientRect().right > width + 1);
      const wide = document.documentElement.scrollWidth > width;
      return wide ? own.slice(-5).map((element) => `${element.tagName} ${element.className}`) : [];
    });
    expect(beyond, `${this.page.url()} reaches beyond the screen`).toEqual([]);
  }
}
