import type { Pinning } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import type { Roll } from "../bundle/documents.ts";
import type { Certificate } from "../bundle/certified.ts";
import { checkpoint } from "../record/heads.ts";
import type { Enrolments } from "../record/enrolments.ts";
import type { Range } from "../record/range.ts";
import { checkReplacements } from "../record/replacements.ts";
import { checkKeys } from "../record/signers.ts";
import { readActing } from "./acting.ts";
import { readAgenda, type Agenda } from "./agenda.ts";
import { checkCertificate } from "./certificate.ts";
import { checkCompleteness, hidden } from "./completeness.ts";
import type { Contents, StepOf } from "./contents.ts";
import { Count, type Effective } from "./count.ts";
import { checkDerivation } from "./derivation.ts";
import { readEnrolments } from "./enrolments.ts";
import { checkForwardings } from "./forwardings.ts";
import { Hall } from "./hall.ts";
import { replay, type Life } from "./life.ts";
import { checkDrawn, replayLots, type Lots } from "./lots.ts";
import { Mandates } from "./mandates.ts";
import { readMandateWords } from "./mandateWords.ts";
import { checkNotice, followVersions } from "./notice.ts";
import { checkResult } from "./objections.ts";
import { followPapers, publicPapers } from "./papers.ts";
import { readSpoken, Represented } from "./representation.ts";
import { followRolls } from "./rolls.ts";
import { checkRules } from "./rules.ts";
import { followServices } from "./services.ts";
import { Turns } from "./turns.ts";
import { checkVerdicts, type JudgedMatter } from "./verdicts.ts";
import { Slices } from "../values/slices.ts";
import { checkWitnesses } from "./witnesses.ts";

/** What became of a meeting, once everything was checked. */
export interface Outcome {
  readonly pinning: Pinning;
  readonly agenda: Agenda | null;
  readonly life: Life;
  readonly certificate: Certificate | null;
  readonly matters: readonly JudgedMatter[];
  readonly openObjections: number;
  /** The votes that count; `null` in a public bundle. */
  readonly effective: Effective | null;
}

/** Everything that was read out of the record of a meeting before its ballots are judged. */
interface Case {
  readonly enrolments: Enrolments;
  readonly lots: Lots | null;
  readonly roll: Roll | null;
  readonly rollDigest: string | null;
  readonly reached: (unit: string, elector: string) => boolean;
  readonly count: Count | null;
  readonly close: () => Effective | null;
}

/** Tries a whole bundle of a meeting; the ledger tells what holds and what does not. */
export async function tryMeeting(
  contents: Contents,
  range: Range,
  pinned: string | undefined,
  ledger: Ledger,
  progress: (share: number) => void,
): Promise<Outcome> {
  checkCompleteness(contents, ledger);
  const noticed = contents.ofKind("meeting_noticed")[0];
  const agenda = noticed ? readAgenda(contents, noticed.fact.definition, ledger) : null;
  const life = replay(contents, agenda?.schedule ?? null, ledger);
  const openObjections = checkResult(contents, agenda, life, ledger);
  const own = noticed ? openCase(contents, noticed, agenda, life, ledger) : null;
  await judgeBallots(contents, own?.count ?? null, ledger, progress);
  const effective = own?.close() ?? null;
  const pinning = checkKeys(signersOf(contents), pinned, ledger);
  checkRecord(contents, agenda, life, range, ledger);
  const definition = noticed?.fact.definition;
  const certificate =
    own && definition !== undefined
      ? checkCertificate(
          { contents, life, definition, roll: own.rollDigest, enrolments: own.enrolments },
          ledger,
        )
      : null;
  if (certificate && own?.lots) checkDrawn(own.lots, certificate, ledger);
  ballotsNumber(contents, life, certificate, ledger);
  const matters = certificate ? verdictsOf(agenda, own, certificate, effective, ledger) : [];
  return { pinning, agenda, life, certificate, matters, openObjections, effective };
}

function signersOf({ header, chain }: Contents) {
  return { keys: header.keys, chain, from: header.from, to: header.to };
}

function openCase(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda | null,
  life: Life,
  ledger: Ledger,
): Case {
  checkNotice(contents, noticed, agenda, life, ledger);
  if (agenda) checkRules(contents, noticed, agenda, life, ledger);
  const enrolments = readEnrolments(contents, ledger);
  const spoken = readSpoken(contents, life, enrolments, ledger);
  const words = readMandateWords(contents, enrolments, ledger);
  const lots = agenda ? replayLots(contents, life, agenda, enrolments, ledger) : null;
  const rolls = followRolls(contents, noticed, agenda, life, ledger);
  const versions = followVersions(contents, noticed, agenda, ledger);
  const reached = followServices({ contents, agenda, life, enrolments, versions }, rolls, ledger);
  const annex = checkDerivation(contents, rolls, life.amendments, enrolments, ledger);
  const [roll, rollDigest] = [rolls.last?.roll ?? null, rolls.last?.digest ?? null];
  const acting = readActing(contents, enrolments, roll, annex, ledger);
  checkForwardings(contents, agenda, ledger);
  publicPapers(contents, ledger);
  const named =
    roll && rollDigest !== null ? { roll, rollDigest, definition: noticed.fact.definition } : null;
  const stands = isOpened(contents, life, agenda !== null && named !== null && annex !== null, ledger);
  const empty: Case = { enrolments, lots, roll, rollDigest, reached, count: null, close: () => null };
  if (!stands || !agenda || !named || !annex) return empty;
  const hall = new Hall(contents, life, agenda, enrolments, acting, named, annex);
  const mandates = Mandates.follow(hall, words, ledger);
  const papers = followPapers(hall, mandates, ledger);
  const count = new Count(hall, mandates, new Represented(hall, spoken, ledger), ledger);
  return { ...empty, count, close: () => count.close(papers) };
}

