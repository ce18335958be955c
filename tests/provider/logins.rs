//! A login as it began, from the side of whoever logs in.

use serde_json::Value;

/// A login that has begun.
pub struct Login {
    pub id: String,
    pub secret: String,
    pub url: String,
}

impl Login {
    pub fn of(begun: &Value) -> Self {
        let text = |field: &str| begun[field].as_str().unwrap().to_owned();
        Self { id: text("login"), secret: text("login_secret"), url: text("authorization_url") }
    }

    /// A field of the query of the address to log in at.
    pub fn field(&self, name: &str) -> String {
        field(&self.url, name)
    }
}

/// A field of the query of an address.
pub fn field(url: &str, name: &str) -> String {
    let url = reqwest::Url::parse(&url.replace("/#/", "/")).unwrap();
    let found = url.query_pairs().find(|(own, _)| own == name);
    found.unwrap_or_else(|| panic!("{url} has no {name}")).1.into_owned()
}
