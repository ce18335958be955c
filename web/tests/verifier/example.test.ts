import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ClaimCode, Report } from "../../src/verifier/contract.ts";
import { verify } from "../../src/verifier/verify.ts";
import { forged } from "./forging.ts";

const EXAMPLE = new URL("../../../docs/example/", import.meta.url);
const keys = readFileSync(new URL("keys.json", EXAMPLE), "utf8");

function bundle(kind: "public" | "audit"): string {
  return readFileSync(new URL(`${kind}-bundle.jsonl`, EXAMPLE), "utf8");
}

async function report(text: string, pinned: string = keys): Promise<Report> {
  const own = await verify(new TextEncoder().encode(text), { pinned });
  if ("refused" in own) throw new Error(`${own.line}: ${own.reason.en}`);
  return own;
}

function failed(own: Report): ClaimCode[] {
  return own.claims.filter((claim) => claim.findings.length > 0).map((claim) => claim.code);
}

/** The lines of a bundle, each changed as told if it is of a kind. */
function changed(
  text: string,
  line: string,
  change: (own: Record<string, unknown>) => void,
  place = 0,
): string {
  let seen = 0;
  const lines = text.split("\n").map((each) => {
    if (each === "" || JSON.parse(each).line !== line || seen++ !== place) return each;
    const own = JSON.parse(each) as Record<string, unknown>;
    change(own);
    return sorted(own);
  });
  return lines.join("\n");
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    typeof own === "object" && own !== null && !Array.isArray(own)
      ? Object.fromEntries(Object.entries(own).sort(([one], [other]) => (one < other ? -1 : 1)))
      : own,
  );
}

describe("the worked example", () => {
  test("its audit bundle is sound, and every claim was checked", async () => {
    const own = await report(bundle("audit"));
    expect(own.claims.filter((claim) => claim.outcome !== "checked")).toEqual([]);
    expect([own.sound, own.complete, own.pinning, own.meeting?.state]).toEqual([
      true,
      true,
      "pinned",
      "announced",
    ]);
    expect(
      own.meeting?.results.map(({ passed, totals, evaluation }) => [passed, totals, evaluation]),
    ).toEqual([
      [true, "recounted", "derived"],
      [true, "recounted", "derived"],
    ]);
  });

  test("its public bundle is sound, and leaves open what ballots alone prove", async () => {
    const own = await report(bundle("public"));
    const open = own.claims.filter((claim) => claim.outcome === "could_not_check").map((claim) => claim.code);
    expect([own.sound, own.complete]).toEqual([true, false]);
    expect(open).toContain("totals_follow");
    expect(open).toContain("ballots_signed");
    expect(open).not.toContain("verdicts_follow");
  });

  test("without keys to compare with it says so", async () => {
    const own = await verify(new TextEncoder().encode(bundle("public")));
    if ("refused" in own) throw new Error(own.reason.en);
    expect([own.pinning, own.sound]).toEqual(["not_pinned", true]);
    expect(own.claims[0]?.outcome).toBe("could_not_check");
  });

  test("other keys than the pinned ones are found", async () => {
    const other = keys.replace(
      /record\.example\/7\+.*"/,
      'record.example/7+1263e10c+AQn4ITBWKxmcVjA0XKfq8+IaLdANnPESj3auTG6rfHJI"',
    );
    expect(failed(await report(bundle("public"), other))).toEqual([]);
    const x = "vFXMCrStkphKhLtxhgHKsKoZF_Dc-egRU__syEuTxYI";
    const kid = JSON.parse(keys) as { statements_key: { x: string; kid: string } };
    const stranger = keys.replace(kid.statements_key.x, x);
    expect(failed(await report(bundle("public"), stranger))).toEqual(["keys_pinned"]);
  });
});

