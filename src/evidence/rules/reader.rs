//! From the form of a pack to its values, every mistake with its place.

use super::forms::{
    CapForm, ClassForm, ConsequenceForm, DecidesForm, MatterForm, ObjectionForm, PackForm, ProxiesForm,
    RequirementForm, RoundingForm, SecondCallForm, ThresholdForm, VotingPeriodForm,
};
use super::mistakes::Mistakes;
use super::{PackRefused, mistake};
use crate::domain::quantities::Fraction;
use crate::domain::rules::{
    Cap, Class, ClassName, Combine, Consequence, Cut, Decides, Generic, MatterKind, MatterRule, Measure,
    Measures, Method, Notice, Objection, Pack, PackError, PackId, PackParts, Proxies, Requirement, Rounding,
    SecondCall, SecondVote, Silence, Source, Subject, Threshold, Topic, VotingPeriod,
};

/// Most decimals of a rounded percentage.
const PERCENT_DECIMALS_MAX: u8 = 4;

impl PackForm {
    pub(super) fn into_pack(self) -> Result<Pack, PackRefused> {
        let mut reader = Reader { mistakes: Mistakes::default(), weighed: None };
        let id = reader.mistakes.take("id", PackId::new(&self.id));
        let titles = reader.mistakes.titles("title", &self.title);
        let share_unit = reader.mistakes.take("share_unit", self.share_unit.parse());
        let measures = reader.measures("measures", &self.measures);
        reader.weighed = measures;
        let quorum = reader.first_quorum(&self);
        let second_call = reader.second_call(&self);
        let cap = self.cap.as_ref().and_then(|form| reader.cap(form));
        let sizes = self.committee.as_ref().and_then(|form| reader.mistakes.sizes(form));
        let rounding = self.rounding.as_ref().and_then(|form| reader.rounding(form));
        let day_counting = self.day_counting.as_ref().and_then(|form| reader.day_counting(form));
        let revocation_suit = self.revocation_suit.as_ref().and_then(|form| reader.revocation_suit(form));
        let proxies = self.proxies.as_ref().and_then(|form| reader.proxies(form));
        let notice_source =
            reader.mistakes.source("notice.article", &self.notice.article, self.notice.verified);
        let notice = notice_source.map(|source| Notice { full_days: self.notice.full_days, source });
        let notice_content = self.notice_content.as_ref().and_then(|own| reader.mistakes.notice_content(own));
        let service = self.service.as_ref().and_then(|own| reader.mistakes.service(own));
        let voting_period = self.voting_period.as_ref().and_then(|form| reader.voting_period(form));
        let open = reader.open(self.overlays.as_deref());
        let generic = reader.generic(&self);
        let classes = self.class.iter().filter_map(|(name, form)| reader.class(name, form)).collect();
        let matters = self.matter.iter().enumerate();
        let matters = matters.filter_map(|(place, form)| reader.matter(&format!("matter[{place}]"), form));
        let matters = matters.collect();
        let refused = reader.refused(&self.refused);
        let doubtful = reader.doubtful(&self.doubtful);
        let procedure = reader.mistakes.procedure(&self.procedure);
        let parts = (id, titles, share_unit, measures, notice, generic);
        let (Some(id), Some(titles), Some(share_unit), Some(measures), Some(notice), Some(generic)) = parts
        else {
            return Err(reader.mistakes.refused());
        };
        if !reader.mistakes.is_empty() {
            return Err(reader.mistakes.refused());
        }
        let parts = PackParts {
            id,
            version: self.version,
            titles,
            share_unit,
            measures,
            quorum,
            second_call,
            cap,
            notice,
            notice_content,
            service,
            voting_period,
            sizes,
            rounding,
            day_counting,
            revocation_suit,
            proxies,
            open,
            generic,
            classes,
            matters,
            refused,
            doubtful,
            procedure,
        };
        let told = |errors: Vec<PackError>| {
            PackRefused(errors.iter().map(|reason| mistake(&reason.place(), reason)).collect())
        };
        Pack::new(parts).map_err(told)
    }
}

/// Collects every mistake while the parts of a pack are read.
pub(super) struct Reader {
    pub(super) mistakes: Mistakes,
    /// The measures of the pack, on which a requirement is weighed that names none.
    weighed: Option<Measures>,
}

