//! Packs and overlays as shown to people and programs: every value with the article it comes from, and whether
//! it was read there. Written from the domain's values, so that what is shown is what decides.

mod forms;

pub use self::forms::{
    ShownCap, ShownClass, ShownConsequence, ShownContent, ShownDays, ShownDoubtful, ShownMatter,
    ShownObjection, ShownOverlay, ShownOverlayHead, ShownPack, ShownPackHead, ShownParameter, ShownPeriod,
    ShownProxies, ShownRefused, ShownRequirement, ShownRounding, ShownSecondCall, ShownSecondVote,
    ShownService, ShownSettled, ShownSilence, ShownSizes, ShownSmallEstate, ShownTitle,
};
use super::overlays::PublishedOverlay;
use super::{PublishedPack, overlays};
use crate::domain::rules::{
    Cap, Class, Consequence, Cut, Decides, DoubtfulKind, MatterRule, Objection, Pack, Proxies, RefusedKind,
    Requirement, SecondCall, SecondVote, Settled, Silence, Sizes, Source, Stipulated, Titles,
};

impl ShownPackHead {
    /// A pack, in short.
    #[must_use]
    pub fn new(published: &PublishedPack) -> Self {
        let parts = published.pack.parts();
        Self {
            id: parts.id.to_string(),
            version: parts.version.clone(),
            title: title(&parts.titles),
            sha256: published.digest,
            share_unit: parts.share_unit.as_str().to_owned(),
            measures: parts.measures.iter().map(|measure| measure.as_str().to_owned()).collect(),
            kinds: published.pack.kinds(),
        }
    }
}

impl ShownPack {
    /// Everything in a pack.
    #[must_use]
    pub fn new(published: &PublishedPack) -> Self {
        let parts = published.pack.parts();
        let (notice_article, notice_verified) = origin(&parts.notice.source);
        let voting_period = parts.voting_period.as_ref().map(|period| {
            let (article, verified) = origin(&period.source);
            ShownPeriod { days_min: period.days_min, days_max: period.days_max, article, verified }
        });
        let notice_content = parts.notice_content.as_ref().map(|content| {
            let (article, verified) = origin(&content.source);
            let fields = content.fields.iter().map(ToString::to_string).collect();
            ShownContent { fields, article, verified }
        });
        let service = parts.service.as_ref().map(|own| {
            let (article, verified) = origin(&own.source);
            let in_app = own.in_app.map(|own| own.to_string());
            ShownService { in_app, posting_attempts: own.posting_attempts, article, verified }
        });
        let rounding = parts.rounding.as_ref().map(|rounding| {
            let (article, verified) = origin(&rounding.source);
            ShownRounding { percent_decimals: rounding.percent_decimals, article, verified }
        });
        Self {
            head: ShownPackHead::new(published),
            open: parts.open.iter().map(|topic| topic.as_str().to_owned()).collect(),
            overlays: made_for(&published.pack),
            quorum: requirements(&parts.quorum),
            second_call: parts.second_call.as_ref().map(second_call),
            cap: parts.cap.as_ref().map(cap),
            notice: ShownDays {
                full_days: parts.notice.full_days,
                article: notice_article,
                verified: notice_verified,
            },
            notice_content,
            service,
            voting_period,
            committee: parts.sizes.as_ref().map(sizes),
            rounding,
            proxies: parts.proxies.as_ref().map(proxies),
            ordinary: parts.generic.ordinary.to_string(),
            special: parts.generic.special.to_string(),
            classes: parts.classes.iter().map(class).collect(),
            matters: parts.matters.iter().map(matter).collect(),
            doubtful: parts.doubtful.iter().map(doubtful).collect(),
            refused: parts.refused.iter().map(refused).collect(),
            procedure: parts.procedure.iter().map(parameter).collect(),
        }
    }
}

