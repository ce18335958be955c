//! Ballots: the last one of each elector counts, and every one stays.

use quorate::store::ballots::{self, Ballot, Voted};
use quorate::store::{Store, StoreError, roll};

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, MEETING, NEIGHBOUR, ballot, elector};

on_both_databases!(
    the_last_ballot_of_each_elector_is_the_effective_one,
    a_second_ballot_in_the_same_place_is_a_conflict,
    turnout_counts_electors_and_their_area_once,
    many_effective_ballots_come_in_pages,
);

/// Three ballots of `e1`, one of `e3`, none of `e2`.
async fn cast(store: &Store) -> Result<Vec<Ballot>, Box<dyn std::error::Error>> {
    estate::meeting(store).await?;
    let cast = vec![ballot("e1", 1, 0)?, ballot("e3", 1, 1)?, ballot("e1", 2, 2)?, ballot("e1", 3, 3)?];
    let transaction = store.begin().await?;
    ballots::insert_many(&transaction, cast.clone()).await?;
    Store::commit(transaction).await?;
    Ok(cast)
}

async fn the_last_ballot_of_each_elector_is_the_effective_one(fresh: &Fresh) -> Outcome {
    let cast = cast(&fresh.store).await?;
    let store = fresh.store.read();
    let asked = ["e1".to_owned(), "e2".to_owned()];
    let latest = ballots::latest_of(store, COMMUNITY, MEETING, &asked).await?;
    assert_eq!(latest.len(), 1);
    assert_eq!(latest.get("e1"), Some(&cast[3]));
    let effective = ballots::effective(store, COMMUNITY, MEETING, None, 10).await?;
    assert_eq!(effective, [cast[3].clone(), cast[1].clone()]);
    let all = ballots::all_of(store, COMMUNITY, MEETING, "e1").await?;
    assert_eq!(all, [cast[0].clone(), cast[2].clone(), cast[3].clone()]);
    Ok(())
}

async fn a_second_ballot_in_the_same_place_is_a_conflict(fresh: &Fresh) -> Outcome {
    cast(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    let result = ballots::insert_many(&transaction, vec![ballot("e1", 3, 9)?]).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    assert_eq!(ballots::count(fresh.store.read(), COMMUNITY, MEETING).await?, 4);
    Ok(())
}

async fn turnout_counts_electors_and_their_area_once(fresh: &Fresh) -> Outcome {
    cast(&fresh.store).await?;
    let voted = ballots::voted(fresh.store.read(), COMMUNITY, MEETING).await?;
    assert_eq!(voted, Voted { heads: 2, area_thousandths: 89_127 });
    let nobody = ballots::voted(fresh.store.read(), NEIGHBOUR, MEETING).await?;
    assert_eq!(nobody, Voted::default());
    Ok(())
}

async fn many_effective_ballots_come_in_pages(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    quorate::store::meetings::insert(&transaction, estate::draft(MEETING)?).await?;
    let names: Vec<String> = (0..7_000).map(|number| format!("e{number:05}")).collect();
    roll::insert_many(&transaction, names.iter().map(|name| elector(name, 1_000)).collect()).await?;
    let mut cast = Vec::new();
    for (index, name) in (0..).zip(&names) {
        cast.push(ballot(name, 1, index)?);
    }
    for (index, name) in (7_000..).zip(names.iter().step_by(7)) {
        cast.push(ballot(name, 2, index)?);
    }
    ballots::insert_many(&transaction, cast.clone()).await?;
    Store::commit(transaction).await?;

    let store = fresh.store.read();
    let mut effective: Vec<Ballot> = Vec::new();
    loop {
        let after = effective.last().map(|ballot| ballot.elector.as_str());
        let mut page = ballots::effective(store, COMMUNITY, MEETING, after, 999).await?;
        if page.is_empty() {
            break;
        }
        effective.append(&mut page);
    }
    assert_eq!(effective.len(), 7_000);
    assert_eq!(effective.iter().filter(|ballot| ballot.sequence == 2).count(), 1_000);
    assert!(effective.is_sorted_by(|one, next| one.elector < next.elector));

    let places = ballots::places(store, COMMUNITY, MEETING).await?;
    assert!(places.iter().map(|(index, _)| *index).eq(0..8_000));
    let mut listed: Vec<Ballot> = Vec::new();
    for page in places.chunks(999) {
        listed.append(&mut ballots::at(store, COMMUNITY, MEETING, page).await?);
    }
    assert!(listed == cast, "the ballots are not all in the order of the record");

    let latest = ballots::latest_of(store, COMMUNITY, MEETING, &names).await?;
    assert_eq!(latest.len(), 7_000);
    let voted = ballots::voted(store, COMMUNITY, MEETING).await?;
    assert_eq!(voted, Voted { heads: 7_000, area_thousandths: 7_000_000 });
    Ok(())
}
