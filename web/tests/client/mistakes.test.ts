import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { mistake, MISTAKES, SERVICE_MISTAKES } from "../../src/i18n/mistakes.ts";
import { COLUMNS } from "../../src/i18n/register.ts";
import { COLUMNS as SERVICE_COLUMNS } from "../../src/i18n/services.ts";
import { errorsOf } from "./sentences.ts";

const REGISTER = "src/domain/register";

describe("the mistakes of a register", () => {
  it("are all said in Chinese, whatever sentence the service has for them", () => {
    const sentences = [
      ...errorsOf(`${REGISTER}/mistakes.rs`, "Reason"),
      ...errorsOf(`${REGISTER}/labels.rs`, "LabelError"),
      ...errorsOf(`${REGISTER}/owners.rs`, "PersonError"),
      ...errorsOf("src/domain/quantities.rs", "ShareError"),
    ];
    expect(sentences.length).toBeGreaterThan(25);
    const unknown = sentences.filter((sentence) => !MISTAKES.some(({ form }) => form.test(sentence)));
    expect(unknown).toEqual([]);
  });

  it("name the words that a cell may hold as a Chinese table writes them", () => {
    const said = mistake("is not a known word: use one of dwelling, shop, developer_stock");
    expect(said.zh).toBe("不能识别：请从以下词中选用：住宅, 商铺, 未交付");
  });

  it("stand in columns that are called as the service calls them", () => {
    const source = readFileSync(resolve(import.meta.dirname, "../../..", REGISTER, "table.rs"), "utf8");
    const lines = [...source.matchAll(/^ +\w+ = ((?:"[^"]+"(?: \| )?)+),$/gm)].map(([, words = ""]) =>
      [...words.matchAll(/"([^"]+)"/g)].map(([, word]) => word),
    );
    expect(COLUMNS.map(({ id, names }) => [id, ...names])).toEqual(lines);
  });
});

describe("the mistakes of a list of services", () => {
  it("are all said in Chinese, whatever sentence the service has for them", () => {
    const sentences = errorsOf("src/domain/services.rs", "ServiceError");
    expect(sentences.length).toBeGreaterThan(7);
    expect(sentences.filter((sentence) => !SERVICE_MISTAKES.some(({ form }) => form.test(sentence)))).toEqual(
      [],
    );
  });

  it("say what a time and a channel look like, and name channels as a Chinese table does", () => {
    expect(mistake("is not an instant such as 2026-05-04T08:00:00Z").zh).toContain("2026-05-06 17:30");
    const channels = "in_app, email, message, letter, door, posting";
    expect(mistake(`is none of ${channels}`).zh).toMatch(/应用内, 邮件, 短信, 挂号信, 上门, 张贴$/);
  });

  it("stand in columns that are called as the service calls them", () => {
    const source = readFileSync(resolve(import.meta.dirname, "../../../src/http/services/lists.rs"), "utf8");
    const lines = [...source.matchAll(/^ {4}\("(\w+)", &\[(.*)\]\),$/gm)].map(([, id, names = ""]) => [
      id,
      ...[...names.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
    ]);
    expect(SERVICE_COLUMNS.map(({ id, names }) => [id, ...names])).toEqual(lines);
  });
});
