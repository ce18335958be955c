//! Closed sets of words that packs and overlays write.

use thiserror::Error;

/// A word that is none of those known at its place.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("is {word:?}, which is none of {known}")]
pub struct UnknownWord {
    /// The word that was met.
    pub word: String,
    /// The words that are known there.
    pub known: &'static str,
}

/// Declares words that packs and overlays write, in the order given.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {
            $($(#[$value_doc])* $value,)*
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$value,)*];

            /// The word that files write.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)*
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::domain::rules::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|value| value.as_str() == text);
                let known = concat!($($text, " ",)*).trim_ascii_end();
                found.ok_or_else(|| $crate::domain::rules::UnknownWord { word: text.to_owned(), known })
            }
        }
    };
}

pub(super) use words;
