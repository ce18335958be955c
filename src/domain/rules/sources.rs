//! Where a value comes from.

use thiserror::Error;

/// The article that a value comes from is not named.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("names no article; write \"unverified\" where it is not known")]
pub struct NoArticle;

/// Where a value comes from, and whether it was read in the statute's own text.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Source {
    article: String,
    verified: bool,
}

impl Source {
    /// A value of this article that was read in its text.
    pub fn verified(article: &str) -> Result<Self, NoArticle> {
        Self::unverified(article).map(|source| Self { verified: true, ..source })
    }

    /// A value that is said to come from this article and was not read there.
    pub fn unverified(article: &str) -> Result<Self, NoArticle> {
        if article.trim().is_empty() {
            return Err(NoArticle);
        }
        Ok(Self { article: article.trim().to_owned(), verified: false })
    }

    /// An article in the program's own text whose value was read there.
    #[must_use]
    pub(super) fn read(article: &'static str) -> Self {
        Self { article: article.to_owned(), verified: true }
    }

    /// An article in the program's own text whose value was not read there.
    #[must_use]
    pub(super) fn unread(article: &'static str) -> Self {
        Self { article: article.to_owned(), verified: false }
    }

    /// The article, for example `Civil Code (民法典) art 278(2)`.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.article
    }

    /// Whether the value was read in the statute's own text.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.verified
    }

    /// The same source, not verified unless the other one is too.
    #[must_use]
    pub fn no_surer_than(self, other: &Self) -> Self {
        Self { verified: self.verified && other.verified, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_an_article_and_is_no_surer_than_what_it_rests_on() {
        assert_eq!(Source::verified(" "), Err(NoArticle));
        let (sure, unsure) = (Source::verified(" art 1 ").unwrap(), Source::unverified("art 2").unwrap());
        assert_eq!(sure.article(), "art 1");
        assert!(sure.clone().no_surer_than(&sure).is_verified());
        assert!(!sure.no_surer_than(&unsure).is_verified());
    }
}
