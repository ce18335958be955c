//! Every state of a re-election and of a handover with every deed and every event, through the book.

use super::*;
use crate::domain::annals::pairs;
use crate::domain::rules::procedure::Obligation;

/// While the term runs, and behind its end.
const RUNNING: &str = "2029-05-01T00:00:00Z";
const OVER: &str = "2029-07-05T00:00:00Z";

/// When a re-election that stands so is looked at.
fn when(state: TermState) -> &'static str {
    match state {
        TermState::Lapsed | TermState::Substituted => OVER,
        TermState::Running
        | TermState::Reported
        | TermState::GroupFormed
        | TermState::ElectionCalled
        | TermState::Elected
        | TermState::Succeeded => RUNNING,
    }
}

/// A community whose law foresees an audit, with a re-election that stands so.
fn make(state: TermState) -> Place {
    use TermState as S;
    let mut place = Place::new();
    place.procedure.exit_audit.value = Obligation::Required;
    let mut say = |when, by: &Actor, deed| place.say(REELECTION, by, when, &deed).map(|_| ()).unwrap();
    let chair = actor(Role::Chair, SEATS[0]);
    match state {
        S::Running => {}
        S::Reported => say("2029-03-01T00:00:00Z", &chair, report()),
        S::GroupFormed | S::ElectionCalled | S::Lapsed | S::Substituted | S::Elected | S::Succeeded => {
            say("2029-04-10T04:00:00Z", &office(), form_group());
        }
    }
    match state {
        S::ElectionCalled => say("2029-04-11T00:00:00Z", &office(), name_election(60)),
        S::Substituted => say(OVER, &office(), name_acting(Acting::ResidentsCommittee)),
        S::Running | S::Reported | S::GroupFormed | S::Lapsed | S::Elected | S::Succeeded => {}
    }
    if matches!(state, S::Elected | S::Succeeded) {
        place.elect("2029-04-20T00:00:00Z");
    }
    if state == S::Succeeded {
        place.say(REELECTION, &office(), "2029-04-21T00:00:00Z", &take_over()).unwrap();
    }
    // A report of an audit answers who asked for one.
    let ask = TermDeed::AskAudit { reason: HASH };
    let asked = place.say(REELECTION, &actor(Role::Owner, 6), when(state), &ask);
    assert_eq!(asked.is_err(), state == S::Running, "{state}: {asked:?}");
    if state != S::Running {
        assert_eq!(place.state(when(state)), state);
    }
    place
}

fn reelection(deed: usize) -> (Actor, TermDeed) {
    match deed {
        0 => (actor(Role::Chair, SEATS[0]), report()),
        1 => (office(), form_group()),
        2 => (office(), name_election(61)),
        3 => (office(), name_acting(Acting::ResidentsCommittee)),
        4 => (office(), take_over()),
        5 => (actor(Role::Owner, 5), TermDeed::AskAudit { reason: HASH }),
        _ => (office(), TermDeed::ReportAudit { report: HASH }),
    }
}

/// Whoever is first to say something of a term that runs opens the process of it, which a report or a group does.
#[test]
fn every_state_of_a_reelection_takes_its_deeds_and_no_others() {
    use TermState as S;
    let deeds = [
        "report",
        "form the group",
        "name the election",
        "name who acts",
        "take over",
        "ask",
        "report an audit",
    ];
    let table = [
        (S::Running, "+ + - - - - -"),
        (S::Reported, "- + - - - + +"),
        (S::GroupFormed, "- + + - - + +"),
        (S::ElectionCalled, "- + + - - + +"),
        (S::Lapsed, "- + + + - + +"),
        (S::Substituted, "- + + + - + +"),
        (S::Elected, "- - - - + + +"),
        (S::Succeeded, "- - - - - + +"),
    ];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let (by, deed) = reelection(place);
        let taken = make(state).say(REELECTION, &by, when(state), &deed);
        let is_of_state =
            |own: &TermRefusal| matches!(own, TermRefusal::Transition(_) | TermRefusal::NotOpened);
        pairs::mark(&taken, is_of_state)
    });
}

