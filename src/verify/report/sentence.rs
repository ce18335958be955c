//! A sentence in the two languages of the service.

/// One sentence, said twice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::verify) struct Sentence {
    /// In English.
    pub(in crate::verify) en: String,
    /// In Chinese.
    pub(in crate::verify) zh: String,
}

/// A sentence from two format strings.
macro_rules! told {
    ($en:literal, $zh:literal $(,)?) => {
        $crate::verify::report::Sentence { en: format!($en), zh: format!($zh) }
    };
}

pub(in crate::verify) use told;
