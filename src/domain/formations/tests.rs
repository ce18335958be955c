//! A formation from the application to the assembly, and everything that stands in its way.

use uuid::Uuid;

use super::*;
use crate::domain::annals::{ActRefusal, Annals, Deed, NoticedElection, NoticedMatter, Outcome, Person};
use crate::domain::ballots::Fingerprint;
use crate::domain::deadlines::{Calendar, HolidayTable};
use crate::domain::groups::{Capacity, Group, GroupLack, GroupMember};
use crate::domain::instants::Zone;
use crate::domain::quantities::Fraction;
use crate::domain::register::samples::{holdings, home, unsold};
use crate::domain::register::{Holdings, Registers};
use crate::domain::rules::{MatterKind, Procedure};

const CONVENER: u128 = 70;
const OFFICE: u128 = 71;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn process() -> ProcessId {
    ProcessId::new(Uuid::from_u128(1))
}

fn meeting() -> MeetingId {
    MeetingId::new(Uuid::from_u128(9))
}

fn text(byte: u8) -> Fingerprint {
    Fingerprint([byte; 32])
}

fn register() -> Holdings {
    holdings([
        home("1", "100", &["a"]),
        home("2", "100", &["b", "c"]),
        home("3", "100", &["e"]),
        unsold("4", "100", &["d"]),
    ])
}

/// A community from its first register on; time passes by [`Life::pass`].
struct Life {
    annals: Annals,
    registers: Registers,
    calendar: Calendar,
    now: Instant,
    index: u64,
}

impl Life {
    fn new() -> Self {
        let mut procedure = Procedure::default();
        procedure.application_share.value = Fraction::new(1, 2).unwrap();
        let mut life = Self {
            annals: Annals::default(),
            registers: Registers::default(),
            calendar: Calendar::new(Zone::new("Asia/Shanghai").unwrap(), None, HolidayTable::default()),
            now: at("2026-05-03T16:00:00Z"),
            index: 0,
        };
        life.hear(&Event::RulesStated { procedure: Box::new(procedure) });
        life.import(1);
        life
    }

    fn import(&mut self, version: u32) {
        self.registers.insert(version, register());
        self.hear(&Event::RegisterImported { version });
    }

    fn pass(&mut self, text: &str) {
        self.now = at(text);
    }

    fn moment(&mut self) -> Moment {
        self.index += 1;
        Moment { index: self.index, at: self.now }
    }

    fn hear(&mut self, event: &Event) {
        let moment = self.moment();
        self.annals.hear(event, moment, (&self.calendar, &self.registers));
    }

    fn take(&mut self, by: &Actor, deed: FormationDeed) -> Result<(), FormationRefusal> {
        self.take_in(process(), by, deed)
    }

    fn take_in(
        &mut self,
        process: ProcessId,
        by: &Actor,
        deed: FormationDeed,
    ) -> Result<(), FormationRefusal> {
        let (moment, deed) = (self.moment(), Deed::Formation(deed));
        let said = Said { process, by, moment, deed: &deed };
        match self.annals.take(&said, (&self.calendar, &self.registers)) {
            Ok(follows) => {
                assert_eq!(follows, []);
                Ok(())
            }
            Err(ActRefusal::Formation(refusal)) => Err(refusal),
            Err(other) => panic!("{other}"),
        }
    }

    fn formation(&self) -> &Formation {
        self.annals.formations().get(process()).unwrap()
    }

    fn state(&self) -> FormationState {
        self.formation().state
    }

