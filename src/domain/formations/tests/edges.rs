//! The edges of a formation: when an assembly may be formed, and how long each step may and must take.

use super::*;
use crate::domain::annals::edges::{DueEdge, Edge, Late, Law, Much, Rest, ShareEdge, TurnEdge};
use crate::domain::rules::Parity;
use crate::domain::rules::procedure::Weighing;

pub(in crate::domain) fn all() -> Vec<Edge> {
    let dues = [
        DueEdge {
            what: DueKind::PreparatoryGroup,
            until: "2026-07-03T16:00:00Z",
            longer: Some(("preparatory_group_days_max", "2026-07-04T16:00:00Z")),
            rest: Rest::GivesWay,
            late: Late::Told,
            drive: group_formed,
        },
        DueEdge {
            what: DueKind::InauguralMeeting,
            until: "2026-08-02T16:00:00Z",
            longer: Some(("inaugural_meeting_days_max", "2026-08-03T16:00:00Z")),
            rest: Rest::GivesWay,
            late: Late::Told,
            drive: opened,
        },
    ];
    let turn =
        |parameter, turns, longer, drive| TurnEdge { parameter, turns, longer, rest: Rest::Stays, drive };
    let turns = [
        turn("group_posting_days_min", "2026-05-11T16:00:00Z", "2026-05-12T16:00:00Z", begins),
        turn("register_posting_days_min", "2026-05-27T16:00:00Z", "2026-05-28T16:00:00Z", opens),
        turn("materials_posting_days_min", "2026-05-27T16:00:00Z", "2026-05-28T16:00:00Z", opens),
        turn("forming_years", "2026-02-28T16:00:00Z", "2027-02-28T16:00:00Z", years_passed),
    ];
    let share = |parameter, of, (value, more), drive| ShareEdge { parameter, of, value, more, drive };
    let shares = [
        share("forming_delivered_share", "the area", ("1/2", "51/100"), delivered),
        share("forming_years_delivered_share", "the area", ("3/10", "31/100"), delivered_in_years),
        share("application_share", "the heads", ("1/2", "3/4"), heads_apply),
        share("application_share", "the area", ("1/2", "51/100"), area_applies),
        share("group_members_min", "the members", ("5", "7"), enough_sit),
        share("group_owners_share_min", "the members", ("3/5", "4/5"), owners_sit),
    ];
    let dues = dues.into_iter().map(Edge::Due).chain(turns.into_iter().map(Edge::Turn));
    dues.chain(shares.into_iter().map(Edge::Share)).collect()
}

/// A community under a law, on the fourth of May in Shanghai.
fn under(law: &Law) -> Life {
    let mut life = Life::new();
    life.calendar = law.calendar.clone();
    life.hear(&Event::RulesStated { procedure: Box::new(law.procedure.clone()) });
    life
}

fn told(life: &Life, what: DueKind) -> Result<Due, String> {
    let dues = life.annals.dues((&life.calendar, &life.registers));
    dues.into_iter().find(|due| due.what == what).ok_or_else(|| "is not due".to_owned())
}

fn group_formed(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut life = under(law);
    life.take(&owner("a"), apply()).unwrap();
    if let Some(done) = done {
        life.now = done;
        life.take(&office(), group()).map_err(|refused| refused.to_string())?;
    }
    told(&life, DueKind::PreparatoryGroup)
}

/// With everything posted when the list of the group was posted long enough.
fn posted(law: &Law) -> Life {
    let mut life = under(law);
    life.take(&owner("a"), apply()).unwrap();
    life.take(&office(), group()).unwrap();
    life.pass("2026-05-11T16:00:00Z");
    life.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
    for (own, byte) in DraftText::ALL.iter().zip(1..) {
        life.take(&convener(), draft(*own, 1, byte)).unwrap();
    }
    life.take(&convener(), candidates(&["c1", "c2", "c3"])).unwrap();
    life.take(&convener(), FormationDeed::NameMeeting { meeting: meeting() }).unwrap();
    life
}

