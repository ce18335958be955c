import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findBallot, verifyReceipt } from "../../src/verifier/receipts.ts";
import { forged } from "./forging.ts";

const EXAMPLE = new URL("../../../docs/example/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, EXAMPLE), "utf8");
const [receipt, ballot, pinned] = [text("receipt.txt"), text("ballot-received.jws"), text("keys.json")];
const outcomes = (answer: ReturnType<typeof verifyReceipt>) =>
  answer.steps.map(({ code, outcome }) => `${code} ${outcome}`);

test("a receipt and its ballot prove that the record took the ballot", () => {
  const answer = verifyReceipt(receipt, { ballot, pinned });
  expect(outcomes(answer)).toEqual([
    "receipt_read checked",
    "receipt_signed checked",
    "entry_included checked",
    "ballot_named checked",
  ]);
  const digest = createHash("sha256").update(ballot).digest("hex");
  expect([answer.index, answer.ballot]).toEqual([7, digest]);
});

test("without keys and ballot it says what it cannot tell", () => {
  const answer = verifyReceipt(receipt);
  expect(outcomes(answer)).toContain("receipt_signed could_not_check");
  expect(outcomes(answer)).toContain("ballot_named could_not_check");
  expect(answer.sound).toBe(true);
});

test("another ballot, another entry and another signature are found", () => {
  expect(verifyReceipt(receipt, { ballot: text("ballot-refused.jws"), pinned }).sound).toBe(false);
  expect(verifyReceipt(receipt.replace("index 7", "index 6"), { ballot, pinned }).sound).toBe(false);
  expect(verifyReceipt(forged(receipt), { ballot, pinned }).sound).toBe(false);
  expect(verifyReceipt("hello", { ballot, pinned }).sound).toBe(false);
  expect(verifyReceipt("", {}).steps).toHaveLength(1);
});

test("the audit bundle proves that the ballot is counted", async () => {
  const answer = await findBallot(readFileSync(new URL("audit-bundle.jsonl", EXAMPLE)), receipt, {
    ballot,
    pinned,
  });
  expect(outcomes(answer).slice(4)).toEqual([
    "in_bundle checked",
    "not_replaced checked",
    "accounted checked",
    "counted checked",
  ]);
});

test("the public bundle proves that it was received, and says what it leaves open", async () => {
  const answer = await findBallot(readFileSync(new URL("public-bundle.jsonl", EXAMPLE)), receipt, {
    ballot,
    pinned,
  });
  expect(outcomes(answer).slice(4)).toEqual([
    "in_bundle checked",
    "not_replaced could_not_check",
    "accounted checked",
    "counted could_not_check",
  ]);
});

test("a bundle in which the entry was changed is found", async () => {
  const bundle = text("public-bundle.jsonl").replace("2026-05-31T16:01:00Z", "2026-05-31T16:01:01Z");
  const answer = await findBallot(new TextEncoder().encode(bundle), receipt, { ballot, pinned });
  expect(answer.sound).toBe(false);
  const nothing = await findBallot(new Uint8Array(), receipt, { ballot, pinned });
  expect(outcomes(nothing).at(-1)).toBe("in_bundle could_not_check");
});