    fn missing(&self) -> Vec<&'static str> {
        let procedure = self.annals.procedure();
        let scene = Scene {
            procedure: &procedure,
            calendar: &self.calendar,
            annals: &self.annals,
            registers: &self.registers,
        };
        self.formation().missing(self.now, &scene).into_iter().map(Missing::code).collect()
    }

    fn due(&self, what: DueKind) -> (Instant, Option<Instant>) {
        let dues = self.annals.dues((&self.calendar, &self.registers));
        let due = dues.iter().find(|due| due.what == what).unwrap();
        assert_eq!(due.subject, Subject::Formation);
        (due.until, due.done_at)
    }

    /// Whether notice could be given; if not, why.
    fn notice(&mut self, meeting: &NoticedMeeting) -> Result<(), String> {
        let moment = self.moment();
        let allowed = self.annals.allows_notice(meeting, moment, (&self.calendar, &self.registers));
        allowed.map_err(|refusal| refusal.to_string())?;
        self.hear(&Event::Noticed(Box::new(meeting.clone())));
        Ok(())
    }

    /// Applied for and with a group whose list was posted long enough.
    fn grouped() -> Self {
        let mut life = Self::new();
        life.take(&owner("a"), apply()).unwrap();
        life.take(&owner("b"), FormationDeed::Join).unwrap();
        life.take(&office(), group()).unwrap();
        life.pass("2026-05-11T16:00:00Z");
        life
    }

    /// With everything posted that is posted before the meeting.
    fn prepared() -> Self {
        let mut life = Self::grouped();
        life.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
        for (own, byte) in DraftText::ALL.iter().zip(1..) {
            life.take(&convener(), draft(*own, 1, byte)).unwrap();
        }
        life.take(&convener(), candidates(&["c1", "c2", "c3"])).unwrap();
        life.take(&convener(), FormationDeed::NameMeeting { meeting: meeting() }).unwrap();
        life
    }

    /// Voted and announced, with what was carried.
    fn decided(carried: [bool; 3]) -> Self {
        let mut life = Self::prepared();
        life.notice(&inaugural()).unwrap();
        life.vote(meeting(), carried);
        life
    }

    fn vote(&mut self, meeting: MeetingId, carried: [bool; 3]) {
        self.pass("2026-05-27T16:00:00Z");
        self.hear(&Event::Opened { meeting });
        self.hear(&Event::Closed { meeting });
        let elected = vec!["c1".parse().unwrap()];
        let outcome = |place: usize, carried: bool| match (place, carried) {
            (2, true) => Outcome::Elected { elected: elected.clone(), alternates: Vec::new() },
            (_, true) => Outcome::Carried,
            (_, false) => Outcome::Rejected,
        };
        let outcomes = carried.iter().enumerate();
        let outcomes = outcomes
            .map(|(place, own)| (format!("m{}", place + 1).parse().unwrap(), outcome(place, *own)))
            .collect();
        self.hear(&Event::Counted { meeting, outcomes });
        self.pass("2026-06-05T16:00:00Z");
        self.hear(&Event::Announced { meeting });
    }
}

fn actor(role: Role, owner: Option<&str>, grant: Option<u128>) -> Actor {
    let owner: Option<OwnerId> = owner.map(|name| name.parse().unwrap());
    let grants = grant.map(Uuid::from_u128).into_iter().collect();
    Actor { person: Person([7; 32]), role, owner, grants }
}

fn owner(name: &str) -> Actor {
    actor(Role::Owner, Some(name), None)
}

fn convener() -> Actor {
    actor(Role::Convener, None, Some(CONVENER))
}

fn office() -> Actor {
    actor(Role::Supervisor, None, Some(OFFICE))
}

fn apply() -> FormationDeed {
    FormationDeed::Apply { register: 1, first_delivered_at: None }
}

fn member(capacity: Capacity, grant: Option<u128>) -> GroupMember {
    GroupMember { capacity, grant: grant.map(Uuid::from_u128) }
}

fn group_of(kind: GroupKind, owners: usize) -> FormationDeed {
    let mut others = vec![member(Capacity::Owner, Some(CONVENER))];
    others.extend(vec![member(Capacity::Owner, None); owners - 1]);
    others.push(member(Capacity::Developer, None));
    let head = member(Capacity::SupervisingOffice, Some(OFFICE));
    FormationDeed::FormGroup { kind, group: Group::new(head, others).unwrap(), list: text(40) }
}

fn group() -> FormationDeed {
    group_of(GroupKind::PreparatoryGroup, 3)
}

