//! The result of a meeting as it is posted (公告): Markdown, in Chinese and English.
//!
//! It says again what the certificate says and decides nothing; whoever holds certificate and
//! definition makes the same text.

use std::fmt::{self, Write as _};

use super::certificate::{Certificate, ChannelsForm, CoOwnedForm, SignedCertificate};
use super::definition::{Definition, MatterForm};
use super::digest::Digest;
use super::inequalities::{InequalityForm, SubjectForm};
use super::totals::WeightForm;
use super::verdict::{CandidateForm, VerdictForm};
use crate::domain::identity::Role;

/// The result of a meeting as text, by its definition and its certificate.
pub fn result(
    definition: &Definition,
    certificate: &Certificate,
    signed: &SignedCertificate,
) -> Result<String, fmt::Error> {
    let mut text = String::new();
    writeln!(text, "# 业主大会表决结果 / Result of the vote\n\n**{}**\n", plain(&definition.title))?;
    heading(&mut text, definition, certificate)?;
    for (number, own) in certificate.matters.iter().enumerate() {
        let matter = definition.matters.iter().find(|matter| matter.matter == own.matter);
        let title = matter.map_or_else(String::new, |matter| plain(&matter.title));
        writeln!(text, "\n## {}. {title} ({})\n", number + 1, own.matter)?;
        decided(&mut text, &own.verdict, matter)?;
    }
    verifying(&mut text, signed)?;
    Ok(text)
}

fn heading(text: &mut String, definition: &Definition, certificate: &Certificate) -> fmt::Result {
    let pack = &definition.rule_pack;
    let voting = format!("{} – {} ({})", definition.opens_at, definition.closes_at, definition.time_zone);
    let rows = [
        ("小区 / Community", certificate.community.to_string()),
        ("会议 / Meeting", certificate.meeting.to_string()),
        ("召集人 / Called by", plain(&definition.called_by)),
        ("公告的表决时间 / Voting as noticed", plain(&voting)),
        ("规则 / Rules", format!("{} {}", plain(pack.id.as_str()), plain(&pack.version))),
        ("议题与规则的哈希 / Definition, SHA-256", certificate.definition.to_string()),
        ("名册的哈希 / Roll, SHA-256", certificate.roll.to_string()),
        ("收到网上选票 / Ballots received online", certificate.ballots_received.to_string()),
        ("计入表决 / Votes that count", certificate.ballots_counted.to_string()),
        ("表决渠道 / Channels", channels(certificate.channels)),
        ("共有人代表 / Co-owners represented", co_owned(certificate.co_owned)),
        ("计票时间 / Counted at", certificate.counted_at.to_string()),
    ];
    table(text, &["", ""])?;
    rows.iter().try_for_each(|(name, value)| row(text, &[name, value]))
}

/// How the votes came that count, and what came beside them.
fn channels(own: ChannelsForm) -> String {
    let ChannelsForm { online, paper, proxy, delegate, assisted, conflicts, not_authentic } = own;
    format!(
        "网上 {online}，纸质 {paper}（其中委托代理 {proxy}，业主代表 {delegate}，协助 {assisted}）；多渠道仅计一次 \
         {conflicts}，不真实的纸质选票 {not_authentic} / online {online}, on paper {paper} (of these by proxies \
         {proxy}, by delegates {delegate}, assisted {assisted}); several channels, counted once {conflicts}, papers not \
         authentic {not_authentic}"
    )
}

/// How electors of several owners were represented where not all of them settled it.
fn co_owned(CoOwnedForm { provisional, confirmed, set_aside }: CoOwnedForm) -> String {
    format!(
        "暂由一人代表 {provisional}，经决定 {confirmed}，选票被排除 {set_aside} / provisionally {provisional}, by \
         decision {confirmed}, ballots set aside {set_aside}"
    )
}

