//! Closed sets of words: one identifier each, with the synonyms a spreadsheet may use.

/// Declares an enum whose variants are words.
///
/// The first text of a variant is its identifier, used in code, documents and storage; the others
/// are synonyms accepted from a spreadsheet only.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal $(| $synonym:literal)*, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// Every word of the set, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The identifier.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }

            /// The word a spreadsheet cell means, by identifier or synonym.
            #[must_use]
            pub fn from_cell(text: &str) -> Option<Self> {
                match text {
                    $( $word $(| $synonym)* => Some(Self::$variant), )+
                    _ => None,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::domain::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let known = Self::ALL.iter().copied().find(|word| word.as_str() == text);
                known.ok_or($crate::domain::words::UnknownWord)
            }
        }
    };
}

pub(crate) use words;

/// A text that is none of the words of its set.
#[derive(Clone, Copy, Debug, Eq, thiserror::Error, PartialEq)]
#[error("is not one of the known words")]
pub struct UnknownWord;