describe("a bundle that was tampered with", () => {
  const rows: readonly [what: string, codes: readonly ClaimCode[], change: (text: string) => string][] = [
    [
      "an entry that was changed",
      ["record_root"],
      (text) =>
        changed(
          text,
          "entry",
          (own) => (own["entry"] = String(own["entry"]).replace("2026-05-01", "2026-05-02")),
          0,
        ),
    ],
    ["an entry that was dropped", ["record_range", "record_root"], (text) => dropped(text, "entry", 3)],
    [
      "an earlier entry that is not in the tree",
      ["record_earlier"],
      (text) =>
        changed(
          text,
          "earlier",
          (own) => (own["entry"] = String(own["entry"]).replace("00:01:00", "00:01:01")),
          1,
        ),
    ],
    ["an enrolment that was left out", ["keys_complete"], (text) => dropped(text, "earlier", 1)],
    [
      "a document under another hash",
      ["documents_hashed", "documents_named"],
      (text) =>
        changed(text, "document", (own) => (own["text"] = String(own["text"]).replace("area", "aera")), 0),
    ],
    ["a document that is there twice", ["documents_hashed"], doubled],
    [
      "a ballot that was left out",
      ["documents_complete", "totals_follow"],
      (text) => dropped(text, "document", 12),
    ],
    ["ballots in another order", ["ballots_ordered"], swapped],
    [
      "a total that was changed",
      ["certificate_named", "certificate_signed"],
      (text) =>
        changed(text, "certificate", (own) => {
          const jws = own["jws"] as { payload: string };
          const payload = Buffer.from(jws.payload, "base64url").toString();
          jws.payload = Buffer.from(payload.replace('"heads":2', '"heads":1')).toString("base64url");
        }),
    ],
    [
      "a tree head of somebody else",
      ["record_checkpoint"],
      (text) =>
        changed(
          text,
          "checkpoint",
          (own) => (own["note"] = String(own["note"]).replace("record.example/7 E", "record.example/7 F")),
        ),
    ],
    [
      "a cosignature that was changed",
      ["cosignatures_sound"],
      (text) => changed(text, "checkpoint", (own) => (own["note"] = forged(String(own["note"])))),
    ],
  ];

  test.each(rows)("%s", async (_, codes, change) => {
    const found = failed(await report(change(bundle("audit"))));
    for (const code of codes) expect(found).toContain(code);
  });

  test("every byte that is flipped is noticed", async () => {
    const bytes = new TextEncoder().encode(bundle("audit"));
    for (let place = 0; place < bytes.length; place += 397) {
      const flipped = bytes.slice();
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      const own = await verify(flipped, { pinned: keys });
      expect("refused" in own || !own.sound, `byte ${place}`).toBe(true);
    }
  });
});

describe("a file that is no bundle", () => {
  const rows: readonly [what: string, text: string][] = [
    ["nothing", ""],
    ["no JSON", "hello\n"],
    [
      "a field that is there twice",
      bundle("public").replace('{"bundle":"public"', '{"bundle":"public","bundle":"public"'),
    ],
    ["an unknown field", bundle("public").replace('{"bundle":"public"', '{"bundle":"public","also":1')],
    ["another order of fields", bundle("public").replace('{"bundle":"public",', '{ "bundle":"public",')],
    ["a version that is not known", bundle("public").replace('"to":13,"v":1', '"to":13,"v":2')],
    ["a file that was cut off", bundle("public").slice(0, -20)],
    ["lines out of their order", bundle("public").split("\n").reverse().join("\n")],
    ["deep nesting", `${"[".repeat(100_000)}\n`],
    ["a number beyond every count", bundle("public").replace('"to":13', '"to":1e999')],
  ];

  test.each(rows)("%s is refused", async (_, text) => {
    const own = await verify(new TextEncoder().encode(text), { pinned: keys });
    expect(own).toMatchObject({ refused: true });
  });

  test("bytes that are no text are refused", async () => {
    expect(await verify(Uint8Array.of(0xff, 0xfe, 0x0a))).toMatchObject({ refused: true });
  });
});

function dropped(text: string, line: string, place: number): string {
  let seen = 0;
  const lines = text
    .split("\n")
    .filter((each) => each === "" || JSON.parse(each).line !== line || seen++ !== place);
  const end = lines.length - 1;
  return lines.join("\n").replace(/"lines":\d+/, `"lines":${end}`);
}

function doubled(text: string): string {
  const lines = text.split("\n");
  const place = lines.findIndex((each) => each.includes('"line":"document"'));
  lines.splice(place, 0, lines[place] ?? "");
  return lines.join("\n").replace(/"lines":\d+/, `"lines":${lines.length - 1}`);
}

function swapped(text: string): string {
  const lines = text.split("\n");
  const [first, second] = lines.flatMap((each, place) => (each.includes('"kind":"ballot"') ? [place] : []));
  if (first === undefined || second === undefined) throw new Error("two ballots are needed");
  [lines[first], lines[second]] = [lines[second] ?? "", lines[first] ?? ""];
  return lines.join("\n");
}
