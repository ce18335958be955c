//! What entries about meetings stand on: the definition of a notice, the certificate of a count.

use uuid::Uuid;

use super::pending::Pending;
use super::reading::Header;
use crate::evidence::certificate::Certificate;
use crate::evidence::definition::Definition;
use crate::evidence::digest::Digest;
use crate::evidence::entries::Fact;
use crate::verify::record::certificates::service_signed;
use crate::verify::record::notices;
use crate::verify::report::{Sentence, told};

/// The definition of a meeting whose notice the service signed.
pub(super) fn defined(header: &Header, own: &Pending) -> Result<Definition, Sentence> {
    let index = own.index;
    let unsound = || {
        told!(
            "The notice or the definition of entry {index} does not stand.",
            "记录 {index} 的通知或会议定义无效。"
        )
    };
    let Fact::MeetingNoticed { meeting, definition, statement, .. } = &own.fact else {
        return Err(unsound());
    };
    let text = own.texts.get(statement).ok_or_else(unsound)?;
    let of = (header.keys.origin.as_str(), header.community);
    notices::signed(text, header.chain.statements_at(index), of, (&own.fact, own.at))?;
    let text = own.texts.get(definition).ok_or_else(unsound)?;
    let read = Definition::parse(text.as_bytes()).map_err(|_| unsound())?;
    let same = (read.origin.as_str(), read.community, read.meeting) == (of.0, of.1, *meeting);
    if same { Ok(read) } else { Err(unsound()) }
}

/// The certificate of a count: the one the entry names, signed by the service and nobody else.
pub(super) fn counted(
    header: &Header,
    own: &Pending,
    (meeting, digest): (Uuid, Digest),
) -> Result<Certificate, Sentence> {
    let index = own.index;
    let unsound = || {
        told!(
            "The certificate behind entry {index} is missing, or not the one that the entry names.",
            "记录 {index} 之后的证书缺失，或并非该记录所引用的证书。"
        )
    };
    let jws = own.certificate.as_ref().ok_or_else(unsound)?;
    let payload = jws.payload_bytes().filter(|payload| Digest::of(payload) == digest).ok_or_else(unsound)?;
    service_signed(jws, &payload, header.chain.statements_at(index))?;
    let read = Certificate::from_bytes(&payload).map_err(|_| unsound())?;
    let same = (read.origin.as_str(), read.community, read.meeting)
        == (header.keys.origin.as_str(), header.community, meeting);
    if same && jws.signatures.len() == 1 { Ok(read) } else { Err(unsound()) }
}