/** Whether there are ballots to be judged, and what they are held against stands. */
function isOpened({ isAudit }: Contents, { opening }: Life, stands: boolean, ledger: Ledger): boolean {
  if (!opening) return false;
  if (!isAudit) {
    const why = [": the bundle is public.", "：本文件为公开文件。"];
    ledger.open(
      "ballots_signed",
      `无法核实选票由谁签署${why[1]}`,
      `Could not check who signed the ballots${why[0]}`,
    );
    ledger.open(
      "ballots_accepted",
      `无法核实选票由有权者投出${why[1]}`,
      `Could not check that the ballots were cast by those entitled${why[0]}`,
    );
    ledger.open(
      "totals_follow",
      `无法核实合计由选票得出${why[1]}`,
      `Could not check that the totals follow from the ballots${why[0]}`,
    );
    return false;
  }
  ledger.checked("ballots_ordered");
  if (!stands) {
    for (const code of ["ballots_accepted", "totals_follow"] as const)
      ledger.open(
        code,
        "无法核实选票：会议定义、名册或其附件无效。",
        "Could not check the ballots: definition, roll or annex do not stand.",
      );
    return false;
  }
  ledger.checked("ballots_signed");
  ledger.checked("ballots_accepted");
  ledger.checked("representation_followed");
  return true;
}

async function judgeBallots(
  contents: Contents,
  count: Count | null,
  ledger: Ledger,
  progress: (share: number) => void,
): Promise<void> {
  const turns = new Turns(contents.ballots, ledger);
  const slices = new Slices();
  const all = contents.shownBallots.length;
  for (const [place, { digest, text }] of contents.shownBallots.entries()) {
    if (!contents.isAudit) hidden(digest, "ballot", ledger);
    const recorded = turns.take(digest);
    if (recorded && count) count.take(recorded, text);
    if (place % 64 === 0) progress(place / all);
    await slices.cut();
  }
  if (contents.isAudit) turns.close();
}

function checkRecord(
  contents: Contents,
  agenda: Agenda | null,
  life: Life,
  range: Range,
  ledger: Ledger,
): void {
  const [head, until] = [range.head(), range.until()];
  for (const { index, root } of contents.earlier) {
    const prefix = { zh: `更早记录 ${index} 未能证明：`, en: `Earlier entry ${index} is not proved: ` };
    const led = ledger.attempt("record_earlier", root, prefix);
    if (led !== undefined && led !== head.root)
      ledger.finding("record_earlier", {
        zh: `${prefix.zh}证明通向其他树根。`,
        en: `${prefix.en}the proof leads to another root.`,
      });
  }
  const note = checkpoint(signersOf(contents), contents.note, head, ledger);
  const replaced = contents.standingOf("service_key_replaced");
  checkReplacements(contents.header.keys.replaced ?? [], replaced, ledger);
  checkWitnesses(contents, agenda, life, note ? { head, at: until, note } : null, until, ledger);
}

function ballotsNumber(
  contents: Contents,
  life: Life,
  certificate: Certificate | null,
  ledger: Ledger,
): void {
  const { close } = life;
  if (!close) return;
  ledger.checked("ballots_number");
  const before = contents.ballots.filter((own) => own.index < close.index).length;
  if (before !== close.fact.ballots)
    ledger.finding("ballots_number", {
      zh: `截止之前记录有 ${before} 张选票，而截止记录载 ${close.fact.ballots} 张。`,
      en: `${before} ballots are recorded before the close, which counts ${close.fact.ballots}.`,
    });
  const recorded = contents.ballots.length;
  if (certificate && certificate.ballots_received !== recorded)
    ledger.finding("ballots_number", {
      zh: `记录有 ${recorded} 张选票，证书载 ${certificate.ballots_received} 张。`,
      en: `${recorded} ballots are recorded, ${certificate.ballots_received} are certified.`,
    });
}

function verdictsOf(
  agenda: Agenda | null,
  own: Case | null,
  certificate: Certificate,
  effective: Effective | null,
  ledger: Ledger,
): readonly JudgedMatter[] {
  if (!agenda || !own?.roll) {
    ledger.open(
      "verdicts_follow",
      "无法核实结论：会议定义或名册无效。",
      "Could not check the verdicts: definition or roll do not stand.",
    );
    return [];
  }
  const { roll, reached, lots } = own;
  return checkVerdicts({ agenda, roll, seed: lots?.seed ?? null, reached, effective }, certificate, ledger);
}
