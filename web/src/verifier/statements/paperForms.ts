import { spokenInstant } from "../values/instants.ts";
import { count, list, orNull, other, record, text, word, type Shape, type Shaped } from "../values/shapes.ts";
import { digest, identifier, nonce, ownerId, told } from "../values/words.ts";
import { candidateChoice, consistent, place, reason } from "./forms.ts";

const SERIAL = /^(\d{6})-(\d)$/;

/** The serial of a number, with its check digit (ISO/IEC 7064 MOD 11,10). */
export function serialOf(number: number): string {
  const digits = String(number).padStart(6, "0");
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return `${digits}-${(11 - product) % 10}`;
}

/** The serial of a paper. */
export const serial: Shape<string> = (value, at) => {
  const own = text(value, at);
  const number = Number(SERIAL.exec(own)?.[1] ?? 0);
  return number > 0 && serialOf(number) === own ? own : other(at, "不是票号", "is not a serial");
};

const matterMark = consistent(
  record({
    matter: identifier,
    mark: word("for", "against", "abstain", "candidates", "blank", "spoiled"),
    candidates: list(candidateChoice),
  }),
  (own) => own.mark,
);
const handCount = { issued: count, returned: count, outstanding: count, spoiled: count, void: count };

/** What officers sign about papers. */
export const paperIssue = record({
  ...place,
  definition: digest,
  roll: digest,
  list: digest,
  papers: count,
  nonce,
});
/** A paper came back. */
export const paperReturn = record({
  ...place,
  serial,
  received_at: spokenInstant,
  way: word("desk", "door", "mail", "box"),
  scan: digest,
  nonce,
});
/** A paper is spoiled or void. */
export const paperWithdrawal = record({
  ...place,
  serial,
  why: word("damaged", "lost", "withdrawn", "misprinted"),
  nonce,
});
/** What somebody reads on a paper. */
export const paperEntry = record({
  ...place,
  serial,
  authenticity: word("authentic", "unsigned", "forged", "no_mandate", "other"),
  signed_by: list(ownerId),
  mandate: orNull(digest),
  marks: list(matterMark),
  nonce,
});
/** Papers counted by hand. */
export const paperCount = record({ ...place, ...handCount, sample: count, reason: orNull(reason), nonce });
/** A sample held against the scans. */
export const paperSample = record({
  ...place,
  papers: list(record({ serial, differs: list(told(64)) })),
  nonce,
});
/** What is read on a paper. */
export type PaperEntry = Shaped<typeof paperEntry>;
