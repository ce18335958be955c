//! The database server goes down and comes back while everybody votes.

use std::path::PathBuf;

use sea_orm::{ConnectionTrait as _, Database as Connection};

use crate::app::App;
use crate::assembly::Assembly;
use crate::host::Host;
use crate::load::{Doors, seed, under_load};
use crate::postgres::cluster::{Cluster, as_server_user, programs, run};

/// How often it goes down.
const RESTARTS: u32 = 3;

/// Where a server keeps its data, by its own account.
async fn data_of(server: &str) -> PathBuf {
    let connection = Connection::connect(format!("{server}/postgres")).await.expect("it answers");
    let row = connection.query_one_raw(sea_orm::Statement::from_string(
        sea_orm::DatabaseBackend::Postgres,
        "SHOW data_directory",
    ));
    let row = row.await.expect("it answers").expect("a row");
    row.try_get_by_index::<String>(0).expect("a text").into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_is_restarted_at_once_under_load_loses_no_acknowledged_ballot() {
    // Not the cluster of the other tests; and this one flushes, as a real one does.
    let cluster = Cluster::start("-c max_connections=50").expect("a cluster");
    let data = data_of(&cluster.address).await;
    let assembly =
        Assembly::gather_in(App::over(Host::start_over(format!("{}/postgres", cluster.address)))).await;
    let apps = vec![App::over(assembly.host.beside())];
    let restarts = move |doors: &Doors| {
        let pg_ctl = programs().expect("the programs of PostgreSQL").join("pg_ctl");
        for _ in 0..RESTARTS {
            doors.wait_for(20);
            let mut restart = as_server_user(&pg_ctl);
            restart.args(["restart", "--mode=immediate", "--wait", "--silent"]);
            run(restart.arg(format!("--pgdata={}", data.display()))).expect("it restarts");
        }
        doors.wait_for(20);
    };
    let ledger = under_load(&assembly, apps, seed(), restarts).await;
    assert!(!ledger.acknowledged.is_empty() && ledger.retries > 0, "nothing was under load");
    assembly.stop().await;
}
