//! Lists by the page: `limit`, `cursor`, and `next` while there is more.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;

/// Most items on a page.
pub const LIMIT_MAX: u16 = 200;

/// Items on a page unless asked otherwise.
const LIMIT_DEFAULT: u16 = 50;

/// Which page of a list.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Most items to answer, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last.
    #[schema(required)]
    pub next: Option<String>,
}

impl PageQuery {
    /// The page that a query with fields of its own asks for.
    #[must_use]
    pub const fn new(limit: Option<u16>, cursor: Option<String>) -> Self {
        Self { limit, cursor }
    }

    /// Most items to answer.
    pub fn limit(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(LIMIT_DEFAULT) {
            limit @ 1..=LIMIT_MAX => Ok(usize::from(limit)),
            _ => Err(Problem::malformed("limit must be 1 to 200")),
        }
    }

    /// The item after which the page begins.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The page of a whole list; `key` tells items apart and does not change between requests.
    pub fn cut<T>(&self, all: Vec<T>, key: impl Fn(&T) -> String) -> Result<Page<T>, Problem> {
        self.cut_where(all, key, |_| true)
    }

    /// The page of those in a whole list that are wanted, which may change between requests.
    pub fn cut_where<T>(
        &self,
        all: Vec<T>,
        key: impl Fn(&T) -> String,
        wanted: impl Fn(&T) -> bool,
    ) -> Result<Page<T>, Problem> {
        let limit = self.limit()?;
        let begin = match self.cursor() {
            None => 0,
            Some(cursor) => {
                let last = all.iter().position(|item| key(item) == cursor);
                last.ok_or_else(Problem::no_such_page)? + 1
            }
        };
        let mut rest = all.into_iter().skip(begin).filter(wanted);
        let items: Vec<T> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        let next = items.last().filter(|_| more).map(key);
        Ok(Page { items, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(limit: u16, cursor: Option<&str>) -> PageQuery {
        PageQuery { limit: Some(limit), cursor: cursor.map(str::to_owned) }
    }

    #[test]
    fn pages_put_together_are_the_list() {
        let list: Vec<u32> = (0..7).collect();
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let page = query(3, cursor.as_deref()).cut(list.clone(), ToString::to_string).unwrap();
            seen.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, list);
    }

    #[test]
    fn what_is_no_longer_wanted_does_not_stop_the_paging() {
        let page = query(2, None).cut_where((0..7).collect(), u32::to_string, |own| own % 2 == 0).unwrap();
        assert_eq!((page.items, page.next.as_deref()), (vec![0, 2], Some("2")));
        let page =
            query(9, Some("2")).cut_where((0..7).collect(), u32::to_string, |own| own % 2 == 1).unwrap();
        assert_eq!((page.items, page.next), (vec![3, 5], None));
    }

    #[test]
    fn a_page_of_nothing_or_of_too_much_or_from_nowhere_is_refused() {
        assert!(query(0, None).cut(vec![1], ToString::to_string).is_err());
        assert!(query(201, None).cut(vec![1], ToString::to_string).is_err());
        assert!(query(1, Some("9")).cut(vec![1], ToString::to_string).is_err());
    }
}
