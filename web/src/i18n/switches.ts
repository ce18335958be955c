import type { components } from "../api/schema.d.ts";
import type { Sentence } from "./words.ts";

type Switches = components["schemas"]["SwitchesForm"];

/** A point that the law leaves open: the question, and every answer. The first answer is what holds if nothing is said. */
export interface Switch<Value extends string = string> {
  readonly question: Sentence;
  readonly values: Readonly<Record<Value, Sentence>>;
}

/** Every switch, in the order in which a convener thinks of them. */
export const SWITCHES: { readonly [name in keyof Required<Switches>]: Switch<NonNullable<Switches[name]>> } =
  {
    non_voter: {
      question: { zh: "没有投票的业主怎么算？", en: "What does silence mean?" },
      values: {
        not_counted: { zh: "不计入参与（最稳妥）", en: "It does not take part (the safest)" },
        participates_as_abstain: { zh: "计为参与，按弃权计", en: "It takes part and abstains" },
        follows_majority: { zh: "计为参与，从多数", en: "It takes part and follows the majority" },
        deemed_for: { zh: "视为同意", en: "It agrees" },
      },
    },
    only_if_real_votes_reach_quorum: {
      question: {
        zh: "只有实际投票已达法定参与比例，才计入沉默业主吗？",
        en: "Is silence counted only where the real votes reach the quorum?",
      },
      values: { yes: { zh: "是", en: "Yes" }, no: { zh: "否", en: "No" } },
    },
    revote: {
      question: { zh: "投票后能改投吗？", en: "Can a vote be changed?" },
      values: {
        none: { zh: "不能", en: "No" },
        once: { zh: "可以改一次", en: "Once" },
        until_close: { zh: "截止前都可以改", en: "Until the close" },
      },
    },
    channel_conflict: {
      question: {
        zh: "网上和纸质都投了，以哪一份为准？",
        en: "Somebody voted online and on paper. Which counts?",
      },
      values: {
        first: { zh: "先收到的", en: "The one that came first" },
        online: { zh: "网上的", en: "The one online" },
        paper: { zh: "纸质的", en: "The paper" },
        last: { zh: "后收到的", en: "The one that came last" },
      },
    },
    blank_item: {
      question: { zh: "票上有一项没填，怎么算？", en: "A matter was left blank. What is it?" },
      values: {
        abstain: { zh: "弃权", en: "An abstention" },
        spoiled: { zh: "该项废票", en: "Spoiled for that matter" },
      },
    },
    spoiled_counts_as_participating: {
      question: { zh: "废票算不算参与表决？", en: "Does a spoiled ballot take part?" },
      values: {
        yes: { zh: "算参与，不算同意", en: "It takes part and agrees to nothing" },
        no: { zh: "不算", en: "No" },
      },
    },
    ballot_form: {
      question: { zh: "有几套房的业主怎么投？", en: "How does an owner of several units vote?" },
      values: {
        per_elector: { zh: "一人一张票", en: "With one ballot" },
        per_unit: { zh: "每套房一张票", en: "With one ballot for each unit" },
      },
    },
    split_head: {
      question: { zh: "各套房意见不同，人数怎么算？", en: "Where their ballots differ, what of the head?" },
      values: { abstain: { zh: "人数按弃权计", en: "The head abstains" } },
    },
    overlapping_owners: {
      question: {
        zh: "甲一套、甲乙共有一套，算一人还是两人？",
        en: "A owns one unit, A and B another: one elector or two?",
      },
      values: { distinct: { zh: "两人", en: "Two" }, same_buyer: { zh: "一人", en: "One" } },
    },
    candidate_ballot: {
      question: { zh: "选举怎么填票？", en: "How is an election voted on?" },
      values: {
        approval: { zh: "勾选同意的候选人", en: "By ticking the candidates one wants" },
        for_against_abstain: {
          zh: "对每位候选人选同意、反对或弃权",
          en: "For, against or abstain for each candidate",
        },
      },
    },
    tie_break: {
      question: { zh: "候选人票数相同怎么办？", en: "What settles a tie between candidates?" },
      values: {
        other_measure_then_runoff: {
          zh: "先看另一项计量，仍相同再另行表决",
          en: "The other measure, then another vote",
        },
        lot: { zh: "抽签（公开可核验）", en: "A lot that everybody can check" },
        runoff: { zh: "另行表决", en: "Another vote" },
      },
    },
    too_few_elected: {
      question: { zh: "当选人数不足怎么办？", en: "What if too few are elected?" },
      values: {
        new_election: { zh: "重新选举", en: "A new election" },
        stands_if_minimum: { zh: "达到法定最低人数即成立", en: "They stand if the legal minimum is reached" },
        fill_missing_seats: { zh: "补选缺额", en: "The missing seats are filled" },
      },
    },
    rank_by: {
      question: { zh: "候选人按什么排名？", en: "What are candidates ranked by?" },
      values: { heads: { zh: "人数", en: "Heads" }, area: { zh: "面积", en: "Area" } },
    },
    parking_counts: {
      question: { zh: "车位计入面积和人数吗？", en: "Do parking spaces count?" },
      values: { no: { zh: "不计入", en: "No" }, yes: { zh: "计入", en: "Yes" } },
    },
    storage_counts: {
      question: { zh: "储藏室计入面积和人数吗？", en: "Do storage rooms count?" },
      values: { no: { zh: "不计入", en: "No" }, yes: { zh: "计入", en: "Yes" } },
    },
    restrict_owners_in_arrears: {
      question: { zh: "欠费的业主受限制吗？", en: "Are owners in arrears restricted?" },
      values: {
        none: { zh: "不限制（最稳妥）", en: "No (the safest)" },
        may_not_stand: { zh: "不能参选", en: "They may not stand" },
        may_not_vote: { zh: "不能投票（有争议）", en: "They may not vote (contested)" },
      },
    },
    publication: {
      question: { zh: "结果公布到什么程度？", en: "What is published of the result?" },
      values: {
        totals: { zh: "只公布总数", en: "Totals alone" },
        by_unit_participation: { zh: "各房屋是否参与", en: "Which units took part" },
        by_unit_choice: { zh: "各房屋的意见", en: "How each unit voted" },
      },
    },
    hide_running_tally: {
      question: { zh: "投票期间隐藏票数", en: "Counts are hidden while voting runs" },
      values: { yes: { zh: "始终隐藏", en: "Always" } },
    },
  };

/** The names of all switches. */
export const SWITCH_NAMES = Object.keys(SWITCHES) as readonly (keyof typeof SWITCHES)[];