fn opened(law: &Law, done: Option<Instant>) -> Result<Due, String> {
    let mut life = posted(law);
    life.notice(&inaugural()).unwrap();
    if let Some(done) = done {
        life.now = done;
        life.hear(&Event::Opened { meeting: meeting() });
    }
    told(&life, DueKind::InauguralMeeting)
}

/// Whether voting may open then on what was posted on the twelfth.
fn opens(law: &Law, opens_at: Instant) -> bool {
    posted(law).notice(&NoticedMeeting { opens_at, ..inaugural() }).is_ok()
}

/// Whether the group may begin then.
fn begins(law: &Law, now: Instant) -> bool {
    let mut life = under(law);
    life.take(&owner("a"), apply()).unwrap();
    life.take(&office(), group()).unwrap();
    life.now = now;
    life.take(&convener(), FormationDeed::PostRegister { register: 1 }).is_ok()
}

/// An application where so much is handed over, since 29 February 2024 if at all.
fn applied(law: &Law, now: Instant, (sold, rest): (&str, &str), since: Option<&str>) -> bool {
    let mut life = under(law);
    life.registers.insert(1, holdings([home("1", sold, &["a"]), unsold("2", rest, &["d"])]));
    life.now = now;
    let first_delivered_at = since.map(at);
    life.take(&owner("a"), FormationDeed::Apply { register: 1, first_delivered_at }).is_ok()
}

fn years_passed(law: &Law, now: Instant) -> bool {
    applied(law, now, ("10", "11"), Some("2024-02-29T04:00:00Z"))
}

fn delivered(law: &Law, much: Much) -> bool {
    let now = at("2026-05-04T00:00:00Z");
    applied(law, now, much.of(("100", "100"), ("99.999", "100.001")), None)
}

fn delivered_in_years(law: &Law, much: Much) -> bool {
    let now = at("2026-05-04T00:00:00Z");
    applied(law, now, much.of(("30", "70"), ("29.999", "70.001")), Some("2020-05-04T00:00:00Z"))
}

/// Whether a group can be formed once these apply.
fn enough_apply(mut life: Life, owners: &[&str]) -> bool {
    for (place, name) in owners.iter().enumerate() {
        let deed = if place == 0 { apply() } else { FormationDeed::Join };
        life.take(&owner(name), deed).unwrap();
    }
    life.take(&office(), group()).is_ok()
}

fn heads_apply(law: &Law, much: Much) -> bool {
    enough_apply(under(law), much.of(&["a", "b"][..], &["a"]))
}

fn area_applies(law: &Law, much: Much) -> bool {
    let mut law = law.clone();
    law.procedure.application_measures.value = Weighing::Area;
    let mut life = under(&law);
    let (own, rest) = much.of(("200", "200"), ("199.999", "200.001"));
    life.registers.insert(1, holdings([home("1", own, &["a"]), home("2", rest, &["b"])]));
    enough_apply(life, &["a"])
}

/// Whether a group of five, or of four, is large enough where their number need not be odd.
fn enough_sit(law: &Law, much: Much) -> bool {
    let mut law = law.clone();
    law.procedure.group_parity.value = Parity::Free;
    let mut life = under(&law);
    life.take(&office(), apply()).unwrap();
    life.take(&office(), group_of(GroupKind::PreparatoryGroup, much.of(3, 2))).is_ok()
}

/// Whether a group of five is one in which so many owners sit.
fn owners_sit(law: &Law, much: Much) -> bool {
    let mut life = under(law);
    life.take(&office(), apply()).unwrap();
    let owners = much.of(3, 2);
    let mut others = vec![member(Capacity::Owner, Some(CONVENER))];
    others.extend(vec![member(Capacity::Owner, None); owners - 1]);
    others.extend(vec![member(Capacity::Developer, None); 4 - owners]);
    let group = Group::new(member(Capacity::SupervisingOffice, Some(OFFICE)), others).unwrap();
    let kind = GroupKind::PreparatoryGroup;
    life.take(&office(), FormationDeed::FormGroup { kind, group, list: text(40) }).is_ok()
}