impl Reader {
    fn measures(&mut self, place: &str, texts: &[String]) -> Option<Measures> {
        let named: Result<Vec<Measure>, _> = texts.iter().map(|text| text.parse()).collect();
        let named = self.mistakes.take(place, named)?;
        self.mistakes.take(place, Measures::new(&named))
    }

    fn threshold(&mut self, place: &str, text: &str, source: Source) -> Option<Threshold> {
        self.mistakes.take(&format!("{place}.threshold"), Threshold::parse(text, source))
    }

    fn short(&mut self, place: &str, form: &ThresholdForm, subject: Subject) -> Option<Requirement> {
        let source = self.mistakes.source(&format!("{place}.article"), &form.article, form.verified)?;
        let threshold = self.threshold(place, &form.threshold, source)?;
        Some(Requirement::on_each(subject, threshold, self.weighed?))
    }

    fn requirements(&mut self, place: &str, forms: &[RequirementForm]) -> Vec<Requirement> {
        let forms = forms.iter().enumerate();
        forms.filter_map(|(number, form)| self.requirement(&format!("{place}[{number}]"), form)).collect()
    }

    fn requirement(&mut self, place: &str, form: &RequirementForm) -> Option<Requirement> {
        let subject = self.mistakes.take(&format!("{place}.subject"), form.subject.parse());
        let source = self.mistakes.source(&format!("{place}.article"), &form.article, form.verified);
        let threshold = source.and_then(|source| self.threshold(place, &form.threshold, source));
        let measures = match &form.measures {
            Some(texts) => self.measures(&format!("{place}.measures"), texts),
            None => self.weighed,
        };
        let combine = form.combine.as_deref().map_or(Ok(Combine::default()), str::parse);
        let combine = self.mistakes.take(&format!("{place}.combine"), combine);
        let call = form.call.as_deref().map(str::parse).transpose();
        let call = self.mistakes.take(&format!("{place}.call"), call);
        Some(Requirement {
            subject: subject?,
            threshold: threshold?,
            measures: measures?,
            combine: combine?,
            call: call?,
        })
    }

    fn first_quorum(&mut self, form: &PackForm) -> Vec<Requirement> {
        let long = form.quorum.as_ref().map_or(&[][..], |quorum| quorum.first.as_slice());
        if form.participation.is_some() && form.quorum.is_some() {
            self.mistakes.add("participation", "stands beside quorum; write one of them");
        }
        let short = form.participation.as_ref();
        let short = short.and_then(|form| self.short("participation", form, Subject::Participation));
        let mut quorum = self.requirements("quorum.first", long);
        quorum.extend(short);
        quorum
    }

    fn second_call(&mut self, form: &PackForm) -> Option<SecondCall> {
        let quorum = form.quorum.as_ref().and_then(|quorum| quorum.second.as_ref());
        match (&form.second_call, quorum) {
            (None, None) => None,
            (Some(_), None) => {
                let reason =
                    "is missing beside second_call; write second = [] below [quorum] where there is none";
                self.mistakes.add("quorum.second", reason);
                None
            }
            (None, Some(_)) => {
                self.mistakes.add("second_call", "is missing beside quorum.second");
                None
            }
            (Some(SecondCallForm { when, article, verified }), Some(quorum)) => {
                let when = when.iter().map(|text| text.parse()).collect::<Result<Vec<_>, _>>();
                let when = self.mistakes.take("second_call.when", when);
                let source = self.mistakes.source("second_call.article", article, *verified);
                let quorum = self.requirements("quorum.second", quorum);
                Some(SecondCall { when: when?, quorum, source: source? })
            }
        }
    }

