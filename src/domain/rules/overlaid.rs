//! A pack with overlays on it: which term stands, and why one may not.

use std::cmp::Ordering;

use thiserror::Error;

use super::contradictions::PackError;
use super::identifiers::PackId;
use super::notices::{NoticeContent, ServiceRules, in_order};
use super::overlay::{IssuedBy, Limit, OnlineChannel, Overlay, Settled, Term, Topic};
use super::pack::{Notice, Pack, PackParts, VotingPeriod};
use super::procedure::Stipulated;
use super::proxies::{Discretion, Holders};
use super::switches::Switches;

/// Why an overlay cannot lie on a pack.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NotOverlaid {
    /// It is made for other packs.
    #[error("is made for {}, not for {pack}", names(.made_for))]
    WrongBase {
        /// The pack it was laid on.
        pack: PackId,
        /// The packs it is made for.
        made_for: Vec<PackId>,
    },
    /// It is there already.
    #[error("is laid on twice")]
    Twice,
    /// A place's law after a community's own rules.
    #[error("is the law of a place and stands behind a community's own rules; name it before them")]
    PlaceBehindCommunity,
    /// Two sets of a community's own rules.
    #[error("is a second set of a community's own rules, of which there is one")]
    SecondCommunity,
    /// The pack keeps this to itself.
    #[error("may not be changed: {pack} leaves to overlays {}", topics(.open))]
    Closed {
        /// The pack.
        pack: PackId,
        /// What it leaves open.
        open: Vec<Topic>,
    },
    /// A community asks for less than the law above it.
    #[error("is {asked}, less strict than {stands}, which the law above a community's own rules asks")]
    LessStrict {
        /// What the law asks.
        stands: String,
        /// What the community would have.
        asked: String,
    },
    /// The law of the place has settled it otherwise.
    #[error("is {asked}, but the law of the place settles it as {stands}")]
    SettledByThePlace {
        /// What the place settled.
        stands: String,
        /// What the community would have.
        asked: String,
    },
    /// What comes out is no pack.
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// A refusal with its place.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{overlay}: {place}: {reason}")]
pub struct OverlayRefusal {
    /// The overlay that is refused.
    pub overlay: PackId,
    /// What in it, for example `voting_period`; `overlay` for the whole.
    pub place: String,
    /// Why.
    pub reason: NotOverlaid,
}

/// What stands after all overlays: the pack as changed, and what packs themselves do not speak of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Overlaid {
    pack: Pack,
    stands: Vec<Standing>,
}

/// A term that stands, and where it was said.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Standing {
    settled: Settled,
    said_by: SaidBy,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum SaidBy {
    Pack,
    Overlay,
}

