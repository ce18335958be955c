import type { BallotAnswer, Outcome, Refusal, Told, VerifyOptions } from "./contract.ts";
import { readEntry } from "./bundle/facts.ts";
import { linesOf } from "./bundle/lines.ts";
import { examineMeeting, type Examined } from "./verify.ts";
import { checkIncluded, readReceipt, type Receipt } from "./record/receipt.ts";
import { pinnedKeys } from "./record/signers.ts";
import { KeyChain } from "./record/keys.ts";
import { RightEdge } from "./record/tree.ts";
import { ballot as ballotForm } from "./statements/forms.ts";
import { parseJws, readPayload, statementDigest } from "./statements/jws.ts";
import { textOf } from "./values/instants.ts";
import { refuse, toldOf } from "./values/unsound.ts";

type Step = BallotAnswer["steps"][number];
type StepCode = Step["code"];

/** What an owner holds of a ballot, and what they know. */
export interface ReceiptOptions {
  /** The signed ballot that the receipt is for. */
  readonly ballot?: string;
  /** Every ballot that this device keeps of the meeting: one of them may have taken the place of another. */
  readonly others?: readonly string[];
  /** The list of service keys that the reader keeps (`keys.json`), as text. */
  readonly pinned?: string;
}

/** Checks a receipt by itself: who signed it, that the entry is in the tree, and that it is of this ballot. */
export function verifyReceipt(text: string, options: ReceiptOptions = {}): BallotAnswer {
  return new Answering(options).receipt(text).answer();
}

/** Looks for the ballot of a receipt in a bundle of its meeting: is it there, was it replaced, was it counted? */
export async function findBallot(
  bundle: Uint8Array,
  text: string,
  options: ReceiptOptions & Pick<VerifyOptions, "progress"> = {},
): Promise<BallotAnswer> {
  const answering = new Answering(options).receipt(text);
  const { pinned, progress } = options;
  const examined = await examineMeeting(bundle, {
    ...(pinned === undefined ? {} : { pinned }),
    ...(progress ? { progress } : {}),
  });
  return answering.bundle(bundle, examined).answer();
}

class Answering {
  private readonly steps: Step[] = [];
  private readonly options: ReceiptOptions;
  private read: { readonly own: Receipt; readonly ballot: string; readonly receivedAt: string } | null = null;
  private replacedBy: string | null = null;

  constructor(options: ReceiptOptions) {
    this.options = options;
  }

  answer(): BallotAnswer {
    return {
      steps: this.steps,
      sound: this.steps.every((step) => step.outcome !== "finding"),
      ballot: this.read?.ballot ?? null,
      index: this.read?.own.index ?? null,
      receivedAt: this.read?.receivedAt ?? null,
      replacedBy: this.replacedBy,
    };
  }

  receipt(text: string): this {
    const { ballot, pinned } = this.options;
    this.step("receipt_read", () => {
      const own = readReceipt(text);
      const { fact } = readEntry(own.entry);
      if (fact.kind !== "ballot_received")
        return refuse("回执不是选票的回执", "the receipt is not of a ballot");
      this.read = { own, ballot: fact.statement, receivedAt: textOf(fact.received_at) };
      return {
        zh: `回执所载选票于 ${this.read.receivedAt} 收到，其 SHA-256 为 ${fact.statement}。`,
        en: `The receipt is of a ballot received at ${this.read.receivedAt}. Its SHA-256 is ${fact.statement}.`,
      };
    });
    const { read } = this;
    if (!read) return this;
    const { own } = read;
    if (pinned === undefined)
      this.note("receipt_signed", "could_not_check", {
        zh: "无法核实树头的签名：未提供公钥。",
        en: "Could not check the signature of the tree head: no keys were given.",
      });
    else
      this.step("receipt_signed", () => {
        const keys = pinnedKeys(pinned);
        const chain = KeyChain.of(keys);
        chain.checkHead(own.head);
        return { zh: `树头由 ${keys.origin} 签名。`, en: `The tree head is signed by ${keys.origin}.` };
      });
    this.step("entry_included", () => {
      checkIncluded(own);
      const { size } = own.head.head;
      return {
        zh: `该记录位于含 ${size} 条记录的树中第 ${own.index} 位。`,
        en: `The entry stands at index ${own.index} of the tree of ${size} entries.`,
      };
    });
    if (ballot === undefined)
      this.note("ballot_named", "could_not_check", {
        zh: "未提供选票，无法核实回执是否属于该选票。",
        en: "Could not check that the receipt is of your ballot: the ballot was not given.",
      });
    else
      this.step("ballot_named", () => {
        if (statementDigest(ballot.trimEnd()) !== read.ballot)
          refuse("该记录并非所提供选票的记录", "the entry is not that of the ballot given");
        return { zh: "该记录即所提供选票的记录。", en: "The entry is that of the ballot given." };
      });
    return this;
  }

  bundle(bytes: Uint8Array, examined: Examined | Refusal): this {
    const { read } = this;
    if (!read) return this;
    if ("refused" in examined) {
      this.note("in_bundle", "could_not_check", {
        zh: `会议文件无法读取：${examined.reason.zh}。`,
        en: `The bundle of the meeting cannot be read: ${examined.reason.en}.`,
      });
      return this;
    }
    this.step("in_bundle", () => inBundle(bytes, examined, read.own));
    this.notReplaced(examined, read.ballot);
    this.accounted(examined);
    this.counted(examined, read.ballot);
    return this;
  }

