import type { Ledger } from "../ledger.ts";
import { Representation, type Word as Said } from "../law/representation.ts";
import type { Enrolments } from "../record/enrolments.ts";
import {
  nomination,
  representationDecision,
  representationObjection,
  representationWithdrawal,
} from "../statements/forms.ts";
import { checkSignature, parseJws, readPayload } from "../statements/jws.ts";
import { milliseconds, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Contents, StepOf } from "./contents.ts";
import { isHere } from "./derivation.ts";
import type { Hall } from "./hall.ts";
import type { Life } from "./life.ts";

const KINDS = {
  representative_nominated: "representative-nomination",
  representation_disputed: "representation-objection",
  representation_dispute_withdrawn: "representation-withdrawal",
  representation_decided: "representation-decision",
} as const;

type SpokenKind = keyof typeof KINDS;

/** What was said about who acts, or that an elector passed to others. */
interface Word {
  readonly index: number;
  readonly said: Said | { readonly kind: "passed"; readonly owners: readonly string[] };
  readonly when: { readonly at: number; readonly closesAt: number; readonly close: number | null };
}

/** What was said about who acts, by elector in the order of the record. */
export type Spoken = Map<string, Word[]>;

/** Reads what co-owners and the convener signed about who acts. */
export function readSpoken(contents: Contents, life: Life, enrolments: Enrolments, ledger: Ledger): Spoken {
  const spoken: Spoken = new Map();
  if (!contents.isAudit) {
    ledger.open(
      "representation_signed",
      "无法核实共有人代表事项的声明由谁签署：本文件为公开文件。",
      "Could not check who signed what about who acts for co-owners: the bundle is public.",
    );
    ledger.open(
      "representation_followed",
      "无法核实共有人由谁代表投票：本文件为公开文件。",
      "Could not check who acted for co-owners: the bundle is public.",
    );
    return spoken;
  }
  ledger.checked("representation_signed");
  for (const step of contents.ofKind(...(Object.keys(KINDS) as SpokenKind[]))) {
    const text = contents.text(step.fact.statement);
    if (text === undefined) continue;
    const prefix = {
      zh: `记录 ${step.index} 的声明无效：`,
      en: `The statement of entry ${step.index} does not stand: `,
    };
    const said = ledger.attempt(
      "representation_signed",
      () => signed(contents, enrolments, step, text),
      prefix,
    );
    if (said) add(spoken, step.fact.elector, { index: step.index, said, when: momentOf(life, step) });
  }
  return spoken;
}

function add(spoken: Spoken, elector: string, word: Word): void {
  const known = spoken.get(elector);
  if (known) known.push(word);
  else spoken.set(elector, [word]);
}

function momentOf(life: Life, { index, at }: { readonly index: number; readonly at: Instant }): Word["when"] {
  const { schedule } = life.before(index);
  const close = life.close && life.close.index < index ? life.close.index : null;
  // Without a schedule there is nothing to be late for; that it is missing is noted elsewhere.
  return { at: milliseconds(at), closesAt: schedule ? milliseconds(schedule.closesAt) : Infinity, close };
}

function signed(contents: Contents, enrolments: Enrolments, step: StepOf<SpokenKind>, text: string): Said {
  const { fact, index } = step;
  const jws = parseJws(text, KINDS[fact.kind]);
  const decision = fact.kind === "representation_decided";
  if (decision && !enrolments.officer(jws.keyId, ["convener"], step))
    refuse("其密钥当时并非召集人的密钥", "its key was not a convener's then");
  const signer = enrolments.good(jws.keyId, index);
  checkSignature(jws, signer.key);
  if ((signer.owner === null) !== decision)
    refuse(
      "共有人应以业主密钥、召集人应以工作人员密钥签署",
      "co-owners sign with an owner's key, and the convener with an officer's",
    );
  const by = signer.owner ?? "";
  const here = <T extends Parameters<typeof isHere>[1] & { readonly elector: string }>(own: T): T => {
    if (!isHere(contents, own))
      refuse("属于其他记录、小区或会议", "it is for another record, community or meeting");
    if (own.elector !== fact.elector) refuse("所签内容与记录不符", "it says other things than its entry");
    return own;
  };
  switch (fact.kind) {
    case "representative_nominated":
      return { kind: "nomination", by, representative: here(readPayload(jws, nomination)).representative };
    case "representation_disputed":
      return {
        kind: "objection",
        by,
        representative: here(readPayload(jws, representationObjection)).representative,
      };
    case "representation_dispute_withdrawn":
      here(readPayload(jws, representationWithdrawal));
      return { kind: "withdrawal", by };
    case "representation_decided": {
      const own = here(readPayload(jws, representationDecision));
      if (own.outcome !== fact.outcome || own.reason !== fact.reason)
        refuse("所签内容与记录不符", "it says other things than its entry");
      return { kind: "decision", outcome: own.outcome };
    }
  }
}

