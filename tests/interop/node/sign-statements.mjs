// Signs the payloads of tests/vectors/statements.json as a browser would: WebCrypto, a key that cannot be exported.
// Standard input: {"vectors": [{"seed", "typ", "payload"}]}; standard output: the compact JWS of each, as JSON.
import { readFileSync } from "node:fs";

const { subtle } = globalThis.crypto;
const base64url = (bytes) => Buffer.from(bytes).toString("base64url");
const utf8 = new TextEncoder();

// RFC 8410 section 7: PKCS #8 of an Ed25519 seed. A device makes its key itself; only vectors know a seed.
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

async function signed({ seed, typ, payload }) {
  const bytes = Buffer.concat([PKCS8, Buffer.from(seed, "hex")]);
  const exportable = await subtle.importKey("pkcs8", bytes, "Ed25519", true, ["sign"]);
  const { x } = await subtle.exportKey("jwk", exportable);
  const key = await subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]);
  if (key.extractable) throw new Error("the key can be exported");
  const thumbprint = await subtle.digest("SHA-256", utf8.encode(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`));
  const header = `{"alg":"EdDSA","kid":"${base64url(thumbprint)}","typ":"${typ}"}`;
  const input = `${base64url(utf8.encode(header))}.${base64url(utf8.encode(payload))}`;
  const signature = await subtle.sign("Ed25519", key, utf8.encode(input));
  const parts = input.split(".").map((part) => Buffer.from(part, "base64url").toString());
  if (parts[0] !== header || parts[1] !== payload) throw new Error("base64url does not come back");
  return `${input}.${base64url(signature)}`;
}

const { vectors } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(await Promise.all(vectors.map(signed))));
