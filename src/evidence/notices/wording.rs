//! The sentences of a notice, in Chinese and English.

use super::{RuleWords, Words};
use crate::domain::rules::switches::{BlankItem, SpoiledCountsAsParticipating};
use crate::domain::rules::{
    Combine, Measure, Measures, Method, Objection, OnlineChannel, Proxies, ProxyForm, Requirement, Rule,
    ShareUnit, Silence, Source, Subject, Switches,
};
use crate::evidence::non_voter::SilenceForm;
use crate::evidence::sentences::{threshold_en, threshold_zh};

/// Through which system votes on the internet are cast.
pub(super) fn channel(channel: OnlineChannel) -> Words {
    match channel {
        OnlineChannel::Any => {
            words("本系统接受网上表决。", "Votes on the internet are cast through this system.")
        }
        OnlineChannel::Recognised => words(
            "本系统已获当地主管部门认可，接受网上表决。",
            "Votes on the internet are cast through this system, which the place has recognised.",
        ),
        OnlineChannel::CityOnly => words(
            "网上表决仅通过政府指定的系统进行，本系统不接受网上选票。",
            "Votes on the internet are cast through the government's own system only; this one takes none.",
        ),
    }
}

/// How to vote online; nothing where this system takes no votes on the internet.
pub(super) fn online(channel: OnlineChannel) -> Option<Words> {
    match channel {
        OnlineChannel::Any | OnlineChannel::Recognised => Some(words(
            "网上表决：在投票开启后、截止前，用已登记的本人设备登录，逐项表决并提交，收到带签名的回执即为投票成功。",
            "Online: from the opening to the close, on your own device with its enrolled key, decide each matter and send \
             the ballot; you have voted once you hold the signed receipt.",
        )),
        OnlineChannel::CityOnly => None,
    }
}

/// How to vote on paper.
pub(super) fn paper() -> Words {
    words(
        "纸质表决：向召集人领取编号的表决票，填写并签名后在截止前交回；以召集人登记的收到时间为准。",
        "On paper: fetch a numbered ballot from the convener, fill it in, sign it and hand it back before the close; the \
         time at which the convener logs it counts.",
    )
}

/// How to vote by proxy, as the pack says.
pub(super) fn proxy(proxies: &Proxies) -> Words {
    let (form_zh, form_en) = match proxies.form {
        ProxyForm::ByDocuments => {
            ("按本组织文件规定的形式出具委托", "in the form that the association's own documents ask for")
        }
        ProxyForm::Prescribed => ("按法定格式出具委托书", "in the form that the law prescribes"),
        ProxyForm::Text => ("以文本形式（包括电子讯息）出具委托", "in text, which a message is too"),
        ProxyForm::Written => ("出具书面委托书", "in writing"),
        ProxyForm::Unknown => ("出具委托", "by a mandate"),
    };
    let before = proxies.hours_before.map_or_else(nothing, |hours| Words {
        zh: format!("委托书应在会议开始 {hours} 小时前交到。"),
        en: format!(" It is handed in {hours} hours before the meeting."),
    });
    let most = most_of_one_holder(proxies);
    Words {
        zh: format!(
            "委托表决：{form_zh}，写明委托人、受托人和本次会议；本人表决的，以本人表决为准。{}{}",
            before.zh, most.zh
        ),
        en: format!(
            "By proxy: give a mandate {form_en} that names you, the holder and this meeting; what you vote yourself \
             counts before it.{}{}",
            before.en, most.en
        ),
    }
}

/// For how many one holder may stand; nothing where nobody limits it.
fn most_of_one_holder(proxies: &Proxies) -> Words {
    match (proxies.principals_max, &proxies.share_max) {
        (Some(most), Some((share, measure))) => Words {
            zh: format!("一名受托人最多代表 {most} 名委托人，或按{}不超过全体的 {share}。", one_zh(*measure)),
            en: format!(
                " One holder stands for at most {most} principals, or {share} of all by {}.",
                measure.as_str()
            ),
        },
        (Some(most), None) => Words {
            zh: format!("一名受托人最多代表 {most} 名委托人。"),
            en: format!(" One holder stands for at most {most} principals."),
        },
        (None, Some((share, measure))) => Words {
            zh: format!("一名受托人按{}不超过全体的 {share}。", one_zh(*measure)),
            en: format!(" One holder stands for at most {share} of all by {}.", measure.as_str()),
        },
        (None, None) => nothing(),
    }
}

/// What silence means.
pub(super) fn silence(switches: &Switches) -> Words {
    let SilenceForm { sentence, sentence_zh, .. } = SilenceForm::new(switches);
    Words { zh: sentence_zh, en: sentence }
}

/// What a matter left blank means.
pub(super) fn blank(value: BlankItem) -> Words {
    match value {
        BlankItem::Abstain => {
            words("表决票上未填写的事项按弃权计。", "A matter left blank on a ballot is an abstention.")
        }
        BlankItem::Spoiled => words(
            "表决票上未填写的事项，该事项按废票计。",
            "A matter left blank on a ballot is spoiled for that matter.",
        ),
    }
}

/// What a spoiled ballot means.
pub(super) fn spoiled(value: SpoiledCountsAsParticipating) -> Words {
    match value {
        SpoiledCountsAsParticipating::Yes => words(
            "真实但无法辨认意见的废票计入参与表决，不计入同意。",
            "An authentic but spoiled ballot takes part and agrees to nothing.",
        ),
        SpoiledCountsAsParticipating::No => words("废票视同未表决。", "A spoiled ballot is as good as none."),
    }
}

