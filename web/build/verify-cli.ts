import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { verify } from "../src/verifier/verify.ts";

/* Verifies every bundle of a folder under the keys beside them, one line of JSON each: what the tests compare. */
const [folder = "."] = process.argv.slice(2);
const pinned = readFileSync(join(folder, "keys.json"), "utf8");
for (const file of readdirSync(folder).sort()) {
  if (file === "keys.json") continue;
  const own = await verify(readFileSync(join(folder, file)), { pinned });
  const line =
    "refused" in own
      ? { file, refused: own.reason.en }
      : {
          file,
          findings: own.claims.filter((claim) => claim.findings.length > 0).map((claim) => claim.code),
          open: own.claims.filter((claim) => claim.open.length > 0).map((claim) => claim.code),
          told: own.claims.flatMap((claim) => claim.findings.map((told) => `${claim.code}: ${told.en}`)),
        };
  console.log(JSON.stringify(line));
}
