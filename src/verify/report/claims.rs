//! Every claim that a bundle can be held to, with its stable code and what it says when it holds.

use std::fmt;

use serde::{Serialize, Serializer};

use super::sentence::Sentence;

/// What a claim is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Group {
    /// Whose signatures are believed.
    Keys,
    /// Nothing was added to the record, dropped from it or changed.
    Record,
    /// Everything needed is in the bundle.
    Contents,
    /// The life of the meeting.
    Meeting,
    /// Who may vote, with what weight.
    Roll,
    /// The ballots.
    Ballots,
    /// The certified result.
    Certificate,
    /// Objections and announcement.
    Result,
    /// The life of a community between meetings.
    Annals,
}

impl Group {
    /// A heading for it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Keys => "Keys",
            Self::Record => "Record",
            Self::Contents => "Contents of the bundle",
            Self::Meeting => "Meeting",
            Self::Roll => "Roll",
            Self::Ballots => "Ballots",
            Self::Certificate => "Certificate",
            Self::Result => "Result",
            Self::Annals => "Life of the community",
        }
    }
}

macro_rules! claims {
    ($($group:ident { $( $(#[$doc:meta])* $name:ident = $code:literal: $en:literal, $zh:literal; )* })*) => {
        /// A claim, in the order of the report.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $($(
                #[doc = $en]
                $name,
            )*)*
        }

        impl Code {
            /// Every claim.
            pub const ALL: &[Self] = &[$($(Self::$name,)*)*];

            /// The code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($(Self::$name => $code,)*)* }
            }

            /// What it is about.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $($(Self::$name => Group::$group,)*)* }
            }

            /// What it says when it holds.
            pub(super) fn sentence(self) -> Sentence {
                let (en, zh) = match self { $($(Self::$name => ($en, $zh),)*)* };
                Sentence { en: en.to_owned(), zh: zh.to_owned() }
            }
        }
    };
}