    fn cap(&mut self, form: &CapForm) -> Option<Cap> {
        let source = self.mistakes.source("cap.article", &form.article, form.verified);
        let measures = self.measures("cap.measures", &form.measures);
        if let (Some(measures), Some(weighed)) = (measures, self.weighed)
            && !measures.within(weighed)
        {
            self.mistakes.add("cap.measures", "are not all among the pack's measures");
        }
        let fraction = form.fraction.as_deref().map(str::parse::<Fraction>).transpose();
        let fraction = self.mistakes.take("cap.fraction", fraction)?;
        let from = form.from.as_deref().map(str::parse::<Fraction>).transpose();
        let from = self.mistakes.take("cap.from", from)?;
        let cut = match (form.kind.as_str(), fraction, from) {
            ("fraction_of_all", Some(fraction), None) => Ok(Cut::FractionOfAll(fraction)),
            ("sum_of_others", None, None) => Ok(Cut::SumOfOthers),
            ("reduced_by", Some(by), Some(from)) => Ok(Cut::ReducedBy { by, from }),
            ("fraction_of_all", ..) => Err("needs fraction, and nothing else"),
            ("sum_of_others", ..) => Err("needs neither fraction nor from"),
            ("reduced_by", ..) => Err("needs fraction and from"),
            _ => Err("is none of fraction_of_all, sum_of_others, reduced_by"),
        };
        let cut = self.mistakes.take("cap.kind", cut)?;
        self.mistakes.take("cap", Cap::new(cut, measures?, source?))
    }

    fn rounding(&mut self, form: &RoundingForm) -> Option<Rounding> {
        let source = self.mistakes.source("rounding.article", &form.article, form.verified);
        let decimals = match form.percent_decimals {
            decimals if decimals <= PERCENT_DECIMALS_MAX => Ok(decimals),
            _ => Err(format!("is more than {PERCENT_DECIMALS_MAX}")),
        };
        let percent_decimals = self.mistakes.take("rounding.percent_decimals", decimals);
        Some(Rounding { percent_decimals: percent_decimals?, source: source? })
    }

    fn proxies(&mut self, form: &ProxiesForm) -> Option<Proxies> {
        let source = self.mistakes.source("proxies.article", &form.article, form.verified);
        let kind = self.mistakes.take("proxies.form", form.form.parse());
        let holders = self.mistakes.take("proxies.holders", form.holders.parse());
        let discretion = self.mistakes.take("proxies.discretion", form.discretion.parse());
        let share_max = form.share_max.as_deref().map(str::parse::<Fraction>).transpose();
        let share_max = self.mistakes.take("proxies.share_max", share_max)?;
        let measure = form.measure.as_deref().map(str::parse::<Measure>).transpose();
        let measure = self.mistakes.take("proxies.measure", measure)?;
        let share_max = match (share_max, measure) {
            (Some(fraction), Some(measure)) => Ok(Some((fraction, measure))),
            (None, None) => Ok(None),
            (Some(_), None) | (None, Some(_)) => Err("needs share_max and measure together"),
        };
        let share_max = self.mistakes.take("proxies", share_max)?;
        let (principals_max, hours_before) = (form.principals_max, form.hours_before);
        Some(Proxies {
            form: kind?,
            holders: holders?,
            discretion: discretion?,
            principals_max,
            share_max,
            hours_before,
            source: source?,
        })
    }

    fn voting_period(&mut self, form: &VotingPeriodForm) -> Option<VotingPeriod> {
        let source = self.mistakes.source("voting_period.article", &form.article, form.verified)?;
        Some(VotingPeriod { days_min: form.days_min, days_max: form.days_max, source })
    }

    /// What is left to overlays: everything that they can settle, where the pack does not say.
    fn open(&mut self, texts: Option<&[String]>) -> Vec<Topic> {
        let Some(texts) = texts else { return Topic::ALL.to_vec() };
        let texts = texts.iter().enumerate();
        texts
            .filter_map(|(number, text)| self.mistakes.take(&format!("overlays[{number}]"), text.parse()))
            .collect()
    }

    fn generic(&mut self, form: &PackForm) -> Option<Generic> {
        let named = form.generic.as_ref();
        let (ordinary, special) =
            named.map_or(("ordinary", "special"), |own| (own.ordinary.as_str(), own.special.as_str()));
        let ordinary = self.mistakes.take("generic.ordinary", ClassName::new(ordinary));
        let special = self.mistakes.take("generic.special", ClassName::new(special));
        Some(Generic { ordinary: ordinary?, special: special? })
    }

