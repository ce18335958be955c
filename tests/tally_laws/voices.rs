//! Laws of several voices and media: an elector counts once, and which vote counts follows from ranks alone.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quorate::domain::ballots::{Fingerprint, Heard, Medium, Polled, Voice, Voices};
use quorate::domain::instants::Instant;
use quorate::domain::representation::Representation;
use quorate::domain::rules::switches::ChannelConflict;

/// One vote as it is drawn: for which elector, by which voice (0 the own one), how, and when.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Cast {
    elector: u8,
    voice: u8,
    medium: Medium,
    second: i64,
    says: u16,
}

fn at(second: i64) -> Instant {
    "2026-06-01T00:00:00Z".parse::<Instant>().unwrap().plus_seconds(second)
}

fn heard(cast: &Cast) -> Heard<u16> {
    let voice = match cast.voice {
        0 => Voice::Own,
        holder => Voice::Holder(Fingerprint([holder; 32])),
    };
    let (first_at, last_at) = (at(cast.second), at(cast.second));
    Heard { voice, given: u64::from(cast.voice), medium: cast.medium, first_at, last_at, says: cast.says }
}

fn casts() -> impl Strategy<Value = Vec<Cast>> {
    let medium = select(vec![Medium::Online, Medium::Paper]);
    let one = (0..4_u8, 0..4_u8, medium, 0..6_i64);
    vec(one, 0..24).prop_map(|drawn| {
        let cast = |(says, (elector, voice, medium, second))| Cast {
            elector,
            voice,
            medium,
            second,
            says: u16::try_from(says).unwrap(),
        };
        drawn.into_iter().enumerate().map(cast).collect()
    })
}

fn conflict() -> impl Strategy<Value = ChannelConflict> {
    select(ChannelConflict::ALL.to_vec())
}

/// What counts of each elector, in the order in which the votes are given.
fn counted(conflict: ChannelConflict, casts: &[Cast]) -> BTreeMap<u8, u16> {
    let mut polled: BTreeMap<u8, Polled<u16>> = BTreeMap::new();
    for cast in casts.iter().filter(|cast| cast.medium == Medium::Online) {
        polled.entry(cast.elector).or_insert_with(|| Polled::new(None)).online(1, heard(cast));
    }
    for cast in casts.iter().filter(|cast| cast.medium == Medium::Paper) {
        polled.entry(cast.elector).or_insert_with(|| Polled::new(None)).paper(1, &[], heard(cast));
    }
    let counts = |(elector, own): (u8, Polled<u16>)| Some((elector, own.counting(conflict)?.says));
    polled.into_iter().filter_map(counts).collect()
}

/// The same written a second time, by looking for the one vote that nothing outranks.
fn naive(conflict: ChannelConflict, casts: &[Cast], elector: u8) -> Option<u16> {
    let own: Vec<&Cast> = casts.iter().filter(|cast| cast.elector == elector).collect();
    let voice =
        if own.iter().any(|cast| cast.voice == 0) { 0 } else { own.iter().map(|cast| cast.voice).max()? };
    let said = |medium| own.iter().filter(move |cast| cast.voice == voice && cast.medium == medium);
    let online: Vec<_> = said(Medium::Online).collect();
    let paper: Vec<_> = said(Medium::Paper).collect();
    let takes_online = match (online.is_empty(), paper.is_empty()) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => {
            let seconds = |of: &[&&Cast]| of.iter().map(|cast| cast.second).collect::<Vec<_>>();
            let (online, paper) = (seconds(&online), seconds(&paper));
            match conflict {
                ChannelConflict::First => online.iter().min() <= paper.iter().min(),
                ChannelConflict::Last => online.iter().max() >= paper.iter().max(),
                ChannelConflict::Online => true,
                ChannelConflict::Paper => false,
            }
        }
    };
    let taken = if takes_online { online } else { paper };
    taken.last().map(|cast| cast.says)
}

proptest! {
    #[test]
    fn an_elector_counts_once_and_with_one_of_its_own_votes(conflict in conflict(), casts in casts()) {
        let counted = counted(conflict, &casts);
        for elector in 0..4 {
            let own: Vec<u16> = casts.iter().filter(|cast| cast.elector == elector).map(|cast| cast.says).collect();
            prop_assert_eq!(counted.contains_key(&elector), !own.is_empty());
            prop_assert!(counted.get(&elector).is_none_or(|says| own.contains(says)));
            prop_assert_eq!(counted.get(&elector).copied(), naive(conflict, &casts, elector));
        }
    }

    #[test]
    fn the_own_voice_outranks_every_holder(conflict in conflict(), casts in casts()) {
        let counted = counted(conflict, &casts);
        for (elector, says) in counted {
            let spoke = casts.iter().any(|cast| cast.elector == elector && cast.voice == 0);
            let counts = casts.iter().find(|cast| cast.says == says).unwrap();
            prop_assert!(!spoke || counts.voice == 0);
        }
    }

    #[test]
    fn the_order_between_electors_voices_and_media_changes_nothing(
        conflict in conflict(),
        casts in casts(),
        key in any::<u64>(),
    ) {
        let chain = |cast: &Cast| (cast.elector, cast.voice, cast.medium == Medium::Paper);
        let mut shuffled = casts.clone();
        // Each chain keeps its own order, chains come in any.
        shuffled.sort_by_key(|cast| {
            let (elector, voice, paper) = chain(cast);
            let place = u64::from(elector) * 8 + u64::from(voice) * 2 + u64::from(paper);
            (place + 1).wrapping_mul(key | 1).rotate_left(17)
        });
        prop_assert_eq!(counted(conflict, &casts), counted(conflict, &shuffled));
    }

    #[test]
    fn a_voice_that_does_not_count_can_be_left_out(conflict in conflict(), casts in casts(), which in any::<Index>()) {
        prop_assume!(!casts.is_empty());
        let left_out = casts[which.index(casts.len())];
        let before = counted(conflict, &casts);
        let counts = casts.iter().find(|cast| before.get(&left_out.elector) == Some(&cast.says)).unwrap();
        prop_assume!(counts.voice != left_out.voice);
        let other = |cast: &&Cast| cast.elector != left_out.elector || cast.voice != left_out.voice;
        let without: Vec<Cast> = casts.iter().filter(other).copied().collect();
        prop_assert_eq!(counted(conflict, &without), before);
    }

    #[test]
    fn nothing_counts_between_co_owners_that_was_not_an_act_of_who_acts(
        conflict in conflict(),
        papers in vec((0..3_usize, 0..6_i64), 0..8),
    ) {
        let owners = ["ann", "bob", "cat"].map(|name| name.parse().unwrap());
        let mut polled: Polled<u16> = Polled::new(Representation::between(owners.clone()));
        for (place, (signer, second)) in papers.iter().enumerate() {
            let says = u16::try_from(*signer).unwrap();
            let cast = Cast { elector: 0, voice: 0, medium: Medium::Paper, second: *second, says };
            let by = std::slice::from_ref(&owners[*signer]);
            polled.paper(place as u64, by, heard(&cast));
        }
        let first = papers.first().map(|(signer, _)| u16::try_from(*signer).unwrap());
        prop_assert_eq!(polled.counting(conflict).map(|own| own.says), first);
    }
}

#[test]
fn a_vote_that_nobody_cast_does_not_count() {
    assert!(Voices::<u16>::default().counting(ChannelConflict::First).is_none());
}
