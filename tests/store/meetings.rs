//! Meetings: drafts change by revision, states by compare-and-swap, and the clock finds what is due.

use quorate::store::meetings::{self, Change, Meeting};
use quorate::store::roll::ElectorOwner;
use quorate::store::{Store, StoreError, roll};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, MEETING, NEIGHBOUR, at, digest, draft, elector};

on_both_databases!(
    a_draft_changes_only_at_the_revision_expected,
    a_state_changes_only_from_the_one_expected,
    what_is_due_is_found_across_states,
    meetings_are_listed_newest_first_by_cursor,
    electors_are_found_and_listed_and_found_by_owner,
);

const KEY: (Uuid, Uuid) = (COMMUNITY, MEETING);

fn notice() -> Change<'static> {
    Change {
        from: "draft",
        to: "noticed",
        definition_digest: Some(digest("definition")),
        roll_digest: Some(digest("roll")),
        notice_index: Some(4),
        ..Change::default()
    }
}

async fn a_draft_changes_only_at_the_revision_expected(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    let times = (at(300)?, at(400)?);
    let new = br#"{"title":"lift"}"#.to_vec();
    assert!(meetings::update_draft(&transaction, KEY, 1, new.clone(), times).await?);
    assert!(!meetings::update_draft(&transaction, KEY, 1, b"{}".to_vec(), times).await?);
    let expected =
        Meeting { draft: new, revision: 2, opens_at: times.0, closes_at: times.1, ..draft(MEETING)? };
    assert_eq!(meetings::find(&transaction, COMMUNITY, MEETING).await?, Some(expected));
    assert!(meetings::set_state(&transaction, KEY, notice()).await?);
    assert!(!meetings::update_draft(&transaction, KEY, 3, b"{}".to_vec(), times).await?);
    Ok(Store::commit(transaction).await?)
}

async fn a_state_changes_only_from_the_one_expected(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    assert!(meetings::set_state(&transaction, KEY, notice()).await?);
    assert!(!meetings::set_state(&transaction, KEY, notice()).await?);
    let open =
        Change { from: "noticed", to: "open", roll_digest: Some(digest("final")), ..Change::default() };
    assert!(meetings::set_state(&transaction, KEY, open).await?);
    let close = Change { from: "open", to: "closed", close_index: Some(9), ..Change::default() };
    assert!(meetings::set_state(&transaction, KEY, close).await?);
    Store::commit(transaction).await?;

    let expected = Meeting {
        state: "closed".to_owned(),
        revision: 4,
        definition_digest: Some(digest("definition")),
        roll_digest: Some(digest("final")),
        notice_index: Some(4),
        close_index: Some(9),
        ..draft(MEETING)?
    };
    assert_eq!(meetings::find(fresh.store.read(), COMMUNITY, MEETING).await?, Some(expected));

    let transaction = fresh.store.begin().await?;
    let asleep = Change { from: "closed", to: "asleep", ..Change::default() };
    let result = meetings::set_state(&transaction, KEY, asleep).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Refused(_))), "{refused:?}");
    Ok(())
}

async fn what_is_due_is_found_across_states(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let due = async |seconds: i64| -> Result<usize, Box<dyn std::error::Error>> {
        Ok(meetings::due(fresh.store.read(), at(seconds)?, 10).await?.len())
    };
    assert_eq!(due(1_000).await?, 0, "a draft is never due");
    let transaction = fresh.store.begin().await?;
    meetings::set_state(&transaction, KEY, notice()).await?;
    Store::commit(transaction).await?;
    assert_eq!((due(99).await?, due(100).await?), (0, 1));
    let transaction = fresh.store.begin().await?;
    let open = Change { from: "noticed", to: "open", ..Change::default() };
    meetings::set_state(&transaction, KEY, open).await?;
    Store::commit(transaction).await?;
    assert_eq!((due(199).await?, due(200).await?), (0, 1));
    Ok(())
}

async fn meetings_are_listed_newest_first_by_cursor(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let ids: Vec<Uuid> = (1..=5).map(Uuid::from_u128).collect();
    let transaction = fresh.store.begin().await?;
    for id in &ids {
        meetings::insert(&transaction, draft(*id)?).await?;
    }
    Store::commit(transaction).await?;
    let page = async |before: Option<Uuid>| -> Result<Vec<Uuid>, StoreError> {
        let meetings = meetings::list(fresh.store.read(), COMMUNITY, before, 3).await?;
        Ok(meetings.iter().map(|meeting| meeting.meeting_id).collect())
    };
    assert_eq!(page(None).await?, [ids[4], ids[3], ids[2]]);
    assert_eq!(page(Some(ids[2])).await?, [ids[1], ids[0]]);
    assert_eq!(meetings::list(fresh.store.read(), NEIGHBOUR, None, 3).await?, []);
    Ok(())
}

async fn electors_are_found_and_listed_and_found_by_owner(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let store = fresh.store.read();
    let asked = ["e3".to_owned(), "nobody".to_owned()];
    assert_eq!(roll::find_many(store, COMMUNITY, MEETING, &asked).await?, [elector("e3", 7)]);
    assert_eq!(roll::list(store, COMMUNITY, MEETING, Some("e1"), 1).await?, [elector("e2", 101_500)]);
    assert_eq!(roll::count(store, COMMUNITY, MEETING).await?, 3);

    let transaction = fresh.store.begin().await?;
    // Bytes decide the order, on every database and in every locale.
    let further = ["a", "B", "é"].map(|name| elector(name, 0));
    roll::insert_many(&transaction, further.to_vec()).await?;
    let owners = [("o1", "a"), ("o1", "B"), ("o2", "B"), ("o3", "e1")].map(|(owner, elector)| ElectorOwner {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        owner_id: owner.to_owned(),
        elector: elector.to_owned(),
    });
    roll::insert_owners(&transaction, owners.to_vec()).await?;
    Store::commit(transaction).await?;
    let all = roll::all(store, COMMUNITY, MEETING).await?;
    let names: Vec<_> = all.iter().map(|elector| elector.elector.as_str()).collect();
    assert_eq!(names, ["B", "a", "e1", "e2", "e3", "é"]);
    let asked = ["o1".to_owned(), "o2".to_owned()];
    assert_eq!(roll::of_owners(store, COMMUNITY, MEETING, &asked).await?, ["B", "a"]);
    assert_eq!(roll::of_owners(store, NEIGHBOUR, MEETING, &asked).await?, Vec::<String>::new());
    Ok(())
}
