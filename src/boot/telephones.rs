//! The telephones of a demonstration: takes the text messages that the service posts, as a provider would.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};

use serde::Deserialize;

/// Most bytes of a message.
const MESSAGE_MAX_BYTES: u64 = 65_536;

/// Every telephone of the estate, on a port of this machine; they end with the process.
pub(super) struct Telephones {
    address: SocketAddr,
    latest: Latest,
}

/// What each number got last.
type Latest = Arc<Mutex<HashMap<String, String>>>;

/// What the service posts, as far as a telephone shows it.
#[derive(Deserialize)]
struct Message {
    to: String,
    text: String,
}

impl Telephones {
    /// Begins to take messages.
    pub(super) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (address, latest) = (listener.local_addr()?, Latest::default());
        let shared = Arc::clone(&latest);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let latest = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &latest));
            }
        });
        Ok(Self { address, latest })
    }

    /// Where the service posts.
    pub(super) fn url(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// What a number got last.
    pub(super) fn latest(&self, number: &str) -> Option<String> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner).get(number).cloned()
    }
}

/// Answers the requests of one connection; none of them once something is wrong with one.
fn serve(stream: &TcpStream, latest: &Latest) -> Option<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let body = read(&mut reader)?;
        let message: Message = serde_json::from_slice(&body).ok()?;
        latest.lock().unwrap_or_else(PoisonError::into_inner).insert(message.to, message.text);
        let mut writer = stream;
        writer.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").ok()?;
    }
}

/// The body of the next request.
fn read(reader: &mut BufReader<&TcpStream>) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = Vec::new();
    reader.take(MESSAGE_MAX_BYTES.min(length)).read_to_end(&mut body).ok()?;
    Some(body)
}
