import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = resolve(import.meta.dirname, "../../src");

/** For each layer, the ones it may name besides itself. */
const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  app: ["report", "design", "i18n", "api", "device", "verifier"],
  standalone: ["report", "design", "i18n", "verifier"],
  report: ["design", "i18n", "verifier"],
  design: ["i18n"],
  device: [],
  api: [],
  i18n: ["api", "verifier"],
  verifier: [],
  worker: [],
};

/** No file is longer: what does not fit is two ideas. */
const LINES = 400;

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && file !== join("api", "schema.d.ts"))
  .map((file) => ({ file, text: readFileSync(join(SOURCES, file), "utf8") }));

describe("the sources of the client", () => {
  it("name other layers only as the house allows", () => {
    expect(files.flatMap(forbidden)).toEqual([]);
  });

  it("have their Chinese words in the catalogues, beside the English ones", () => {
    const outside = files.filter(({ file }) => !/^(i18n|verifier)\b/.test(file));
    expect(outside.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("are short", () => {
    const long = files.filter(({ text }) => text.split("\n").length > LINES).map(({ file }) => file);
    expect(long).toEqual([]);
  });

  it("put no styles, no scripts and no foreign markup into pages", () => {
    const wrong = /dangerouslySetInnerHTML|innerHTML|\sstyle=\{|\beval\(/;
    expect(files.filter(({ text }) => wrong.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("say of everything they export what it is", () => {
    const bare = /(?<!\*\/\n)^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm;
    const found = files.flatMap(({ file, text }) =>
      [...text.matchAll(bare)].map(([, name]) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});

function forbidden({ file, text }: { file: string; text: string }): string[] {
  const [layer = ""] = file.split(sep);
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].flatMap(([, path = ""]) => {
    const [named = ""] = relative(SOURCES, resolve(SOURCES, dirname(file), path)).split(sep);
    return named === layer || MAY_NAME[layer]?.includes(named) ? [] : [`${file} names ${path}`];
  });
}
