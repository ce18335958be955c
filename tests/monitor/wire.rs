//! A service on a free port that answers one request after the other.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::book::{Book, keys};

/// What is served: a record, up to some size, under a status.
pub(crate) struct Shown {
    pub(crate) book: Book,
    pub(crate) status: u16,
}

/// A service, listening until the test process ends.
pub(crate) struct Service {
    address: String,
    shown: Arc<Mutex<Shown>>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(crate) fn start(book: Book) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let shown = Arc::new(Mutex::new(Shown { book, status: 200 }));
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let (served, asked) = (Arc::clone(&shown), Arc::clone(&heads));
        thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &served, &asked);
            }
        });
        Self { address, shown, heads }
    }

    /// The address of its record.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/record/00000000-0000-0000-0000-000000000007", self.address)
    }

    /// Serves something else from now on.
    pub(crate) fn show(&self, book: Book, status: u16) {
        *self.shown.lock().unwrap() = Shown { book, status };
    }

    /// The heads of all requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, shown: &Mutex<Shown>, asked: &Mutex<Vec<String>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while reader.read_line(&mut head).unwrap() > 2 {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(head);
    let shown = shown.lock().unwrap();
    let book = &shown.book;
    let body = match path.strip_prefix("/record/00000000-0000-0000-0000-000000000007/") {
        Some("checkpoint") => Some(book.note(book.size()).to_string().into_bytes()),
        Some(tile) => book.tile(tile, book.size()),
        None if path.ends_with("/api/v1/communities/00000000-0000-0000-0000-000000000007/keys") => {
            Some(serde_json::to_vec(&keys()).unwrap())
        }
        None => None,
    };
    let status = if body.is_none() { 404 } else { shown.status };
    let body = body.unwrap_or_default();
    let length = body.len();
    let lead = if status == 302 { "Location: http://127.0.0.1:9/elsewhere\r\n" } else { "" };
    let head = format!("HTTP/1.1 {status} X\r\n{lead}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    // 999: a connection that breaks in the middle of the body.
    let (head, body) = if status == 999 {
        (head.replace("999", "200"), &body[..length / 2])
    } else {
        (head, body.as_slice())
    };
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
}
