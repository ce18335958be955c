//! An overlay as its file writes it, and from there to its values, every mistake with its place.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::forms::{
    CommitteeForm, NoticeContentForm, NoticeForm, Reading, ServiceForm, TitleForm, VotingPeriodForm,
    WrittenForm,
};
use super::super::mistakes::Mistakes;
use super::super::{PackMistake, PackRefused, mistake};
use crate::domain::rules::procedure::Written;
use crate::domain::rules::{
    Discretion, Holders, IssuedBy, Limit, OnlineChannel, Overlay, OverlayParts, PackId, Setting, Settled,
    Stipulation, Term,
};

/// Declares an overlay with the parts of a pack that it may not contain, so that one of them is
/// refused by name and not as a misspelling.
macro_rules! overlay_form {
    ($($the_packs:ident),*) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct OverlayForm {
            id: String,
            version: String,
            title: TitleForm,
            issued_by: String,
            base: Vec<String>,
            notice: Option<NoticeForm>,
            extraordinary_notice: Option<NoticeForm>,
            notice_content: Option<NoticeContentForm>,
            service: Option<ServiceForm>,
            voting_period: Option<VotingPeriodForm>,
            committee: Option<CommitteeForm>,
            online_channel: Option<ValueForm>,
            holders: Option<ValueForm>,
            discretion: Option<ValueForm>,
            #[serde(default)]
            switch: Vec<SwitchForm>,
            #[serde(default)]
            limit: Vec<LimitForm>,
            #[serde(default)]
            procedure: Vec<StipulationForm>,
            $($the_packs: Option<IgnoredAny>,)*
        }

        impl OverlayForm {
            /// What it speaks of although only a pack may.
            fn trespasses(&self) -> Vec<PackMistake> {
                let reason = "is the pack's alone; no overlay changes thresholds, measures or matters";
                let named = [$((stringify!($the_packs), self.$the_packs.is_some())),*];
                let named = named.into_iter().filter(|(_, is_there)| *is_there);
                named.map(|(place, _)| mistake(place, reason)).collect()
            }
        }
    };
}

