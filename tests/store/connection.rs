//! Opening, migrating and what a transaction is.

use quorate::store::communities::{self, Community};
use quorate::store::identity::accounts;
use quorate::store::{Backend, ConnectionTrait as _, Store, StoreError, service};
use sea_orm::{DbBackend, Statement};

use crate::databases::{Fresh, Outcome, on_both_databases, postgres};
use crate::estate::{self, COMMUNITY, SECRETARY, at};

on_both_databases!(
    opening_again_finds_everything,
    a_dropped_transaction_never_happened,
    readers_see_only_what_is_committed,
    a_damaged_value_is_reported_and_not_returned,
    a_second_origin_of_the_same_name_is_a_conflict,
    facts_of_the_service_are_replaced,
);

#[tokio::test]
async fn an_address_of_neither_database_is_refused() {
    for address in ["mysql://localhost/quorate", "sqlite::memory:", "sqlite:x?mode=memory", "quorate.db", ""]
    {
        let refused = Store::open(address).await;
        assert!(matches!(refused, Err(StoreError::UnknownAddress)), "{address}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let refused = Store::open("postgres://postgres@127.0.0.1:1/quorate").await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
}

#[tokio::test]
async fn a_transaction_that_postgresql_hears_nothing_of_does_not_hold_its_locks_for_ever() -> Outcome {
    let fresh = postgres().await?;
    let transaction = fresh.store.begin().await?;
    let sql = "SELECT current_setting('idle_in_transaction_session_timeout') AS value";
    let row = transaction.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let value: String = row.ok_or("a row")?.try_get("", "value")?;
    assert_eq!(value, "1min");
    Ok(())
}

#[tokio::test]
async fn readers_of_sqlite_cannot_write() -> Outcome {
    let fresh = crate::databases::sqlite().await?;
    let refused = fresh.store.read().execute_unprepared("DELETE FROM accounts").await;
    assert!(refused.is_err());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_migrate_once() -> Outcome {
    let address = crate::postgres::fresh_database().await;
    let (one, two, three) = tokio::join!(Store::open(&address), Store::open(&address), Store::open(&address));
    for store in [one?, two?, three?] {
        assert_eq!(communities::list(store.read()).await?, []);
    }
    Ok(())
}

#[tokio::test]
async fn every_table_is_the_same_on_both_databases() -> Outcome {
    const NAMES: [&str; 2] = [
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
        "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'
         ORDER BY tablename::text COLLATE \"C\"",
    ];
    let mut tables = Vec::new();
    for (fresh, sql) in [crate::databases::sqlite().await?, postgres().await?].iter().zip(NAMES) {
        let connection = fresh.store.read();
        let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql));
        let names: Result<Vec<String>, _> =
            rows.await?.iter().map(|row| row.try_get_by::<String, _>("name")).collect();
        tables.push(names?);
    }
    assert_eq!(tables[0], tables[1]);
    assert_eq!(tables[0].len(), 68 + 1, "{tables:?}");
    Ok(())
}

async fn opening_again_finds_everything(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let again = Store::open(&fresh.address).await?;
    let all = communities::list(again.read()).await?;
    assert_eq!(all.len(), 2);
    again.close().await?;
    assert_eq!(communities::find(fresh.store.read(), COMMUNITY).await?.as_ref(), all.first());
    Ok(())
}

async fn a_dropped_transaction_never_happened(fresh: &Fresh) -> Outcome {
    let transaction = fresh.store.begin().await?;
    let account = accounts::Account { id: SECRETARY, created_at: at(0)? };
    accounts::insert(&transaction, account).await?;
    drop(transaction);
    let transaction = fresh.store.begin().await?;
    assert_eq!(accounts::find(&transaction, SECRETARY).await?, None);
    accounts::insert(&transaction, account).await?;
    Store::commit(transaction).await?;
    assert_eq!(accounts::find(fresh.store.read(), SECRETARY).await?, Some(account));
    Ok(())
}

async fn readers_see_only_what_is_committed(fresh: &Fresh) -> Outcome {
    let transaction = fresh.store.begin().await?;
    accounts::insert(&transaction, accounts::Account { id: SECRETARY, created_at: at(0)? }).await?;
    assert_eq!(accounts::find(fresh.store.read(), SECRETARY).await?, None);
    Store::commit(transaction).await?;
    assert!(accounts::find(fresh.store.read(), SECRETARY).await?.is_some());
    Ok(())
}

async fn a_damaged_value_is_reported_and_not_returned(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    transaction.execute_unprepared("UPDATE accounts SET created_at = 9223372036854775807").await?;
    Store::commit(transaction).await?;
    let found = accounts::find(fresh.store.read(), SECRETARY).await;
    assert!(matches!(found, Err(StoreError::Corrupt(_))), "{found:?}");
    Ok(())
}

async fn a_second_origin_of_the_same_name_is_a_conflict(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    let twin = Community {
        community_id: SECRETARY,
        name: "twin".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        origin: "example.org/a".to_owned(),
        created_at: at(0)?,
    };
    let result = communities::insert(&transaction, twin).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    Ok(())
}

async fn facts_of_the_service_are_replaced(fresh: &Fresh) -> Outcome {
    let expected = match fresh.store.backend() {
        Backend::Sqlite => "embedded",
        Backend::Postgres => "server",
    };
    for value in ["first", expected] {
        let transaction = fresh.store.begin().await?;
        let fact = service::Fact { name: "kind".to_owned(), value: value.as_bytes().to_vec() };
        service::put(&transaction, fact).await?;
        Store::commit(transaction).await?;
    }
    assert_eq!(service::get(fresh.store.read(), "kind").await?, Some(expected.as_bytes().to_vec()));
    assert_eq!(service::get(fresh.store.read(), "other").await?, None);
    Ok(())
}
