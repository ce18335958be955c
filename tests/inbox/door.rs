//! What stands between an inbox and its service: open, shut, or with an answer of its own.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// How a door behaves.
#[derive(Clone, Debug)]
pub enum Way {
    /// Whoever comes reaches the service.
    Open,
    /// Whoever comes is turned away without an answer.
    Shut,
    /// Whoever comes gets this status and body, and the service hears nothing.
    Answers(u16, String),
}

/// A door to a service.
pub struct Door {
    address: SocketAddr,
    way: Arc<Mutex<Way>>,
    knocks: Arc<AtomicUsize>,
    guests: Arc<Mutex<Vec<TcpStream>>>,
}

impl Door {
    /// A door that is open.
    pub fn to(service: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (way, knocks) = (Arc::new(Mutex::new(Way::Open)), Arc::new(AtomicUsize::new(0)));
        let guests = Arc::new(Mutex::new(Vec::new()));
        let (its_way, its_knocks, its_guests) = (Arc::clone(&way), Arc::clone(&knocks), Arc::clone(&guests));
        thread::spawn(move || {
            for guest in listener.incoming().filter_map(Result::ok) {
                its_knocks.fetch_add(1, Ordering::SeqCst);
                let way = its_way.lock().expect("a lock").clone();
                its_guests.lock().expect("a lock").push(guest.try_clone().expect("a copy"));
                thread::spawn(move || pass(guest, service, &way));
            }
        });
        Self { address, way, knocks, guests }
    }

    /// Its address, as a service's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How it behaves from now on; whoever is inside has to come again.
    pub fn set(&self, way: Way) {
        *self.way.lock().expect("a lock") = way;
        for guest in self.guests.lock().expect("a lock").drain(..) {
            let _gone = guest.shutdown(Shutdown::Both);
        }
    }

    /// How often somebody came.
    pub fn knocks(&self) -> usize {
        self.knocks.load(Ordering::SeqCst)
    }
}

fn pass(mut guest: TcpStream, service: SocketAddr, way: &Way) {
    match way {
        Way::Shut => {
            let _gone = guest.shutdown(Shutdown::Both);
        }
        Way::Answers(status, body) => {
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            read_request(&mut guest);
            guest.write_all(answer.as_bytes()).expect("the guest listens");
            let _gone = guest.shutdown(Shutdown::Both);
        }
        Way::Open => {
            let host = TcpStream::connect(service).expect("the service listens");
            let (mut from_guest, mut to_host) =
                (guest.try_clone().expect("a copy"), host.try_clone().expect("a copy"));
            let up = thread::spawn(move || {
                let _ended = io::copy(&mut from_guest, &mut to_host);
                let _gone = to_host.shutdown(Shutdown::Write);
            });
            let (mut from_host, mut to_guest) = (host, guest);
            let _ended = io::copy(&mut from_host, &mut to_guest);
            let _gone = to_guest.shutdown(Shutdown::Both);
            up.join().expect("it copies");
        }
    }
}

/// Reads a request to its end, so that whoever sent it reads the answer.
fn read_request(guest: &mut TcpStream) {
    let (mut request, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let count = guest.read(&mut chunk).expect("a request");
        request.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&request).to_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if count == 0 || length.is_none_or(|length| body.len() >= length.parse::<usize>().expect("a number"))
        {
            return;
        }
    }
}