fn draft(text: DraftText, version: u32, byte: u8) -> FormationDeed {
    FormationDeed::PostDraft { text, version, document: Fingerprint([byte; 32]) }
}

fn candidates(names: &[&str]) -> FormationDeed {
    let candidates = names.iter().map(|name| name.parse().unwrap()).collect();
    FormationDeed::PostCandidates { seats: 3, candidates }
}

fn matter(place: usize, kind: &str, candidates: Option<&[&str]>) -> NoticedMatter {
    NoticedMatter {
        matter: format!("m{place}").parse().unwrap(),
        kind: MatterKind::new(kind).unwrap(),
        election: candidates.map(|names| NoticedElection {
            seats: 3,
            candidates: names.iter().map(|name| name.parse().unwrap()).collect(),
        }),
    }
}

/// Opens 15 full days after 11 May in Shanghai, when [`Life::prepared`] posts everything.
fn inaugural() -> NoticedMeeting {
    NoticedMeeting {
        meeting: meeting(),
        call: Call::Inaugural,
        opens_at: at("2026-05-27T16:00:00Z"),
        closes_at: at("2026-05-30T16:00:00Z"),
        matters: vec![
            matter(1, "covenant", None),
            matter(2, "rules_of_procedure", None),
            matter(3, "committee_election", Some(&["c1", "c2", "c3"])),
        ],
    }
}

#[test]
fn a_formation_goes_from_the_application_to_the_assembly_and_says_what_is_missing() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let adopted = ["covenant_adopted", "rules_of_procedure_adopted", "committee_elected"];
    let posted = ["covenant_draft", "rules_of_procedure_draft", "voting_rules_draft", "candidates"];
    let lacks = |first: &[&'static str], of: &[&[&'static str]]| [first, &of.concat(), &adopted].concat();
    let rest: [&[&str]; 3] = [&["register"], &posted, &["meeting", "notice"]];
    assert_eq!(life.missing(), lacks(&["applicants", "group"], &rest));
    life.take(&owner("c"), FormationDeed::Join).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Applied, lacks(&["group"], &rest)));
    life.take(&office(), group()).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Grouped, lacks(&["list_posting"], &rest)));

    let mut life = Life::prepared();
    assert_eq!((life.state(), life.missing()), (FormationState::Preparing, lacks(&["notice"], &[])));
    life.notice(&inaugural()).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Called, adopted.to_vec()));
    assert_eq!(life.formation().exists_from(), None);
    life.vote(meeting(), [true; 3]);
    assert_eq!((life.state(), life.missing()), (FormationState::Adopted, vec![]));
    assert_eq!(life.formation().exists_from(), Some(at("2026-06-05T16:00:00Z")));
}

#[test]
fn a_community_forms_its_assembly_once() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let other = ProcessId::new(Uuid::from_u128(2));
    let formation = process().uuid();
    let refused = FormationRefusal::Another { formation, state: FormationState::Applied };
    assert_eq!(life.take_in(other, &owner("e"), apply()), Err(refused));
    assert_eq!(life.take_in(other, &owner("e"), FormationDeed::Join), Err(FormationRefusal::Unknown));
    life.take(&office(), FormationDeed::Abandon { reasons: text(1) }).unwrap();
    assert_eq!((life.state(), life.missing()), (FormationState::Abandoned, vec![]));
    life.take_in(other, &owner("e"), apply()).unwrap();
}

#[test]
fn only_electors_of_the_latest_register_apply_and_each_once() {
    let mut life = Life::new();
    let named = |register| FormationDeed::Apply { register, first_delivered_at: None };
    let refused = FormationRefusal::NotTheLatestRegister { named: 2, latest: Some(1) };
    assert_eq!(life.take(&owner("a"), named(2)), Err(refused));
    life.import(2);
    assert!(life.take(&owner("a"), named(1)).is_err());
    assert_eq!(life.take(&owner("nobody"), named(2)), Err(FormationRefusal::NoElector));
    let first_delivered_at = Some(life.now.plus_seconds(1));
    let early = FormationDeed::Apply { register: 2, first_delivered_at };
    assert_eq!(life.take(&owner("a"), early), Err(FormationRefusal::DeliveredInTheFuture));
    life.take(&owner("a"), named(2)).unwrap();
    assert_eq!(life.take(&owner("a"), FormationDeed::Join), Err(FormationRefusal::AppliesAlready));
}

