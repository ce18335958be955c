//! An empty store on either database.

use std::error::Error;

use quorate::store::Store;
use tempfile::TempDir;

use crate::postgres;

/// What a test returns.
pub type Outcome = Result<(), Box<dyn Error>>;

/// A store that vanishes with the test.
pub struct Fresh {
    /// The store.
    pub store: Store,
    /// Where it is, to open it once more.
    pub address: String,
    _folder: Option<TempDir>,
}

/// An empty store in a temporary file.
pub async fn sqlite() -> Result<Fresh, Box<dyn Error>> {
    let folder = TempDir::new()?;
    let address = format!("sqlite:{}", folder.path().join("quorate.db").display());
    Ok(Fresh { store: Store::open(&address).await?, address, _folder: Some(folder) })
}

/// An empty store in a database of its own.
pub async fn postgres() -> Result<Fresh, Box<dyn Error>> {
    let address = postgres::fresh_database().await;
    Ok(Fresh { store: Store::open(&address).await?, address, _folder: None })
}

/// Makes two tests of one function over a fresh store.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() -> $crate::databases::Outcome {
                    super::$name(&$crate::databases::sqlite().await?).await
                }
            )+
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() -> $crate::databases::Outcome {
                    super::$name(&$crate::databases::postgres().await?).await
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
