//! Sound bundles: nothing is found, and what cannot be proved is said.

use quorate::evidence::bundle::BundleKind;
use quorate::evidence::certificate::ChannelsForm;
use quorate::evidence::holidays::HolidayYearForm;
use quorate::verify::report::{Code, Group, Outcome, Pinning, Report};
use serde_json::json;

use crate::estate::elector;
use crate::lines::{bytes, lines, verify};
use crate::mandating;
use crate::papers::on_paper;
use crate::story::Story;
use crate::telling::{Before, honest, small_counted, tell};

fn report(story: &Story, kind: BundleKind) -> Report {
    verify(&bytes(&lines(story, kind)), Some(&story.keys)).unwrap()
}

fn findings(report: &Report) -> Vec<&str> {
    let found = report.claims.iter().filter(|claim| claim.outcome == Outcome::Finding);
    found.map(|claim| claim.sentence.as_str()).collect()
}

/// How many claims bundles of meetings have; the others are about annals.
fn of_bundles() -> usize {
    Code::ALL.iter().filter(|code| code.group() != Group::Annals).count()
}

#[test]
fn an_audit_bundle_proves_everything() {
    let report = report(&on_paper(), BundleKind::Audit);
    assert_eq!(findings(&report), Vec::<&str>::new());
    assert_eq!(report.codes(Outcome::CouldNotCheck).collect::<Vec<_>>(), Vec::<Code>::new());
    assert_eq!(report.count(Outcome::Checked), of_bundles());
    let shares = &report.ballots_by_enrolment;
    let before: u64 = shares.iter().map(|share| share.before_opening).sum();
    let after: u64 = shares.iter().map(|share| share.after_opening).sum();
    assert_eq!((before, after), (2, 2), "{shares:?}");
}

#[test]
fn a_public_bundle_says_what_it_cannot_prove() {
    let report = report(&honest(), BundleKind::Public);
    assert_eq!(findings(&report), Vec::<&str>::new());
    let open: Vec<_> = report.codes(Outcome::CouldNotCheck).collect();
    let expected = [
        Code::LotPledgersEnrolled,
        Code::ServicesAcknowledged,
        Code::RollDerived,
        Code::AmendmentsSigned,
        Code::AmendmentsConfirmed,
        Code::EnrolmentsSound,
        Code::BallotsForwarded,
        Code::BallotsSigned,
        Code::BallotsAccepted,
        Code::RepresentationSigned,
        Code::RepresentationFollowed,
        Code::MandatesSigned,
        Code::MandatesFollowed,
        Code::AssistancesSound,
        Code::SuccessionsSound,
        Code::TotalsFollow,
        Code::CountersignersEnrolled,
    ];
    assert_eq!(open, expected);
    let text = report.to_string();
    assert!(text.contains("Could not check that the totals follow from the ballots: the bundle is public."));
    assert!(report.ballots_by_enrolment.is_empty());
}

#[test]
fn a_public_bundle_leaves_open_what_papers_it_does_not_show_come_to() {
    let story = tell(|now, story| {
        if now == Before::Certification {
            let channels = &mut story.draft.as_mut().unwrap().channels;
            (channels.online, channels.paper) = (channels.online - 1, 1);
        }
    });
    let public = report(&story, BundleKind::Public);
    assert_eq!(findings(&public), Vec::<&str>::new());
    assert!(public.codes(Outcome::CouldNotCheck).any(|code| code == Code::VerdictsFollow), "{public}");
    // Who sees that there are none finds that they are certified.
    let audit = report(&story, BundleKind::Audit);
    assert!(audit.codes(Outcome::Finding).any(|code| code == Code::TotalsFollow), "{audit}");
}

#[test]
fn a_holders_vote_counts_until_the_principal_votes() {
    const AS_TOLD: &[(&str, &str)] = &[("m1", "for"), ("m2", "against"), ("m3", "c2"), ("m4", "for")];
    const OWN: &[(&str, &str)] = &[("m1", "against"), ("m2", "for"), ("m3", "c1"), ("m4", "against")];
    for principal_votes in [false, true] {
        let story = tell(|now, story| {
            if now == Before::Extension {
                let (cat, mandate) = (elector(&["cat"]), mandating::latest(story));
                let first = story.cast_under("ann", (cat, mandate), AS_TOLD, None);
                story.cast_under("ann", (cat, mandate), AS_TOLD, Some(first));
                if principal_votes {
                    story.cast("cat", cat, OWN);
                }
            }
        });
        let report = report(&story, BundleKind::Audit);
        assert_eq!(findings(&report), Vec::<&str>::new());
        let own = u64::from(principal_votes);
        let channels = ChannelsForm {
            online: 5,
            proxy: 1 - own,
            conflicts: own,
            assisted: 1,
            ..ChannelsForm::default()
        };
        assert_eq!(report.channels, Some(channels));
    }
}