    fn class(&mut self, name: &str, form: &ClassForm) -> Option<Class> {
        let place = format!("class.{name}");
        let name = self.mistakes.take(&place, ClassName::new(name));
        let mut requires = self.requirements(&format!("{place}.requires"), &form.requires);
        requires.extend(self.short_class(&place, form));
        let method = form.method.as_deref().map_or(Ok(Method::default()), str::parse);
        let method = self.mistakes.take(&format!("{place}.method"), method);
        let second_vote = self.second_vote(&place, form);
        let silence = self.silence(&place, form);
        let objection = form.objection.as_ref().and_then(|form| self.objection(&place, form));
        let consequences =
            form.consequence.iter().enumerate().filter_map(|(number, form)| {
                self.consequence(&format!("{place}.consequence[{number}]"), form)
            });
        let consequences = consequences.collect();
        Some(Class { name: name?, requires, method: method?, second_vote, silence, objection, consequences })
    }

    /// The short form of a class: one threshold on each measure of the pack.
    fn short_class(&mut self, place: &str, form: &ClassForm) -> Option<Requirement> {
        match (&form.threshold, &form.article, form.verified) {
            (None, None, None) => None,
            (Some(threshold), Some(article), Some(verified)) if form.requires.is_empty() => {
                let source = self.mistakes.source(&format!("{place}.article"), article, verified)?;
                let threshold = self.threshold(place, threshold, source)?;
                Some(Requirement::on_each(Subject::Approval, threshold, self.weighed?))
            }
            (Some(_), Some(_), Some(_)) => {
                self.mistakes.add(place, "has threshold and requires; write one of them");
                None
            }
            _ => {
                let reason = "needs threshold, article and verified together, or requires instead of them";
                self.mistakes.add(place, reason);
                None
            }
        }
    }

    fn second_vote(&mut self, place: &str, form: &ClassForm) -> Option<SecondVote> {
        let conditions = self.requirements(&format!("{place}.second_vote_if"), &form.second_vote_if);
        let Some(own) = &form.second_vote else {
            if !form.second_vote_if.is_empty() {
                let place = format!("{place}.second_vote");
                self.mistakes.add(&place, "is missing beside second_vote_if");
            }
            return None;
        };
        let class = self.mistakes.take(&format!("{place}.second_vote.class"), ClassName::new(&own.class));
        let source =
            self.mistakes.source(&format!("{place}.second_vote.article"), &own.article, own.verified);
        Some(SecondVote { class: class?, conditions, source: source? })
    }

    fn silence(&mut self, place: &str, form: &ClassForm) -> Option<Silence> {
        let own = form.silence.as_ref()?;
        let counts =
            if own.counts == "for" { Ok(()) } else { Err("is not \"for\", all that silence may be") };
        self.mistakes.take(&format!("{place}.silence.counts"), counts)?;
        let source = self.mistakes.source(&format!("{place}.silence.article"), &own.article, own.verified)?;
        Some(Silence { days: own.days, source })
    }

    fn objection(&mut self, place: &str, form: &ObjectionForm) -> Option<Objection> {
        let requirement = RequirementForm {
            subject: Subject::Opposition.as_str().to_owned(),
            threshold: form.threshold.clone(),
            measures: form.measures.clone(),
            combine: form.combine.clone(),
            call: form.call.clone(),
            article: form.article.clone(),
            verified: form.verified,
        };
        let requirement = self.requirement(&format!("{place}.objection"), &requirement)?;
        Some(Objection { days: form.days, requirement })
    }

    fn consequence(&mut self, place: &str, form: &ConsequenceForm) -> Option<Consequence> {
        let id = self.mistakes.take(&format!("{place}.id"), ClassName::new(&form.id));
        let titles = self.mistakes.titles(&format!("{place}.title"), &form.title);
        let requires = self.requirements(&format!("{place}.requires"), &form.requires);
        Some(Consequence { id: id?, titles: titles?, requires })
    }

    fn matter(&mut self, place: &str, form: &MatterForm) -> Option<MatterRule> {
        let kind = self.mistakes.take(&format!("{place}.kind"), MatterKind::new(&form.kind));
        let titles = self.mistakes.titles(&format!("{place}.title"), &form.title);
        let class = self.mistakes.take(&format!("{place}.class"), ClassName::new(&form.class));
        let source = self.mistakes.source(&format!("{place}.article"), &form.article, form.verified);
        let decides = match form.decides {
            DecidesForm::Motion => Decides::Motion,
            DecidesForm::Election => Decides::Election,
        };
        Some(MatterRule { kind: kind?, titles: titles?, class: class?, decides, source: source? })
    }
}
