//! Telephones: a real receiver of the text messages that a service posts.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use ring::hmac;
use serde_json::{Value, json};

/// What the receiver and the services under test sign with.
pub const SECRET: &str = "a secret of telephones under test";

/// A message as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// Its identifier.
    pub id: String,
    /// The number.
    pub to: String,
    /// What it says.
    pub text: String,
    /// What it is about.
    pub kind: String,
    /// The header `Idempotency-Key`.
    pub key: String,
    /// The status it was answered with; 0 for none.
    pub status: u16,
}

/// How the next messages are answered, one after the other; then all with 200.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reply {
    /// With this status.
    Status(u16),
    /// Not for so many seconds.
    Silence(u64),
    /// With 200 and a signed body that says this of the message.
    Signed(&'static str),
}

/// The receiver; it ends with the process.
pub struct Phones {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    replies: VecDeque<Reply>,
    forged: usize,
}

impl Phones {
    /// Starts one.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || answer(stream, &state));
            }
        });
        Self { address, state }
    }

    /// Where it takes messages.
    pub fn url(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// Answers the next messages so.
    pub fn reply(&self, replies: &[Reply]) {
        lock(&self.state).replies.extend(replies);
    }

    /// Everything that came, in order, whatever it was answered with.
    pub fn received(&self) -> Vec<Received> {
        let state = lock(&self.state);
        assert_eq!(state.forged, 0, "messages came that were not signed as they should");
        state.received.clone()
    }

    /// What a number was sent and took, in order.
    pub fn of(&self, number: &str) -> Vec<Received> {
        self.received().into_iter().filter(|own| own.to == number && own.status == 200).collect()
    }

    /// The text that a number was sent last.
    pub fn latest(&self, number: &str) -> String {
        self.of(number).pop().unwrap_or_else(|| panic!("nothing came to {number}")).text
    }

    /// The code that a number was sent last: the first six digits in a row of the last text that has such.
    pub fn code(&self, number: &str) -> String {
        let mut codes = self.of(number).into_iter().rev().filter_map(|own| {
            let mut runs = own.text.split(|letter: char| !letter.is_ascii_digit());
            runs.find(|run| run.len() == 6).map(str::to_owned)
        });
        codes.next().unwrap_or_else(|| panic!("no code of six digits came to {number}"))
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers the requests of one connection.
fn answer(stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut writer = stream;
    loop {
        let (headers, body) = read(&mut reader)?;
        let header = |name: &str| headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value);
        let reply = {
            let mut state = lock(state);
            let reply = state.replies.pop_front().unwrap_or(Reply::Status(200));
            let status = match reply {
                Reply::Status(status) => status,
                Reply::Silence(_) => 0,
                Reply::Signed(_) => 200,
            };
            if !is_signed(header("quorate-signature"), &body) {
                state.forged += 1;
            }
            let seconds =
                header("quorate-signature").trim_start_matches("t=").split(',').next().unwrap_or_default();
            let seconds: i64 = seconds.parse().unwrap_or_default();
            let body: Value = serde_json::from_slice(&body).unwrap_or_default();
            let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
            let (id, to, key) = (text("id"), text("to"), header("idempotency-key").to_owned());
            let said = match reply {
                Reply::Signed(said) => json!({ "id": id, "state": said, "reference": format!("q-{id}") }),
                Reply::Status(_) | Reply::Silence(_) => Value::Null,
            };
            state.received.push(Received { id, to, text: text("text"), kind: text("kind"), key, status });
            (reply, said.to_string(), seconds)
        };
        let (reply, said, seconds) = reply;
        match reply {
            Reply::Status(status) => {
                let location = "location: http://127.0.0.1:1/elsewhere\r\n";
                write!(writer, "HTTP/1.1 {status} -\r\n{location}content-length: 0\r\n\r\n").ok()?;
            }
            Reply::Signed(_) => {
                let (signature, length) = (signature(seconds, said.as_bytes()), said.len());
                let head = format!("quorate-signature: {signature}\r\ncontent-length: {length}");
                write!(writer, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n{said}").ok()?;
            }
            Reply::Silence(seconds) => {
                thread::sleep(Duration::from_secs(seconds));
                return None;
            }
        }
    }
}

/// Header fields by name.
type Fields = Vec<(String, String)>;

/// One request: its headers in small letters, and its body.
fn read(reader: &mut BufReader<TcpStream>) -> Option<(Fields, Vec<u8>)> {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.trim_end().split_once(": ") {
            headers.push((name.to_lowercase(), value.to_owned()));
        }
    }
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((headers, body))
}

/// The header that signs a body at a time in seconds.
pub fn signature(seconds: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let tag = hmac::sign(&key, &[seconds.to_string().as_bytes(), b".", body].concat());
    let tag = tag.as_ref().iter().fold(String::new(), |tag, byte| format!("{tag}{byte:02x}"));
    format!("t={seconds},v1={tag}")
}

/// Whether a body is signed as the documentation says.
fn is_signed(signature: &str, body: &[u8]) -> bool {
    let parts = signature.strip_prefix("t=").and_then(|rest| rest.split_once(",v1="));
    let Some((seconds, tag)) = parts else { return false };
    let pairs: Vec<&str> = (0..tag.len()).step_by(2).filter_map(|place| tag.get(place..place + 2)).collect();
    let tag: Vec<u8> = pairs.iter().filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    hmac::verify(&key, &[seconds.as_bytes(), b".", body].concat(), &tag).is_ok()
}
