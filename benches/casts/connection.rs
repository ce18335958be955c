//! One HTTP/1.1 connection that is kept open, with as little of its own work as possible.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context as _, bail};
use serde::de::DeserializeOwned;

/// An open connection to the service.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

/// A request that the service can answer.
pub struct Request<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// From `/api/v1` on.
    pub path: &'a str,
    /// The media type of the body.
    pub media_type: &'a str,
    /// Who asks.
    pub token: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Sends a request and waits for the answer.
    pub fn send(&mut self, request: &Request<'_>) -> anyhow::Result<Answer> {
        self.stream.get_mut().write_all(&request.to_bytes())?;
        let status = self.line()?;
        let status = status.split(' ').nth(1).context("an answer without a status")?.parse()?;
        let mut length = 0;
        loop {
            let line = self.line()?;
            match line.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse()?;
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }

    /// Sends JSON and reads JSON; any other answer than 200 or 201 is an error.
    pub fn json<T: DeserializeOwned>(
        &mut self,
        path: &str,
        token: Option<&str>,
        body: &serde_json::Value,
    ) -> anyhow::Result<T> {
        let body = serde_json::to_vec(body)?;
        let request = Request { method: "POST", path, media_type: "application/json", token, body: &body };
        self.send(&request)?.json(path)
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the service closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Request<'_> {
    fn to_bytes(&self) -> Vec<u8> {
        let Self { method, path, media_type, token, body } = self;
        let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\
             content-type: {media_type}\r\n{bearer}\r\n",
            body.len()
        );
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        bytes
    }
}

impl Answer {
    /// The body as JSON.
    pub fn json<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        if !matches!(self.status, 200 | 201) {
            bail!("{path} answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        serde_json::from_slice(&self.body).with_context(|| format!("{path} answered something else"))
    }
}
