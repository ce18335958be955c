import { fromUtf8 } from "../values/bytes.ts";
import { readCanonical, type Json } from "../values/json.ts";
import {
  count,
  list,
  orNull,
  other,
  record,
  text,
  version,
  word,
  type Shape,
  type Shaped,
} from "../values/shapes.ts";
import { refuse } from "../values/unsound.ts";
import { digest, uuid } from "../values/words.ts";
import { serviceKeys } from "../record/keys.ts";
import { holidayYear } from "./documents.ts";
import { signedCertificate } from "./certified.ts";

const LINE_MAX_BYTES = 64 * 1024 * 1024;

/** Every kind of document. */
export const DOCUMENT_KINDS = [
  "definition",
  "roll",
  "annex",
  "notice",
  "notice_text",
  "service_details",
  "acknowledgement",
  "roll_amendment",
  "roll_confirmation",
  "enrolment",
  "enrolment_confirmation",
  "ballot",
  "register",
  "forwarding",
  "objection",
  "rules",
  "lot_commitment",
  "lot_reveal",
  "representation",
  "mandate",
  "paper_list",
  "paper",
  "assistance",
  "succession",
  "act",
  "owner_act",
] as const;
/** What a document of a bundle is. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const PUBLIC = new Set<DocumentKind>([
  "definition",
  "roll",
  "notice",
  "notice_text",
  "rules",
  "lot_commitment",
  "lot_reveal",
  "act",
]);

/** Whether a public bundle may show documents of a kind. */
export function isPublic(kind: DocumentKind): boolean {
  return PUBLIC.has(kind);
}

const LINES = {
  header: record({
    line: word("header"),
    v: version,
    bundle: word("public", "audit"),
    community: uuid,
    meeting: orNull(uuid),
    from: count,
    to: count,
    keys: serviceKeys,
  }),
  calendar: record({ line: word("calendar"), time_zone: text, holidays: list(holidayYear) }),
  peaks: record({ line: word("peaks"), hashes: list(digest, 64) }),
  earlier: record({ line: word("earlier"), index: count, entry: text, proof: list(digest) }),
  entry: record({ line: word("entry"), index: count, entry: text }),
  cosigned: record({ line: word("cosigned"), note: text }),
  document: record({ line: word("document"), kind: word(...DOCUMENT_KINDS), sha256: digest, text }),
  certificate: record({ line: word("certificate"), jws: signedCertificate }),
  checkpoint: record({ line: word("checkpoint"), note: text }),
  end: record({ line: word("end"), lines: count }),
} as const;

/** What the lines of a bundle are called. */
export type LineKind = keyof typeof LINES;
/** A line of a bundle. */
export type Line = { [K in LineKind]: Shaped<(typeof LINES)[K]> }[LineKind];
/** The first line of a bundle. */
export type Header = Shaped<(typeof LINES)["header"]>;
/** A date of the calendar, as annals tell it. */
export type CalendarLine = Shaped<(typeof LINES)["calendar"]>;

const line: Shape<Line> = (value, place) => {
  const kind = kindOf(value);
  return kind ? LINES[kind](value, place) : other(place, "未知行", "is a line that is not known here");
};

function kindOf(value: Json): LineKind | undefined {
  const named = typeof value === "object" && value !== null && "line" in value ? value.line : null;
  return (Object.keys(LINES) as LineKind[]).find((kind) => kind === named);
}

function parsed(bytes: Uint8Array): Line {
  if (bytes.length > LINE_MAX_BYTES) refuse("一行过长", "is longer than a line may be");
  return line(readCanonical(fromUtf8(bytes) ?? refuse("不是 UTF-8 文本", "is not UTF-8")), "line");
}

/** Every line of a file, each with its number; the last one ends with a newline too. */
export function* linesOf(
  bytes: Uint8Array,
): Generator<{ readonly number: number; readonly at: number; readonly line: Line }> {
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) refuse("末行未以换行结束：文件不完整", "does not end with a newline; the file was cut off");
    yield { number, at: end, line: parsed(bytes.subarray(start, end)) };
    start = end + 1;
  }
}
