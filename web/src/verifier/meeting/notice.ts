import type { Ledger } from "../ledger.ts";
import { readDocument, noticeText, type NoticeText } from "../bundle/documents.ts";
import { noticePeriod } from "../law/days.ts";
import { silenceRule } from "../law/kept.ts";
import { noticeFields, wordsOf } from "../law/notice.ts";
import { notice as noticeForm } from "../statements/forms.ts";
import { verified } from "../statements/jws.ts";
import { canonical } from "../values/json.ts";
import { milliseconds, textOf, type Instant } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import { cannotMean, type Agenda } from "./agenda.ts";
import type { Contents, StepOf } from "./contents.ts";
import type { Life } from "./life.ts";

const REASON_MAX = 2_000;
const VERSIONS_MAX = 50;

/** A version of the notice that was given. */
export interface Version {
  readonly index: number;
  readonly at: Instant;
  readonly digest: string;
}

/** The service's word that notice was given, the time it leaves, and that the opening is about the same meeting. */
export function checkNotice(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda | null,
  life: Life,
  ledger: Ledger,
): void {
  if (contents.text(noticed.fact.statement) !== undefined)
    ledger.judge("notice_signed", () => signed(contents, noticed));
  const at = milliseconds(noticed.at);
  if (agenda?.rules) ledger.settle("notice_period", noticePeriod(agenda.rules, agenda.law, at));
  if (agenda) for (const told of silenceRule(agenda.law, at)) ledger.finding("definition", cannotMean(told));
  const opened = life.opening?.fact.definition;
  if (opened === undefined) return;
  ledger.checked("definition_chain");
  if (opened !== noticed.fact.definition)
    ledger.finding("definition_chain", {
      zh: `投票所依据的会议定义为 ${opened}，而通知的是 ${noticed.fact.definition}。`,
      en: `Voting was opened on the definition ${opened}; ${noticed.fact.definition} was noticed.`,
    });
}

function signed(contents: Contents, { index, at, fact }: StepOf<"meeting_noticed">): void {
  const text = contents.text(fact.statement);
  if (text === undefined) return;
  const own = verified(text, "notice", noticeForm, contents.chain.statementsAt(index));
  const { origin } = contents.header.keys;
  const named =
    own.origin === origin &&
    own.community === contents.header.community &&
    own.meeting === fact.meeting &&
    own.definition === fact.definition &&
    own.roll === fact.roll;
  if (!named || own.noticed_at > at)
    refuse(
      "所签署的通知与其记录在会议、定义、名册或时间上不符",
      "The signed notice is of another meeting, definition, roll or time than its entry",
    );
}

/** Follows the versions of the notice: each behind the one before, and saying what definition and rules say. */
export function followVersions(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda | null,
  ledger: Ledger,
): readonly Version[] {
  const versions: Version[] = [];
  for (const step of contents.ofKind("meeting_noticed", "notice_versioned")) {
    if (step.fact.kind === "meeting_noticed" && step.index !== noticed.index) continue;
    const given = step.fact.kind === "notice_versioned" ? step.fact : { version: 1, reason: "-" };
    const expected = versions.length + 1;
    const previous = versions.at(-1)?.digest ?? null;
    const own = { index: step.index, at: step.at, digest: step.fact.notice };
    ledger.judge("notice_composed", () => {
      const length = [...given.reason.trim()].length;
      if (given.version !== expected || expected > VERSIONS_MAX || length < 1 || length > REASON_MAX)
        refuse(
          `记录 ${own.index} 不是有效的通知更正：应为第 ${expected} 版，并载明理由`,
          `Entry ${own.index} is no correction of the notice: version ${expected} was to come, with a reason`,
        );
      composed(contents, noticed, agenda, own, given.version, previous);
    });
    versions.push(own);
  }
  return versions;
}

function composed(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda | null,
  { index, digest }: Version,
  version: number,
  previous: string | null,
): void {
  // What is missing is noted where documents are.
  const text = contents.text(digest);
  if (text === undefined) return;
  const notice = readDocument(text, noticeText);
  checkAttachments(notice);
  if (notice.version !== version || notice.previous !== previous)
    refuse(
      `记录 ${index} 的通知与前一版本不相衔接`,
      `The notice of entry ${index} is not the version that comes behind the one before`,
    );
  if (!agenda?.rules) return;
  const { definition, rules, law } = agenda;
  // Under a pack that is not evaluated here nobody can say what its rules sound like in words.
  const matters = notice.matters.map((own) => (rules.pack.evaluated ? own : { ...own, rule: null }));
  const named = {
    channel: notice.channel,
    matters,
    silence: notice.silence,
    blank: notice.blank,
    spoiled: notice.spoiled,
    voting: notice.voting,
    objecting: { ...notice.objecting, until: textOf(notice.objecting.until) },
  };
  const same =
    notice.definition === noticed.fact.definition &&
    notice.origin === definition.origin &&
    notice.community === definition.community &&
    notice.meeting === definition.meeting &&
    notice.title === definition.title &&
    notice.kind === definition.kind &&
    notice.called_by === definition.called_by &&
    notice.time_zone === definition.time_zone &&
    notice.opens_at === definition.opens_at &&
    notice.closes_at === definition.closes_at &&
    canonical(named) === canonical(wordsOf(rules, law, definition.matters, notice.particulars));
  if (!same)
    refuse(
      `记录 ${index} 的通知与会议定义或规则不符`,
      `The notice of entry ${index} says something else than the definition and the rules`,
    );
  const lacks = noticeFields(rules).filter((field) => !says(notice, field));
  if (lacks.length > 0)
    refuse(
      `记录 ${index} 的通知缺少应载内容：${lacks.join("、")}`,
      `The notice of entry ${index} lacks what it must say: ${lacks.join(", ")}`,
    );
}

function checkAttachments({ particulars }: NoticeText): void {
  const hashes = new Set(particulars.attachments.map((own) => own.sha256));
  const named = particulars.attachments.every(
    ({ title, file_name: name }) => !/\p{Cc}/u.test(title) && !/[\p{Cc}/\\"]|[. ]$/u.test(name),
  );
  if (hashes.size !== particulars.attachments.length || !named)
    refuse("通知的附件有误", "the attachments of the notice cannot stand");
}

/** Whether a notice says what a rule asks for. */
function says({ particulars: own, voting, ...notice }: NoticeText, field: string): boolean {
  switch (field) {
    case "meeting":
      return notice.title.trim() !== "";
    case "called_by":
      return notice.called_by.trim() !== "";
    case "times":
      return notice.opens_at < notice.closes_at;
    case "place_or_channel":
      return own.place !== null || voting.online !== null;
    case "place":
      return own.place !== null;
    case "matters":
      return notice.matters.length > 0 && notice.matters.every((each) => each.text.trim() !== "");
    case "attachments":
      return own.attachments.length > 0;
    case "thresholds":
      return notice.matters.every((each) => each.rule.length > 0);
    case "online":
      return voting.online !== null;
    case "paper":
      return voting.paper !== null;
    case "proxy":
      return voting.proxy !== null;
    case "silence":
      return notice.silence.zh !== "" && notice.silence.en !== "";
    case "objections":
      return notice.objecting.roll.zh !== "";
    case "contact":
      return own.contact !== null;
    default:
      return false;
  }
}