impl ShownOverlayHead {
    /// An overlay, in short.
    #[must_use]
    pub fn new(published: &PublishedOverlay) -> Self {
        let parts = published.overlay.parts();
        Self {
            id: parts.id.to_string(),
            version: parts.version.clone(),
            title: title(&parts.titles),
            sha256: published.digest,
            issued_by: parts.issued_by.as_str().to_owned(),
            base: parts.bases.iter().map(ToString::to_string).collect(),
        }
    }
}

impl ShownOverlay {
    /// Everything in an overlay.
    #[must_use]
    pub fn new(published: &PublishedOverlay) -> Self {
        let settles = published.overlay.parts().settles.iter().map(settled).collect();
        Self { head: ShownOverlayHead::new(published), settles }
    }
}

/// The overlays of this build that are made for a pack.
fn made_for(pack: &Pack) -> Vec<String> {
    let known = overlays::overlays().unwrap_or_default();
    let fitting = known.iter().filter(|published| published.overlay.parts().bases.contains(pack.id()));
    fitting.map(|published| published.overlay.id().to_string()).collect()
}

fn origin(source: &Source) -> (String, bool) {
    (source.article().to_owned(), source.is_verified())
}

fn title(titles: &Titles) -> ShownTitle {
    ShownTitle { zh: titles.zh.clone(), en: titles.en.clone() }
}

fn requirements(list: &[Requirement]) -> Vec<ShownRequirement> {
    list.iter().map(requirement).collect()
}

fn requirement(own: &Requirement) -> ShownRequirement {
    let (article, verified) = origin(own.threshold.source());
    ShownRequirement {
        subject: own.subject.as_str().to_owned(),
        threshold: own.threshold.to_string(),
        measures: own.measures.iter().map(|measure| measure.as_str().to_owned()).collect(),
        combine: own.combine.as_str().to_owned(),
        call: own.call.map(|call| call.to_string()),
        article,
        verified,
    }
}

fn second_call(own: &SecondCall) -> ShownSecondCall {
    let (article, verified) = origin(&own.source);
    let when = own.when.iter().map(|opening| opening.as_str().to_owned()).collect();
    ShownSecondCall { when, quorum: requirements(&own.quorum), article, verified }
}

fn cap(own: &Cap) -> ShownCap {
    let (article, verified) = origin(own.source());
    let (kind, fraction, from) = match own.cut() {
        Cut::FractionOfAll(fraction) => ("fraction_of_all", Some(fraction), None),
        Cut::SumOfOthers => ("sum_of_others", None, None),
        Cut::ReducedBy { by, from } => ("reduced_by", Some(by), Some(from)),
    };
    ShownCap {
        kind: kind.to_owned(),
        fraction: fraction.map(|fraction| fraction.to_string()),
        from: from.map(|fraction| fraction.to_string()),
        measures: own.measures().iter().map(|measure| measure.as_str().to_owned()).collect(),
        article,
        verified,
    }
}

fn sizes(own: &Sizes) -> ShownSizes {
    let (article, verified) = origin(&own.source);
    let small = own.small.as_ref().map(|small| {
        let (article, verified) = origin(&small.source);
        let (seats_min, households_max, area_max) = (small.min.get(), small.households_max, small.area_max);
        ShownSmallEstate { seats_min, households_max, area_max, article, verified }
    });
    let odd = own.parity == crate::domain::rules::Parity::Odd;
    let (seats_min, seats_max) = (own.min.get(), own.max.map(std::num::NonZeroU32::get));
    ShownSizes { seats_min, seats_max, odd, small, article, verified }
}

fn proxies(own: &Proxies) -> ShownProxies {
    let (article, verified) = origin(&own.source);
    ShownProxies {
        form: own.form.to_string(),
        holders: own.holders.to_string(),
        discretion: own.discretion.to_string(),
        principals_max: own.principals_max,
        share_max: own.share_max.map(|(share, _)| share.to_string()),
        measure: own.share_max.map(|(_, measure)| measure.as_str().to_owned()),
        hours_before: own.hours_before,
        article,
        verified,
    }
}