#[test]
fn no_group_is_formed_before_enough_apply_and_an_office_applies_for_all() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    let told = life.take(&office(), group()).unwrap_err().to_string();
    assert_eq!(told, "1 of 4 heads with 100 of 400 m² apply, and 1/2 must");
    life.take(&owner("b"), FormationDeed::Join).unwrap();
    life.take(&office(), group()).unwrap();

    let mut life = Life::new();
    life.take(&office(), apply()).unwrap();
    assert_eq!(life.formation().complete_at, Some(life.now));
    life.take(&actor(Role::ResidentsCommittee, None, Some(5)), group()).unwrap();
}

#[test]
fn nobody_applies_before_enough_is_handed_over() {
    let mut life = Life::new();
    life.registers.insert(1, holdings([home("1", "10", &["a"]), unsold("2", "11", &["d"])]));
    let refused = life.take(&owner("a"), apply());
    assert!(matches!(refused, Err(FormationRefusal::TooLittleDelivered(_))), "{refused:?}");
}

#[test]
fn the_group_is_the_body_that_the_law_asks_for_and_composed_as_it_asks() {
    let mut life = Life::new();
    life.take(&office(), apply()).unwrap();
    let asked = GroupKind::PreparatoryGroup;
    for kind in [GroupKind::InterimCommittee, GroupKind::ReelectionGroup] {
        let refused = FormationRefusal::OtherBody { asked, kind };
        assert_eq!(life.take(&office(), group_of(kind, 3)), Err(refused));
    }
    let even = FormationRefusal::Composition(Several(vec![GroupLack::Even { members: 6 }]));
    assert_eq!(life.take(&office(), group_of(asked, 4)), Err(even));
    let head = member(Capacity::Owner, Some(CONVENER));
    let others = vec![member(Capacity::Owner, None); 2];
    let (group, list) = (Group::new(head, others).unwrap(), text(1));
    let own = FormationDeed::FormGroup { kind: asked, group, list };
    let told = life.take(&office(), own).unwrap_err().to_string();
    assert_eq!(told, "the head sits for the owner, and must sit for one of: supervising_office");
    assert_eq!(life.state(), FormationState::Applied);
}

#[test]
fn the_group_is_due_until_the_end_of_its_last_day_and_a_late_one_is_told_as_late() {
    let mut life = Life::new();
    life.take(&owner("a"), apply()).unwrap();
    assert!(life.annals.dues((&life.calendar, &life.registers)).is_empty(), "too few apply");
    life.take(&owner("e"), FormationDeed::Join).unwrap();
    // 4 May in Shanghai is not counted; the 60th day after it is 3 July.
    let until = at("2026-07-03T16:00:00Z");
    assert_eq!(life.due(DueKind::PreparatoryGroup), (until, None));
    for now in ["2026-07-03T15:59:59.999999Z", "2026-07-03T16:00:00Z"] {
        life.pass(now);
        life.take(&office(), group()).unwrap();
        // A group in the place of another one does not move the day of the first.
        assert_eq!(life.due(DueKind::PreparatoryGroup), (until, Some(at("2026-07-03T15:59:59.999999Z"))));
    }
    let mut late = Life::new();
    late.take(&office(), apply()).unwrap();
    late.pass("2026-07-03T16:00:00Z");
    late.take(&office(), group()).unwrap();
    assert_eq!(late.due(DueKind::PreparatoryGroup), (until, Some(until)), "too late by an instant");
}

