//! What each switch that the count carries out changes, and what it refuses.

use std::num::NonZeroU32;

use quorate::domain::quantities::{Heads, Scale};
use quorate::domain::rules::switches::{
    BlankItem, NonVoter, RankBy, SpoiledCountsAsParticipating, Switches, TieBreak, TooFewElected,
};
use quorate::domain::rules::{Parity, Rule, Sizes, Source};
use quorate::domain::tally::{
    Choice, CountError, ElectionVerdict, Electorate, Seats, Stance, Terms, TermsError, count,
};

use crate::world::{Elector, names, outcome, rule, seats};

const CIVIL_CODE: &str = "cn_civil_code_2021";

fn one(area: u64, choice: Choice) -> Elector {
    Elector { heads: 1, units: vec![(Some(area), Some(choice))] }
}

fn wants(places: &[usize]) -> Choice {
    names(&places.iter().map(|place| (*place, Stance::For)).collect::<Vec<_>>())
}

fn elect(switches: Switches, seats: Seats, world: &[Elector]) -> (Option<bool>, ElectionVerdict) {
    let (_, verdict) = outcome(&rule(CIVIL_CODE, "election"), &switches, Some(seats), world);
    (verdict.passed, verdict.election.unwrap())
}

fn texts(list: &[quorate::domain::tally::CandidateName]) -> Vec<&str> {
    list.iter().map(quorate::domain::tally::CandidateName::as_str).collect()
}

/// Li and Wang, Li and Zhao, Wang and Zhao: two heads for each, areas 90, 80 and 70 of 120.
fn circle() -> Vec<Elector> {
    vec![one(50, wants(&[0, 1])), one(40, wants(&[0, 2])), one(30, wants(&[1, 2]))]
}

#[test]
fn a_blank_item_abstains_or_is_spoiled() {
    let world = [one(10, Choice::Blank), one(10, Choice::For)];
    let rule = rule(CIVIL_CODE, "ordinary");
    let heads = |blank_item| {
        let switches = Switches { blank_item, ..Switches::default() };
        let totals = outcome(&rule, &switches, None, &world).0.totals;
        (totals.abstain.heads.count(), totals.invalid.heads.count())
    };
    assert_eq!(heads(BlankItem::Abstain), (1, 0));
    assert_eq!(heads(BlankItem::Spoiled), (0, 1));
}

#[test]
fn a_spoiled_ballot_takes_part_or_is_silent() {
    let world =
        [one(10, Choice::For), one(10, Choice::For), one(10, Choice::Spoiled), one(10, Choice::Spoiled)];
    let rule = rule(CIVIL_CODE, "ordinary");
    let passed = |spoiled_counts_as_participating| {
        let switches = Switches { spoiled_counts_as_participating, ..Switches::default() };
        let (counted, verdict) = outcome(&rule, &switches, None, &world);
        (counted.totals.participating.heads.count(), verdict.participation().unwrap().holds, verdict.passed)
    };
    assert_eq!(passed(SpoiledCountsAsParticipating::Yes), (4, Some(true), Some(false)));
    assert_eq!(passed(SpoiledCountsAsParticipating::No), (2, Some(false), Some(false)));
}

#[test]
fn a_tie_is_broken_by_the_other_measure_or_by_a_runoff_alone() {
    let (passed, election) = elect(Switches::default(), seats(2, None), &circle());
    assert_eq!((passed, texts(&election.elected)), (Some(true), vec!["Li", "Wang"]));
    assert_eq!(texts(&election.alternates), ["Zhao"]);
    let runoff = Switches { tie_break: TieBreak::Runoff, ..Switches::default() };
    let (passed, election) = elect(runoff, seats(2, None), &circle());
    assert_eq!((passed, election.elected.len()), (Some(false), 0));
    assert_eq!(texts(&election.runoff), ["Li", "Wang", "Zhao"]);
}

#[test]
fn a_tie_waits_for_the_lot_and_every_seat_is_counted_as_one_that_will_be_filled() {
    let lot = Switches { tie_break: TieBreak::Lot, ..Switches::default() };
    let (passed, election) = elect(lot, seats(2, None), &circle());
    assert_eq!((passed, election.elected.len(), election.alternates.len()), (Some(true), 0, 0));
    let left = election.lot.unwrap();
    assert_eq!((left.seed, texts(&left.candidates)), (None, vec!["Li", "Wang", "Zhao"]));
    // Where all have a seat their order decides nothing.
    let (_, election) = elect(lot, seats(3, None), &circle());
    assert_eq!((texts(&election.elected), election.lot), (vec!["Li", "Wang", "Zhao"], None));
}

#[test]
fn candidates_are_ranked_by_heads_or_by_area() {
    let world = [
        one(50, wants(&[0, 1])),
        one(10, wants(&[1])),
        one(10, wants(&[1])),
        one(60, wants(&[0])),
        one(9, wants(&[0, 1])),
    ];
    let first = |rank_by| {
        let (_, election) = elect(Switches { rank_by, ..Switches::default() }, seats(2, None), &world);
        election.elected[0].to_string()
    };
    assert_eq!(first(RankBy::Area), "Li", "119 of 139 against 79");
    assert_eq!(first(RankBy::Heads), "Wang", "4 heads against 3");
}