/** Who acts for each elector, followed in the order of the record. */
export class Represented {
  private readonly followed = new Map<string, { acting: Representation; taken: number }>();
  private readonly spoken: Spoken;
  private readonly hall: Hall;
  private readonly ledger: Ledger;

  constructor(hall: Hall, spoken: Spoken, ledger: Ledger) {
    this.hall = hall;
    this.spoken = spoken;
    this.ledger = ledger;
    for (const { elector, index, owners } of hall.acting.allPassed())
      add(this.spoken, elector, {
        index,
        said: { kind: "passed", owners },
        when: { at: 0, closesAt: 0, close: null },
      });
    for (const words of this.spoken.values()) words.sort((one, other) => one.index - other.index);
  }

  /** Who acts just before an entry; `null` where there is nothing to choose. */
  before(elector: string, index: number): Representation | null {
    const words = this.spoken.get(elector) ?? [];
    const own = this.followed.get(elector) ?? this.begin(elector, words);
    if (!own) return null;
    for (let word = words[own.taken]; word && word.index < index; word = words[own.taken]) {
      own.taken += 1;
      if (word.said.kind === "passed") own.acting = own.acting.passed(word.said.owners, word.index);
      else if (!own.acting.say(word.said, word.when))
        this.notFollowed(word.index, "当时不得如此声明", "this could not be said then");
    }
    return own.acting;
  }

  /** Takes what was said last, and looks for quarrels that nobody decided. */
  close(): void {
    for (const [elector, words] of this.spoken) {
      if (!this.hall.group(elector)) this.unknown(elector, words);
      else if (!this.before(elector, Infinity))
        this.notFollowed(
          words.at(-1)?.index ?? 0,
          "该表决权人仅有一名业主或为建设单位",
          "the elector is held by one owner, or is the developer",
        );
    }
    if (!this.hall.life.counted) return;
    for (const [elector, { acting }] of this.followed)
      if (acting.state() === "disputed")
        this.ledger.finding("representation_followed", {
          zh: `计票时，表决权人 ${elector} 的共有人对由谁代表仍有争议，且无人作出决定。`,
          en: `The meeting was counted while the co-owners of elector ${elector} quarrelled about who acts for them, and nobody had decided.`,
        });
  }

  private begin(elector: string, words: readonly Word[]): { acting: Representation; taken: number } | null {
    const group = this.hall.group(elector);
    if (!group) return null;
    const passes = words.some((word) => word.said.kind === "passed");
    const stock = group.kind === "developer";
    if (!passes && (stock || group.owners.length < 2)) return null;
    const own = { acting: new Representation(group.owners, stock), taken: 0 };
    this.followed.set(elector, own);
    return own;
  }

  private unknown(elector: string, words: readonly Word[]): void {
    const opening = this.hall.life.opening?.index ?? Infinity;
    for (const { index } of words)
      if (index > opening)
        this.notFollowed(index, `表决权人 ${elector} 不在名册上`, `elector ${elector} is not on the roll`);
  }

  private notFollowed(index: number, zh: string, en: string): void {
    this.ledger.finding("representation_followed", {
      zh: `记录 ${index} 关于共有人代表的内容在当时不被允许：${zh}。`,
      en: `What entry ${index} records about who acts for co-owners was not possible: ${en}.`,
    });
  }
}