#[test]
fn every_state_of_a_reelection_is_left_by_its_events_and_by_no_others() {
    use TermState as S;
    let events = ["the term ends", "elected", "nobody elected", "cancelled", "annulled", "another elected"];
    let moves = [
        (S::Reported, "the term ends", S::Lapsed),
        (S::GroupFormed, "the term ends", S::Lapsed),
        (S::ElectionCalled, "the term ends", S::Lapsed),
        (S::ElectionCalled, "elected", S::Elected),
        (S::ElectionCalled, "nobody elected", S::GroupFormed),
        (S::ElectionCalled, "cancelled", S::GroupFormed),
        (S::ElectionCalled, "annulled", S::GroupFormed),
        (S::Lapsed, "elected", S::Elected),
        (S::Substituted, "elected", S::Elected),
        (S::Elected, "annulled", S::GroupFormed),
        (S::Succeeded, "annulled", S::GroupFormed),
    ];
    // Of a term of which nobody spoke there is nothing to hear.
    let spoken = &S::ALL[1..];
    pairs::check_moves((spoken, &events), &moves, |state, event| {
        let mut place = make(state);
        if matches!(state, S::Lapsed | S::Substituted) && event != "the term ends" {
            place.say(REELECTION, &office(), OVER, &name_election(60)).unwrap();
        }
        let meeting = MeetingId::new(Uuid::from_u128(60));
        let heard = match event {
            "the term ends" => return place.state(OVER),
            "elected" => vec![counted(60, &["a"]), announced(60)],
            "nobody elected" => vec![counted(60, &[]), announced(60)],
            "cancelled" => vec![Event::Cancelled { meeting }],
            "annulled" => vec![Event::Annulled { meeting }],
            _ => vec![counted(62, &["a"]), announced(62)],
        };
        for own in heard {
            place.hear(when(state), &own);
        }
        place.state(when(state))
    });
}

/// A handover of the outgoing committee to the next one that stands so, under a law that asks for an audit only where that
/// is what is missing.
fn handover(state: HandoverState) -> Place {
    use HandoverState as S;
    let mut place = Place::succeeded("2029-06-01T00:00:00Z");
    if state == S::Unaudited {
        place.procedure.exit_audit.value = Obligation::Required;
    }
    let mut say =
        |by: &Actor, deed| place.say(HANDOVER, by, "2029-06-02T00:00:00Z", &deed).map(|_| ()).unwrap();
    let incoming = actor(Role::Chair, NEXT_SEATS[0]);
    say(&incoming, open(Giver::Committee, Taker::Committee(process(NEXT))));
    if state != S::Pending {
        say(&actor(Role::Owner, SEATS[0]), everything());
    }
    match state {
        S::Pending | S::HandedOver => {}
        S::Short => say(&incoming, receive(&EVERYTHING, vec![missing(ItemKind::Other, None)], &[])),
        S::Unaudited | S::Complete => say(&incoming, receive(&EVERYTHING, vec![], &[])),
    }
    assert_eq!(place.handover().state, state);
    place
}

/// The numbers of what [`everything`] hands over.
const EVERYTHING: [u16; 6] = [1, 2, 3, 4, 5, 6];

/// Of a handover in which nothing was listed nothing can be taken. In one that is short, or waits for the audit, everything
/// listed is answered for, so what is taken then is what was missed.
#[test]
fn every_state_of_a_handover_takes_its_deeds_and_no_others() {
    use HandoverState as S;
    let deeds = [
        "hand over",
        "take a part",
        "take the rest, and miss something",
        "take everything",
        "order",
        "report the audit",
    ];
    let table = [
        (S::Pending, "+ ! + ! + +"),
        (S::HandedOver, "+ + + + + +"),
        (S::Short, "+ ! + + + +"),
        (S::Complete, "- ! - ! - +"),
        (S::Unaudited, "+ ! + ! + +"),
    ];
    pairs::check((S::ALL, &deeds), &table, |state, place| {
        let incoming = actor(Role::Chair, NEXT_SEATS[0]);
        let listed: &[u16] = if state == S::HandedOver { &EVERYTHING } else { &[] };
        let missed = || vec![missing(ItemKind::Seals, None)];
        let settled: &[u16] = if state == S::Short { &[1] } else { &[] };
        let (by, deed) = match place {
            0 => (actor(Role::Owner, SEATS[0]), TermDeed::HandOver { items: vec![item(ItemKind::Other)] }),
            1 => (incoming, receive(&[1], vec![], &[])),
            2 => (incoming, receive(listed, missed(), &[])),
            3 => (incoming, receive(listed, vec![], settled)),
            4 => (office(), TermDeed::OrderHandover { ground: OrderGround::Refused, order: HASH }),
            _ => (office(), TermDeed::ReportAudit { report: HASH }),
        };
        let mut own = handover(state);
        if place == 5 {
            own.procedure.exit_audit.value = Obligation::Required;
        }
        let said = own.say(HANDOVER, &by, "2029-06-03T00:00:00Z", &deed);
        pairs::mark(&said, |refusal| matches!(refusal, TermRefusal::Handover(_)))
    });
}
