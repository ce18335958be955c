import { Ledger } from "../ledger.ts";
import { refuse } from "../values/unsound.ts";
import type { Line, LineKind } from "../bundle/lines.ts";
import { proven } from "../record/heads.ts";
import { Range } from "../record/range.ts";
import { chainOf } from "../record/signers.ts";
import { Contents, COSIGNED_MAX, hashed } from "./contents.ts";

/** Where a line may stand: behind which stages, and to which it leads. */
const STAGES: Readonly<
  Record<LineKind | "ballot", readonly [first: number, last: number, next: number] | null>
> = {
  header: [0, 0, 1],
  calendar: null,
  peaks: [1, 1, 2],
  earlier: [2, 3, 3],
  entry: [2, 4, 4],
  cosigned: [4, 4, 4],
  document: [4, 5, 5],
  // Ballots are judged as they come, so everything they are held against comes before them.
  ballot: [4, 6, 6],
  certificate: [4, 6, 7],
  checkpoint: [4, 7, 8],
  end: [8, 8, 9],
};
const END = 9;

/** The bundle of a meeting while its lines are read. */
export class Reading {
  readonly ledger = new Ledger();
  private stage = 0;
  private read: { readonly contents: Contents; readonly range: Range } | null = null;

  /** Takes the next line of a file. */
  take(line: Line, number: number): void {
    const kind = line.line === "document" && line.kind === "ballot" ? "ballot" : line.line;
    const place = STAGES[kind];
    if (!place || this.stage < place[0] || this.stage > place[1])
      return refuse(`此处不应为 ${kind}`, `${kind} cannot stand here`);
    this.stage = place[2];
    if (line.line === "header") {
      if (line.meeting === null)
        return refuse("这是小区年鉴，不是会议文件", "this is the annals of a community");
      const contents = new Contents(line, line.meeting, chainOf(line.keys));
      this.read = { contents, range: new Range(line.from, this.ledger) };
    } else if (line.line === "end") {
      if (line.lines !== number) refuse(`称有 ${line.lines} 行`, `says there are ${line.lines} lines`);
    } else if (this.read) {
      this.keep(line, this.read.contents, this.read.range);
    }
  }

  /** What was read, once the file ended as it must. */
  finish(): { readonly contents: Contents; readonly range: Range } {
    if (!this.read || this.stage !== END) return refuse("文件不完整", "the file ends before its last line");
    return this.read;
  }

  private keep(line: Line, contents: Contents, range: Range): void {
    const { ledger } = this;
    switch (line.line) {
      case "peaks":
        range.takePeaks(line.hashes);
        break;
      case "earlier": {
        const last = contents.earlier.at(-1)?.index ?? null;
        contents.earlier.push(
          range.takeEarlier(line.index, line.entry, line.proof, last, contents.header.to),
        );
        break;
      }
      case "entry": {
        const entry = range.takeEntry(line.index, line.entry);
        if (entry) contents.keep(line.index, entry, () => range.head().root);
        break;
      }
      case "cosigned":
        this.cosigned(line.note, contents, range);
        break;
      case "document":
        if (line.kind === "ballot")
          contents.shownBallots.push({ digest: hashed(line.sha256, line.text, ledger), text: line.text });
        else contents.file(line.sha256, line.kind, line.text, ledger);
        break;
      case "certificate":
        contents.certificate = line.jws;
        break;
      case "checkpoint":
        contents.note = line.note;
        break;
      case "header":
      case "calendar":
      case "end":
        break;
    }
  }

  private cosigned(text: string, contents: Contents, range: Range): void {
    const head = range.head();
    const prefix = {
      zh: `${head.size} 条记录之后的树头无效：`,
      en: `The tree head behind ${head.size} entries is not one: `,
    };
    const note = this.ledger.judge("record_cosigned", () => proven(head, text, contents.chain), prefix);
    if (!note) return;
    if (contents.cosigned.length < COSIGNED_MAX) contents.cosigned.push({ head, at: range.until(), note });
    else
      this.ledger.finding("record_cosigned", {
        zh: `共同签名的树头超过 ${COSIGNED_MAX} 个；第 ${head.size} 条记录处的树头未予保留。`,
        en: `There are more than ${COSIGNED_MAX} cosigned tree heads; the one of ${head.size} entries was not kept.`,
      });
  }
}
