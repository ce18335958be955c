import { readFileSync } from "node:fs";
import { ed25519 } from "@noble/curves/ed25519.js";
import { expect, test } from "vitest";
import { ballot, enrolment, enrolmentConfirmation } from "../../src/verifier/statements/forms.ts";
import {
  checkSignature,
  parseJws,
  readPayload,
  statementDigest,
  statementKey,
} from "../../src/verifier/statements/jws.ts";
import { toBase64Url } from "../../src/verifier/values/bytes.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../tests/vectors/${name}`, import.meta.url), "utf8"));

const statements: {
  name: string;
  seed: string;
  kid: string;
  typ: string;
  payload: string;
  jws: string;
  sha256: string;
}[] = vectors("statements.json");
const signIns: { name: string; public_key: string; kid: string; payload: string; statement: string }[] =
  vectors("sign-in.json").cases;

const FORMS = { ballot, enrolment, "enrolment-confirmation": enrolmentConfirmation };

/** The same statement with another letter at one place. */
function changed(statement: string, place: number): string {
  const letter = statement[place] === "A" ? "B" : "A";
  return statement.slice(0, place) + letter + statement.slice(place + 1);
}

test.each(statements)("statement: $name", ({ seed, kid, typ, payload, jws, sha256 }) => {
  const key = statementKey(toBase64Url(ed25519.getPublicKey(Buffer.from(seed, "hex"))), "key");
  const form = typ.slice("quorate-".length, -"+jws".length) as keyof typeof FORMS;
  const read = parseJws(jws, form);
  checkSignature(read, key);
  readPayload<unknown>(read, FORMS[form]);
  expect([key.id, read.payload, statementDigest(jws)]).toEqual([kid, payload, sha256]);
});

test.each(signIns)("sign-in: $name", ({ public_key, kid, payload, statement }) => {
  const key = statementKey(public_key, "key");
  const read = parseJws(statement, "sign-in");
  checkSignature(read, key);
  expect([key.id, read.payload]).toEqual([kid, payload]);
});

test("no letter of a statement can be another one", () => {
  for (const { public_key, statement } of signIns)
    for (let place = 0; place < statement.length; place += 7)
      expect(() =>
        checkSignature(parseJws(changed(statement, place), "sign-in"), statementKey(public_key, "key")),
      ).toThrow();
});

test("a statement of one type is none of another", () => {
  for (const { jws } of statements) expect(() => parseJws(jws, "sign-in")).toThrow();
  for (const { jws } of statements) expect(() => parseJws(`${jws}=`, "ballot")).toThrow();
});