claims! {
    Keys {
        KeysPinned = "keys_pinned":
            "The keys of this bundle are the pinned ones.", "本文件的公钥与预先固定的公钥一致。";
        KeysSound = "keys_sound":
            "The keys are Ed25519 keys under their own identifiers and named for this record.",
            "公钥为 Ed25519 公钥，标识与公钥相符，且属于本记录。";
        KeysReplaced = "keys_replaced":
            "Every replacement of a service key stands in the record as the list of keys has it, and no other does.",
            "服务方密钥的每次更换均如公钥清单所列载于记录，且别无其他。";
        RealMeeting = "real_meeting":
            "The record does not call itself a demonstration.", "本记录未自称为演示。";
    }
    Record {
        RecordCheckpoint = "record_checkpoint":
            "The tree head is signed with the checkpoint key, for this record and this size.",
            "树头由检查点密钥签名，所属记录与大小均相符。";
        RecordRoot = "record_root":
            "The peaks and the entries give exactly the root that is signed.", "峰值与各条记录恰好得出所签名的根。";
        RecordRange = "record_range":
            "The entries are one range without a gap, up to the end of the signed tree.",
            "各条记录连续无缺，直至所签名的树的末尾。";
        RecordEntries = "record_entries": "Every entry could be read.", "每条记录均可读取。";
        RecordTime = "record_time":
            "The time of the entries never runs backwards.", "各条记录的时间从不倒退。";
        RecordEarlier = "record_earlier":
            "Every earlier entry shown is in the signed tree at its index.",
            "所示的每条更早记录均在所签名的树中相应位置。";
        RecordCosigned = "record_cosigned":
            "Every cosigned tree head is the record's own, over exactly the entries before it.",
            "每个共同签名的树头均属于本记录，且恰好涵盖其前的各条记录。";
        CosignaturesSound = "cosignatures_sound":
            "Every cosignature of a named witness verifies, and none is dated before the entries it covers or \
             before an earlier one of the same witness.",
            "指定见证人的每个共同签名均有效，其日期不早于所涵盖的记录，也不早于该见证人先前的签名。";
        RecordWitnessed = "record_witnessed":
            "Enough of the named witnesses cosigned the whole record shown.",
            "足够多的指定见证人对所示的整个记录共同签名。";
    }
    Contents {
        NoticeFirst = "notice_first":
            "The range begins with the notice of this meeting.", "记录范围以本次会议的通知开始。";
        KeysComplete = "keys_complete":
            "Every enrolment and revocation of a key before the notice is shown.",
            "通知之前的每次密钥登记与撤销均已列出。";
        DocumentsComplete = "documents_complete":
            "Every document that the entries name and this bundle may show is there.",
            "记录所引用且本文件可以出示的每份文件均在其中。";
        DocumentsHashed = "documents_hashed":
            "Every document has the hash it is listed under, once.", "每份文件的哈希与所列一致，且仅出现一次。";
        DocumentsNamed = "documents_named":
            "Every document is named by an entry as what it is, and may be shown here.",
            "每份文件均由记录按其类别引用，且允许在此出示。";
    }
    Meeting {
        LifeOrder = "life_order":
            "Everything that happened to the meeting was possible at its place in the record.",
            "会议的每个步骤在其所处阶段均属允许。";
        Definition = "definition":
            "The definition is this meeting's and makes a meeting.", "会议定义属于本次会议且有效。";
        DefinitionChain = "definition_chain":
            "Notice and opening name the same definition: no text, option or rule was changed.",
            "通知与开启引用同一会议定义：议题文本、选项和规则均未改动。";
        RulePack = "rule_pack":
            "The rule pack is the one this verifier carries under that name, byte for byte.",
            "规则包与本验证程序所带同名规则包逐字节一致。";
        RulesInForce = "rules_in_force":
            "The overlays of the definition are those that the community stated before the notice, and lie on the \
             rule pack.",
            "会议定义所列的地方规则与议事规则即小区在通知前载明者，且与规则包相容。";
        RulesKept = "rules_kept":
            "Every switch and the channel of online votes are as the rules in force settle them.",
            "各项开关与在线投票渠道均与所适用的规则一致。";
        Holidays = "holidays":
            "The definition names holidays exactly if deadlines give way over them, and those that this verifier \
             knows.",
            "会议定义仅在期限遇休息日顺延时列出休假日，且与本验证程序所知一致。";
        Competence = "competence":
            "Every matter is of a kind that an article lists as the assembly's, or of a doubtful one with the \
             convener's reason.",
            "每项议题的类别均由法条列为业主共同决定事项，存疑的类别则载有召集人的理由。";
        LotPledged = "lot_pledged":
            "Every commitment to the lot was signed before the opening, and every value revealed in time fits its \
             commitment.",
            "每个抽签承诺均在开启前签署，每个按期披露的随机数均与其承诺相符。";
        LotPledgersEnrolled = "lot_pledgers_enrolled":
            "Every commitment to the lot was made with an officer's key enrolled before it, in a role that was in \
             force.",
            "每个抽签承诺均由事先登记的工作人员密钥在其任期内作出。";
        NoticeSigned = "notice_signed":
            "The service signed the notice of this definition and roll.", "服务方签署了该会议定义与名册的通知。";
        NoticePeriod = "notice_period":
            "As many full days lie between notice and opening as the rules ask for.",
            "通知与开启之间的完整天数符合规则要求。";
        VotingPeriod = "voting_period":
            "Voting lasts as long as the rules allow, extensions included.", "投票期（含延期）的长度符合规则要求。";
        NoticeComposed = "notice_composed":
            "Every version of the notice says what the definition and the rules say, lacks nothing that the rules ask \
             for, and was given before the opening behind the version before.",
            "通知的每一版本均与会议定义和规则一致，规则要求的内容齐全，且在投票开启前依次发出。";
        ServicesSound = "services_sound":
            "Every service of notice was recorded by an officer, or by the owner who opened it, while the meeting was \
             noticed or open, of a unit on the roll, of a version that had been given, at a time between that and the \
             close that had come, with what it left behind; every posting behind the attempts that the rules ask for.",
            "每次送达均由工作人员或开启通知的业主本人在通知后、投票截止前记录，所涉单元在名册上，所送版本已发出，时间合理，并附\
             相应凭证；张贴送达前均有规则要求的送达尝试。";
        ServicesAcknowledged = "services_acknowledged":
            "Every acknowledgement of the notice is signed with a key of an owner of the unit, of the version that the \
             record names.",
            "每份通知签收声明均由该单元业主的密钥签署，且所签收版本与记录一致。";
        OpeningTime = "opening_time": "Voting was not opened before its time.", "投票未提前开启。";
        Extensions = "extensions":
            "Every extension was made while voting ran and moved the close later.",
            "每次延期均在投票期间作出并推迟截止时间。";
        ClosingTime = "closing_time": "Voting was not closed before its time.", "投票未提前结束。";
        ClosingWitnessed = "closing_witnessed":
            "Enough of the named witnesses saw the close within ten minutes.",
            "足够多的指定见证人在十分钟内见过投票截止。";
        Progress = "progress": "The meeting has run to its end.", "会议已进行完毕。";
    }
    Roll {
        RollChain = "roll_chain":
            "The final roll is the posted one with every recorded amendment and no other change.",
            "最终名册即公示名册加上所记录的各次更正，别无改动。";
        RollMatters = "roll_matters":
            "Every matter has an electorate on the final roll.", "每项议题在最终名册上均有相应的表决权人。";
        RollDerived = "roll_derived":
            "Every roll follows from the register, the amendments and the grouping rule.",
            "每份名册均可由业主名册、更正和分组规则推导得出。";
        RollWitnessed = "roll_witnessed":
            "Enough of the named witnesses saw the final roll before the close.",
            "足够多的指定见证人在截止之前见过最终名册。";
        AmendmentsSigned = "amendments_signed":
            "Every amendment is signed with an officer's key in a role that was in force, and says what the record says.",
            "每次更正均由在任的工作人员密钥签名，且与记录一致。";
        AmendmentsConfirmed = "amendments_confirmed":
            "Every amendment was confirmed by another officer in another role, with a key of their own.",
            "每次更正均由另一职务的另一名人员以其本人密钥确认。";
    }
    Ballots {
        RolesSound = "roles_sound":
            "Every role was granted to an enrolled key, and ended once at most.",
            "每项职务均授予已登记的密钥，且至多终止一次。";
        EnrolmentsSound = "enrolments_sound":
            "Every enrolment shown is signed with the key it enrols and says what the record says.",
            "所示每次密钥登记均由该密钥自签，且与记录一致。";
        EnrolmentsConfirmed = "enrolments_confirmed":
            "Every enrolment shown is confirmed as its method asks: the secretary and another officer, or an earlier \
             key of the same owner, each with a key that was good then; a recovery ended the earlier keys.",
            "所示每次密钥登记均按其方式经确认：由秘书与另一职务的工作人员，或由同一业主此前的密钥，以当时有效的密钥签署；遗失\
             找回均已撤销此前的密钥。";
        BallotsInTime = "ballots_in_time":
            "Every ballot was received within the voting period and recorded between opening and close.",
            "每张选票均在投票期内收到，并记录于开启与截止之间。";
        OnlineChannel = "online_channel":
            "No ballot was taken on the internet where the rules keep that to the city's own system.",
            "凡规则只允许使用市级统一系统在线投票的，本服务均未收取在线选票。";
        BallotsForwarded = "ballots_forwarded":
            "Every forwarded ballot was taken by an inbox that the definition names, at the time of its entry.",
            "每张转交的选票均由会议定义所列的收件处收到，时间与记录一致。";
        BallotsNumber = "ballots_number":
            "As many ballots are recorded as the close and the certificate say.",
            "记录的选票数与截止记录和证书所载一致。";
        BallotsSigned = "ballots_signed":
            "Every ballot is signed with a key enrolled before it and not revoked.",
            "每张选票均由事先登记且未撤销的密钥签名。";
        BallotsAccepted = "ballots_accepted":
            "Every ballot was cast for the elector by an owner entitled to it, on this definition and roll, \
             and names the ballot it replaces.",
            "每张选票均由有权的业主就本定义与名册投出，并指明其替换的选票。";
        RepresentationSigned = "representation_signed":
            "Whoever spoke about who acts for co-owners signed it with a key enrolled before it and not revoked, \
             co-owners with an owner's key and the convener with an officer's.",
            "关于共有人代表的每项声明均由事先登记且未撤销的密钥签署，共有人用业主密钥，召集人用工作人员密钥。";
        RepresentationFollowed = "representation_followed":
            "For every elector of several owners the one that all of them named voted or else the first to act, \
             every quarrel was decided before the count, and no ballot that was set aside counts.",
            "每个共有的表决权人均由全体共有人推选者、否则由首先投票者投票，争议均在计票前决定，被排除的选票均未计入。";
        MandatesSigned = "mandates_signed":
            "Every mandate and its revocation was signed by the principal, or read from a paper by two officers of \
             different bodies who agreed, and every exclusion of a holder by an officer.",
            "每项委托及其撤销均由委托人签署，或由不同机构的两名工作人员分别读取纸质文件且结果一致；每项排除均由工作人员签署。";
        MandatesFollowed = "mandates_followed":
            "Mandates were given in time by owners of the elector, to holders who could hold them, within the limits, \
             and one at a time.",
            "委托均由有权业主在期限内作出，受托人符合资格且未超出限额，每个表决权人同时只有一项委托。";
        AssistancesSound = "assistances_sound":
            "Whoever was helped to vote used a key of their own; the secretary or the convener recorded it and a second \
             person, who owns no part of the elector, confirmed it, each with a key that was good then.",
            "受协助投票者均使用其本人密钥；协助由秘书或召集人记录，并经与该表决权人无关的另一人确认，各以当时有效的密钥签署。";
        SuccessionsSound = "successions_sound":
            "Whoever acts for an elector that passed to others during the vote does so by the word of two officers, as \
             the latest register of then says, and earlier keys ended where the owner stayed.",
            "投票期间变更的表决权人，其行使人均经两名工作人员签署，并与当时最新的业主名册一致；业主未变者其此前密钥均已撤销。";
        PapersSigned = "papers_signed":
            "Whatever was recorded about paper ballots was signed by an officer in a role that may, and the entry says \
             what was signed.",
            "关于纸质表决票的每条记录均由有权的在任人员签署，记录与所签内容一致。";
        PapersFollowed = "papers_followed":
            "Every paper ballot was issued once to an elector who held no other, came back in time, and says what two \
             persons read alike or a third chose between them.",
            "每张纸质表决票均只发给一个未持有其他有效票的表决权人、按时交回，其内容由两人分别录入一致，或由第三人在两者之间认定。";
        PapersReconciled = "papers_reconciled":
            "Before the count every paper ballot was accounted for by hand: issued are returned, outstanding, spoiled and \
             void, or the scrutineer says publicly why not.",
            "计票之前，全部纸质表决票已由人工清点：发出数等于交回、未交回、污损与作废之和，或由监票人公开说明差异原因。";
        PapersSampled = "papers_sampled":
            "The sample of paper ballots follows from the record, and somebody held each of it against its scan.",
            "纸质表决票的抽样由记录得出，并已逐张与扫描件核对。";
        BallotsOrdered = "ballots_ordered":
            "The ballots stand in the order of the record.", "各张选票按记录的顺序出示。";
        TotalsFollow = "totals_follow":
            "The certified totals follow from the ballots.", "证书所载合计由选票得出。";
    }
    Certificate {
        CertificateNamed = "certificate_named":
            "The certificate is the one that the record names.", "证书即记录所引用的证书。";
        CertificateContent = "certificate_content":
            "The certificate is about this meeting, its definition and its final roll.",
            "证书针对本次会议、其定义及最终名册。";
        CertificateSigned = "certificate_signed":
            "The service signed the certificate.", "服务方签署了证书。";
        Countersigned = "countersigned":
            "Every countersignature verifies and is recorded, and every recorded one is there.",
            "每个副署签名均有效且有记录，每条副署记录均有相应签名。";
        CountersignersEnrolled = "countersigners_enrolled":
            "Every countersignature was made with an officer's key enrolled before it, in a role that was in force.",
            "每个副署签名均由事先登记的工作人员密钥在其任期内作出。";
        CloseTree = "close_tree":
            "The certificate names the record as the close left it.", "证书所引用的记录即截止时的记录。";
        AgendaComplete = "agenda_complete":
            "The certificate decides every matter of the agenda, in its order.",
            "证书按议程顺序对每项议题作出结论。";
        ElectoratesWeighed = "electorates_weighed":
            "The denominators are the weights of the final roll.", "各项分母即最终名册上的权重。";
        SilenceServed = "silence_served":
            "No silent elector is counted whom the record does not show as served before the opening.",
            "未将记录中未显示于投票开启前送达的未表态者计入。";
        CertificateWitnessed = "certificate_witnessed":
            "Enough of the named witnesses saw the certificate.", "足够多的指定见证人见过证书。";
        LotDrawn = "lot_drawn":
            "Ties were broken by the lot that follows from the close and the revealed values, and the count \
             waited for them.",
            "同票由截止时的树根与已披露的随机数所得的抽签决定，且计票等待了披露。";
        LotKept = "lot_kept":
            "Every value that an officer committed to was revealed.", "工作人员所承诺的每个随机数均已披露。";
        VerdictsFollow = "verdicts_follow":
            "Every verdict follows from its certified totals by the rule pack.",
            "每项结论均可依规则包由证书所载合计得出。";
    }
    Result {
        Objections = "objections":
            "Every answer is to an objection, and the open ones are counted right.",
            "每个答复均对应一项异议，未答复的异议数正确。";
        ObjectionPeriod = "objection_period":
            "The result was announced after the objection period, under the same certificate.",
            "结果在异议期届满后公布，且为同一证书。";
    }
    Annals {
        AnnalsWhole = "annals_whole":
            "The annals begin with the first entry of the record.", "年鉴自首条记录开始。";
        AnnalsCalendar = "annals_calendar":
            "Days are counted over the holidays that this verifier knows.",
            "期间计算所依据的休假日与本验证程序所知一致。";
        MeetingsStaged = "meetings_staged":
            "Every meeting went through its stages in their order.", "每次会议均依次经过各阶段。";
        CertificatesSound = "certificates_sound":
            "Every count has the certificate that its entry names, signed by the service; whether it follows from the \
             ballots the bundle of the meeting says.",
            "每次计票均附有其记录所引用并由服务方签署的证书；证书是否由选票得出，见该会议的文件。";
        ActsRecorded = "acts_recorded":
            "Every act shown says what its entry says, in a role that may, and is recorded once.",
            "所示每项行为均与其记录一致、身份合规，且仅载入一次。";
        ActsSigned = "acts_signed":
            "Every act is signed with a key that was enrolled and not revoked, in a role that was in force.",
            "每项行为均由已登记且未撤销的密钥，以当时在任的身份签署。";
        ActsPossible = "acts_possible":
            "Every deed was possible at its place in the record: it was taken again.",
            "每项行为在记录中的相应位置均属允许：已逐项重新核算。";
        ConsequencesFollow = "consequences_follow":
            "What follows from deeds and results for those in office stands right behind them.",
            "各项行为与表决结果对任职人员产生的后果均紧随其后载明。";
        NoticesAllowed = "notices_allowed":
            "Every notice was one that the life of the community allowed then.",
            "每次会议通知在当时均为允许。";
        RulesStated = "rules_stated":
            "Every version of the rules is of this community, behind the one before, and can stand.",
            "规则的每一版本均属于本小区、依次载明且有效。";
        RegistersOrdered = "registers_ordered":
            "Every version of the register is later than the one before, and those shown are of this community.",
            "业主名册的每一版本均晚于前一版本，所示版本均属于本小区。";
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_distinct_and_groups_stand_together() {
        let codes: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        assert!(Code::ALL.is_sorted_by_key(|code| code.group()));
        let titles: BTreeSet<_> = Code::ALL.iter().map(|code| code.group().title()).collect();
        assert_eq!(titles.len(), 9);
    }
}
