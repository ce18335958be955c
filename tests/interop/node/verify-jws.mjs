// Verifies a compact JWS with jose: {jws, jwk, typ} on standard input, the payload on standard output.
import { text } from "node:stream/consumers";
import { compactVerify, importJWK } from "jose";

const { jws, jwk, typ } = JSON.parse(await text(process.stdin));
const algorithms = ["EdDSA", "Ed25519"];
const { payload, protectedHeader } = await compactVerify(jws, await importJWK(jwk, "EdDSA"), { algorithms });
if (protectedHeader.typ !== typ) {
  throw new Error(`typ is ${protectedHeader.typ}, not ${typ}`);
}
process.stdout.write(payload);