#[test]
fn the_group_begins_when_its_list_was_posted_for_full_days() {
    let mut life = Life::grouped();
    let until = at("2026-05-11T16:00:00Z");
    life.pass("2026-05-11T15:59:59.999999Z");
    let post = || FormationDeed::PostRegister { register: 1 };
    assert_eq!(life.take(&convener(), post()), Err(FormationRefusal::ListStillPosted { until }));
    life.take(&convener(), draft(DraftText::Covenant, 1, 1)).unwrap();
    life.pass("2026-05-11T16:00:00Z");
    life.take(&convener(), post()).unwrap();
    // Another group later on stops nothing: the register is posted.
    life.take(&office(), group_of(GroupKind::PreparatoryGroup, 5)).unwrap();
    assert_eq!(life.state(), FormationState::Preparing);
    life.take(&convener(), post()).unwrap();
}

#[test]
fn only_members_of_the_group_do_its_work_under_the_grant_that_the_list_names() {
    let mut life = Life::grouped();
    let stranger = actor(Role::Convener, None, Some(99));
    let post = || FormationDeed::PostRegister { register: 1 };
    assert_eq!(life.take(&stranger, post()), Err(FormationRefusal::NotOfTheGroup));
    life.take(&office(), post()).unwrap();
    let name = FormationDeed::NameMeeting { meeting: meeting() };
    for deed in [draft(DraftText::Covenant, 1, 1), candidates(&["c1"]), name] {
        assert_eq!(life.take(&stranger, deed.clone()), Err(FormationRefusal::NotOfTheGroup));
        life.take(&convener(), deed).unwrap();
    }
}

#[test]
fn drafts_are_versions_one_after_the_other_and_each_says_something_else() {
    let mut life = Life::grouped();
    let covenant = |version, byte| draft(DraftText::Covenant, version, byte);
    let next = |next| Err(FormationRefusal::NotTheNextVersion { next });
    assert_eq!(life.take(&convener(), covenant(2, 1)), next(1));
    life.take(&convener(), covenant(1, 1)).unwrap();
    assert_eq!(life.take(&convener(), covenant(1, 2)), next(2));
    assert_eq!(life.take(&convener(), covenant(3, 2)), next(2));
    assert_eq!(life.take(&convener(), covenant(2, 1)), Err(FormationRefusal::SameText));
    life.take(&convener(), covenant(2, 2)).unwrap();
    life.take(&convener(), draft(DraftText::VotingRules, 1, 2)).unwrap();
    let drafts = &life.formation().drafts;
    assert_eq!(drafts[&DraftText::Covenant].version, 2);
    assert_eq!(drafts.len(), 2);
}

#[test]
fn a_slate_has_seats_and_candidates_each_once() {
    let mut life = Life::prepared();
    let none = FormationDeed::PostCandidates { seats: 0, candidates: vec!["c1".parse().unwrap()] };
    assert_eq!(life.take(&convener(), none), Err(FormationRefusal::NoSeats));
    assert_eq!(life.take(&convener(), candidates(&[])), Err(FormationRefusal::CandidateCount));
    let twice = FormationRefusal::CandidateTwice("c1".parse().unwrap());
    assert_eq!(life.take(&convener(), candidates(&["c1", "c1"])), Err(twice));
}

#[test]
fn what_is_posted_a_day_too_late_holds_the_notice_and_at_the_last_instant_it_does_not() {
    // Opening on 28 May in Shanghai leaves 15 full days after 12 May, and no more.
    let posting = |now: &str| {
        let mut life = Life::prepared();
        life.pass(now);
        for (own, byte) in DraftText::ALL.iter().zip(11..) {
            life.take(&convener(), draft(*own, 2, byte)).unwrap();
        }
        life.take(&convener(), candidates(&["c1", "c2", "c3"])).unwrap();
        life.notice(&inaugural())
    };
    assert_eq!(posting("2026-05-12T15:59:59.999999Z"), Ok(()));
    let told = posting("2026-05-12T16:00:00Z").unwrap_err();
    for what in ["the covenant", "the rules of procedure", "the voting rules", "the list of candidates"] {
        let late = format!("{what} was posted too late: it had to be posted before 2026-05-12T16:00:00Z");
        assert!(told.contains(&late), "{told}");
    }
    assert!(!told.contains("the register"), "{told}");
}

