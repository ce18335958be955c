//! A wire between a service and PostgreSQL that can be cut around a commit.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// When the wire is cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cut {
    /// The commit does not reach the database.
    BeforeCommit,
    /// The database commits, and its answer is lost.
    AfterCommit,
}

/// A proxy in front of a database.
pub struct Proxy {
    /// The address of the database through the proxy.
    pub address: String,
    wire: Arc<Wire>,
}

#[derive(Default)]
struct Wire {
    /// How many commits go through before which cut.
    armed: Mutex<Option<(u32, Cut)>>,
    cut: AtomicBool,
    /// Whether the database stays away after the cut.
    stays_away: AtomicBool,
}

impl Proxy {
    /// A wire to the database of this address.
    pub fn before(address: &str) -> Self {
        let (credentials, rest) = address.split_once('@').expect("a user");
        let (server, name) = rest.split_once('/').expect("a database name");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = listener.local_addr().expect("an address");
        let wire = Arc::new(Wire::default());
        let (shared, server) = (Arc::clone(&wire), server.to_owned());
        thread::spawn(move || {
            for client in listener.incoming() {
                // Somebody who is away closes the door at once.
                if shared.is_away() {
                    continue;
                }
                if let (Ok(client), Ok(server)) = (client, TcpStream::connect(&server)) {
                    shared.join(client, server);
                }
            }
        });
        Self { address: format!("{credentials}@{own}/{name}"), wire }
    }

    /// Cuts the wire once, at the next commit.
    pub fn cut_at_next_commit(&self, cut: Cut) {
        self.cut_after(0, cut);
    }

    /// Cuts the wire once, at the commit after so many others.
    pub fn cut_after(&self, commits: u32, cut: Cut) {
        self.wire.cut.store(false, Ordering::SeqCst);
        *self.wire.armed.lock().unwrap() = Some((commits, cut));
    }

    /// The same, and the database is away until [`Self::come_back`].
    pub fn go_away_at_next_commit(&self, cut: Cut) {
        self.wire.stays_away.store(true, Ordering::SeqCst);
        self.cut_at_next_commit(cut);
    }

    /// Whether the wire was cut since it was last asked to be.
    pub fn was_cut(&self) -> bool {
        self.wire.cut.load(Ordering::SeqCst)
    }

    /// Waits until the wire is cut.
    pub async fn until_cut(&self) {
        while !self.was_cut() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The database can be reached again.
    pub fn come_back(&self) {
        self.wire.stays_away.store(false, Ordering::SeqCst);
    }
}

impl Wire {
    fn is_away(&self) -> bool {
        self.stays_away.load(Ordering::SeqCst) && self.cut.load(Ordering::SeqCst)
    }

    fn cut_now(&self) -> Option<Cut> {
        let mut armed = self.armed.lock().unwrap();
        let (commits, cut) = (*armed)?;
        *armed = commits.checked_sub(1).map(|commits| (commits, cut));
        (commits == 0).then_some(cut)
    }

    /// Carries bytes both ways, each on a thread of its own.
    fn join(self: &Arc<Self>, client: TcpStream, server: TcpStream) {
        let swallow = Arc::new(AtomicBool::new(false));
        let [to_client, to_server] = [&client, &server].map(|end| end.try_clone().expect("a clone"));
        let (wire, swallows) = (Arc::clone(self), Arc::clone(&swallow));
        thread::spawn(move || wire.ask(client, to_server, &swallows));
        let wire = Arc::clone(self);
        thread::spawn(move || wire.answer(server, to_client, &swallow));
    }

    fn ask(&self, mut client: TcpStream, mut server: TcpStream, swallow: &AtomicBool) {
        let mut buffer = vec![0; 65_536];
        while let Ok(count @ 1..) = client.read(&mut buffer) {
            let said = &buffer[..count];
            let commits = said.windows(7).any(|part| part == b"COMMIT\0");
            let cut = if commits { self.cut_now() } else { None };
            match cut {
                Some(Cut::BeforeCommit) => {
                    self.cut.store(true, Ordering::SeqCst);
                    break;
                }
                // What comes back from now on answers the commit.
                Some(Cut::AfterCommit) => swallow.store(true, Ordering::SeqCst),
                None => {}
            }
            if self.is_away() || server.write_all(said).is_err() {
                break;
            }
        }
        end(&client, &server);
    }

    fn answer(&self, mut server: TcpStream, mut client: TcpStream, swallow: &AtomicBool) {
        let mut buffer = vec![0; 65_536];
        while let Ok(count @ 1..) = server.read(&mut buffer) {
            if swallow.load(Ordering::SeqCst) {
                self.cut.store(true, Ordering::SeqCst);
                break;
            }
            if self.is_away() || client.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        end(&client, &server);
    }
}

/// Ends both halves; either may have ended already.
fn end(client: &TcpStream, server: &TcpStream) {
    let _ended = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
}