/// How to object to the roll.
pub(super) fn objecting_to_roll() -> Words {
    words(
        "对业主名册有异议的，在投票开启前通过本系统或向召集人书面提出，写明专有部分和理由。",
        "Object to the roll before the opening, through this system or in writing to the convener: name the unit and \
         say why.",
    )
}

/// How to object to the assembly's competence.
pub(super) fn objecting_to_competence() -> Words {
    words(
        "认为某一事项不属于业主大会决定范围的，在投票开启前通过本系统或向召集人书面提出，写明事项和理由；不影响会议进行。",
        "Object to putting a matter to the assembly before the opening, in the same way; it holds nothing up.",
    )
}

/// How to object to the result.
pub(super) fn objecting_to_result(days: u16) -> Words {
    Words {
        zh: format!(
            "对初步结果有异议的，自公示之日起 {days} 日内提出；期满后公告最终结果，并列明未处理的异议。"
        ),
        en: format!(
            "Object to the preliminary result within {days} days of its posting; then the result is announced, with \
             the objections that are still open."
        ),
    }
}

/// One requirement, with the article that asks for it.
pub(super) fn requirement(own: &Requirement, unit: ShareUnit) -> RuleWords {
    sourced(asked(own, unit), own.threshold.source())
}

/// Who is elected, for an election.
pub(super) fn elected(rule: &Rule, seats: Option<u32>) -> Option<RuleWords> {
    let seats = seats?;
    let (zh, en) = match rule.method {
        Method::Threshold => (
            format!("应选 {seats} 名：达到上述要求的候选人按得票排名当选。"),
            format!("{seats} to be elected: of the candidates who reach this, those with most votes."),
        ),
        Method::Plurality => (
            format!("应选 {seats} 名：得票多者当选。"),
            format!("{seats} to be elected: those with most votes."),
        ),
        Method::Cumulative => (
            format!("应选 {seats} 名：得票多者当选；每张选票的票数等于应选名额，可集中投给一人。"),
            format!(
                "{seats} to be elected: those with most votes; a ballot has a vote for each seat and may give all of \
                 them to one."
            ),
        ),
    };
    let source = rule.quorum.iter().chain(&rule.approval).map(|own| own.threshold.source()).next();
    let (article, verified) = source.map_or_else(
        || ("unverified".to_owned(), false),
        |own| (own.article().to_owned(), own.is_verified()),
    );
    Some(RuleWords { words: Words { zh, en }, article, verified })
}

/// Silence that agrees by law.
pub(super) fn agreeing_silence(silence: &Silence) -> RuleWords {
    let days = silence.days;
    let words = Words {
        zh: format!("缺席且已获通知者，{days} 日内未表示反对的视为同意。"),
        en: format!(
            "Who was absent, is told of it and does not disagree within {days} days counts as agreeing."
        ),
    };
    sourced(words, &silence.source)
}

/// Objections under which a motion falls.
pub(super) fn falling(objection: &Objection, unit: ShareUnit) -> RuleWords {
    let days = objection.days;
    let own = &objection.requirement;
    let (zh, en) = (mark_zh(own, unit), mark_en(own));
    let words = Words {
        zh: format!("决定送达后 {days} 日内书面异议{zh}的，决定不成立。"),
        en: format!("What passed falls if written objections within {days} days of its service are {en}."),
    };
    sourced(words, own.threshold.source())
}

fn asked(own: &Requirement, unit: ShareUnit) -> Words {
    let (zh, en) = match own.subject {
        Subject::Participation => ("参与表决", "Taking part"),
        Subject::Presence => ("出席", "Present or represented"),
        Subject::Approval => ("同意", "In favour"),
        Subject::Opposition => ("反对", "Against"),
    };
    Words { zh: format!("{zh}：{}。", mark_zh(own, unit)), en: format!("{en}: {}.", mark_en(own)) }
}

fn mark_zh(own: &Requirement, unit: ShareUnit) -> String {
    let measures: Vec<_> = own.measures.iter().map(one_zh).collect();
    let joined = match own.combine {
        Combine::Each => measures.join("且"),
        Combine::Any => measures.join("或"),
    };
    let unit = match (own.measures.iter().next(), unit) {
        (Some(Measure::Area), ShareUnit::SquareMetre) => "平方米",
        (Some(Measure::Area), ShareUnit::Share) => "份",
        (Some(Measure::Units), _) => "个",
        (Some(Measure::Heads) | None, _) => "人",
    };
    format!("{joined}{}", threshold_zh(&own.threshold, unit))
}

fn mark_en(own: &Requirement) -> String {
    format!("{} by {}", threshold_en(&own.threshold), joined_en(own.measures, own.combine))
}

fn joined_en(measures: Measures, combine: Combine) -> String {
    let names: Vec<_> = measures.iter().map(Measure::as_str).collect();
    match combine {
        Combine::Each => names.join(" and by "),
        Combine::Any => names.join(" or by "),
    }
}

const fn one_zh(measure: Measure) -> &'static str {
    match measure {
        Measure::Area => "面积",
        Measure::Heads => "人数",
        Measure::Units => "专有部分数",
    }
}

fn sourced(words: Words, source: &Source) -> RuleWords {
    RuleWords { words, article: source.article().to_owned(), verified: source.is_verified() }
}

fn nothing() -> Words {
    words("", "")
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}