#[test]
fn a_meeting_whose_definition_names_no_witnesses_says_that_it_could_not_check() {
    let story = tell(|now, story| {
        if now == Before::Notice {
            story.definition.witnesses = None;
        }
    });
    let report = report(&story, BundleKind::Audit);
    assert_eq!(findings(&report), Vec::<&str>::new());
    let open: Vec<_> = report.codes(Outcome::CouldNotCheck).collect();
    let expected =
        [Code::RecordWitnessed, Code::ClosingWitnessed, Code::RollWitnessed, Code::CertificateWitnessed];
    assert_eq!(open, expected);
    let text = report.to_string();
    assert!(
        text.contains("Could not check that witnesses saw the close: the definition names no witnesses.")
    );
    assert!(!report.claims.iter().any(|claim| claim.code == Code::CosignaturesSound));
}

#[test]
fn a_result_is_announced_behind_the_holiday_and_not_before() {
    let counted = "2026-06-12T01:00:00Z";
    let in_time = report(&small_counted(counted, "2026-06-22T16:00:00Z"), BundleKind::Public);
    assert!(in_time.is_valid(), "{in_time}");
    for early in ["2026-06-19T16:00:00Z", "2026-06-22T15:59:59Z"] {
        let report = report(&small_counted(counted, early), BundleKind::Public);
        assert_eq!(report.codes(Outcome::Finding).collect::<Vec<_>>(), [Code::ObjectionPeriod]);
        assert!(findings(&report)[0].contains("until 2026-06-22T16:00:00Z"), "{report}");
    }
}

#[test]
fn holidays_that_this_verifier_does_not_know_are_told_and_no_finding() {
    type Change = fn(&mut Vec<HolidayYearForm>);
    let other: Change = |years| years[0].rest.retain(|day| day.0.month() != 10);
    let further: Change = |years| {
        let (source, days) = ("a later notice".to_owned(), Vec::new());
        years.push(HolidayYearForm { year: 2027, source, rest: days.clone(), work: days });
    };
    let changes: [(Change, &str); 3] = [
        (other, "the definition names others than this verifier knows"),
        (further, "Could not check the holidays of 2027: this verifier knows none."),
        (
            Vec::clear,
            "Could not check the holidays of 2026: the definition names none, and this verifier knows",
        ),
    ];
    for (change, told) in changes {
        let story = tell(|now, story| {
            if now == Before::Notice {
                change(story.definition.holidays.as_mut().unwrap());
            }
        });
        let report = report(&story, BundleKind::Audit);
        assert_eq!(findings(&report), Vec::<&str>::new());
        assert!(report.codes(Outcome::CouldNotCheck).any(|code| code == Code::Holidays));
        assert!(report.to_string().contains(told), "{report}");
    }
}

#[test]
fn an_objection_period_that_ends_in_a_year_without_holidays_is_told() {
    let story = tell(|now, story| {
        if now == Before::Notice {
            story.definition.holidays.as_mut().unwrap().clear();
        }
    });
    let report = report(&story, BundleKind::Public);
    assert_eq!(findings(&report), Vec::<&str>::new());
    let told =
        "Could not check the objection period by the holidays of 2026, which the definition does not name";
    assert!(report.to_string().contains(told), "{report}");
}

#[test]
fn a_witness_that_can_still_come_is_not_a_finding() {
    let mut story = honest();
    let is_close = |own: &quorate::evidence::entries::Entry| own.fact().kind() == "meeting_closed";
    let last = story.entries.iter().position(is_close).unwrap();
    story.entries.truncate(last + 1);
    story.cosigned.truncate(1);
    story.certificate = None;
    let report = report(&story, BundleKind::Public);
    let named = |code: Code| report.claims.iter().find(|claim| claim.code == code).unwrap();
    assert_eq!(named(Code::RollWitnessed).outcome, Outcome::Checked);
    let close = named(Code::ClosingWitnessed);
    assert_eq!(close.outcome, Outcome::CouldNotCheck);
    assert_eq!(
        close.sentence,
        "Could not check that witnesses saw the close: 0 of the 2 required ones did so far."
    );
    assert!(!report.claims.iter().any(|claim| claim.code == Code::CertificateWitnessed));
}

#[test]
fn verdicts_are_reported_with_every_inequality() {
    let report = report(&honest(), BundleKind::Public);
    let outcomes: Vec<_> = report.matters.iter().map(|own| own.verdict.passed).collect();
    assert_eq!(outcomes, [Some(true), Some(true), Some(true), Some(false)]);
    let text = report.to_string();
    for matter in &report.matters {
        for inequality in &matter.verdict.inequalities {
            assert!(text.contains(&inequality.sentence));
        }
    }
    assert_eq!(report.matters[2].verdict.elected.as_deref(), Some(&["c1".to_owned(), "c2".to_owned()][..]));
}

