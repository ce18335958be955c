import type { Pinning } from "../contract.ts";
import { Ledger } from "../ledger.ts";
import type { CalendarLine, Header, Line } from "../bundle/lines.ts";
import { isZone } from "../law/calendar.ts";
import { publishedHolidays } from "../law/published.ts";
import { watchedBy } from "../meeting/agenda.ts";
import { checkWhole, sightings } from "../record/cosigned.ts";
import { checkpoint } from "../record/heads.ts";
import { Range } from "../record/range.ts";
import { checkReplacements } from "../record/replacements.ts";
import { chainOf, checkKeys } from "../record/signers.ts";
import type { KeyChain } from "../record/keys.ts";
import { refuse } from "../values/unsound.ts";
import { CommunityLife, type Pending } from "./life.ts";

/** Which line may follow which. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  "": ["header"],
  header: ["calendar"],
  calendar: ["entry"],
  entry: ["entry", "document", "certificate", "checkpoint"],
  document: ["entry", "document", "certificate", "checkpoint"],
  certificate: ["entry", "document", "certificate", "checkpoint"],
  checkpoint: ["end"],
  end: [],
};

interface Read {
  readonly header: Header;
  readonly chain: KeyChain;
  readonly range: Range;
  readonly life: CommunityLife;
}

/** The annals of a community while their lines are read. */
export class AnnalsReading {
  readonly ledger = new Ledger();
  private last = "";
  private pending: Pending | null = null;
  private note = "";
  private read: Read | null = null;

  /** Takes the next line of a file. */
  take(line: Line, number: number): void {
    if (!AFTER[this.last]?.includes(line.line))
      refuse(`此处不应为 ${line.line}`, `${line.line} cannot stand here`);
    this.last = line.line;
    if (line.line === "header") {
      const chain = chainOf(line.keys);
      const life = new CommunityLife(line, chain, this.ledger);
      this.read = { header: line, chain, range: new Range(0, this.ledger), life };
    } else if (line.line === "end") {
      if (line.lines !== number) refuse(`称有 ${line.lines} 行`, `says there are ${line.lines} lines`);
    } else if (this.read) {
      this.keep(line, this.read);
    }
  }

  /** Checks what only the whole file shows. */
  finish(pinned: string | undefined): Read & { readonly pinning: Pinning } {
    if (!this.read || this.last !== "end") return refuse("文件不完整", "the file ends before its last line");
    const { header, chain, range, life } = this.read;
    const signers = { keys: header.keys, chain, from: header.from, to: header.to };
    const pinning = checkKeys(signers, pinned, this.ledger);
    const [head, at] = [range.head(), range.until()];
    const note = checkpoint(signers, this.note, head, this.ledger);
    const policy = life.definition && watchedBy(life.definition);
    if (!policy || policy === "unsound")
      this.ledger.open(
        "record_witnessed",
        "无法核实他人所见记录与此相同：没有会议指定可用的见证人。",
        "Could not check that nobody was shown another record: no meeting names witnesses that can stand.",
      );
    else {
      const seen = sightings(note ? [{ head, at, note }] : [], policy, this.ledger);
      checkWhole(policy, seen.at(-1), this.ledger);
    }
    checkReplacements(header.keys.replaced ?? [], life.replacements, this.ledger);
    return { ...this.read, pinning };
  }

  private keep(line: Line, { range, life }: Read): void {
    switch (line.line) {
      case "calendar":
        life.calendar = line;
        this.ledger.judge("annals_calendar", () => checkCalendar(line));
        this.ledger.open(
          "annals_calendar",
          "本验证程序未核实期间的计算。",
          "Not checked here: how periods between meetings are counted over these days.",
        );
        break;
      case "entry": {
        this.settle(life);
        const entry = range.takeEntry(line.index, line.entry);
        this.pending = entry && {
          index: line.index,
          at: entry.at,
          fact: entry.fact,
          texts: new Map(),
          certificate: null,
        };
        break;
      }
      case "document":
        life.file(this.pending, line.kind, line.sha256, line.text);
        break;
      case "certificate":
        if (this.pending?.fact.kind === "meeting_counted" && !this.pending.certificate)
          this.pending.certificate = line.jws;
        else
          this.ledger.finding("certificates_sound", {
            zh: "有不属于任何计票的证书。",
            en: "There is a certificate of no count.",
          });
        break;
      case "checkpoint":
        this.settle(life);
        this.note = line.note;
        break;
      default:
        break;
    }
  }

  private settle(life: CommunityLife): void {
    if (this.pending) life.settle(this.pending);
    this.pending = null;
  }
}

function checkCalendar({ time_zone: zone, holidays }: CalendarLine): void {
  if (!isZone(zone)) refuse("日历无法读取", "The calendar cannot be read");
  for (const own of holidays) {
    const known = publishedHolidays.find((year) => year.year === own.year);
    if (known && (known.rest.join() !== own.rest.join() || known.work.join() !== own.work.join()))
      refuse(
        `${own.year} 年的休假日与本验证程序所知不符`,
        `The holidays of ${own.year} are not those that this verifier knows`,
      );
  }
}
