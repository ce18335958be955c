// Prints what a first visit loads, and stops a build that asks more of a slow phone than it should; prints the hash by
// which the standalone verifier is published.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 100 * 1024;
const client = new URL("../dist/client/", import.meta.url);
const chunks = JSON.parse(readFileSync(new URL("chunks.json", client), "utf8"));
// The shell, which has the pages where people begin, with everything it imports.
const first = closure(["index.html"]);
const sizes = ["index.html", ...first].map((name) => ({
  name,
  bytes: gzipSync(readFileSync(new URL(name, client)), { level: 9 }).length,
}));
for (const { name, bytes } of sizes) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} kB gzip  ${name}`);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${(total / 1024).toFixed(1).padStart(7)} kB gzip  first load, of at most ${LIMIT / 1024} kB`);

const folder = new URL("../dist/standalone/", import.meta.url);
for (const name of readdirSync(folder)) {
  const hash = createHash("sha256")
    .update(readFileSync(new URL(name, folder)))
    .digest("hex");
  console.log(`SHA-256 ${hash}  ${name}`);
}
if (total > LIMIT) {
  console.error("the first load is over its limit: load pages lazily, or take something out");
  process.exit(1);
}

function closure(names, seen = new Set()) {
  for (const name of names) {
    const { file, css = [], imports = [] } = chunks[name];
    if (seen.has(file)) continue;
    for (const part of [file, ...css]) seen.add(part);
    closure(imports, seen);
  }
  return seen;
}
