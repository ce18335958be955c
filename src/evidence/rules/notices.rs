//! What a pack or an overlay says of notices, from its form to its values.

use super::forms::{NoticeContentForm, ServiceForm};
use super::mistakes::Mistakes;
use crate::domain::rules::{ATTEMPTS_MAX, NoticeContent, NoticeField, ServiceRules, notice_fields};

impl Mistakes {
    /// What a notice must say.
    pub(super) fn notice_content(&mut self, form: &NoticeContentForm) -> Option<NoticeContent> {
        let source = self.source("notice_content.article", &form.article, form.verified);
        let mut fields = Vec::new();
        for (number, text) in form.fields.iter().enumerate() {
            fields
                .extend(self.take(&format!("notice_content.fields[{number}]"), text.parse::<NoticeField>()));
        }
        let (named, fields) = (form.fields.len(), notice_fields(fields));
        if named == 0 || fields.len() != named {
            self.add("notice_content.fields", "must name one field or more, each once");
            return None;
        }
        Some(NoticeContent { fields, source: source? })
    }

    /// What the service of a notice asks.
    pub(super) fn service(&mut self, form: &ServiceForm) -> Option<ServiceRules> {
        let source = self.source("service.article", &form.article, form.verified);
        let in_app = self.take("service.in_app", form.in_app.as_deref().map(str::parse).transpose());
        let attempts = match form.posting_attempts {
            number if number <= ATTEMPTS_MAX => Ok(number),
            _ => Err(format!("is more than {ATTEMPTS_MAX}")),
        };
        let posting_attempts = self.take("service.posting_attempts", attempts);
        Some(ServiceRules { in_app: in_app?, posting_attempts: posting_attempts?, source: source? })
    }
}
