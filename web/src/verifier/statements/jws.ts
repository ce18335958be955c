import { digestOf, fromBase64Url, fromUtf8, hex, sha256Of, toBase64Url, utf8 } from "../values/bytes.ts";
import { publicKey, verifies, type PublicKey } from "../values/ed25519.ts";
import { readJson } from "../values/json.ts";
import { other, record, text, type Shape } from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import { keyId } from "../values/words.ts";

const STATEMENT_MAX_BYTES = 64 * 1024;
const header = record({ alg: text, kid: keyId, typ: text });

/** A key that signs statements. */
export interface StatementKey {
  /** The public key in base64 of URLs. */
  readonly x: string;
  /** Its JWK thumbprint (RFC 7638). */
  readonly id: string;
  readonly key: PublicKey;
}

/** A compact JWS whose signature was not checked yet. */
export interface Unverified {
  readonly text: string;
  readonly keyId: string;
  readonly payload: string;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** A public key in base64 of URLs. */
export const statementKey: Shape<StatementKey> = (value, place) => {
  const x = text(value, place);
  const bytes = fromBase64Url(x);
  const key = bytes ? publicKey(bytes) : null;
  return key
    ? { x, id: thumbprint(x), key }
    : other(place, "不是 Ed25519 公钥", "is not an Ed25519 public key");
};

function thumbprint(x: string): string {
  return toBase64Url(sha256Of(utf8(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`)));
}

/** The digest of a statement: over header, payload and signature. */
export function statementDigest(statement: string): string {
  return digestOf(statement);
}

/** Reads a compact JWS of one type: `ballot` is `quorate-ballot+jws`. */
export function parseJws(compact: string, type: string): Unverified {
  if (utf8(compact).length > STATEMENT_MAX_BYTES) refuse("声明过长", "the statement is too large");
  const parts = compact.split(".");
  const [head, body, tail] = parts.map(fromBase64Url);
  if (parts.length !== 3 || !head || !body || !tail)
    return refuse("声明不是紧凑 JWS", "the statement is not a compact JWS of three base64url parts");
  const own = header(readJson(fromUtf8(head) ?? ""), "header");
  if (own.alg !== "EdDSA") refuse("签名算法应为 EdDSA", "the algorithm must be EdDSA");
  if (own.typ !== `quorate-${type}+jws`)
    refuse(`声明的类型不是 ${type}`, `the statement is not of the type expected here, ${type}`);
  if (tail.length !== 64) refuse("签名长度不符", "the signature does not verify");
  const payload = fromUtf8(body) ?? refuse("声明的内容不是文本", "the payload is not UTF-8");
  const signed = utf8(compact.slice(0, compact.lastIndexOf(".")));
  return { text: compact, keyId: own.kid, payload, signed, signature: tail };
}

/** Refuses a statement that this key did not sign. */
export function checkSignature(jws: Unverified, key: StatementKey): void {
  if (jws.keyId !== key.id) refuse("密钥标识与公钥不符", "the key id does not belong to the key");
  if (!verifies(key.key, jws.signed, jws.signature)) refuse("签名无效", "the signature does not verify");
}

/** Reads the payload of a statement by its form. */
export function readPayload<T>(jws: Unverified, shape: Shape<T>): T {
  return shape(readJson(jws.payload), "payload");
}

/** The payload of a statement that this key signed. */
export function verified<T>(compact: string, type: string, shape: Shape<T>, key: StatementKey): T {
  const jws = parseJws(compact, type);
  checkSignature(jws, key);
  return readPayload(jws, shape);
}

/** Hexadecimal of the SHA-256 of bytes, for what is no text. */
export function digestOfBytes(bytes: Uint8Array): string {
  return hex(sha256Of(bytes));
}
