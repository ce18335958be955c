//! Proxies: in what form a mandate is given, who may hold one, and how many one holder may have.
//!
//! What is unknown refuses nobody: a service that cannot say what the law asks must not invent it.

use std::fmt;

use super::measures::Measure;
use super::sources::Source;
use super::words::words;
use crate::domain::quantities::Fraction;

words! {
    /// In what form a mandate is given.
    ProxyForm {
        /// As the association's own documents say.
        ByDocuments = "by_documents",
        /// In a form that the law prescribes.
        Prescribed = "prescribed",
        /// In text, which a message is too.
        Text = "text",
        /// In writing.
        Written = "written",
        /// The law was not seen to say.
        Unknown = "unknown",
    }
}

words! {
    /// Who may hold a mandate. In ascending strictness.
    Holders {
        /// The law was not seen to say.
        Unknown = "unknown",
        /// Whomever the principal trusts.
        Anyone = "anyone",
        /// Owners of the same community only.
        Owners = "owners",
    }
}

words! {
    /// Whether a holder decides what the principal did not. In ascending strictness.
    Discretion {
        /// The law was not seen to say.
        Unknown = "unknown",
        /// They may.
        Allowed = "allowed",
        /// They are bound to instructions on every matter.
        InstructedOnly = "instructed_only",
    }
}

/// What the law says of proxies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Proxies {
    /// In what form a mandate is given.
    pub form: ProxyForm,
    /// Who may hold one.
    pub holders: Holders,
    /// Whether a holder decides what the principal did not.
    pub discretion: Discretion,
    /// The most principals of one holder.
    pub principals_max: Option<u32>,
    /// The largest part of all that one holder may stand for. Where the most principals are named too, one of
    /// the two limits is enough.
    pub share_max: Option<(Fraction, Measure)>,
    /// How many hours before the meeting a mandate is handed in.
    pub hours_before: Option<u16>,
    /// Where this comes from.
    pub source: Source,
}

impl fmt::Display for Proxies {
    /// For example `written, 3 principals or 10/100 of all by area at most`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.form.fmt(f)?;
        match self.holders {
            Holders::Unknown => {}
            Holders::Anyone => f.write_str(", anyone holds")?,
            Holders::Owners => f.write_str(", owners hold")?,
        }
        match self.discretion {
            Discretion::Unknown => {}
            Discretion::Allowed => f.write_str(", with discretion")?,
            Discretion::InstructedOnly => f.write_str(", as instructed only")?,
        }
        if let Some(hours) = self.hours_before {
            write!(f, ", {hours} hours before")?;
        }
        match (self.principals_max, &self.share_max) {
            (Some(most), Some((share, measure))) => {
                write!(f, ", {most} principals or {share} of all by {} at most", measure.as_str())
            }
            (Some(most), None) => write!(f, ", {most} principals at most"),
            (None, Some((share, measure))) => write!(f, ", {share} of all by {} at most", measure.as_str()),
            (None, None) => Ok(()),
        }
    }
}
