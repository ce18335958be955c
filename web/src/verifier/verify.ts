import type { Claim, Pinning, Refusal, Report, Told, VerifyOptions } from "./contract.ts";
import { AnnalsReading } from "./annals/reading.ts";
import { linesOf, type Header } from "./bundle/lines.ts";
import type { Contents } from "./meeting/contents.ts";
import { Reading } from "./meeting/reading.ts";
import { reachOf, shownMeeting } from "./meeting/shown.ts";
import { tryMeeting, type Outcome } from "./meeting/trial.ts";
import type { Range } from "./record/range.ts";
import { Slices } from "./values/slices.ts";
import { Unsound } from "./values/unsound.ts";

/** How much of the work reading is, of a hundred parts. */
const READING = 30;

/** The bundle of a meeting after everything was checked. */
export interface Examined {
  readonly contents: Contents;
  readonly range: Range;
  readonly outcome: Outcome;
  readonly claims: readonly Claim[];
}

/** Verifies a bundle of a meeting, or annals. Every file gives a report or a refusal; nothing is thrown. */
export async function verify(bytes: Uint8Array, options: VerifyOptions = {}): Promise<Report | Refusal> {
  if (isAnnals(bytes)) return examineAnnals(bytes, options);
  const own = await examineMeeting(bytes, options);
  if ("refused" in own) return own;
  try {
    return reportOf(own);
  } catch (error) {
    return { refused: true, line: null, reason: reasonOf(error) };
  }
}

/** Whether the first line is that of annals; what it is otherwise shows when it is read. */
function isAnnals(bytes: Uint8Array): boolean {
  try {
    const [first] = linesOf(bytes.subarray(0, bytes.indexOf(0x0a) + 1));
    return first?.line.line === "header" && first.line.meeting === null;
  } catch {
    return false;
  }
}

async function examineAnnals(
  bytes: Uint8Array,
  { pinned, progress = () => undefined }: VerifyOptions,
): Promise<Report | Refusal> {
  let line: number | null = null;
  const slices = new Slices();
  try {
    const reading = new AnnalsReading();
    for (const own of linesOf(bytes)) {
      line = own.number;
      reading.take(own.line, own.number);
      if (own.number % 256 === 0) progress(Math.floor((own.at / bytes.length) * 100));
      await slices.cut();
    }
    line = null;
    const { header, range, pinning } = reading.finish(pinned);
    return summed("annals", header, range, pinning, reading.ledger.claims());
  } catch (error) {
    return { refused: true, line, reason: reasonOf(error) };
  }
}

/** Reads and tries the bundle of a meeting. */
export async function examineMeeting(bytes: Uint8Array, options: VerifyOptions): Promise<Examined | Refusal> {
  let line: number | null = null;
  const progress = options.progress ?? (() => undefined);
  const slices = new Slices();
  try {
    const reading = new Reading();
    for (const own of linesOf(bytes)) {
      line = own.number;
      reading.take(own.line, own.number);
      if (own.number % 256 === 0) progress(Math.floor((own.at / bytes.length) * READING));
      await slices.cut();
    }
    const { contents, range } = reading.finish();
    line = null;
    const judged = (share: number) => progress(READING + Math.floor(share * (100 - READING)));
    const outcome = await tryMeeting(contents, range, options.pinned, reading.ledger, judged);
    return { contents, range, outcome, claims: reading.ledger.claims() };
  } catch (error) {
    return { refused: true, line, reason: reasonOf(error) };
  }
}

function reportOf({ contents, range, outcome, claims }: Examined): Report {
  const { header } = contents;
  return {
    ...summed("meeting", header, range, outcome.pinning, claims),
    meeting: shownMeeting(contents, outcome),
  };
}

function summed(
  kind: Report["kind"],
  header: Header,
  range: Range,
  pinning: Pinning,
  claims: readonly Claim[],
): Report {
  return {
    kind,
    bundle: header.bundle,
    origin: header.keys.origin,
    community: header.community,
    pinning,
    keys: { checkpoints: header.keys.checkpoint_key.text, statements: header.keys.statements_key.kid },
    reach: reachOf(range.head().size, range.until()),
    claims,
    sound: claims.every((claim) => claim.findings.length === 0),
    complete: claims.every((claim) => claim.outcome === "checked"),
  };
}

function reasonOf(error: unknown): Told {
  if (error instanceof Unsound) return error.told;
  const why = error instanceof Error ? error.message : String(error);
  return {
    zh: `验证程序未能读完本文件（${why}）`,
    en: `the verifier could not read this file to its end (${why})`,
  };
}
