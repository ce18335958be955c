import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible } from "../support/axe.ts";
import { type Equipment, type Person, useBrowser } from "../support/browser.ts";

const WEB = resolve(import.meta.dirname, "../..");
const EXAMPLE = resolve(WEB, "../docs/example");
const AUDIT = readFileSync(join(EXAMPLE, "audit-bundle.jsonl"));
const PUBLIC = readFileSync(join(EXAMPLE, "public-bundle.jsonl"));
const KEYS = readFileSync(join(EXAMPLE, "keys.json"), "utf8");

/** The audit bundle with one ballot recorded a second later than it was. */
const TAMPERED = Buffer.from(AUDIT.toString().replace("2026-05-31T16:01:00Z", "2026-05-31T16:01:01Z"));

const folder = mkdtempSync(join(tmpdir(), "quorate-standalone-"));
const page = pathToFileURL(join(folder, "quorate-verifier.html")).href;
const cast = useBrowser();
let server: Server | undefined;
let address = "";

beforeAll(async () => {
  const outDir = { build: { outDir: folder, emptyOutDir: true }, logLevel: "error" } as const;
  await build({ root: WEB, configFile: join(WEB, "vite.standalone.ts"), ...outDir });
  server = createServer((request, response) => {
    if (request.url === "/open.jsonl") response.setHeader("access-control-allow-origin", "*");
    response.end(PUBLIC);
  });
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  address = `http://127.0.0.1:${port}`;
});

afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

async function opened(equipment: Equipment): Promise<Person> {
  const person = await cast.person(page, equipment);
  await person.goes(page);
  return person;
}

async function says(person: Person, language: "zh" | "en"): Promise<void> {
  if (language === "en") await person.presses("English");
}

async function chooses(person: Person, label: string, name: string, bytes: Buffer): Promise<void> {
  await person.page
    .getByLabel(label, { exact: true })
    .setInputFiles({ name, mimeType: "text/plain", buffer: bytes });
}

const WORDS = {
  zh: {
    file: "选择记录包文件",
    keys: "您保存的公钥清单（可不填）",
    verified: /记录可靠|没有发现问题/,
    unsound: /记录不可靠/,
    fails: "不成立的",
    passed: "通过",
    another: "核验另一个文件",
  },
  en: {
    file: "Choose a bundle file",
    keys: "The list of keys that you keep (may be left empty)",
    verified: /The record is sound|Nothing was refuted/,
    unsound: /The record is not sound/,
    fails: "What does not hold",
    passed: "Passed",
    another: "Verify another file",
  },
} as const;

it.each(["zh", "en"] as const)("finds the example sound and draws its results (%s)", async (language) => {
  const words = WORDS[language];
  const person = await opened({ device: "phone" });
  await says(person, language);
  await expectAccessible(person.page);
  await person.shows(`standalone-${language}`);
  await person.page.getByLabel(words.keys).fill(KEYS);
  await chooses(person, words.file, "audit-bundle.jsonl", AUDIT);
  await person.page.getByText(words.verified).waitFor();
  expect(await person.page.getByText(words.passed, { exact: true }).count()).toBe(2);
  expect(await person.page.getByRole("heading", { name: words.fails }).count()).toBe(0);
  // Quorum and approval of a motion and of three candidates, each by area and by heads.
  expect(await person.page.locator("svg.meter").count()).toBe(12);
  await expectAccessible(person.page);
  await person.fits();
  await person.shows(`standalone-sound-${language}`);
  await person.presses(words.another);
  await person.page.getByLabel(words.file, { exact: true }).waitFor();
});

it.each(["zh", "en"] as const)("finds what was changed, and says it first (%s)", async (language) => {
  const words = WORDS[language];
  const person = await opened({ device: "desktop" });
  await says(person, language);
  await chooses(person, words.file, "tampered.jsonl", TAMPERED);
  await person.page.getByText(words.unsound).waitFor();
  const headings = await person.page.getByRole("heading", { level: 2 }).allTextContents();
  expect(headings[0]).toBe(words.fails);
  await expectAccessible(person.page);
  await person.shows(`standalone-tampered-${language}`);
});

it("takes a file that is dropped, and says so where it is none", async () => {
  const person = await opened({ device: "desktop" });
  const dropped = await person.page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["nothing of the kind\n"], "letter.txt"));
    return transfer;
  });
  await person.page.dispatchEvent(".bench", "drop", { dataTransfer: dropped });
  await person.page.getByText("这个文件不是可以核验的记录包。").waitFor();
  await expectAccessible(person.page);
  await person.shows("standalone-refused");
});

it("fetches where it may, and says what to do where it may not", async () => {
  const person = await opened({ device: "small" });
  person.watch.forgive(/^asks others: http:\/\/127\.0\.0\.1/, /CORS policy/, /net::ERR_FAILED/);
  const field = person.page.getByLabel("或者填写记录包的网址");
  await field.fill("somewhere");
  await person.presses("读取并核验");
  await person.page.getByText("请填写以 https:// 开头的网址。").waitFor();
  await field.fill(`${address}/closed.jsonl`);
  await person.presses("读取并核验");
  await person.page.getByText("浏览器通常不允许").waitFor();
  await expectAccessible(person.page);
  await person.fits();
  await person.shows("standalone-not-fetched");
  await field.fill(`${address}/open.jsonl`);
  await person.presses("读取并核验");
  await person.page.getByText(WORDS.zh.verified).waitFor();
});

it("prints as the public notice", async () => {
  const person = await opened({ device: "desktop" });
  await chooses(person, WORDS.zh.file, "audit-bundle.jsonl", AUDIT);
  await person.page.getByText(WORDS.zh.verified).waitFor();
  await person.page.emulateMedia({ media: "print" });
  expect(await person.page.locator("header.bar").isVisible()).toBe(false);
  expect(await person.page.getByRole("button", { name: "打印公示" }).isVisible()).toBe(false);
  expect(await person.page.locator("svg.meter").first().isVisible()).toBe(true);
  await person.shows("standalone-print");
});

it("tells the hash of a file, and asks nobody", async () => {
  const person = await opened({ device: "phone" });
  await chooses(person, "在这里计算一个文件的 SHA-256", "x", Buffer.from("abc"));
  await person.page.getByText("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad").waitFor();
});
