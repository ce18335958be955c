//! Whatever the bytes, a parser reads them or refuses them, and what it reads has one form.
//!
//! Each law takes any bytes and says whether they were read. `hostile.rs` throws mutilated samples
//! at them in every test run; `tests/fuzz` hands the same laws to a fuzzer that sees which
//! branches its inputs reach.

use std::str::from_utf8;

use quorate::evidence::acknowledgements::{NoticeAcknowledgement, ServiceDetails};
use quorate::evidence::acting::{ActingConfirmation, AssistanceStatement, SuccessionStatement};
use quorate::evidence::acts::ActStatement;
use quorate::evidence::ballots::BallotStatement;
use quorate::evidence::bundle::Line;
use quorate::evidence::certificate::Certificate;
use quorate::evidence::checkpoint::SignedCheckpoint;
use quorate::evidence::definition::Definition;
use quorate::evidence::delegates::{DelegateAppointment, OpinionStatement};
use quorate::evidence::entries::Entry;
use quorate::evidence::holidays::parse_holidays;
use quorate::evidence::jws::Unverified;
use quorate::evidence::lots::{LotCommitment, LotReveal};
use quorate::evidence::mandates::{HolderExclusion, MandateRevocation, MandateStatement};
use quorate::evidence::merkle::TileWidth;
use quorate::evidence::note::{Note, VerifierKey};
use quorate::evidence::notices::NoticeDocument;
use quorate::evidence::paper::{
    PaperCount, PaperEntry, PaperIssue, PaperList, PaperReturn, PaperSample, PaperWithdrawal,
};
use quorate::evidence::receipt::Receipt;
use quorate::evidence::register::RegisterDocument;
use quorate::evidence::replacements::KeyReplacement;
use quorate::evidence::representation::{
    RepresentationDecision, RepresentationObjection, RepresentationWithdrawal, RepresentativeNomination,
};
use quorate::evidence::roll::{RollAnnexDocument, RollDocument};
use quorate::evidence::rules::overlays::parse_overlay;
use quorate::evidence::rules::parse_pack;
use quorate::evidence::rules::stated::RulesDocument;
use quorate::evidence::sign_in::SignIn;
use quorate::evidence::statements::{
    BallotRefusal, Enrolment, EnrolmentConfirmation, Forwarding, Notice, RollAmendment, RollConfirmation,
    Statement,
};
use quorate::evidence::tiles::{TilePath, decode_entries, encode_entries};
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;

