import { fromBase64Url } from "./bytes.ts";
import { other, pattern, text, word, type Shape } from "./shapes.ts";

/** SHA-256 in hexadecimal. */
export const digest = pattern(/^[0-9a-f]{64}$/, "哈希", "a digest");
/** An identifier of a community, meeting and the like. */
export const uuid = pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "标识", "a UUID");
/** A pseudonym of an elector. */
export const electorId = pattern(/^[0-9a-f]{32}$/, "表决权人编号", "an elector");
/** An owner, as the register names them. */
export const ownerId = pattern(/^[A-Za-z0-9._-]{1,64}$/, "业主编号", "an owner");
/** A matter or a candidate. */
export const identifier = pattern(/^[a-z0-9-]{1,32}$/, "编号", "an identifier");
/** A holder of a mandate: `owner:`, `delegate:` or `outside:` and a name. */
export const holder = pattern(/^(owner|delegate|outside):[A-Za-z0-9._-]{1,64}$/, "受托人", "a holder");
/** A day such as `2026-10-01`. */
export const day = pattern(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, "日期", "a day");
/** An area in at most three decimals. */
export const area = pattern(/^(0|[1-9][0-9]{0,14})(\.[0-9]{1,3})?$/, "面积", "an area");
/** The id of a key: its JWK thumbprint. */
export const keyId: Shape<string> = bytesOf(32, "密钥标识", "the id of a key");

const NAME = /^[\p{Alphabetic}\p{N}\-_./#]+$/u;
const WIDE = /[\uff00-\uffef]/;

/** A unit of the roll. */
export const unitLabel: Shape<string> = (value, place) => {
  const own = text(value, place);
  const fits = [...own].length <= 64 && NAME.test(own) && !WIDE.test(own);
  return fits ? own : other(place, "不是房号", "is not a unit");
};

/** A building, an entrance, a number on a door. */
export const placeName: Shape<string> = (value, place) => {
  const own = text(value, place);
  const parts = own.split(" ");
  const fits = [...own].length <= 32 && parts.every((part) => NAME.test(part)) && !WIDE.test(own);
  return fits ? own : other(place, "不是楼栋或单元名", "is not the name of a place");
};

/** So many bytes in base64 of URLs. */
export function bytesOf(length: number, zh: string, en: string): Shape<string> {
  return (value, place) => {
    const own = text(value, place);
    return fromBase64Url(own)?.length === length ? own : other(place, `不是${zh}`, `is not ${en}`);
  };
}

/** 16 to 64 random bytes. */
export const nonce: Shape<string> = (value, place) => {
  const own = text(value, place);
  const length = fromBase64Url(own)?.length ?? 0;
  return length >= 16 && length <= 64 ? own : other(place, "随机数长度不符", "is no nonce of 16 to 64 bytes");
};

/** A text of so many characters, not only of spaces. */
export function told(most: number, least = 1): Shape<string> {
  return (value, place) => {
    const own = text(value, place);
    const fits = [...own.trim()].length >= least && [...own].length <= most;
    return fits
      ? own
      : other(place, `应为 ${least} 至 ${most} 个字符`, `must have ${least} to ${most} characters`);
  };
}

/** Who proposed a matter: a body or a number of owners, in one line. */
export const proposer: Shape<string> = (value, place) => {
  const own = told(200)(value, place);
  return /\p{Cc}/u.test(own) ? other(place, "应写在一行内", "must be one line") : own;
};

/** Every role. */
export const ROLES = [
  "owner",
  "secretary",
  "convener",
  "member",
  "chair",
  "scrutineer",
  "supervisor",
  "residents_committee",
  "trustee",
  "operator",
] as const;

/** As what somebody acts. */
export type Role = (typeof ROLES)[number];
/** A role. */
export const role = word(...ROLES);
/** How a key was enrolled. */
export const method = word(
  "letter_and_contact",
  "letter_and_provider",
  "desk",
  "recovery",
  "device",
  "officer_invitation",
  "operator_invitation",
);
/** A kind of unit. */
export const unitKind = word("dwelling", "shop", "office", "parking", "storage", "other");
/** Where an area was taken from. */
export const areaSource = word("register", "survey", "contract");
