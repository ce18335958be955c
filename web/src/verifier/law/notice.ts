import { termOf } from "./compose.ts";
import type { LawDefinition, Rules, Told } from "./contract.ts";
import { approvalOf, ruleOf, type Asked, type Pack, type Proxies } from "./pack.ts";
import {
  BLANK,
  CHANNEL,
  OBJECTING_TO_COMPETENCE,
  OBJECTING_TO_ROLL,
  ONLINE,
  PAPER,
  PROXY_FORM,
  QUORUM_OF_SILENCE,
  RELATION,
  SILENCE,
  SPOILED,
} from "./wording.ts";

/** A matter as a notice tells of it. */
interface NoticedMatter {
  readonly matter: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly proposed_by?: string;
  readonly seats: number | null;
  readonly candidates: readonly unknown[];
}

/** What the convener adds of how to vote. */
interface Added {
  readonly online: string | null;
  readonly paper: string | null;
  readonly proxy: string | null;
}

/** Everything of a notice that follows from definition and rules, apart from what it copies. */
export function wordsOf(
  rules: Rules,
  definition: LawDefinition,
  matters: readonly NoticedMatter[],
  added: Added,
): Readonly<Record<string, unknown>> {
  const { switches, online_channel: channel, objection_days: days } = definition;
  const of = (words: Readonly<Record<string, Told>>, name: string) => words[switches[name] ?? ""] ?? NOTHING;
  const proxies = rules.pack.proxies;
  return {
    channel: CHANNEL[channel.value] ?? NOTHING,
    matters: matters.map((own) => ({
      matter: own.matter,
      kind: own.kind,
      title: own.title,
      text: own.text,
      ...(own.proposed_by === undefined ? {} : { proposed_by: own.proposed_by }),
      seats: own.seats,
      candidates: own.candidates,
      rule: ruleWords(rules.pack, own),
    })),
    silence: silence(switches["non_voter"] ?? "", switches["only_if_real_votes_reach_quorum"] ?? ""),
    blank: of(BLANK, "blank_item"),
    spoiled: of(SPOILED, "spoiled_counts_as_participating"),
    voting: {
      online: withMore(channel.value === "city_only" ? null : ONLINE, added.online),
      paper: withMore(PAPER, added.paper),
      proxy: withMore(proxies && proxyWords(proxies), added.proxy),
    },
    objecting: {
      roll: OBJECTING_TO_ROLL,
      competence: OBJECTING_TO_COMPETENCE,
      result: {
        zh: `对初步结果有异议的，自公示之日起 ${days} 日内提出；期满后公告最终结果，并列明未处理的异议。`,
        en:
          `Object to the preliminary result within ${days} days of its posting; then the result is announced, with ` +
          "the objections that are still open.",
      },
      until: definition.opens_at,
      result_days: days,
    },
  };
}

const NOTHING: Told = { zh: "", en: "" };

function silence(nonVoter: string, quorum: string): Told {
  const own = SILENCE[nonVoter] ?? NOTHING;
  const more = nonVoter === "not_counted" ? NOTHING : (QUORUM_OF_SILENCE[quorum] ?? NOTHING);
  return { zh: own.zh + more.zh, en: own.en + more.en };
}

function withMore(words: Told | null, more: string | null): Told | null {
  if (more === null) return words;
  return words ? { zh: `${words.zh}${more}`, en: `${words.en} ${more}` } : { zh: more, en: more };
}

function proxyWords(proxies: Proxies): Told {
  const form = PROXY_FORM[proxies.form] ?? NOTHING;
  const hours = proxies.hours_before;
  const before =
    hours === null
      ? NOTHING
      : {
          zh: `委托书应在会议开始 ${hours} 小时前交到。`,
          en: ` It is handed in ${hours} hours before the meeting.`,
        };
  const most = mostOfOneHolder(proxies);
  return {
    zh: `委托表决：${form.zh}，写明委托人、受托人和本次会议；本人表决的，以本人表决为准。${before.zh}${most.zh}`,
    en:
      `By proxy: give a mandate ${form.en} that names you, the holder and this meeting; what you vote yourself counts ` +
      `before it.${before.en}${most.en}`,
  };
}

const MEASURES: Readonly<Record<string, string>> = { area: "面积", heads: "人数", units: "专有部分数" };

function mostOfOneHolder({ principals_max: most, share_max: share, measure }: Proxies): Told {
  const part = share && `${share.n}/${share.d}`;
  const zh = part && `按${MEASURES[measure] ?? measure}不超过全体的 ${part}。`;
  const en = part && `${part} of all by ${measure}`;
  if (most !== null && part)
    return {
      zh: `一名受托人最多代表 ${most} 名委托人，或${zh}`,
      en: ` One holder stands for at most ${most} principals, or ${en}.`,
    };
  if (most !== null)
    return {
      zh: `一名受托人最多代表 ${most} 名委托人。`,
      en: ` One holder stands for at most ${most} principals.`,
    };
  return part ? { zh: `一名受托人${zh}`, en: ` One holder stands for at most ${en}.` } : NOTHING;
}

/** What a matter must reach, in words; `null` under a pack that is not evaluated here. */
function ruleWords(pack: Pack, { kind, seats }: NoticedMatter): readonly unknown[] | null {
  if (!pack.evaluated) return null;
  const approval = ruleOf(pack, kind) && approvalOf(pack, kind);
  if (!approval) return [];
  const asked = [
    ...(pack.participation ? [requirement("参与表决", "Taking part", pack.participation, pack)] : []),
  ];
  asked.push(requirement("同意", "In favour", approval, pack));
  if (seats === null) return asked;
  const { article, verified } = pack.participation ?? approval;
  const words = {
    zh: `应选 ${seats} 名：达到上述要求的候选人按得票排名当选。`,
    en: `${seats} to be elected: of the candidates who reach this, those with most votes.`,
  };
  return [...asked, { words, article, verified }];
}

function requirement(zh: string, en: string, own: Asked, { measures }: Pack): unknown {
  const relation = RELATION[own.relation] ?? NOTHING;
  const part = `${own.n}/${own.d}`;
  const of = own.of === "all" ? { zh: "全体", en: "all" } : { zh: "参与表决", en: "those participating" };
  const words = {
    zh: `${zh}：${measures.map((each) => MEASURES[each] ?? each).join("且")}${relation.zh}${of.zh}的 ${part}。`,
    en: `${en}: ${relation.en} ${part} of ${of.en} by ${measures.join(" and by ")}.`,
  };
  return { words, article: own.article, verified: own.verified };
}

/** What a notice has to say by the pack and the overlays. */
export function noticeFields(rules: Rules): readonly string[] {
  const ofPack = rules.pack.terms.flatMap((term) => (term.topic === "notice_content" ? term.fields : []));
  return [...new Set([...ofPack, ...(termOf(rules, "notice_content")?.fields ?? [])])];
}
