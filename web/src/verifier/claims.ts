import type { Told } from "./contract.ts";

/** Every claim that a bundle can be held to, by what it is about, in the order of a report, and what it says when it holds. */
export const CLAIMS = {
  keys: {
    keys_pinned: {
      zh: "本文件的公钥与预先固定的公钥一致。",
      en: "The keys of this bundle are the pinned ones.",
    },
    keys_sound: {
      zh: "公钥为 Ed25519 公钥，标识与公钥相符，且属于本记录。",
      en: "The keys are Ed25519 keys under their own identifiers and named for this record.",
    },
    keys_replaced: {
      zh: "服务方密钥的每次更换均如公钥清单所列载于记录，且别无其他。",
      en: "Every replacement of a service key stands in the record as the list of keys has it, and no other does.",
    },
    real_meeting: { zh: "本记录未自称为演示。", en: "The record does not call itself a demonstration." },
  },
  record: {
    record_checkpoint: {
      zh: "树头由检查点密钥签名，所属记录与大小均相符。",
      en: "The tree head is signed with the checkpoint key, for this record and this size.",
    },
    record_root: {
      zh: "峰值与各条记录恰好得出所签名的根。",
      en: "The peaks and the entries give exactly the root that is signed.",
    },
    record_range: {
      zh: "各条记录连续无缺，直至所签名的树的末尾。",
      en: "The entries are one range without a gap, up to the end of the signed tree.",
    },
    record_entries: { zh: "每条记录均可读取。", en: "Every entry could be read." },
    record_time: { zh: "各条记录的时间从不倒退。", en: "The time of the entries never runs backwards." },
    record_earlier: {
      zh: "所示的每条更早记录均在所签名的树中相应位置。",
      en: "Every earlier entry shown is in the signed tree at its index.",
    },
    record_cosigned: {
      zh: "每个共同签名的树头均属于本记录，且恰好涵盖其前的各条记录。",
      en: "Every cosigned tree head is the record's own, over exactly the entries before it.",
    },
    cosignatures_sound: {
      zh: "指定见证人的每个共同签名均有效，其日期不早于所涵盖的记录，也不早于该见证人先前的签名。",
      en: "Every cosignature of a named witness verifies, and none is dated before the entries it covers or before an earlier one of the same witness.",
    },
    record_witnessed: {
      zh: "足够多的指定见证人对所示的整个记录共同签名。",
      en: "Enough of the named witnesses cosigned the whole record shown.",
    },
  },
  contents: {
    notice_first: {
      zh: "记录范围以本次会议的通知开始。",
      en: "The range begins with the notice of this meeting.",
    },
    keys_complete: {
      zh: "通知之前的每次密钥登记与撤销均已列出。",
      en: "Every enrolment and revocation of a key before the notice is shown.",
    },
    documents_complete: {
      zh: "记录所引用且本文件可以出示的每份文件均在其中。",
      en: "Every document that the entries name and this bundle may show is there.",
    },
    documents_hashed: {
      zh: "每份文件的哈希与所列一致，且仅出现一次。",
      en: "Every document has the hash it is listed under, once.",
    },
    documents_named: {
      zh: "每份文件均由记录按其类别引用，且允许在此出示。",
      en: "Every document is named by an entry as what it is, and may be shown here.",
    },
  },
  meeting: {
    life_order: {
      zh: "会议的每个步骤在其所处阶段均属允许。",
      en: "Everything that happened to the meeting was possible at its place in the record.",
    },
    definition: {
      zh: "会议定义属于本次会议且有效。",
      en: "The definition is this meeting's and makes a meeting.",
    },
    definition_chain: {
      zh: "通知与开启引用同一会议定义：议题文本、选项和规则均未改动。",
      en: "Notice and opening name the same definition: no text, option or rule was changed.",
    },
    rule_pack: {
      zh: "规则包与本验证程序所带同名规则包逐字节一致。",
      en: "The rule pack is the one this verifier carries under that name, byte for byte.",
    },
    rules_in_force: {
      zh: "会议定义所列的地方规则与议事规则即小区在通知前载明者，且与规则包相容。",
      en: "The overlays of the definition are those that the community stated before the notice, and lie on the rule pack.",
    },
    rules_kept: {
      zh: "各项开关与在线投票渠道均与所适用的规则一致。",
      en: "Every switch and the channel of online votes are as the rules in force settle them.",
    },
    holidays: {
      zh: "会议定义仅在期限遇休息日顺延时列出休假日，且与本验证程序所知一致。",
      en: "The definition names holidays exactly if deadlines give way over them, and those that this verifier knows.",
    },
    competence: {
      zh: "每项议题的类别均由法条列为业主共同决定事项，存疑的类别则载有召集人的理由。",
      en: "Every matter is of a kind that an article lists as the assembly's, or of a doubtful one with the convener's reason.",
    },
    lot_pledged: {
      zh: "每个抽签承诺均在开启前签署，每个按期披露的随机数均与其承诺相符。",
      en: "Every commitment to the lot was signed before the opening, and every value revealed in time fits its commitment.",
    },
    lot_pledgers_enrolled: {
      zh: "每个抽签承诺均由事先登记的工作人员密钥在其任期内作出。",
      en: "Every commitment to the lot was made with an officer's key enrolled before it, in a role that was in force.",
    },
    notice_signed: {
      zh: "服务方签署了该会议定义与名册的通知。",
      en: "The service signed the notice of this definition and roll.",
    },
    notice_period: {
      zh: "通知与开启之间的完整天数符合规则要求。",
      en: "As many full days lie between notice and opening as the rules ask for.",
    },
    voting_period: {
      zh: "投票期（含延期）的长度符合规则要求。",
      en: "Voting lasts as long as the rules allow, extensions included.",
    },
    notice_composed: {
      zh: "通知的每一版本均与会议定义和规则一致，规则要求的内容齐全，且在投票开启前依次发出。",
      en: "Every version of the notice says what the definition and the rules say, lacks nothing that the rules ask for, and was given before the opening behind the version before.",
    },
    services_sound: {
      zh: "每次送达均由工作人员或开启通知的业主本人在通知后、投票截止前记录，所涉单元在名册上，所送版本已发出，时间合理，并附相应凭证；张贴送达前均有规则要求的送达尝试。",
      en: "Every service of notice was recorded by an officer, or by the owner who opened it, while the meeting was noticed or open, of a unit on the roll, of a version that had been given, at a time between that and the close that had come, with what it left behind; every posting behind the attempts that the rules ask for.",
    },
    services_acknowledged: {
      zh: "每份通知签收声明均由该单元业主的密钥签署，且所签收版本与记录一致。",
      en: "Every acknowledgement of the notice is signed with a key of an owner of the unit, of the version that the record names.",
    },
    opening_time: { zh: "投票未提前开启。", en: "Voting was not opened before its time." },
    extensions: {
      zh: "每次延期均在投票期间作出并推迟截止时间。",
      en: "Every extension was made while voting ran and moved the close later.",
    },
    closing_time: { zh: "投票未提前结束。", en: "Voting was not closed before its time." },
    closing_witnessed: {
      zh: "足够多的指定见证人在十分钟内见过投票截止。",
      en: "Enough of the named witnesses saw the close within ten minutes.",
    },
    progress: { zh: "会议已进行完毕。", en: "The meeting has run to its end." },
  },
  roll: {
    roll_chain: {
      zh: "最终名册即公示名册加上所记录的各次更正，别无改动。",
      en: "The final roll is the posted one with every recorded amendment and no other change.",
    },
    roll_matters: {
      zh: "每项议题在最终名册上均有相应的表决权人。",
      en: "Every matter has an electorate on the final roll.",
    },
    roll_derived: {
      zh: "每份名册均可由业主名册、更正和分组规则推导得出。",
      en: "Every roll follows from the register, the amendments and the grouping rule.",
    },
    roll_witnessed: {
      zh: "足够多的指定见证人在截止之前见过最终名册。",
      en: "Enough of the named witnesses saw the final roll before the close.",
    },
    amendments_signed: {
      zh: "每次更正均由在任的工作人员密钥签名，且与记录一致。",
      en: "Every amendment is signed with an officer's key in a role that was in force, and says what the record says.",
    },
    amendments_confirmed: {
      zh: "每次更正均由另一职务的另一名人员以其本人密钥确认。",
      en: "Every amendment was confirmed by another officer in another role, with a key of their own.",
    },
  },
  ballots: {
    roles_sound: {
      zh: "每项职务均授予已登记的密钥，且至多终止一次。",
      en: "Every role was granted to an enrolled key, and ended once at most.",
    },
    enrolments_sound: {
      zh: "所示每次密钥登记均由该密钥自签，且与记录一致。",
      en: "Every enrolment shown is signed with the key it enrols and says what the record says.",
    },
    enrolments_confirmed: {
      zh: "所示每次密钥登记均按其方式经确认：由秘书与另一职务的工作人员，或由同一业主此前的密钥，以当时有效的密钥签署；遗失找回均已撤销此前的密钥。",
      en: "Every enrolment shown is confirmed as its method asks: the secretary and another officer, or an earlier key of the same owner, each with a key that was good then; a recovery ended the earlier keys.",
    },
    ballots_in_time: {
      zh: "每张选票均在投票期内收到，并记录于开启与截止之间。",
      en: "Every ballot was received within the voting period and recorded between opening and close.",
    },
    online_channel: {
      zh: "凡规则只允许使用市级统一系统在线投票的，本服务均未收取在线选票。",
      en: "No ballot was taken on the internet where the rules keep that to the city's own system.",
    },
    ballots_forwarded: {
      zh: "每张转交的选票均由会议定义所列的收件处收到，时间与记录一致。",
      en: "Every forwarded ballot was taken by an inbox that the definition names, at the time of its entry.",
    },
    ballots_number: {
      zh: "记录的选票数与截止记录和证书所载一致。",
      en: "As many ballots are recorded as the close and the certificate say.",
    },
    ballots_signed: {
      zh: "每张选票均由事先登记且未撤销的密钥签名。",
      en: "Every ballot is signed with a key enrolled before it and not revoked.",
    },
    ballots_accepted: {
      zh: "每张选票均由有权的业主就本定义与名册投出，并指明其替换的选票。",
      en: "Every ballot was cast for the elector by an owner entitled to it, on this definition and roll, and names the ballot it replaces.",
    },
    representation_signed: {
      zh: "关于共有人代表的每项声明均由事先登记且未撤销的密钥签署，共有人用业主密钥，召集人用工作人员密钥。",
      en: "Whoever spoke about who acts for co-owners signed it with a key enrolled before it and not revoked, co-owners with an owner's key and the convener with an officer's.",
    },
    representation_followed: {
      zh: "每个共有的表决权人均由全体共有人推选者、否则由首先投票者投票，争议均在计票前决定，被排除的选票均未计入。",
      en: "For every elector of several owners the one that all of them named voted or else the first to act, every quarrel was decided before the count, and no ballot that was set aside counts.",
    },
    mandates_signed: {
      zh: "每项委托及其撤销均由委托人签署，或由不同机构的两名工作人员分别读取纸质文件且结果一致；每项排除均由工作人员签署。",
      en: "Every mandate and its revocation was signed by the principal, or read from a paper by two officers of different bodies who agreed, and every exclusion of a holder by an officer.",
    },
    mandates_followed: {
      zh: "委托均由有权业主在期限内作出，受托人符合资格且未超出限额，每个表决权人同时只有一项委托。",
      en: "Mandates were given in time by owners of the elector, to holders who could hold them, within the limits, and one at a time.",
    },
    assistances_sound: {
      zh: "受协助投票者均使用其本人密钥；协助由秘书或召集人记录，并经与该表决权人无关的另一人确认，各以当时有效的密钥签署。",
      en: "Whoever was helped to vote used a key of their own; the secretary or the convener recorded it and a second person, who owns no part of the elector, confirmed it, each with a key that was good then.",
    },
    successions_sound: {
      zh: "投票期间变更的表决权人，其行使人均经两名工作人员签署，并与当时最新的业主名册一致；业主未变者其此前密钥均已撤销。",
      en: "Whoever acts for an elector that passed to others during the vote does so by the word of two officers, as the latest register of then says, and earlier keys ended where the owner stayed.",
    },
    papers_signed: {
      zh: "关于纸质表决票的每条记录均由有权的在任人员签署，记录与所签内容一致。",
      en: "Whatever was recorded about paper ballots was signed by an officer in a role that may, and the entry says what was signed.",
    },
    papers_followed: {
      zh: "每张纸质表决票均只发给一个未持有其他有效票的表决权人、按时交回，其内容由两人分别录入一致，或由第三人在两者之间认定。",
      en: "Every paper ballot was issued once to an elector who held no other, came back in time, and says what two persons read alike or a third chose between them.",
    },
    papers_reconciled: {
      zh: "计票之前，全部纸质表决票已由人工清点：发出数等于交回、未交回、污损与作废之和，或由监票人公开说明差异原因。",
      en: "Before the count every paper ballot was accounted for by hand: issued are returned, outstanding, spoiled and void, or the scrutineer says publicly why not.",
    },
    papers_sampled: {
      zh: "纸质表决票的抽样由记录得出，并已逐张与扫描件核对。",
      en: "The sample of paper ballots follows from the record, and somebody held each of it against its scan.",
    },
    ballots_ordered: {
      zh: "各张选票按记录的顺序出示。",
      en: "The ballots stand in the order of the record.",
    },
    totals_follow: {
      zh: "证书所载合计由选票得出。",
      en: "The certified totals follow from the ballots.",
    },
  },
  certificate: {
    certificate_named: {
      zh: "证书即记录所引用的证书。",
      en: "The certificate is the one that the record names.",
    },
    certificate_content: {
      zh: "证书针对本次会议、其定义及最终名册。",
      en: "The certificate is about this meeting, its definition and its final roll.",
    },
    certificate_signed: { zh: "服务方签署了证书。", en: "The service signed the certificate." },
    countersigned: {
      zh: "每个副署签名均有效且有记录，每条副署记录均有相应签名。",
      en: "Every countersignature verifies and is recorded, and every recorded one is there.",
    },
    countersigners_enrolled: {
      zh: "每个副署签名均由事先登记的工作人员密钥在其任期内作出。",
      en: "Every countersignature was made with an officer's key enrolled before it, in a role that was in force.",
    },
    close_tree: {
      zh: "证书所引用的记录即截止时的记录。",
      en: "The certificate names the record as the close left it.",
    },
    agenda_complete: {
      zh: "证书按议程顺序对每项议题作出结论。",
      en: "The certificate decides every matter of the agenda, in its order.",
    },
    electorates_weighed: {
      zh: "各项分母即最终名册上的权重。",
      en: "The denominators are the weights of the final roll.",
    },
    silence_served: {
      zh: "未将记录中未显示于投票开启前送达的未表态者计入。",
      en: "No silent elector is counted whom the record does not show as served before the opening.",
    },
    certificate_witnessed: {
      zh: "足够多的指定见证人见过证书。",
      en: "Enough of the named witnesses saw the certificate.",
    },
    lot_drawn: {
      zh: "同票由截止时的树根与已披露的随机数所得的抽签决定，且计票等待了披露。",
      en: "Ties were broken by the lot that follows from the close and the revealed values, and the count waited for them.",
    },
    lot_kept: {
      zh: "工作人员所承诺的每个随机数均已披露。",
      en: "Every value that an officer committed to was revealed.",
    },
    verdicts_follow: {
      zh: "每项结论均可依规则包由证书所载合计得出。",
      en: "Every verdict follows from its certified totals by the rule pack.",
    },
  },
  result: {
    objections: {
      zh: "每个答复均对应一项异议，未答复的异议数正确。",
      en: "Every answer is to an objection, and the open ones are counted right.",
    },
    objection_period: {
      zh: "结果在异议期届满后公布，且为同一证书。",
      en: "The result was announced after the objection period, under the same certificate.",
    },
  },
  annals: {
    annals_whole: {
      zh: "年鉴自首条记录开始。",
      en: "The annals begin with the first entry of the record.",
    },
    annals_calendar: {
      zh: "期间计算所依据的休假日与本验证程序所知一致。",
      en: "Days are counted over the holidays that this verifier knows.",
    },
    meetings_staged: {
      zh: "每次会议均依次经过各阶段。",
      en: "Every meeting went through its stages in their order.",
    },
    certificates_sound: {
      zh: "每次计票均附有其记录所引用并由服务方签署的证书；证书是否由选票得出，见该会议的文件。",
      en: "Every count has the certificate that its entry names, signed by the service; whether it follows from the ballots the bundle of the meeting says.",
    },
    acts_recorded: {
      zh: "所示每项行为均与其记录一致、身份合规，且仅载入一次。",
      en: "Every act shown says what its entry says, in a role that may, and is recorded once.",
    },
    acts_signed: {
      zh: "每项行为均由已登记且未撤销的密钥，以当时在任的身份签署。",
      en: "Every act is signed with a key that was enrolled and not revoked, in a role that was in force.",
    },
    acts_possible: {
      zh: "每项行为在记录中的相应位置均属允许：已逐项重新核算。",
      en: "Every deed was possible at its place in the record: it was taken again.",
    },
    consequences_follow: {
      zh: "各项行为与表决结果对任职人员产生的后果均紧随其后载明。",
      en: "What follows from deeds and results for those in office stands right behind them.",
    },
    notices_allowed: {
      zh: "每次会议通知在当时均为允许。",
      en: "Every notice was one that the life of the community allowed then.",
    },
    rules_stated: {
      zh: "规则的每一版本均属于本小区、依次载明且有效。",
      en: "Every version of the rules is of this community, behind the one before, and can stand.",
    },
    registers_ordered: {
      zh: "业主名册的每一版本均晚于前一版本，所示版本均属于本小区。",
      en: "Every version of the register is later than the one before, and those shown are of this community.",
    },
  },
} as const satisfies Record<string, Record<string, Told>>;