overlay_form! {
    share_unit, measures, overlays, generic, participation, quorum, second_call, cap, rounding, proxies, class, matter
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueForm {
    value: String,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SwitchForm {
    name: String,
    value: String,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitForm {
    name: String,
    number: u16,
    article: String,
    verified: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StipulationForm {
    name: String,
    value: WrittenForm,
    article: String,
    verified: Reading,
}

impl OverlayForm {
    pub(super) fn into_overlay(self) -> Result<Overlay, PackRefused> {
        let mut reader = Reader { mistakes: Mistakes::of(self.trespasses()), settles: Vec::new() };
        let id = reader.mistakes.take("id", PackId::new(&self.id));
        let titles = reader.mistakes.titles("title", &self.title);
        let issued_by = reader.mistakes.take("issued_by", self.issued_by.parse::<IssuedBy>());
        let mut bases = Vec::new();
        for (number, text) in self.base.iter().enumerate() {
            bases.extend(reader.mistakes.take(&format!("base[{number}]"), PackId::new(text)));
        }
        reader.terms(&self);
        let (Some(id), Some(titles), Some(issued_by), true) =
            (id, titles, issued_by, reader.mistakes.is_empty())
        else {
            return Err(reader.mistakes.refused());
        };
        let (version, settles) = (self.version, reader.settles);
        let told = |errors: Vec<_>| errors.iter().map(|reason| mistake("overlay", reason)).collect();
        Overlay::new(OverlayParts { id, version, titles, issued_by, bases, settles })
            .map_err(|errors: Vec<_>| PackRefused(told(errors)))
    }
}

/// Collects terms and mistakes while an overlay is read.
struct Reader {
    mistakes: Mistakes,
    settles: Vec<Settled>,
}

impl Reader {
    fn terms(&mut self, form: &OverlayForm) {
        if let Some(own) = &form.notice {
            self.settle("notice", Some(Term::Notice(own.full_days)), &own.article, own.verified);
        }
        if let Some(own) = &form.extraordinary_notice {
            let term = Some(Term::ExtraordinaryNotice(own.full_days));
            self.settle("extraordinary_notice", term, &own.article, own.verified);
        }
        if let Some(own) = &form.notice_content {
            let read = self.mistakes.notice_content(own);
            self.settles.extend(
                read.map(|read| Settled { term: Term::NoticeContent(read.fields), source: read.source }),
            );
        }
        if let Some(own) = &form.service {
            let read = self.mistakes.service(own);
            self.settles.extend(read.map(|read| Settled {
                term: Term::Service { in_app: read.in_app, posting_attempts: read.posting_attempts },
                source: read.source,
            }));
        }
        if let Some(own) = &form.voting_period {
            let term = Some(Term::VotingPeriod { days_min: own.days_min, days_max: own.days_max });
            self.settle("voting_period", term, &own.article, own.verified);
        }
        if let Some(own) = &form.committee {
            let term = self.mistakes.sizes(own).map(Term::Committee);
            self.settle("committee", term, &own.article, own.verified);
        }
        if let Some(own) = &form.online_channel {
            let channel = self.mistakes.take("online_channel.value", own.value.parse::<OnlineChannel>());
            self.settle("online_channel", channel.map(Term::OnlineChannel), &own.article, own.verified);
        }
        if let Some(own) = &form.holders {
            let holders = self.mistakes.take("holders.value", own.value.parse::<Holders>());
            self.settle("holders", holders.map(Term::Holders), &own.article, own.verified);
        }
        if let Some(own) = &form.discretion {
            let discretion = self.mistakes.take("discretion.value", own.value.parse::<Discretion>());
            self.settle("discretion", discretion.map(Term::Discretion), &own.article, own.verified);
        }
        for (number, own) in form.switch.iter().enumerate() {
            let place = format!("switch[{number}]");
            let setting = self.mistakes.take(&place, Setting::new(&own.name, &own.value));
            self.settle(&place, setting.map(Term::Switch), &own.article, own.verified);
        }
        for (number, own) in form.limit.iter().enumerate() {
            let place = format!("limit[{number}]");
            let limit = self.mistakes.take(&format!("{place}.name"), own.name.parse::<Limit>());
            let term = limit.map(|limit| Term::Limit(limit, own.number));
            self.settle(&place, term, &own.article, own.verified);
        }
        for (number, own) in form.procedure.iter().enumerate() {
            let place = format!("procedure[{number}]");
            let what = self.mistakes.take(&place, Stipulation::new(&own.name, &Written::from(&own.value)));
            self.settle(&place, what.map(Term::Procedure), &own.article, own.verified);
        }
    }

    fn settle(&mut self, place: &str, term: Option<Term>, article: &str, reading: Reading) {
        let source = self.mistakes.source(&format!("{place}.article"), article, reading);
        self.settles.extend(term.zip(source).map(|(term, source)| Settled { term, source }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_overlay;

    const HANGZHOU: &str = include_str!("../../../domain/rules/overlays/cn_hangzhou.toml");

    fn told(text: &str) -> String {
        parse_overlay(text).unwrap_err().to_string()
    }

    #[test]
    fn an_overlay_that_speaks_of_what_is_the_packs_is_refused() {
        let more = "[class.ordinary]\nthreshold = \"> 1/3 of all\"\n[participation]\nx = 1\n";
        let told = told(&format!("{HANGZHOU}{more}"));
        assert!(told.contains("participation: is the pack's alone"), "{told}");
        assert!(told.contains("class: is the pack's alone"), "{told}");
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let text = HANGZHOU
            .replace("\"locality\"", "\"province\"")
            .replace("\"stands_if_minimum\"", "\"by_lot\"")
            .replace("\"term_report_months_min\"", "\"term\"")
            .replacen("article = \"unverified\"", "article = \"\"", 1);
        let places: Vec<_> = parse_overlay(&text).unwrap_err().0.into_iter().map(|one| one.place).collect();
        assert_eq!(places, ["issued_by", "extraordinary_notice.article", "switch[0]", "procedure[0]"]);
        assert!(told(&format!("{HANGZHOU}[votingperiod]\n")).contains("votingperiod"));
    }

    #[test]
    fn an_overlay_that_contradicts_itself_or_says_nothing_is_refused() {
        let no_days = HANGZHOU.replace("days_max = 60", "days_max = 4");
        assert_eq!(told(&no_days), "overlay: has a voting period of no days");
        let (head, _) = HANGZHOU.split_once("\n[extra").unwrap();
        assert_eq!(told(head), "overlay: settles nothing");
        let limit = |name: &str, number: u16| {
            let source = "article = \"unverified\"\nverified = false\n";
            format!("[[procedure]]\nname = \"{name}\"\nvalue = {number}\n{source}")
        };
        let twice = format!("{HANGZHOU}{}", limit("term_report_months_min", 2));
        assert_eq!(told(&twice), "overlay: settles term_report_months_min twice");
        let years = format!("{HANGZHOU}{}{}", limit("term_years_min", 5), limit("term_years_max", 3));
        assert_eq!(told(&years), "overlay: has a term of no years");
        assert_eq!(
            told(&HANGZHOU.replace("[\"cn_civil_code_2021\"]", "[]")),
            "overlay: names no pack it is made for"
        );
    }
}