#[test]
fn doubtful_and_disputed_matters_are_reported_with_the_conveners_reason_and_what_became_of_objections() {
    for kind in [BundleKind::Public, BundleKind::Audit] {
        let report = report(&honest(), kind);
        let json = serde_json::to_value(&report.warnings).unwrap();
        assert_eq!((&json[0]["matter"], &json[0]["competence"]), (&json!("m1"), &json!("listed")));
        assert_eq!((&json[0]["objections"], &json[0]["reason"]), (&json!(["open"]), &json!(null)));
        assert_eq!((&json[1]["matter"], &json[1]["competence"]), (&json!("m4"), &json!("doubtful")));
        assert_eq!(json[1]["objections"], json!(["dismissed"]));
        assert_eq!(json.as_array().unwrap().len(), 2);
        let text = report.to_string();
        for told in [
            "Whether m4 Matter m4 (other_major) is the assembly's to decide:",
            "An open class: it holds what the assembly lawfully decided to be its own",
            "“其他重大事项”是开放类别",
            "Article: Interpretation (法释〔2009〕7号) art 7\n",
            "The convener's reason: The covenant names it in its article 12.",
            "An objection to it has no answer.",
            "An objection to it was dismissed.",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
    }
}

#[test]
fn a_refused_kind_is_told_with_its_article_and_what_the_law_offers_instead() {
    let story = tell(|now, story| {
        if now == Before::End {
            crate::tampering::ask_for_consent(story);
        }
    });
    let report = report(&story, BundleKind::Public);
    let claim = report.claims.iter().find(|claim| claim.code == Code::Competence).unwrap();
    assert_eq!(
        claim.sentence,
        "Matter m1 is of the kind dwelling_into_business, which is not the assembly's to decide by vote \
         (Civil Code (民法典) art 279). It needs the unanimous consent of the interested owners, which no \
         vote of the assembly replaces. Instead: Ask each of the interested owners for consent."
    );
    assert!(claim.sentence_zh.contains("逐一取得全体有利害关系的业主的同意。"), "{}", claim.sentence_zh);
}

#[test]
fn keys_that_were_not_pinned_are_named_before_anything_else() {
    let story = honest();
    let report = verify(&bytes(&lines(&story, BundleKind::Public)), None).unwrap();
    assert!(report.is_valid());
    assert_eq!(report.pinning, Pinning::NotPinned);
    let text = report.to_string();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("valid under keys that were not pinned: "));
    assert!(first.contains(&story.keys.checkpoint_key.to_string()));
    assert!(first.contains(story.keys.statements_key.kid.as_str()));
}

#[test]
fn a_meeting_is_checked_as_far_as_it_went() {
    let whole = honest();
    let kinds = [BundleKind::Public, BundleKind::Audit];
    let ends = ["meeting_noticed", "meeting_opened", "meeting_closed", "meeting_counted"];
    let states = ["noticed", "open", "closed", "counted"];
    for (end, state) in ends.into_iter().zip(states) {
        let mut story = honest();
        let last = story.entries.iter().position(|entry| entry.fact().kind() == end).unwrap();
        story.entries.truncate(last + 1);
        if end == "meeting_counted" {
            story.certificate.as_mut().unwrap().signatures.truncate(1);
        } else {
            story.certificate = None;
        }
        let named: String =
            story.entries.iter().map(|entry| String::from_utf8(entry.to_bytes().unwrap()).unwrap()).collect();
        let digest = |text: &str| quorate::evidence::digest::Digest::of(text.as_bytes()).to_string();
        story.documents.retain(|(_, text)| named.contains(&digest(text)));
        for kind in kinds {
            let report = report(&story, kind);
            assert_eq!(findings(&report), Vec::<&str>::new(), "{end} {kind:?}");
            assert_eq!(report.state.as_str(), state);
            assert!(report.codes(Outcome::CouldNotCheck).any(|code| code == Code::Progress));
        }
    }
    assert_eq!(report(&whole, BundleKind::Public).state.as_str(), "announced");
}

#[test]
fn the_report_is_json_with_a_code_an_outcome_and_two_sentences_for_each_claim() {
    let report = report(&on_paper(), BundleKind::Audit);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["state"], "announced");
    assert_eq!(json["pinning"], "pinned");
    let claims = json["claims"].as_array().unwrap();
    assert_eq!(claims.len(), of_bundles());
    for claim in claims {
        for field in ["code", "outcome", "sentence", "sentence_zh"] {
            assert!(claim[field].as_str().is_some_and(|text| !text.is_empty()), "{claim}");
        }
    }
}
