//! Who is asking, by address, where a proxy stands in front.
//!
//! A header says whatever its sender wrote. `X-Forwarded-For` and `Forwarded` (RFC 7239) are believed from the
//! right, and only as far as those who added to them are proxies that whoever runs the service trusts.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use actix_web::http::header::{self, AsHeaderName, HeaderMap};
use thiserror::Error;

/// A network by its first bits, or one address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// A text that is no network.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("is neither an address such as 10.0.0.7 or fd00::7 nor a network such as 10.0.0.0/8 or fd00::/8")]
pub struct NetworkError;

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NetworkError)?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(NetworkError) }
    }
}

impl Network {
    /// Whether an address lies in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let same = |a: u128, b: u128, width: u32| {
            let rest = width.saturating_sub(u32::from(self.bits));
            a.checked_shr(rest).unwrap_or(0) == b.checked_shr(rest).unwrap_or(0)
        };
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same(u32::from(own).into(), u32::from(other).into(), 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => same(own.into(), other.into(), 128),
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

/// Whoever asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Client {
    /// Their address.
    pub address: IpAddr,
    /// Whether a trusted proxy says that they speak TLS with it.
    pub over_tls: bool,
}

/// The proxies that are believed.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<Network>);

impl Proxies {
    /// These.
    #[must_use]
    pub const fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// Whoever asks, by the peer of the connection and the headers of the request.
    #[must_use]
    pub fn client(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> Client {
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical());
        if !self.trusts(peer) {
            return Client { address: peer, over_tls: false };
        }
        let address = match (list(headers, "x-forwarded-for"), list(headers, header::FORWARDED)) {
            (Some(simple), None) => self.walk(peer, simple.iter().map(|text| address(text))),
            (None, Some(elements)) => {
                self.walk(peer, elements.iter().map(|text| parameter(text, "for").and_then(address)))
            }
            // A proxy writes one of them and lets the other through: a client that sends both is not told apart.
            (None, None) | (Some(_), Some(_)) => peer,
        };
        Client { address, over_tls: says_tls(headers) }
    }

    /// From the right to the first that no trusted proxy answers for.
    fn walk(&self, peer: IpAddr, hops: impl DoubleEndedIterator<Item = Option<IpAddr>>) -> IpAddr {
        let mut client = peer;
        for hop in hops.rev() {
            // What cannot be read was not written by a proxy that is trusted to say whom it speaks for.
            let Some(hop) = hop else { break };
            client = hop;
            if !self.trusts(hop) {
                break;
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

/// Every element of a header that may stand in several lines; none if there is no such header.
fn list(headers: &HeaderMap, name: impl AsHeaderName) -> Option<Vec<String>> {
    let lines: Vec<_> = headers.get_all(name).map(|line| line.to_str().unwrap_or("?").to_owned()).collect();
    if lines.is_empty() {
        return None;
    }
    Some(lines.iter().flat_map(|line| line.split(',')).map(|part| part.trim().to_owned()).collect())
}

/// The value of a parameter of a `Forwarded` element, without its quotes.
fn parameter<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let pairs = element.split(';').filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(own, _)| own.eq_ignore_ascii_case(name));
    let (_, value) = found.next()?;
    if found.next().is_some() { None } else { Some(value.trim_matches('"')) }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let plain = bare.map_or_else(|| text.parse().ok(), |bare| bare.parse::<Ipv6Addr>().ok().map(IpAddr::V6));
    plain.or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip())).map(|ip| ip.to_canonical())
}

/// Whether the proxy nearest to the service says that it was asked over TLS.
fn says_tls(headers: &HeaderMap) -> bool {
    let simple = list(headers, "x-forwarded-proto");
    let last = |list: Option<Vec<String>>| list.and_then(|list| list.last().cloned());
    let standard = last(list(headers, header::FORWARDED));
    let standard = standard.as_deref().and_then(|element| parameter(element, "proto"));
    last(simple).as_deref().or(standard).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn proxies() -> Proxies {
        Proxies::new(vec!["10.0.0.0/8".parse().unwrap(), "fd00::1".parse().unwrap()])
    }

    fn client(peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 4711);
        proxies().client(Some(peer), &map).address.to_string()
    }

    #[test]
    fn a_header_is_believed_of_a_trusted_proxy_and_of_nobody_else() {
        const FOR: &str = "x-forwarded-for";
        for (peer, headers, expected) in [
            ("192.0.2.9", &[(FOR, "198.51.100.7")][..], "192.0.2.9"),
            ("10.1.2.3", &[(FOR, "198.51.100.7")], "198.51.100.7"),
            ("fd00::1", &[(FOR, "198.51.100.7:1234")], "198.51.100.7"),
            ("fd00::2", &[(FOR, "198.51.100.7")], "fd00::2"),
            ("::ffff:10.1.2.3", &[(FOR, "198.51.100.7")], "198.51.100.7"),
            // What the client wrote itself stands on the left.
            ("10.1.2.3", &[(FOR, "203.0.113.1, 198.51.100.7")], "198.51.100.7"),
            ("10.1.2.3", &[(FOR, "203.0.113.1"), (FOR, "198.51.100.7, 10.9.9.9")], "198.51.100.7"),
            ("10.1.2.3", &[(FOR, "203.0.113.1, nonsense, 10.9.9.9")], "10.9.9.9"),
            ("10.1.2.3", &[(FOR, "")], "10.1.2.3"),
            ("10.1.2.3", &[], "10.1.2.3"),
            ("10.1.2.3", &[("forwarded", "for=192.0.2.43;proto=https")], "192.0.2.43"),
            ("10.1.2.3", &[("forwarded", "for=1.2.3.4, For=\"[2001:db8::1]:80\";by=x")], "2001:db8::1"),
            ("10.1.2.3", &[("forwarded", "for=unknown")], "10.1.2.3"),
            ("10.1.2.3", &[("forwarded", "for=1.2.3.4;for=5.6.7.8")], "10.1.2.3"),
            ("10.1.2.3", &[("forwarded", "for=1.2.3.4"), (FOR, "5.6.7.8")], "10.1.2.3"),
        ] {
            assert_eq!(client(peer, headers), expected, "{peer} {headers:?}");
        }
    }

    #[test]
    fn a_network_is_an_address_with_or_without_its_bits() {
        for text in ["10.0.0.0/8", "0.0.0.0/0", "192.0.2.1", "fd00::/8", "::/0", "::1/128"] {
            assert!(text.parse::<Network>().is_ok(), "{text}");
        }
        for text in
            ["", "10.0.0.0/33", "fd00::/129", "10.0.0/8", "localhost", "10.0.0.0/", "10.0.0.0/-1", "/8"]
        {
            assert_eq!(text.parse::<Network>(), Err(NetworkError), "{text}");
        }
        let all: Network = "::/0".parse().unwrap();
        assert!(all.contains("2001:db8::1".parse().unwrap()) && !all.contains("10.0.0.1".parse().unwrap()));
    }
}