fn class(own: &Class) -> ShownClass {
    ShownClass {
        name: own.name.to_string(),
        requires: requirements(&own.requires),
        method: own.method.as_str().to_owned(),
        second_vote: own.second_vote.as_ref().map(second_vote),
        silence: own.silence.as_ref().map(silence),
        objection: own.objection.as_ref().map(objection),
        consequences: own.consequences.iter().map(consequence).collect(),
    }
}

fn second_vote(own: &SecondVote) -> ShownSecondVote {
    let (article, verified) = origin(&own.source);
    let conditions = requirements(&own.conditions);
    ShownSecondVote { class: own.class.to_string(), conditions, article, verified }
}

fn silence(own: &Silence) -> ShownSilence {
    let (article, verified) = origin(&own.source);
    ShownSilence { days: own.days, article, verified }
}

fn objection(own: &Objection) -> ShownObjection {
    ShownObjection { days: own.days, requirement: requirement(&own.requirement) }
}

fn consequence(own: &Consequence) -> ShownConsequence {
    let (id, title) = (own.id.to_string(), title(&own.titles));
    ShownConsequence { id, title, requires: requirements(&own.requires) }
}

fn matter(own: &MatterRule) -> ShownMatter {
    let (article, verified) = origin(&own.source);
    let decides = match own.decides {
        Decides::Motion => "motion",
        Decides::Election => "election",
    };
    ShownMatter {
        kind: own.kind.to_string(),
        title: title(&own.titles),
        class: own.class.to_string(),
        decides: decides.to_owned(),
        article,
        verified,
    }
}

fn doubtful(own: &DoubtfulKind) -> ShownDoubtful {
    let (article, verified) = origin(&own.source);
    ShownDoubtful { kind: own.kind.to_string(), warning: title(&own.warning), article, verified }
}

fn refused(own: &RefusedKind) -> ShownRefused {
    let (article, verified) = origin(&own.source);
    ShownRefused {
        kind: own.kind.to_string(),
        title: title(&own.titles),
        reason: title(&own.reason),
        instead: title(&own.instead),
        article,
        verified,
    }
}

fn parameter(own: &Stipulated) -> ShownParameter {
    let (article, verified) = origin(&own.source);
    ShownParameter {
        name: own.what.name().to_owned(),
        value: own.what.value().to_string(),
        article,
        verified,
    }
}

fn settled(own: &Settled) -> ShownSettled {
    let (article, verified) = origin(&own.source);
    let term = &own.term;
    ShownSettled {
        topic: term.topic().to_string(),
        name: term.name().to_owned(),
        value: term.to_string(),
        article,
        verified,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{overlays, pack, packs};
    use super::*;

    #[test]
    fn every_pack_is_shown_with_all_it_asks() {
        for published in packs().unwrap() {
            let shown = ShownPack::new(&published);
            let parts = published.pack.parts();
            assert_eq!(
                (shown.classes.len(), shown.matters.len()),
                (parts.classes.len(), parts.matters.len())
            );
            assert_eq!(shown.quorum.len(), parts.quorum.len(), "{}", parts.id);
            let text = serde_json::to_string(&shown).unwrap();
            for threshold in parts.classes.iter().flat_map(|class| &class.requires) {
                assert!(text.contains(&threshold.threshold.to_string()), "{}: {threshold}", parts.id);
            }
        }
    }

    #[test]
    fn a_value_is_shown_with_its_article_and_whether_it_was_read_there() {
        let shown = ShownPack::new(&pack("cn_civil_code_2021").unwrap());
        let asked = &shown.quorum[0];
        assert_eq!((asked.threshold.as_str(), asked.verified), (">= 2/3 of all", true));
        assert_eq!(asked.article, "Civil Code (民法典) art 278(2)");
        assert_eq!(shown.overlays, ["cn_beijing", "cn_hangzhou", "cn_shandong", "cn_shanghai"]);
        let beijing = ShownOverlay::new(&overlays::overlay("cn_beijing").unwrap());
        let channel = &beijing.settles[0];
        assert_eq!((channel.name.as_str(), channel.value.as_str()), ("online_channel", "city_only"));
        assert!(channel.verified && channel.article.ends_with("art 35"));
    }
}