#[test]
fn too_few_elected_stand_only_with_the_minimum_and_more_than_half_of_the_seats() {
    let world = [one(10, wants(&[0, 1, 2])), one(10, wants(&[0, 1, 2])), one(10, wants(&[0, 1, 2]))];
    let passed = |too_few_elected, planned, minimum| {
        let switches = Switches { too_few_elected, ..Switches::default() };
        elect(switches, seats(planned, minimum), &world).0
    };
    assert_eq!(passed(TooFewElected::NewElection, 5, None), Some(false));
    assert_eq!(
        passed(TooFewElected::FillMissingSeats, 5, None),
        Some(true),
        "the rest is vacant until it is filled"
    );
    assert_eq!(passed(TooFewElected::StandsIfMinimum, 5, Some(3)), Some(true));
    assert_eq!(
        passed(TooFewElected::StandsIfMinimum, 6, Some(3)),
        Some(false),
        "3 of 6 is not more than half"
    );
    assert_eq!(passed(TooFewElected::StandsIfMinimum, 5, Some(4)), Some(false));
}

#[test]
fn fewer_seats_than_a_committee_has_fill_single_ones_under_any_switch() {
    let source = Source::unverified("unverified").unwrap();
    let min = NonZeroU32::new(5).unwrap();
    let sizes = Some(Sizes { min, max: None, parity: Parity::Odd, small: None, source });
    let rule = Rule { sizes, ..rule(CIVIL_CODE, "election") };
    for too_few_elected in TooFewElected::ALL.iter().copied() {
        let switches = Switches { too_few_elected, ..Switches::default() };
        let terms = |planned| Terms { rule: &rule, switches: &switches, seats: Some(seats(planned, None)) };
        for (planned, single) in [(1, true), (4, true), (5, false)] {
            assert_eq!(terms(planned).check(), Ok(()), "{too_few_elected} {planned}");
            assert_eq!(terms(planned).fills_single_seats(), single);
        }
        let even = terms(6).check();
        let fills = too_few_elected == TooFewElected::FillMissingSeats;
        assert_eq!(even.is_ok(), fills, "{even:?}");
        let world = [one(10, wants(&[0])), one(10, wants(&[0]))];
        let (_, one_of_two) = outcome(&rule, &switches, Some(seats(2, None)), &world);
        let sits = too_few_elected != TooFewElected::NewElection;
        assert_eq!(one_of_two.passed, Some(sits), "{too_few_elected}");
    }
}

#[test]
fn terms_that_do_not_fit_or_cannot_be_carried_out_are_refused() {
    let check = |kind, switches: Switches, seats| {
        let rule = rule(CIVIL_CODE, kind);
        Terms { rule: &rule, switches: &switches, seats }.check()
    };
    let default = Switches::default();
    assert_eq!(check("ordinary", default, Some(seats(1, None))), Err(TermsError::SeatsInMotion));
    assert_eq!(check("election", default, Some(seats(1, Some(2)))), Err(TermsError::MinimumAboveSeats));
    let stands = Switches { too_few_elected: TooFewElected::StandsIfMinimum, ..default };
    assert_eq!(check("election", stands, Some(seats(3, None))), Err(TermsError::MinimumMissing));
    let deemed = Switches { non_voter: NonVoter::DeemedFor, ..default };
    assert_eq!(check("election", deemed, None), Err(TermsError::SilenceInElection(NonVoter::DeemedFor)));
}

#[test]
fn ballots_that_do_not_fit_the_electorate_are_refused() {
    let rule = rule(CIVIL_CODE, "ordinary");
    let terms = Terms { rule: &rule, switches: &Switches::default(), seats: None };
    let mut electorate = Electorate::new(Scale::WHOLE);
    electorate.push_elector(Heads::ONE, None);
    let counted = |ballots: &[Option<Choice>]| count(&terms, &electorate, ballots, &[]).map(|_| ());
    assert_eq!(counted(&[]), Err(CountError::BallotsAndPartsDiffer { ballots: 0, parts: 1 }));
    assert_eq!(counted(&[Some(wants(&[0]))]), Err(CountError::NamesInMotion));
    let mut units = Electorate::new(Scale::WHOLE);
    units.push_units(Heads::ONE, &[None, None]).unwrap();
    assert_eq!(count(&terms, &units, &[None, None], &[]), Err(CountError::UnitsVoteSeparately));
    let election = crate::world::rule(CIVIL_CODE, "election");
    let terms = Terms { rule: &election, ..terms };
    assert_eq!(count(&terms, &electorate, &[Some(wants(&[0]))], &[]), Err(CountError::NoSuchCandidate));
}

#[test]
fn nothing_passes_where_nobody_takes_part_even_without_a_quorum() {
    let no_quorum = Rule { quorum: Vec::new(), ..rule(CIVIL_CODE, "special") };
    let silent = [Elector { heads: 1, units: vec![(Some(10), None)] }];
    let (_, verdict) = outcome(&no_quorum, &Switches::default(), None, &silent);
    assert_eq!((verdict.participation(), verdict.passed), (None, Some(false)));
}
