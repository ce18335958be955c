//! A certificate, as the service signed it.

use crate::evidence::certificate::SignedCertificate;
use crate::evidence::jws::{PublicKey, StatementType};
use crate::verify::report::{Sentence, told};

/// The service's signature is there once, first, and with the key of its statements at the count.
pub(in crate::verify) fn service_signed(
    jws: &SignedCertificate,
    payload: &[u8],
    key: &PublicKey,
) -> Result<(), Sentence> {
    let services = jws.signatures.iter().filter(|own| own.header.role.is_none()).count();
    let first = jws.signatures.first().filter(|own| own.header.role.is_none() && own.header.key == *key);
    let Some(first) = first.filter(|_| services == 1) else {
        return Err(told!(
            "The first and only signature without a role must be the service's.",
            "证书的首个签名须为服务方签名，且仅此一个无角色签名。"
        ));
    };
    let verified = first.detached().verify(StatementType::Certificate, payload, key);
    verified.map_err(|reason| told!("The service did not sign: {reason}.", "服务方签名无效：{reason}。"))
}
