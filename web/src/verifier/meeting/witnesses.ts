import type { ClaimCode, Told } from "../contract.ts";
import type { Ledger } from "../ledger.ts";
import { checkWhole, sightings, type Policy, type Sighting } from "../record/cosigned.ts";
import { SECOND, textOf, type Instant } from "../values/instants.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, Cosigned } from "./contents.ts";
import type { Life } from "./life.ts";

/** Within how long of the close witnesses have to see it. */
const CLOSING_WITHIN = 600n * SECOND;

interface Event {
  readonly code: ClaimCode;
  readonly told: Told;
  readonly index: number;
  readonly until: Instant | null;
  /** Whether it is a finding if nobody saw it by now. */
  readonly due: boolean;
}

/** Whether enough of the named witnesses saw the final roll, the close and the certificate, and the whole record. */
export function checkWitnesses(
  contents: Contents,
  agenda: Agenda | null,
  life: Life,
  last: Cosigned | null,
  until: Instant | null,
  ledger: Ledger,
): void {
  const events = eventsOf(life, until);
  const policy = agenda ? agenda.witnesses : "unsound";
  if (policy === null || policy === "unsound") {
    const why =
      policy === null
        ? { zh: "会议定义未指定见证人", en: "the definition names no witnesses" }
        : { zh: "会议定义或其见证规则无效", en: "the definition or its policy does not stand" };
    return unchecked(events, why, ledger);
  }
  const heads = last ? [...contents.cosigned, last] : contents.cosigned;
  const seen = sightings(heads, policy, ledger);
  for (const event of events) judge(event, policy, seen, ledger);
  checkWhole(policy, last ? seen.at(-1) : undefined, ledger);
}

function eventsOf(
  { opening, close, counted, announced, state }: Life,
  until: Instant | null,
): readonly Event[] {
  const events: Event[] = [];
  if (opening)
    events.push({
      code: "roll_witnessed",
      told: { zh: "最终名册", en: "the final roll" },
      index: opening.index,
      until: close?.at ?? null,
      due: close !== null,
    });
  if (close) {
    const limit = close.at + CLOSING_WITHIN;
    events.push({
      code: "closing_witnessed",
      told: { zh: "投票截止", en: "the close" },
      index: close.index,
      until: limit,
      due: counted !== null || (until !== null && until > limit),
    });
  }
  if (counted)
    events.push({
      code: "certificate_witnessed",
      told: { zh: "证书", en: "the certificate" },
      index: counted.index,
      until: null,
      due: announced !== null || state === "annulled",
    });
  return events;
}

function unchecked(events: readonly Event[], why: Told, ledger: Ledger): void {
  for (const { code, told } of events)
    ledger.open(
      code,
      `无法核实见证人见过${told.zh}：${why.zh}。`,
      `Could not check that witnesses saw ${told.en}: ${why.en}.`,
    );
  ledger.open(
    "record_witnessed",
    `无法核实他人所见记录与此相同：${why.zh}。`,
    `Could not check that nobody was shown another record: ${why.en}.`,
  );
}

function judge(
  { code, told, index, until, due }: Event,
  policy: Policy,
  seen: readonly Sighting[],
  ledger: Ledger,
): void {
  const holding = seen.filter((own) => own.size > index);
  const times = holding.flatMap((own) => (own.satisfied === null ? [] : [own.satisfied]));
  const first = times.reduce<Instant | null>(
    (least, own) => (least === null || own < least ? own : least),
    null,
  );
  if (first !== null) {
    ledger.checked(code);
    if (until !== null && first > until)
      ledger.finding(code, {
        zh: `见证人直到 ${textOf(first)} 才见过${told.zh}（记录 ${index}），晚于 ${textOf(until)}。`,
        en: `Witnesses had seen ${told.en} (entry ${index}) only at ${textOf(first)}, later than ${textOf(until)}.`,
      });
    return;
  }
  const most = Math.max(0, ...holding.map((own) => own.cosigners));
  const [required, named] = [policy.required, policy.keys.length];
  if (due)
    ledger.finding(code, {
      zh: `没有任何含${told.zh}（记录 ${index}）的树头由 ${named} 名指定见证人中的 ${required} 名共同签名；至多 ${most} 名。`,
      en: `No tree head that holds ${told.en} (entry ${index}) is cosigned by ${required} of the ${named} named witnesses; at most ${most} did.`,
    });
  else
    ledger.open(
      code,
      `无法核实见证人见过${told.zh}：所需 ${required} 名中目前有 ${most} 名。`,
      `Could not check that witnesses saw ${told.en}: ${most} of the ${required} required ones did so far.`,
    );
}
