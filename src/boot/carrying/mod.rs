//! What carries messages to owners, as the settings say: text messages by a webhook, mail by SMTP.

mod mail;
mod secret;
mod webhook;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;

use self::mail::Mail;
use self::webhook::Webhook;
use super::settings::MessageSettings;
use crate::actions::messages::{Carrier, Carriers};

/// How long whoever takes a message has to answer, from the look-up of its name to the last byte.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// The carriers of the channels that are configured. What is wrong is told without the secrets in it.
pub(super) fn carriers(settings: &MessageSettings, host: &str) -> anyhow::Result<Carriers> {
    let phone = match (&settings.sms_webhook, &settings.sms_webhook_secret) {
        (Some(url), Some(secret)) => {
            let webhook = Webhook::new(url.expose_secret(), secret.expose_secret());
            Some(Arc::new(webhook.context("QUORATE_SMS_WEBHOOK")?) as Arc<dyn Carrier>)
        }
        (None, None) => None,
        (Some(_), None) => anyhow::bail!("QUORATE_SMS_WEBHOOK needs QUORATE_SMS_WEBHOOK_SECRET"),
        (None, Some(_)) => {
            anyhow::bail!("QUORATE_SMS_WEBHOOK_SECRET is for QUORATE_SMS_WEBHOOK, which is missing")
        }
    };
    let email = match (&settings.smtp_url, &settings.mail_from) {
        (Some(url), Some(from)) => {
            let secret = settings.mail_reports_secret.as_ref().map(secrecy::ExposeSecret::expose_secret);
            let secret = secret.map(secret::key).transpose().context("QUORATE_MAIL_REPORTS_SECRET")?;
            let mail = Mail::new(url.expose_secret(), from, host)?.reported_under(secret);
            Some(Arc::new(mail) as Arc<dyn Carrier>)
        }
        (None, None) => None,
        (Some(_), None) => anyhow::bail!("QUORATE_SMTP_URL needs QUORATE_MAIL_FROM"),
        (None, Some(_)) => anyhow::bail!("QUORATE_MAIL_FROM is for QUORATE_SMTP_URL, which is missing"),
    };
    let rates = settings.rates();
    Ok(Carriers { phone, email, rates })
}

/// Whether an address without its scheme is on this machine, whatever stands before its name.
fn is_here(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|name| place.strip_prefix(name).is_some_and(|port| port.is_empty() || port.starts_with(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(settings: &MessageSettings) -> String {
        carriers(settings, "vote.example.org").err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    fn sms(url: &str, secret: Option<&str>) -> MessageSettings {
        let secret = secret.map(|secret| secret.to_owned().into());
        let sms_webhook = Some(url.to_owned().into());
        MessageSettings { sms_webhook, sms_webhook_secret: secret, ..MessageSettings::default() }
    }

    fn mail(url: &str, from: Option<&str>) -> MessageSettings {
        let (smtp_url, mail_from) = (Some(url.to_owned().into()), from.map(str::to_owned));
        MessageSettings { smtp_url, mail_from, ..MessageSettings::default() }
    }

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn without_settings_there_is_no_channel() {
        let none = carriers(&MessageSettings::default(), "vote.example.org").unwrap();
        assert!(none.phone.is_none() && none.email.is_none());
    }

    #[test]
    fn a_webhook_is_https_or_on_this_machine_and_has_a_secret() {
        for url in
            ["https://sms.example/send?key=k", "http://127.0.0.1:9/", "http://[::1]/a", "http://localhost"]
        {
            assert_eq!(refusal(&sms(url, Some(SECRET))), "", "{url}");
        }
        for url in [
            "http://sms.example/topsecret",
            "http://localhost@sms.example/topsecret",
            "topsecret",
            "https://",
            "",
        ] {
            let told = refusal(&sms(url, Some(SECRET)));
            assert!(told.contains("QUORATE_SMS_WEBHOOK") && !told.contains("topsecret"), "{url}: {told}");
        }
        assert!(refusal(&sms("https://sms.example", None)).contains("QUORATE_SMS_WEBHOOK_SECRET"));
        let told = refusal(&sms("https://sms.example", Some("topsecret")));
        assert!(told.contains("32 characters") && !told.contains("topsecret"), "{told}");
    }

    #[test]
    fn mail_goes_over_tls_or_stays_on_this_machine_and_has_a_sender() {
        let from = Some("Quorate <vote@example.org>");
        for url in
            ["smtps://u:p@mail.example:465", "smtp://u:p@mail.example?tls=required", "smtp://127.0.0.1:25"]
        {
            assert_eq!(refusal(&mail(url, from)), "", "{url}");
        }
        for url in [
            "smtp://u:topsecret@mail.example",
            "smtp://u:topsecret@mail.example?tls=opportunistic",
            "http://u:topsecret@mail.example",
            "smtps://u:topsecret@",
            "",
        ] {
            let told = refusal(&mail(url, from));
            assert!(told.contains("QUORATE_SMTP_URL") && !told.contains("topsecret"), "{url}: {told}");
        }
        assert!(refusal(&mail("smtps://mail.example", None)).contains("QUORATE_MAIL_FROM"));
        assert!(refusal(&mail("smtps://mail.example", Some("nobody"))).contains("QUORATE_MAIL_FROM"));
    }
}
