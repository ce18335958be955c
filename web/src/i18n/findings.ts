import { told, type Form } from "./told.ts";
import type { Sentence } from "./words.ts";

/** The steps in which a meeting is drafted, in their order. */
export const STEPS = ["basics", "matters", "dates", "choices", "notice", "simulation", "review"] as const;

/** One of them. */
export type Step = (typeof STEPS)[number];

/** Something that stands in the way of a notice, and where it is put right. */
export interface Finding {
  readonly step: Step;
  /** The matter that it is about; null if it is about none. */
  readonly matter: string | null;
  readonly said: Sentence;
}

/** A sentence of the service, and the step it belongs to. */
interface Placed extends Form {
  readonly step: Step;
}

const matters = (form: RegExp, zh: string): Placed => ({ form, zh, step: "matters" });
const dates = (form: RegExp, zh: string): Placed => ({ form, zh, step: "dates" });
const choices = (form: RegExp, zh: string): Placed => ({ form, zh, step: "choices" });
const notice = (form: RegExp, zh: string): Placed => ({ form, zh, step: "notice" });
const basics = (form: RegExp, zh: string): Placed => ({ form, zh, step: "basics" });

/** Everything that can stand in the way of a notice, by the sentence of the service. */
export const FINDINGS: readonly Placed[] = [
  matters(/^matter (.*) stands twice/, "有两个事项的编号都是 {1}：请删去一个"),
  matters(/^a meeting has 1 to (.*) matters/, "一次会议要有 1 到 {1} 个事项"),
  matters(/knows no matter (.*?);/, "所用规则里没有这类事项（{1}）：请重新选择事项类别"),
  matters(/seats and candidates belong to an election/, "选举要填应选名额和候选人；其他事项不填"),
  matters(/^an area is missing/, "名册里有房屋没有面积，无法算出需要多少票：请先补齐名册"),
  matters(/^nobody is in the electorate/, "没有业主可以表决这一事项：请检查表决范围"),
  matters(/^there is no building (.*) on the roll/, "名册里没有楼栋 {1}"),
  matters(/^there is no entrance (.*) of building (.*) on the roll/, "名册里 {2} 没有 {1} 单元"),
  matters(/^there is no unit (.*) on the roll/, "名册里没有房屋 {1}"),
  matters(/^no unit of the roll is in this electorate/, "表决范围里没有房屋"),
  matters(/^the range of floors|^is not a floor/, "楼层范围不对：请填整数，低的在前"),
  matters(/^seats are given, but/, "这一事项不是选举，不填应选名额"),
  matters(/^the legal minimum is above the number of seats/, "应选名额少于法定最低人数"),
  matters(
    /^too_few_elected = stands_if_minimum needs/,
    "选择“达到法定最低人数即成立”时，要有应选名额和法定最低人数",
  ),
  matters(
    /^the law allows (.*) seats;/,
    "按规则应选名额应为 {1}；如果只是补选缺额，请在“可选规则”里选“补选缺额”",
  ),
  matters(/^a cumulative election needs/, "累积投票的选举要填应选名额"),
  choices(/^non_voter = (.*) cannot be carried out in an election/, "选举不能让沉默的业主从多数或视为同意"),
  choices(/^non_voter = (.*) stands beside a rule/, "法律已经规定了沉默的含义，不能另选"),
  choices(/^(.*) is (.*), but (.*) settles it as (.*); leave/, "“{1}”已由 {3} 规定为 {4}，不能改为 {2}"),
  dates(
    /^objection_days is (.*), and (.*) asks for (.*) days/,
    "结果异议期为 {1} 天，而 {2} 要求至少 {3} 天",
  ),
  choices(
    /^online_channel is (.*), less strict than (.*), which (.*) asks/,
    "网上投票渠道比 {3} 的要求宽松：请选更严的",
  ),
  choices(
    /^online_channel is recognised, and no recognition/,
    "还没有登记主管部门对本系统的认可：请街道办事处登记，或改为只用政府的系统",
  ),
  choices(/^a recognition has 1 to/, "认可说明的字数不对，或不该填写"),
  choices(/needs non_voter_rule/, "要让沉默有含义，须写明先前通过的规则：内容、通过日期和所依据的决定"),
  choices(/^non_voter_rule has no effect/, "沉默的业主不计入时，不用写规则：请清空"),
  choices(
    /^non_voter_rule was adopted on (.*), which is not before the day of the notice, (.*)/,
    "关于沉默的规则应在公告日之前通过（现写 {1}，公告日 {2}）",
  ),
  choices(
    /^the text of non_voter_rule must have 1 to (.*) characters/,
    "关于沉默的规则原文应为 1 到 {1} 个字",
  ),
  choices(
    /^the result of non_voter_rule must have 1 to (.*) characters/,
    "通过该规则的决定应为 1 到 {1} 个字",
  ),
  choices(/^non_voter = (.*) is not possible at the inaugural/, "首次会议时还没有议事规则，沉默只能“不计入”"),
  choices(
    /^delegate_rule was adopted on (.*), which is not before the day of the notice, (.*)/,
    "业主代表的规则应在公告日之前通过（现写 {1}，公告日 {2}）",
  ),
  choices(
    /^the text of delegate_rule must have 1 to (.*) characters/,
    "业主代表的规则原文应为 1 到 {1} 个字",
  ),
  choices(/^delegate_rule is not possible at the inaugural/, "首次会议时还没有议事规则，不能由业主代表行事"),
  matters(
    /is not the assembly's to decide by vote/,
    "这一事项不能由业主大会表决决定，理由和可行的办法见该事项",
  ),
  matters(
    /^it is doubtful whether this is the assembly's/,
    "这一事项是否属于业主大会有疑问：请写明理由（见该事项）",
  ),
  matters(/^it is listed by (.*), so competence must be null/, "这一事项是法律列明的，不用写理由：请清空"),
  matters(/^competence.reason must have 1 to (.*) characters/, "理由应为 1 到 {1} 个字，公开，不写个人姓名"),
  choices(/^(.*) = (.*) is not supported yet/, "“{1}”选“{2}”目前还做不到：请换一个"),
  dates(/^the close must be after the opening/, "投票截止应晚于投票开始"),
  dates(/^the voting period is longer than a year/, "投票期限超过一年"),
  dates(
    /^the notice leaves (.*) full days before the opening and (.*) are needed/,
    "从现在公告到投票开始只有 {1} 个整天，规则要求 {2} 个整天：请推迟投票开始",
  ),
  dates(/^the voting period must last (.*) to (.*) days/, "投票期限应为 {1} 到 {2} 天"),
  dates(/^an extension must move the close/, "延期应把截止时间推后"),
  dates(/^the voting period has already ended/, "投票期限已经结束"),
  basics(/^the title and the body that calls/, "会议名称和召集人都要填，各 1 到 200 个字"),
  dates(/^objections can be open for at most (.*) days/, "结果异议期最多 {1} 天"),
  notice(/^(place|contact) must have 1 to (.*) characters/, "地点或联系方式应为 1 到 {2} 个字；没有就清空"),
  notice(
    /^(online|paper|proxy) must have 1 to (.*) characters/,
    "投票办法的补充应为 1 到 {2} 个字；没有就清空",
  ),
  notice(/^X must have 1 to/, "字数不对；没有内容就清空"),
  notice(/^a notice has at most (.*) attachments/, "附件最多 {1} 个"),
  notice(
    /^attachment (.*): a title and a file name/,
    "第 {1} 个附件：标题和文件名各 1 到 200 个字，文件名不含斜杠和引号",
  ),
  notice(/^attachment (.*): the media type is none of/, "第 {1} 个附件：只能是 PDF、JPEG、PNG 或文本"),
  notice(/^attachment (.*): has no bytes or more than/, "第 {1} 个附件：是空文件，或太大"),
  notice(/^attachment (.*): is there twice/, "第 {1} 个附件重复了"),
  notice(/^attachment (.*): upload the file/, "第 {1} 个附件没有上传成功：请删去后重新上传"),
  notice(/^the notice does not say place,/, "公告应写明地点"),
  notice(/^the notice does not say contact,/, "公告应写明联系方式"),
  notice(/^the notice does not say attachments,/, "公告应有附件"),
  notice(/^the notice does not say online,/, "公告应写明怎样网上投票：请补充"),
  notice(/^the notice does not say proxy,/, "公告应写明怎样委托投票：请补充"),
  notice(/^the notice does not say place_or_channel,/, "公告应写明地点或投票渠道"),
  notice(/^the notice does not say (.*), which it must/, "公告缺少一项必须写明的内容（{1}）"),
  matters(/is not an identifier of 1 to 32/, "编号只能用小写字母、数字和连字符"),
  matters(/^a title or name must have 1 to (.*) characters/, "事项标题、候选人姓名应为 1 到 {1} 个字"),
  matters(
    /^who proposed it must have 1 to (.*) characters/,
    "提议者应为 1 到 {1} 个字，写在一行内；没有就留空",
  ),
  matters(/^the text of a matter must have 1 to (.*) characters/, "事项全文应为 1 到 {1} 个字"),
  matters(/^candidate (.*) stands twice/, "候选人重复"),
  matters(/^an election needs 1 to (.*) candidates/, "选举要有 1 到 {1} 名候选人"),
  matters(/^an election needs at least one seat/, "选举要填应选名额"),
  matters(/^candidate_owners: (.*) is no candidate of matter/, "候选人对应的业主填错了：{1} 不是候选人"),
  matters(
    /^candidate_owners: (.*) accepted as another owner than (.*)/,
    "候选人 {1} 是以另一位业主的身份接受提名的，不是 {2}",
  ),
  matters(/^candidate_owners: the register has no owner (.*)/, "名册里没有业主 {1}"),
  choices(/^key_cooling_hours must be (.*) to (.*)/, "新设备的等候时间应为 {1} 到 {2} 小时"),
  choices(/^reveal_hours must be (.*) to (.*)/, "公开抽签数值的时间应为 {1} 到 {2} 小时"),
  choices(
    /^the community's rules do not fit the rule pack/,
    "小区登记的规则与所选法规不配：请街道办事处核对",
  ),
  basics(/^import the owners' register first/, "请先导入业主名册"),
];

/** Something that stands in the way of a notice, said in both languages and put where it is put right. */
export function finding(sentence: string): Finding {
  const [, matter = null, inner = sentence] = /^matter (\S+): ([\s\S]*)$/.exec(sentence) ?? [];
  const step =
    FINDINGS.find(({ form }) => form.test(inner))?.step ?? (matter === null ? "review" : "matters");
  return { step, matter, said: told(inner, FINDINGS) };
}
