import type { Ledger } from "../ledger.ts";
import { readDocument, rules as rulesForm, type Definition } from "../bundle/documents.ts";
import { compose } from "../law/compose.ts";
import type { Rules } from "../law/contract.ts";
import { votingPeriod } from "../law/days.ts";
import { rulesKept } from "../law/kept.ts";
import { publishedOverlays, publishedPacks } from "../law/published.ts";
import { readOverlay, type Overlay } from "../law/overlay.ts";
import { readPack, type Pack } from "../law/pack.ts";
import { digestOf, utf8 } from "../values/bytes.ts";
import { canonical } from "../values/json.ts";
import { milliseconds } from "../values/instants.ts";
import { refuse } from "../values/unsound.ts";
import type { Agenda } from "./agenda.ts";
import type { Contents, StepOf } from "./contents.ts";
import type { Life } from "./life.ts";

const OVERLAYS_MAX = 8;
const OWN_RULES_MAX_BYTES = 16_384;

interface Published<T> {
  readonly digest: string;
  readonly rules: T;
}

let packs: readonly Published<Pack>[] | null = null;
let overlays: readonly Published<Overlay>[] | null = null;

function ownPacks(): readonly Published<Pack>[] {
  return (packs ??= publishedPacks.map(({ text }) => ({ digest: digestOf(text), rules: readPack(text) })));
}

function ownOverlays(): readonly Published<Overlay>[] {
  return (overlays ??= publishedOverlays.map(({ text }) => ({
    digest: digestOf(text),
    rules: readOverlay(text),
  })));
}

/** The rules that a definition names, if this verifier carries them and they stand together. */
export function rulesOf(definition: Definition, ledger: Ledger): Rules | null {
  const pack = ledger.judge("rule_pack", () => packOf(definition));
  if (!pack) return null;
  const prefix = {
    zh: "会议定义所列的规则无效，未推导结论：",
    en: "The rules of the definition cannot stand, so no verdict was derived: ",
  };
  return ledger.judge("rules_in_force", () => composed(definition, pack), prefix) ?? null;
}

function packOf({ rule_pack: named }: Definition): Pack {
  const known = ownPacks().filter((own) => own.rules.id === named.id);
  if (known.length === 0)
    refuse(
      `本验证程序没有规则包 ${named.id}，无法推导结论`,
      `Could not check by a pack of our own, so no verdict was derived: there is no pack ${named.id} here`,
    );
  const own = known.find(({ digest, rules }) => digest === named.sha256 && rules.version === named.version);
  return (
    own?.rules ??
    refuse(
      `会议定义引用的规则包 ${named.id} ${named.version} 哈希为 ${named.sha256}，与公布的规则包不同。未推导结论`,
      `The definition names ${named.id} ${named.version} with the hash ${named.sha256}; the published pack has another. ` +
        "No verdict was derived",
    )
  );
}

function composed(definition: Definition, pack: Pack): Rules {
  if (definition.overlays.length > OVERLAYS_MAX) refuse("规则过多", "more than 8 overlays are named");
  const { rules, findings } = compose(pack, definition.overlays.map(overlayOf));
  const [first] = findings;
  if (first) refuse(first.zh, first.en);
  return rules;
}

function overlayOf(named: Definition["overlays"][number]): Overlay {
  if (named.text === null) {
    const own = ownOverlays().find(({ digest }) => digest === named.sha256)?.rules;
    const same = own?.id === named.id && own.version === named.version && own.issuedBy !== "community";
    return own && same
      ? own
      : refuse(`不知地方规则 ${named.id}`, `the overlay ${named.id} is not known here`);
  }
  if (utf8(named.text).length > OWN_RULES_MAX_BYTES || digestOf(named.text) !== named.sha256)
    refuse(`规则 ${named.id} 的文本不符`, `the text of ${named.id} is another one than named`);
  const own = readOwn(named.text);
  if (own.id !== named.id || own.version !== named.version || own.issuedBy !== "community")
    refuse(`规则 ${named.id} 的名称不符`, `the rules ${named.id} are named otherwise in their text`);
  return own;
}

function readOwn(text: string): Overlay {
  try {
    return readOverlay(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`规则文本无法读取（${reason}）`, `the text of the rules cannot be read (${reason})`);
  }
}

/** Whether the rules are those that the community stated, and the definition keeps to them. */
export function checkRules(
  contents: Contents,
  noticed: StepOf<"meeting_noticed">,
  agenda: Agenda,
  life: Life,
  ledger: Ledger,
): void {
  const stated = contents.standingOf("rules_set");
  stated.forEach(({ index, fact }, place) => {
    if (fact.version !== place + 1)
      ledger.finding("rules_in_force", {
        zh: `记录 ${index} 载明规则第 ${fact.version} 版，而应为第 ${place + 1} 版。`,
        en: `Entry ${index} states version ${fact.version} of the rules where version ${place + 1} was due.`,
      });
  });
  const last = stated.findLast((step) => step.index < noticed.index);
  ledger.judge("rules_in_force", () => asStated(contents, last, agenda.definition));
  if (agenda.rules) {
    ledger.settle("rules_kept", rulesKept(agenda.rules, agenda.law));
    const schedules = [agenda.schedule, life.before(Infinity).schedule ?? agenda.schedule];
    const [wrong] = schedules.flatMap(({ opensAt, closesAt }) =>
      agenda.rules ? votingPeriod(agenda.rules, milliseconds(opensAt), milliseconds(closesAt)) : [],
    );
    ledger.settle("voting_period", wrong ? [wrong] : []);
  }
  ledger.checked("online_channel");
  if (agenda.definition.online_channel.value !== "city_only") return;
  for (const { index } of contents.ballots)
    ledger.finding("online_channel", {
      zh: `记录 ${index} 为经本服务在线投出的选票，而本次会议的规则只允许使用市级统一系统在线投票。`,
      en:
        `Entry ${index} is a ballot cast on the internet through this service, which the rules of this meeting ` +
        "keep to the city's own system.",
    });
}

function asStated(contents: Contents, last: StepOf<"rules_set"> | undefined, definition: Definition): void {
  const { recognition } = definition.online_channel;
  if (!last) {
    if (definition.overlays.length > 0 || recognition !== null)
      refuse(
        "会议定义引用了规则，而小区在通知之前并未载明任何规则",
        "The definition names rules, but the community stated none before the notice",
      );
    return;
  }
  // That a document is not shown is told where documents are.
  const text = contents.text(last.fact.document);
  if (text === undefined) return;
  const own = readDocument(text, rulesForm);
  if (own.community !== contents.header.community || own.rules_version !== last.fact.version)
    refuse(
      `记录 ${last.index} 的规则属于其他小区或版本`,
      `The rules of entry ${last.index} are of another community or version`,
    );
  const recognised = recognition === null || recognition === own.recognition;
  if (canonical(own.overlays) !== canonical(definition.overlays) || !recognised)
    refuse(
      `会议定义引用的规则与通知时有效的规则（记录 ${last.index}）不同`,
      `The definition names other rules than those stated in entry ${last.index}, which were in force at the notice`,
    );
}