impl Pack {
    /// This pack with these overlays, each on top of those before it. A place may settle anything that the pack
    /// leaves open; a community only more strictly than the law above it. Every reason to refuse is told.
    pub fn overlaid(&self, overlays: &[Overlay]) -> Result<Overlaid, Vec<OverlayRefusal>> {
        let mut stands = self.own_terms();
        let mut refused = Vec::new();
        for (number, overlay) in overlays.iter().enumerate() {
            let before = overlays.get(..number).unwrap_or_default();
            let reasons =
                self.misfits(overlay, before).into_iter().map(|reason| ("overlay".to_owned(), reason));
            let reasons = reasons.chain(self.lay(overlay, &mut stands));
            refused.extend(reasons.map(|(place, reason)| refusal(overlay.id(), place, reason)));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let pack = Self::new(self.changed(&stands)).map_err(|errors| {
            let last = overlays.last().map_or(self.id(), Overlay::id);
            let refusals = errors.into_iter().map(|error| refusal(last, error.place(), error.into()));
            refusals.collect::<Vec<_>>()
        })?;
        stands.retain(|standing| standing.said_by == SaidBy::Overlay);
        Ok(Overlaid { pack, stands })
    }

    /// Lets the terms of an overlay stand that may; the reasons why the others may not.
    fn lay(&self, overlay: &Overlay, stands: &mut Vec<Standing>) -> Vec<(String, NotOverlaid)> {
        let issued_by = overlay.parts().issued_by;
        let mut reasons = Vec::new();
        for settled in &overlay.parts().settles {
            let name = settled.term.name();
            if let Some(reason) = self.refuses(&settled.term, issued_by, stands) {
                reasons.push((name.to_owned(), reason));
                continue;
            }
            stands.retain(|old| old.settled.term.name() != name);
            stands.push(Standing { settled: settled.clone(), said_by: SaidBy::Overlay });
        }
        reasons
    }

    /// What the pack itself says of the things that overlays may settle.
    fn own_terms(&self) -> Vec<Standing> {
        let parts = self.parts();
        let notice =
            Settled { term: Term::Notice(parts.notice.full_days), source: parts.notice.source.clone() };
        let period = parts.voting_period.as_ref().map(|period| Settled {
            term: Term::VotingPeriod { days_min: period.days_min, days_max: period.days_max },
            source: period.source.clone(),
        });
        let sizes = parts
            .sizes
            .as_ref()
            .map(|sizes| Settled { term: Term::Committee(sizes.clone()), source: sizes.source.clone() });
        let service = parts.service.as_ref().map(|own| Settled {
            term: Term::Service { in_app: own.in_app, posting_attempts: own.posting_attempts },
            source: own.source.clone(),
        });
        let procedure = parts
            .procedure
            .iter()
            .map(|own| Settled { term: Term::Procedure(own.what.clone()), source: own.source.clone() });
        let own = [Some(notice), period, sizes, service].into_iter().flatten().chain(procedure);
        own.map(|settled| Standing { settled, said_by: SaidBy::Pack }).collect()
    }

    fn misfits(&self, overlay: &Overlay, before: &[Overlay]) -> Vec<NotOverlaid> {
        let parts = overlay.parts();
        let mut reasons = Vec::new();
        if !parts.bases.contains(self.id()) {
            let (pack, made_for) = (self.id().clone(), parts.bases.clone());
            reasons.push(NotOverlaid::WrongBase { pack, made_for });
        }
        if before.iter().any(|other| other.id() == overlay.id()) {
            reasons.push(NotOverlaid::Twice);
        }
        if before.iter().any(|other| other.parts().issued_by == IssuedBy::Community) {
            reasons.push(match parts.issued_by {
                IssuedBy::Locality => NotOverlaid::PlaceBehindCommunity,
                IssuedBy::Community => NotOverlaid::SecondCommunity,
            });
        }
        reasons
    }

    fn refuses(&self, term: &Term, issued_by: IssuedBy, stands: &[Standing]) -> Option<NotOverlaid> {
        let open = &self.parts().open;
        if !open.contains(&term.topic()) {
            return Some(NotOverlaid::Closed { pack: self.id().clone(), open: open.clone() });
        }
        match issued_by {
            IssuedBy::Locality => None,
            IssuedBy::Community => {
                let above = stands.iter().filter(|standing| binds(term, &standing.settled.term));
                let above = above.max_by_key(|standing| standing.settled.term.topic() == term.topic())?;
                let (stands, asked) = (above.settled.term.to_string(), term.to_string());
                match strictness(term, &above.settled.term) {
                    Some(Ordering::Equal | Ordering::Greater) => None,
                    Some(Ordering::Less) => Some(NotOverlaid::LessStrict { stands, asked }),
                    None => Some(NotOverlaid::SettledByThePlace { stands, asked }),
                }
            }
        }
    }

    fn changed(&self, stands: &[Standing]) -> PackParts {
        let mut parts = self.parts().clone();
        for Standing { settled: Settled { term, source }, .. } in stands {
            let source = source.clone();
            match term {
                Term::Notice(full_days) => parts.notice = Notice { full_days: *full_days, source },
                Term::VotingPeriod { days_min, days_max } => {
                    let (days_min, days_max) = (*days_min, *days_max);
                    parts.voting_period = Some(VotingPeriod { days_min, days_max, source });
                }
                Term::Committee(sizes) => parts.sizes = Some(sizes.clone()),
                Term::NoticeContent(fields) => {
                    let own = parts.notice_content.iter().flat_map(|own| own.fields.iter().copied());
                    let fields = in_order(own.chain(fields.iter().copied()).collect());
                    parts.notice_content = Some(NoticeContent { fields, source });
                }
                Term::Service { in_app, posting_attempts } => {
                    // What is left unsaid stays as it was said before.
                    let before = parts.service.as_ref().and_then(|own| own.in_app);
                    let (in_app, posting_attempts) = (in_app.or(before), *posting_attempts);
                    parts.service = Some(ServiceRules { in_app, posting_attempts, source });
                }
                Term::Procedure(what) => {
                    parts.procedure.retain(|own| own.what.name() != what.name());
                    parts.procedure.push(Stipulated { what: what.clone(), source });
                }
                Term::ExtraordinaryNotice(_)
                | Term::OnlineChannel(_)
                | Term::Holders(_)
                | Term::Discretion(_)
                | Term::Switch(_)
                | Term::Limit(..) => {}
            }
        }
        parts
    }
}

impl Overlaid {
    /// The pack with notice, voting period and sizes as they now stand.
    #[must_use]
    pub const fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Every term of an overlay that stands, with its source, in the order laid on.
    pub fn settled(&self) -> impl Iterator<Item = &Settled> {
        self.stands.iter().map(|standing| &standing.settled)
    }

    /// The notice of an extraordinary meeting: its own, or that of every meeting.
    #[must_use]
    pub fn extraordinary_notice(&self) -> Notice {
        let own = self.settled().find_map(|settled| {
            let Term::ExtraordinaryNotice(full_days) = settled.term else { return None };
            Some(Notice { full_days, source: settled.source.clone() })
        });
        own.unwrap_or_else(|| self.pack.parts().notice.clone())
    }