/// A law, under the name of what it is about.
pub(crate) type Law = (&'static str, fn(&[u8]) -> bool);

/// Every law.
pub(crate) const LAWS: [Law; 53] = [
    ("line", a_line_has_one_form),
    ("bundle", a_bundle_is_read_or_refused),
    ("entry", an_entry_has_one_form),
    ("definition", a_definition_has_one_form),
    ("roll", a_roll_has_one_form),
    ("annex", an_annex_has_one_form),
    ("register", a_register_has_one_form),
    ("certificate", a_certificate_has_one_form),
    ("ballot", a_statement_is_read_or_refused::<BallotStatement>),
    ("sign_in", a_self_signed_sign_in_is_read_or_refused),
    ("enrolment", a_self_signed_enrolment_is_read_or_refused),
    ("enrolment_confirmation", a_statement_is_read_or_refused::<EnrolmentConfirmation>),
    ("roll_amendment", a_statement_is_read_or_refused::<RollAmendment>),
    ("roll_confirmation", a_statement_is_read_or_refused::<RollConfirmation>),
    ("lot_commitment", a_statement_is_read_or_refused::<LotCommitment>),
    ("lot_reveal", a_statement_is_read_or_refused::<LotReveal>),
    ("representative_nomination", a_statement_is_read_or_refused::<RepresentativeNomination>),
    ("representation_objection", a_statement_is_read_or_refused::<RepresentationObjection>),
    ("representation_withdrawal", a_statement_is_read_or_refused::<RepresentationWithdrawal>),
    ("representation_decision", a_statement_is_read_or_refused::<RepresentationDecision>),
    ("mandate", a_statement_is_read_or_refused::<MandateStatement>),
    ("mandate_revocation", a_statement_is_read_or_refused::<MandateRevocation>),
    ("holder_exclusion", a_statement_is_read_or_refused::<HolderExclusion>),
    ("delegate_appointment", a_statement_is_read_or_refused::<DelegateAppointment>),
    ("opinion", a_statement_is_read_or_refused::<OpinionStatement>),
    ("assistance", a_statement_is_read_or_refused::<AssistanceStatement>),
    ("succession", a_statement_is_read_or_refused::<SuccessionStatement>),
    ("acting_confirmation", a_statement_is_read_or_refused::<ActingConfirmation>),
    ("paper_issue", a_statement_is_read_or_refused::<PaperIssue>),
    ("paper_return", a_statement_is_read_or_refused::<PaperReturn>),
    ("paper_withdrawal", a_statement_is_read_or_refused::<PaperWithdrawal>),
    ("paper_entry", a_statement_is_read_or_refused::<PaperEntry>),
    ("paper_count", a_statement_is_read_or_refused::<PaperCount>),
    ("paper_sample", a_statement_is_read_or_refused::<PaperSample>),
    ("paper_list", a_list_of_papers_has_one_form),
    ("notice_acknowledgement", a_statement_is_read_or_refused::<NoticeAcknowledgement>),
    ("notice_text", a_notice_has_one_form),
    ("service_details", who_served_has_one_form),
    ("key_replacement", a_statement_is_read_or_refused::<KeyReplacement>),
    ("notice", a_statement_is_read_or_refused::<Notice>),
    ("act", a_statement_is_read_or_refused::<ActStatement>),
    ("refusal", a_statement_is_read_or_refused::<BallotRefusal>),
    ("forwarding", a_statement_is_read_or_refused::<Forwarding>),
    ("note", a_note_has_one_form),
    ("receipt", a_receipt_has_one_form),
    ("key", a_key_has_one_form),
    ("path", the_path_of_a_tile_has_one_form),
    ("tile", a_tile_of_entries_has_one_form),
    ("pack", a_pack_is_read_or_refused),
    ("overlay", an_overlay_is_read_or_refused),
    ("rules", a_statement_of_rules_is_read_or_refused),
    ("holidays", a_table_of_holidays_is_read_or_refused),
    ("trust", a_list_of_keys_is_read_or_refused),
];

fn a_line_has_one_form(bytes: &[u8]) -> bool {
    let Ok(line) = Line::parse(bytes) else { return false };
    assert_eq!(line.to_bytes().unwrap(), [bytes, b"\n"].concat());
    true
}

fn a_bundle_is_read_or_refused(bytes: &[u8]) -> bool {
    let mut reader = BundleReader::default();
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines.all(|line| reader.line(line).is_ok()) && reader.verify(None).is_ok()
}

fn an_entry_has_one_form(bytes: &[u8]) -> bool {
    let Ok(entry) = Entry::parse(bytes) else { return false };
    assert_eq!(entry.to_bytes().unwrap(), bytes);
    true
}

fn a_definition_has_one_form(bytes: &[u8]) -> bool {
    let Ok(definition) = Definition::parse(bytes) else { return false };
    assert_eq!(definition.to_bytes().unwrap(), bytes);
    definition.schedule().is_ok() && definition.to_matters().is_ok()
}

fn a_notice_has_one_form(bytes: &[u8]) -> bool {
    let Ok(notice) = NoticeDocument::parse(bytes) else { return false };
    assert_eq!(notice.to_bytes().unwrap(), bytes);
    assert!(notice.particulars.problems().is_empty());
    true
}

fn who_served_has_one_form(bytes: &[u8]) -> bool {
    let Ok(details) = ServiceDetails::parse(bytes) else { return false };
    assert_eq!(details.to_bytes().unwrap(), bytes);
    true
}

fn a_roll_has_one_form(bytes: &[u8]) -> bool {
    let Ok(roll) = RollDocument::from_bytes(bytes) else { return false };
    assert_eq!(roll.to_bytes().unwrap(), bytes);
    true
}

fn an_annex_has_one_form(bytes: &[u8]) -> bool {
    let Ok(annex) = RollAnnexDocument::from_bytes(bytes) else { return false };
    assert_eq!(annex.to_bytes().unwrap(), bytes);
    true
}

fn a_register_has_one_form(bytes: &[u8]) -> bool {
    let Ok(register) = RegisterDocument::from_bytes(bytes) else { return false };
    assert_eq!(register.to_bytes().unwrap(), bytes);
    register.holdings().is_ok()
}

fn a_list_of_papers_has_one_form(bytes: &[u8]) -> bool {
    let Ok(list) = PaperList::from_bytes(bytes) else { return false };
    assert_eq!(list.to_bytes().unwrap(), bytes);
    true
}

fn a_certificate_has_one_form(bytes: &[u8]) -> bool {
    let Ok(certificate) = Certificate::from_bytes(bytes) else { return false };
    assert_eq!(certificate.to_bytes().unwrap(), bytes);
    true
}

/// The bytes stand for a whole statement, and for the payload of one.
fn a_statement_is_read_or_refused<S: Statement>(bytes: &[u8]) -> bool {
    let text = from_utf8(bytes).ok();
    let jws = text.and_then(|text| Unverified::parse(text, S::TYPE).ok());
    S::read(bytes).is_ok() || jws.is_some_and(|jws| S::read(jws.payload()).is_ok())
}

fn a_self_signed_enrolment_is_read_or_refused(bytes: &[u8]) -> bool {
    a_statement_is_read_or_refused::<Enrolment>(bytes)
        && from_utf8(bytes).is_ok_and(|text| Enrolment::self_signed(text).is_ok())
}

fn a_self_signed_sign_in_is_read_or_refused(bytes: &[u8]) -> bool {
    a_statement_is_read_or_refused::<SignIn>(bytes)
        && from_utf8(bytes).is_ok_and(|text| SignIn::self_signed(text).is_ok())
}

fn a_note_has_one_form(bytes: &[u8]) -> bool {
    let Ok(note) = Note::parse(bytes) else { return false };
    assert_eq!(note.to_string().as_bytes(), bytes);
    if let Ok(checkpoint) = SignedCheckpoint::parse(bytes) {
        assert_eq!(checkpoint.to_string().as_bytes(), bytes);
    }
    true
}

fn a_receipt_has_one_form(bytes: &[u8]) -> bool {
    let Ok(receipt) = Receipt::parse(bytes) else { return false };
    assert_eq!(receipt.to_string().as_bytes(), bytes);
    true
}

fn a_key_has_one_form(bytes: &[u8]) -> bool {
    let Ok(text) = from_utf8(bytes) else { return false };
    let Ok(key) = text.parse::<VerifierKey>() else { return false };
    assert_eq!(key.to_string(), text);
    true
}

fn the_path_of_a_tile_has_one_form(bytes: &[u8]) -> bool {
    let Ok(text) = from_utf8(bytes) else { return false };
    let Ok(path) = text.parse::<TilePath>() else { return false };
    assert_eq!(path.to_string(), text);
    true
}

fn a_tile_of_entries_has_one_form(bytes: &[u8]) -> bool {
    let read = [1, 2, 255, 256].into_iter().filter_map(|width| {
        let entries = decode_entries(bytes, TileWidth::new(width).unwrap()).ok()?;
        assert_eq!(encode_entries(&entries).unwrap(), bytes);
        Some(entries)
    });
    read.count() > 0
}

fn a_pack_is_read_or_refused(bytes: &[u8]) -> bool {
    from_utf8(bytes).is_ok_and(|text| parse_pack(text).is_ok())
}

fn an_overlay_is_read_or_refused(bytes: &[u8]) -> bool {
    from_utf8(bytes).is_ok_and(|text| parse_overlay(text).is_ok())
}

fn a_statement_of_rules_is_read_or_refused(bytes: &[u8]) -> bool {
    RulesDocument::parse(bytes).is_ok()
}

fn a_table_of_holidays_is_read_or_refused(bytes: &[u8]) -> bool {
    from_utf8(bytes).is_ok_and(|text| parse_holidays(text).is_ok())
}

fn a_list_of_keys_is_read_or_refused(bytes: &[u8]) -> bool {
    serde_json::from_slice::<ServiceKeysDocument>(bytes).is_ok_and(|keys| keys.check().is_ok())
}
