import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { OPERATIONS, operationName } from "../../src/i18n/operations.ts";

interface Operation {
  operationId: string;
  security?: Record<string, string[]>[];
}

const DOCUMENT = resolve(import.meta.dirname, "../../../openapi/openapi.json");
const COMMANDS = resolve(import.meta.dirname, "../../../src/boot/commands.rs");

it("names everything that an officer does", () => {
  const { paths } = JSON.parse(readFileSync(DOCUMENT, "utf8")) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const deeds = Object.values(paths)
    .flatMap((path) => Object.entries(path))
    .filter(([method]) => method !== "get")
    .map(([, operation]) => operation)
    .filter(({ security = [] }) =>
      security.flatMap((one) => Object.values(one).flat()).some((role) => role !== "owner"),
    )
    .map(({ operationId }) => operationId);
  expect(deeds.length).toBeGreaterThan(80);
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(deeds.toSorted());
});

it("names every command on the machine", () => {
  const text = readFileSync(COMMANDS, "utf8");
  const commands = [...text.matchAll(/trail::command\(&service, "(\w+)"\)/g)].map(([, name = ""]) => name);
  expect(commands.length).toBeGreaterThan(3);
  for (const name of commands) expect(operationName(`command:${name}`).zh).toMatch(/\p{Script=Han}/u);
});