/// One matter: the outcome, what it follows from, and what may be said against it.
fn decided(text: &mut String, verdict: &VerdictForm, matter: Option<&MatterForm>) -> fmt::Result {
    writeln!(text, "**{}**", outcome(verdict))?;
    for paragraph in [&verdict.paragraph_zh, &verdict.paragraph].into_iter().flatten() {
        writeln!(text, "\n{}", plain(paragraph))?;
    }
    writeln!(text)?;
    totals(text, verdict)?;
    writeln!(text)?;
    table(text, &["要求 / Asked", "左 / Left", "", "右 / Right", "依据 / Article", ""])?;
    verdict.inequalities.iter().try_for_each(|own| inequality(text, own))?;
    if let Some(candidates) = &verdict.candidates {
        writeln!(text)?;
        table(text, &["候选人 / Candidate", &area(verdict), "人数 / Heads", ""])?;
        candidates.iter().try_for_each(|own| candidate(text, own, verdict, matter))?;
    }
    let needed: Vec<_> = verdict.needed.iter().map(|own| (&own.sentence_zh, &own.sentence)).collect();
    list(text, "尚缺 / What it would have taken", &needed)?;
    settled(text, verdict)?;
    let risks: Vec<_> = verdict.risks.iter().map(|own| (&own.risk_zh, &own.risk)).collect();
    list(text, "可能的争议 / What may be contested", &risks)
}

fn totals(text: &mut String, verdict: &VerdictForm) -> fmt::Result {
    let own = &verdict.totals;
    let rows: [(&str, Option<&WeightForm>); 11] = [
        ("全体 / All", Some(&own.all)),
        ("参与表决 / Participating", Some(&own.participating)),
        ("同意 / For", Some(&own.in_favour)),
        ("反对 / Against", Some(&own.against)),
        ("弃权 / Abstain", Some(&own.abstain)),
        ("无效 / Invalid", Some(&own.invalid)),
        ("未表态 / Silent", Some(&own.silent)),
        ("出席 / Present", own.present.as_ref()),
        ("无表决权 / Excluded", own.excluded.as_ref()),
        ("已送达而未表态 / Served and silent", own.informed.as_ref()),
        ("书面异议 / Objections", own.objections.as_ref()),
    ];
    table(text, &["", &area(verdict), "人数 / Heads"])?;
    let known = rows.iter().filter_map(|(name, weight)| Some((name, weight.as_ref()?)));
    known.into_iter().try_for_each(|(name, weight)| {
        row(text, &[name, weight.area.as_deref().unwrap_or("?"), &weight.heads.to_string()])
    })
}

fn inequality(text: &mut String, own: &InequalityForm) -> fmt::Result {
    let subject = match own.subject {
        SubjectForm::Participation => "参与表决 / Participation",
        SubjectForm::Presence => "出席 / Presence",
        SubjectForm::Approval => "同意 / Approval",
        SubjectForm::Opposition => "反对 / Opposition",
        SubjectForm::Candidate => "得票 / Votes",
        SubjectForm::Objections => "书面异议 / Objections",
    };
    let measure = match own.measure.as_str() {
        "area" => "面积 / area",
        "heads" => "人数 / heads",
        _ => "专有部分 / units",
    };
    let candidate = own.candidate.as_deref().map_or_else(String::new, |name| format!(" {}", plain(name)));
    let article = plain(&own.article);
    let article = if own.verified { article } else { format!("{article} (未核对 / not verified)") };
    let holds = match own.holds {
        Some(true) => "成立 / holds",
        Some(false) => "不成立 / does not hold",
        None => "无法确定 / not known",
    };
    let (left, right) = (own.left.as_deref().unwrap_or("?"), own.right.as_deref().unwrap_or("?"));
    let relation = plain(&own.relation);
    row(text, &[&format!("{subject}{candidate}, {measure}"), left, &relation, right, &article, holds])
}

fn candidate(
    text: &mut String,
    own: &CandidateForm,
    verdict: &VerdictForm,
    matter: Option<&MatterForm>,
) -> fmt::Result {
    let standing = matter.iter().flat_map(|matter| &matter.candidates);
    let name = standing.filter(|standing| standing.candidate.as_str() == own.candidate).map(|own| &own.name);
    let name = name.map(|name| plain(name)).next().unwrap_or_default();
    let among = |list: &Option<Vec<String>>| list.iter().flatten().any(|name| *name == own.candidate);
    let outcome = if among(&verdict.elected) {
        "当选 / elected"
    } else if among(&verdict.alternates) {
        "候补 / alternate"
    } else if among(&verdict.runoff) {
        "票数相同 / tied"
    } else {
        ""
    };
    let name = format!("{name} ({})", plain(&own.candidate));
    row(text, &[name.trim(), own.area.as_deref().unwrap_or("?"), &own.heads.to_string(), outcome])
}