    /// Through which system votes on the internet may be cast; any where nobody settled it.
    #[must_use]
    pub fn online_channel(&self) -> OnlineChannel {
        let own = self.settled().find_map(|settled| {
            let Term::OnlineChannel(channel) = settled.term else { return None };
            Some(channel)
        });
        own.unwrap_or(OnlineChannel::Any)
    }

    /// Who may hold a mandate.
    #[must_use]
    pub fn holders(&self) -> Holders {
        let own = self.settled().find_map(|settled| {
            let Term::Holders(holders) = settled.term else { return None };
            Some(holders)
        });
        let pack = self.pack.parts().proxies.as_ref().map(|proxies| proxies.holders);
        own.or(pack).unwrap_or(Holders::Unknown)
    }

    /// Whether a holder decides what the principal did not.
    #[must_use]
    pub fn discretion(&self) -> Discretion {
        let own = self.settled().find_map(|settled| {
            let Term::Discretion(discretion) = settled.term else { return None };
            Some(discretion)
        });
        let pack = self.pack.parts().proxies.as_ref().map(|proxies| proxies.discretion);
        own.or(pack).unwrap_or(Discretion::Unknown)
    }

    /// The most principals of one holder: the pack's number or an overlay's, whichever is smaller.
    #[must_use]
    pub fn principals_max(&self) -> Option<u32> {
        let own = self.limit(Limit::PrincipalsMax).map(u32::from);
        let pack = self.pack.parts().proxies.as_ref().and_then(|proxies| proxies.principals_max);
        own.into_iter().chain(pack).min()
    }

    /// Whether an overlay settles this parameter of the procedure.
    #[must_use]
    pub fn stipulates(&self, name: &str) -> bool {
        self.settled().any(|settled| matches!(&settled.term, Term::Procedure(what) if what.name() == name))
    }

    /// The number that stands for a limit, if anybody set it.
    #[must_use]
    pub fn limit(&self, limit: Limit) -> Option<u16> {
        self.settled().find_map(|settled| {
            let Term::Limit(own, number) = settled.term else { return None };
            (own == limit).then_some(number)
        })
    }

    /// The switches with the values that overlays give them, the default for the others.
    #[must_use]
    pub fn switches(&self) -> Switches {
        let mut switches = Switches::default();
        for settled in self.settled() {
            if let Term::Switch(setting) = settled.term {
                // A setting holds only names and values that there are, so this never refuses.
                let _ = switches.set(setting.switch(), setting.value());
            }
        }
        switches
    }
}

fn refusal(overlay: &PackId, place: String, reason: NotOverlaid) -> OverlayRefusal {
    OverlayRefusal { overlay: overlay.clone(), place, reason }
}

/// Whether a standing term limits this one: the same thing, or the notice of every meeting for that of an
/// extraordinary one.
fn binds(term: &Term, standing: &Term) -> bool {
    term.name() == standing.name()
        || (term.topic() == Topic::ExtraordinaryNotice && standing.topic() == Topic::Notice)
}

/// How strict a term is beside the one that stands; none where neither is stricter and they differ.
fn strictness(term: &Term, stands: &Term) -> Option<Ordering> {
    match (term, stands) {
        (
            Term::Notice(own) | Term::ExtraordinaryNotice(own),
            Term::Notice(old) | Term::ExtraordinaryNotice(old),
        ) => Some(own.cmp(old)),
        (
            Term::VotingPeriod { days_min: least, days_max: most },
            Term::VotingPeriod { days_min, days_max },
        ) => Some(inside(least >= days_min && most <= days_max)),
        (Term::Committee(own), Term::Committee(old)) => Some(inside(own.lie_within(old))),
        (Term::NoticeContent(own), Term::NoticeContent(old)) => {
            Some(inside(old.iter().all(|field| own.contains(field))))
        }
        (
            Term::Service { in_app, posting_attempts },
            Term::Service { in_app: old, posting_attempts: fewest },
        ) => {
            let within = in_app.zip(*old).is_none_or(|(own, old)| own >= old);
            Some(inside(within && posting_attempts >= fewest))
        }
        (Term::OnlineChannel(own), Term::OnlineChannel(old)) => Some(own.cmp(old)),
        (Term::Holders(own), Term::Holders(old)) => Some(own.cmp(old)),
        (Term::Discretion(own), Term::Discretion(old)) => Some(own.cmp(old)),
        (Term::Limit(limit, own), Term::Limit(_, old)) => {
            Some(if limit.is_upper() { old.cmp(own) } else { own.cmp(old) })
        }
        (Term::Procedure(own), Term::Procedure(old)) => own.strictness(old),
        (own, old) => (own == old).then_some(Ordering::Equal),
    }
}

const fn inside(within: bool) -> Ordering {
    if within { Ordering::Equal } else { Ordering::Less }
}

fn names(ids: &[PackId]) -> String {
    ids.iter().map(PackId::as_str).collect::<Vec<_>>().join(", ")
}

fn topics(topics: &[Topic]) -> String {
    if topics.is_empty() {
        return "nothing".to_owned();
    }
    topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>().join(", ")
}