#[test]
fn a_register_that_is_corrected_is_posted_again_and_keeps_its_days() {
    let mut life = Life::prepared();
    life.import(2);
    life.pass("2026-05-20T00:00:00Z");
    let told = life.notice(&inaugural()).unwrap_err();
    assert!(told.ends_with("version 2 of the register is not posted, only version 1"), "{told}");
    life.take(&convener(), FormationDeed::PostRegister { register: 2 }).unwrap();
    assert_eq!(life.notice(&inaugural()), Ok(()));

    let mut late = Life::grouped();
    late.pass("2026-05-12T16:00:00Z");
    late.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
    let told = late.notice(&inaugural()).unwrap_err();
    assert!(told.contains("the register was posted too late"), "{told}");
}

#[test]
fn everything_that_holds_the_notice_is_said_at_once() {
    let mut life = Life::grouped();
    let told = life.notice(&inaugural()).unwrap_err();
    assert_eq!(told, "notice of the inaugural meeting cannot be given: the formation is grouped");
    life.take(&convener(), FormationDeed::PostRegister { register: 1 }).unwrap();
    let matters = vec![matter(1, "covenant", None), matter(2, "fund_use", None)];
    let told = life.notice(&NoticedMeeting { matters, ..inaugural() }).unwrap_err();
    for part in [
        "the group has not named this meeting as the inaugural one",
        "the draft of the covenant is not posted",
        "the draft of the rules_of_procedure is not posted",
        "the draft of the voting_rules is not posted",
        "the candidates are not posted",
        "the agenda has no matter of the kind rules_of_procedure",
        "the agenda has no matter of the kind committee_election",
    ] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn the_ballot_is_the_slate_that_was_posted_in_its_order() {
    let mut life = Life::prepared();
    for names in [&["c1", "c2"][..], &["c2", "c1", "c3"], &["c1", "c2", "c4"]] {
        let mut other = inaugural();
        other.matters[2] = matter(3, "committee_election", Some(names));
        assert!(life.notice(&other).unwrap_err().contains("not those that were posted"), "{names:?}");
    }
    let mut without = inaugural();
    without.matters[2] = matter(3, "committee_election", None);
    assert!(life.notice(&without).is_err());
    assert_eq!(life.notice(&inaugural()), Ok(()));
}

#[test]
fn other_meetings_are_not_held_and_the_inaugural_one_cannot_pass_as_another_kind() {
    let mut life = Life::prepared();
    let disguised = NoticedMeeting { call: Call::Regular, ..inaugural() };
    assert!(life.notice(&disguised).unwrap_err().ends_with("let its kind be inaugural"));
    let other = NoticedMeeting { meeting: MeetingId::new(Uuid::from_u128(10)), ..disguised };
    assert_eq!(life.notice(&other), Ok(()));
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(Life::new().notice(&inaugural()), Ok(()), "nobody recorded a formation");
}

#[test]
fn the_inaugural_meeting_is_due_until_the_end_of_its_last_day() {
    let mut life = Life::grouped();
    // The group was formed on 4 May in Shanghai; the 90th day after it is 2 August.
    let until = at("2026-08-02T16:00:00Z");
    assert_eq!(life.due(DueKind::InauguralMeeting), (until, None));
    for (opened, in_time) in [("2026-08-02T15:59:59.999999Z", true), ("2026-08-02T16:00:00Z", false)] {
        life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life.pass(opened);
        life.hear(&Event::Opened { meeting: MeetingId::new(Uuid::from_u128(10)) });
        assert_eq!(life.due(DueKind::InauguralMeeting).1, None, "another meeting");
        life.hear(&Event::Opened { meeting: meeting() });
        let (until, done_at) = life.due(DueKind::InauguralMeeting);
        assert_eq!((done_at, done_at < Some(until)), (Some(at(opened)), in_time));
    }
}

#[test]
fn a_meeting_that_adopts_a_part_leaves_the_rest_to_another_one() {
    let mut life = Life::decided([true, true, false]);
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(life.missing(), ["meeting", "notice", "committee_elected"]);
    assert_eq!(life.formation().exists_from(), None);
    let second = MeetingId::new(Uuid::from_u128(10));
    life.take(&convener(), FormationDeed::NameMeeting { meeting: second }).unwrap();
    let election = matter(3, "committee_election", Some(&["c1", "c2", "c3"]));
    let opens_at = at("2026-06-30T16:00:00Z");
    let again = NoticedMeeting { meeting: second, opens_at, matters: vec![election], ..inaugural() };
    life.notice(&again).unwrap();
    let counted = |outcomes| Event::Counted { meeting: second, outcomes };
    let elected = Outcome::Elected { elected: vec!["c2".parse().unwrap()], alternates: Vec::new() };
    life.hear(&counted(vec![("m3".parse().unwrap(), elected)]));
    life.pass("2026-07-10T16:00:00Z");
    life.hear(&Event::Announced { meeting: second });
    assert_eq!(life.state(), FormationState::Adopted);
    assert_eq!(life.formation().exists_from(), Some(at("2026-07-10T16:00:00Z")));
    assert_eq!(life.formation().adopted[&Adoptable::Covenant].meeting, meeting());

    // If the first result is set aside there is no covenant, and no assembly.
    life.hear(&Event::Annulled { meeting: meeting() });
    assert_eq!(life.state(), FormationState::Preparing);
    assert_eq!(life.missing(), ["meeting", "notice", "covenant_adopted", "rules_of_procedure_adopted"]);
}

#[test]
fn a_meeting_that_is_called_off_or_set_aside_leads_back_to_preparing() {
    for event in [Event::Cancelled { meeting: meeting() }, Event::Annulled { meeting: meeting() }] {
        let mut life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life.hear(&Event::Cancelled { meeting: MeetingId::new(Uuid::from_u128(10)) });
        assert_eq!(life.state(), FormationState::Called, "another meeting");
        life.hear(&event);
        assert_eq!((life.state(), life.formation().meeting), (FormationState::Preparing, None));
    }
    let mut life = Life::decided([true; 3]);
    life.hear(&Event::Annulled { meeting: meeting() });
    assert_eq!((life.state(), life.formation().adopted.len()), (FormationState::Preparing, 0));
}

#[test]
fn a_second_inaugural_meeting_is_refused_once_there_is_an_assembly() {
    let mut life = Life::decided([true; 3]);
    let told = life.notice(&inaugural()).unwrap_err();
    assert_eq!(told, "notice of the inaugural meeting cannot be given: the formation is adopted");
}

#[test]
fn deeds_are_refused_where_their_state_does_not_allow_them() {
    let called = || {
        let mut life = Life::prepared();
        life.notice(&inaugural()).unwrap();
        life
    };
    for (mut life, by, deed) in [
        (Life::grouped(), owner("e"), FormationDeed::Join),
        (Life::grouped(), convener(), candidates(&["c1"])),
        (Life::prepared(), owner("a"), apply()),
        (called(), convener(), draft(DraftText::Covenant, 2, 9)),
        (called(), office(), FormationDeed::Abandon { reasons: text(1) }),
        (Life::decided([true; 3]), office(), group()),
    ] {
        let before = life.formation().clone();
        let refused = life.take(&by, deed.clone());
        assert!(matches!(refused, Err(FormationRefusal::Transition(_))), "{deed:?}: {refused:?}");
        assert_eq!(life.formation(), &before);
    }
}

#[test]
fn each_deed_is_signed_by_those_whose_step_it_is() {
    let office = &[Role::Supervisor, Role::ResidentsCommittee][..];
    assert_eq!(apply().signers(), [&[Role::Owner][..], office].concat());
    assert_eq!(FormationDeed::Join.signers(), [Role::Owner]);
    assert_eq!(group().signers(), office);
    assert_eq!(candidates(&["c1"]).signers(), [&[Role::Convener][..], office].concat());
    assert_eq!(FormationDeed::Abandon { reasons: text(1) }.signers(), [Role::Supervisor]);
}
