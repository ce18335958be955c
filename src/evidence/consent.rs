//! The text with which an owner agrees to electronic form.
//!
//! Whoever enrols a key for an owner names it in the signed statement, so that what was agreed to is proved by
//! the very key that signs ballots. A changed text is another text under another identifier.

use super::digest::Digest;

/// Names the text in force.
pub const CONSENT: &str = "consent-1";

/// The text in Chinese, which the law is written in.
pub const CONSENT_ZH: &str = "\
电子形式同意书（consent-1）

一、依据《中华人民共和国电子签名法》第三条，本人同意在本小区业主大会事务中使用电子签名和数据电文：接收会议通知，签署并提交表决票，\
接收与本人有关的提示。本人知道可以不同意，并以书面方式表决。
二、本人的密钥由本人的设备生成，私钥由本人专有、仅由本人控制。依据该法第十三条，签署后对签名以及对内容和形式的任何改动均能够被发现；\
本人知道所签表决票的哈希值载入公开记录。
三、依据该法第十四条，可靠的电子签名与手写签名或者盖章具有同等的法律效力。
四、设备遗失或者他人可能使用本人密钥时，本人将立即撤销该密钥或者告知秘书；撤销之前签署的表决票仍然有效，但可以在截止前依规则改投。
五、本人可以随时撤销密钥，以后不再使用电子形式；此前已签署的内容不受影响。
";

/// The text in English, for whoever reads that more easily; the Chinese one decides.
pub const CONSENT_EN: &str = "\
Consent to electronic form (consent-1)

1. Under article 3 of the Electronic Signature Law of the People's Republic of China I agree that electronic signatures and data \
messages are used in matters of the owners' assembly of this community: notices of meetings reach me so, I sign and hand in ballots so, \
and I am told so of what concerns me. I know that I may decline and vote on paper.
2. My device makes my key. The private key is mine alone and under my control alone. As article 13 of that law asks, any change of a \
signature, or of what was signed, can be found out afterwards; I know that the hash of each ballot I sign stands in the public record.
3. Under article 14 of that law a reliable electronic signature has the same legal force as a handwritten signature or a seal.
4. If I lose the device, or somebody else may use my key, I revoke the key at once or tell the secretary. Ballots signed before that stand, \
though I may vote again before the close as far as the rules allow.
5. I may revoke my keys at any time and use electronic form no more. What was signed before is not touched by it.
";

/// What is hashed of the texts: the Chinese one, then the English one, in UTF-8.
#[must_use]
pub fn digest() -> Digest {
    Digest::of(&[CONSENT_ZH.as_bytes(), CONSENT_EN.as_bytes()].concat())
}

/// Whether something is the identifier of a text of consent: 1 to 64 lower-case letters, digits and hyphens.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let fits = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_changes_needs_another_identifier() {
        assert!(is_identifier(CONSENT) && CONSENT_ZH.contains(CONSENT) && CONSENT_EN.contains(CONSENT));
        assert_eq!(digest().to_string(), "ae80961813f4eede48829b8eae4d6d351b9534313328f6619198969fdf5bfe69");
    }

    #[test]
    fn an_identifier_is_short_and_plain() {
        for text in ["", "Consent", "consent 1", "同意", &"a".repeat(65)] {
            assert!(!is_identifier(text), "{text:?}");
        }
    }
}
