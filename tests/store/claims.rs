//! What ballots claim: key, elector and last ballot, each where it is, with the head it is true of.

use quorate::store::claims::{self, Claim, Standing};
use quorate::store::identity::enrolments::{self, Enrolment};
use quorate::store::{Store, StoreError, ballots, record};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, MEETING, NEIGHBOUR, SECRETARY, THUMBPRINT, at, ballot, digest};

on_both_databases!(
    claims_are_answered_in_their_order_with_what_stands_of_each,
    more_claims_than_one_statement_takes_are_all_answered,
    a_neighbours_keys_and_electors_are_not_seen,
);

fn claim(thumbprint: &str, elector: &str) -> Claim {
    Claim { thumbprint: thumbprint.to_owned(), elector: elector.to_owned() }
}

/// What stands of some claims, none of which meets damage.
async fn look_up(fresh: &Fresh, community: Uuid, claims: &[Claim]) -> Result<Vec<Standing>, StoreError> {
    let found = claims::look_up(fresh.store.read(), community, MEETING, claims).await?;
    found.into_iter().collect()
}

/// One key, a first ballot of `e3` and three of `e1`; a tree of one leaf.
async fn cast(store: &Store) -> Outcome {
    estate::meeting(store).await?;
    let transaction = store.begin().await?;
    let enrolment = Enrolment {
        community_id: COMMUNITY,
        enrolment_id: Uuid::from_u128(1),
        account_id: SECRETARY,
        owner_id: Some("o1".to_owned()),
        thumbprint: THUMBPRINT.to_owned(),
        public_key: vec![7; 32],
        statement: b"signed".to_vec(),
        statement_digest: digest("signed"),
        method: "letter_and_contact".to_owned(),
        confirmed_by: "secretary".to_owned(),
        entry_index: 0,
        enrolled_at: at(1)?,
        label: None,
        revoked_at: None,
        revoked_index: None,
    };
    enrolments::insert(&transaction, enrolment).await?;
    let cast = vec![ballot("e1", 1, 0)?, ballot("e3", 1, 1)?, ballot("e1", 2, 2)?, ballot("e1", 3, 3)?];
    ballots::insert_many(&transaction, cast).await?;
    let head = estate::empty_head(COMMUNITY)?;
    record::swap_head(&transaction, &head, &estate::grown(&head, 1, "one leaf")).await?;
    Ok(Store::commit(transaction).await?)
}

async fn claims_are_answered_in_their_order_with_what_stands_of_each(fresh: &Fresh) -> Outcome {
    cast(&fresh.store).await?;
    let nobody = "n".repeat(43);
    let asked = [
        claim(&nobody, "e3"),
        claim(THUMBPRINT, "e1"),
        claim(THUMBPRINT, "nobody"),
        claim(THUMBPRINT, "e2"),
        claim(THUMBPRINT, "e1"),
    ];
    let found = look_up(fresh, COMMUNITY, &asked).await?;
    assert!(found.iter().all(|one| (one.size, one.root) == (1, digest("one leaf"))));
    let keys: Vec<Option<&str>> =
        found.iter().map(|one| one.key.as_ref().and_then(|key| key.owner_id.as_deref())).collect();
    assert_eq!(keys, [None, Some("o1"), Some("o1"), Some("o1"), Some("o1")]);
    let electors: Vec<bool> = found.iter().map(|one| one.elector.is_some()).collect();
    assert_eq!(electors, [true, true, false, true, true]);
    let latest: Vec<Option<(u32, u64)>> =
        found.iter().map(|one| one.latest.map(|latest| (latest.sequence, latest.entry_index))).collect();
    assert_eq!(latest, [Some((1, 1)), Some((3, 3)), None, None, Some((3, 3))]);

    let transaction = fresh.store.begin().await?;
    assert!(enrolments::revoke(&transaction, COMMUNITY, Uuid::from_u128(1), at(2)?, 5).await?);
    Store::commit(transaction).await?;
    let found = look_up(fresh, COMMUNITY, &asked[1..2]).await?;
    assert!(found[0].key.as_ref().is_some_and(|key| key.is_revoked));
    Ok(())
}

async fn more_claims_than_one_statement_takes_are_all_answered(fresh: &Fresh) -> Outcome {
    cast(&fresh.store).await?;
    let mut asked = vec![claim(THUMBPRINT, "e2"); 2_500];
    asked[2_499] = claim(THUMBPRINT, "e3");
    let found = look_up(fresh, COMMUNITY, &asked).await?;
    let voted: Vec<usize> = (0..found.len()).filter(|at| found[*at].latest.is_some()).collect();
    assert_eq!((found.len(), voted), (2_500, vec![2_499]));
    Ok(())
}

async fn a_neighbours_keys_and_electors_are_not_seen(fresh: &Fresh) -> Outcome {
    cast(&fresh.store).await?;
    let found = look_up(fresh, NEIGHBOUR, &[claim(THUMBPRINT, "e1")]).await?;
    assert_eq!((found.len(), found[0].size), (1, 0));
    assert!(found[0].key.is_none() && found[0].elector.is_none() && found[0].latest.is_none());
    let nowhere = Uuid::from_u128(9);
    assert!(look_up(fresh, nowhere, &[claim(THUMBPRINT, "e1")]).await?.is_empty());
    Ok(())
}
