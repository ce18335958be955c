import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { messageKinds } from "../../src/i18n/message-kinds.ts";

it("says of every message what it is about", () => {
  const source = readFileSync(resolve(import.meta.dirname, "../../../src/domain/messages.rs"), "utf8");
  const [kinds = ""] = /enum MessageKind \{[^}]*\}/.exec(source) ?? [];
  const words = [...kinds.matchAll(/ = "(\w+)"/g)].map(([, word = ""]) => word);
  expect(words.length).toBeGreaterThan(10);
  expect(words.filter((word) => !(word in messageKinds))).toEqual([]);
});