/// What was settled before the vote and mattered, and what would have been otherwise.
fn settled(text: &mut String, verdict: &VerdictForm) -> fmt::Result {
    if !verdict.switches.is_empty() {
        let each = verdict.switches.iter().map(|own| format!("`{} = {}`", own.switch, own.value));
        let each: Vec<_> = each.collect();
        writeln!(text, "\n起作用的约定 / Settled before, and it mattered: {}.", each.join(", "))?;
    }
    for own in &verdict.otherwise {
        let passed = passed(own.passed);
        let elected = own.elected.as_ref().filter(|elected| !elected.is_empty());
        let elected =
            elected.map_or_else(String::new, |elected| format!(" ({})", plain(&elected.join(", "))));
        writeln!(text, "\n若 / With `{} = {}`: {passed}{elected}.", own.switch, own.value)?;
    }
    Ok(())
}

fn verifying(text: &mut String, signed: &SignedCertificate) -> fmt::Result {
    let payload = signed.payload_bytes().unwrap_or_default();
    writeln!(text, "\n## 核验 / How to verify\n")?;
    writeln!(text, "证书的哈希 / Certificate, SHA-256: `{}`\n", Digest::of(&payload))?;
    let role = |role: Option<Role>| role.map_or("服务方 / the service", Role::as_str);
    let signers: Vec<_> = signed.signatures.iter().map(|own| role(own.header.role)).collect();
    writeln!(text, "签署 / Signed by: {}\n", signers.join(", "))?;
    writeln!(
        text,
        "以上为证书内容的转述，以证书为准。任何人均可下载会议文件包，离线重新核验并得到同样的文字。\n\
         This says again what the certificate says; the certificate decides. Whoever downloads the bundle of \
         the meeting can check all of it offline, and gets the same text:\n"
    )?;
    writeln!(text, "```console\n$ quorate-verify bundle FILE --trust keys.json --result\n```")
}

fn outcome(verdict: &VerdictForm) -> &'static str {
    match (verdict.passed, verdict.candidates.is_some()) {
        (Some(true), true) => "当选人数足够 / Enough are elected",
        (Some(false), true) => "当选人数不足 / Not enough are elected",
        (own, _) => passed(own),
    }
}

const fn passed(passed: Option<bool>) -> &'static str {
    match passed {
        Some(true) => "通过 / Passed",
        Some(false) => "未通过 / Not passed",
        None => "无法确定 / Undetermined",
    }
}

fn area(verdict: &VerdictForm) -> String {
    match verdict.share_unit.as_str() {
        "m2" => "面积 / Area (m²)".to_owned(),
        unit => format!("份额 / Share ({})", plain(unit)),
    }
}

/// A list in both languages; nothing where it is empty.
fn list(text: &mut String, title: &str, items: &[(&String, &String)]) -> fmt::Result {
    if !items.is_empty() {
        writeln!(text, "\n{title}:\n")?;
    }
    items.iter().try_for_each(|(zh, en)| writeln!(text, "* {} {}", plain(zh), plain(en)))
}

fn table(text: &mut String, titles: &[&str]) -> fmt::Result {
    row(text, titles)?;
    writeln!(text, "|{}", "---|".repeat(titles.len()))
}

fn row(text: &mut String, cells: &[&str]) -> fmt::Result {
    writeln!(text, "| {} |", cells.join(" | "))
}

/// A text of people as Markdown that means nothing but itself, on one line.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '!') {
            plain.push('\\');
        }
        plain.push(if sign.is_control() { ' ' } else { sign });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text_and_no_markup() {
        assert_eq!(plain("a|b\n<i>*c*</i>"), "a\\|b \\<i\\>\\*c\\*\\</i\\>");
        assert_eq!(plain("[x](javascript:1)"), "\\[x\\](javascript:1)");
    }
}