  private notReplaced({ contents, outcome }: Examined, ballot: string): void {
    const recorded = new Set(contents.ballots.map((own) => own.fact.statement));
    const known = [...(this.options.others ?? []), ...contents.shownBallots.map((own) => own.text)];
    const later = known.find(
      (own) => supersedes(own) === ballot && recorded.has(statementDigest(own.trimEnd())),
    );
    if (later !== undefined) {
      this.replacedBy = statementDigest(later.trimEnd());
      this.note("not_replaced", "checked", {
        zh: `此后您又投了一张选票（${this.replacedBy}），以后者为准。`,
        en: `A later ballot (${this.replacedBy}) took its place; that one stands.`,
      });
    } else if (contents.isAudit || outcome.agenda?.definition.switches.revote === "none")
      this.note("not_replaced", "checked", {
        zh: "没有其他选票替换它。",
        en: "No other ballot took its place.",
      });
    else
      this.note("not_replaced", "could_not_check", {
        zh: "公开文件不含选票内容，无法核实是否另有选票替换它；本设备所存选票中没有。",
        en: "The public bundle shows no ballots, so whether another one took its place cannot be seen; none that this device keeps did.",
      });
  }

  private accounted({ contents, outcome, claims }: Examined): void {
    const received = outcome.certificate?.ballots_received;
    if (received === undefined)
      return this.note("accounted", "could_not_check", {
        zh: "会议尚未计票。",
        en: "The meeting was not counted yet.",
      });
    const refuted = claims.filter((claim) => claim.findings.length > 0);
    if (received !== contents.ballots.length || refuted.length > 0)
      return this.note("accounted", "finding", {
        zh: `会议文件未通过验证（${refuted.length} 项不成立）。`,
        en: `The bundle of the meeting does not hold: ${refuted.length} of its claims are refuted.`,
      });
    this.note("accounted", "checked", {
      zh: `它是证书所载收到的 ${received} 张选票之一。`,
      en: `It is one of the ${received} ballots that the certificate says were received.`,
    });
  }

  private counted({ outcome }: Examined, ballot: string): void {
    if (!outcome.certificate) return;
    const { effective } = outcome;
    if (!effective)
      return this.note("counted", "could_not_check", {
        zh: "只有含选票的审计文件能证明每张选票均已计入合计。",
        en: "Only an audit bundle, which holds the ballots, proves that each of them is in the totals.",
      });
    const own = this.replacedBy ?? ballot;
    const counts = [...effective.votes.values()].some((vote) => vote.ballot === own);
    if (counts)
      this.note("counted", "checked", {
        zh: "您的选票已计入结果。",
        en: "Your ballot is counted in the result.",
      });
    else
      this.note("counted", "finding", {
        zh: "您的选票未计入结果：另一张选票、本人的纸质票或共有人的决定优先。",
        en: "Your ballot is not the one that counts: another ballot, a paper or a decision between co-owners goes before it.",
      });
  }

  private step(code: StepCode, check: () => Told): void {
    try {
      this.note(code, "checked", check());
    } catch (error) {
      const told = toldOf(error);
      this.note(code, "finding", { zh: `${told.zh}。`, en: `${told.en}.` });
    }
  }

  private note(code: StepCode, outcome: Outcome, sentence: Told): void {
    this.steps.push({ code, outcome, sentence });
  }
}

/** Whether a bundle holds the entry of a receipt at its place, in a tree that begins with the receipt's. */
function inBundle(bytes: Uint8Array, { contents }: Examined, own: Receipt): Told {
  const { index, head } = own;
  if (contents.header.keys.origin !== head.origin)
    refuse("会议文件属于其他记录", "the bundle is of another record");
  let edge = new RightEdge();
  let same: boolean | null = null;
  let begins: boolean | null = null;
  const { from, to } = contents.header;
  for (const { line } of linesOf(bytes)) {
    if (line.line === "peaks") edge = RightEdge.claimed(from, line.hashes);
    if (line.line !== "entry") continue;
    if (line.index === index) same = line.entry === own.entry;
    edge.append(line.entry);
    if (line.index + 1 === head.head.size) begins = edge.head().root === head.head.root;
  }
  if (same === null)
    refuse(
      `会议文件未列出第 ${index} 条记录（${from} 至 ${to}）`,
      `the bundle does not show entry ${index}, only ${from} to ${to}`,
    );
  if (!same)
    refuse(
      `会议文件第 ${index} 位的记录与回执不同：记录被改动`,
      `the bundle has another entry at index ${index}: it was changed`,
    );
  if (begins === false)
    refuse(
      "会议文件的树与回执的树不一致：记录分叉",
      "the bundle's tree does not begin with the receipt's: the record forked",
    );
  return {
    zh: `会议文件在第 ${index} 位载有同一条记录。`,
    en: `The bundle has the same entry at index ${index}.`,
  };
}

/** The ballot whose place another one takes; `null` if that cannot be told. */
function supersedes(text: string): string | null {
  try {
    return readPayload(parseJws(text.trimEnd(), "ballot"), ballotForm).supersedes;
  } catch {
    return null;
  }
}
