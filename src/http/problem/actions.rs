//! The one match from what an action refused to what is answered, without a catch-all: the compiler asks for
//! every new error.

use actix_web::http::StatusCode;

use super::Problem;
use crate::actions::error::{ActionError, Thing};
use crate::domain::objections::ObjectionError;
use crate::evidence::lots::PledgeError;

/// The code of a request of which nobody knows yet whether it was carried out.
pub(super) const OUTCOME_UNKNOWN: &str = "outcome_unknown";

impl From<ActionError> for Problem {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each error, so that the compiler asks for every new one"
    )]
    fn from(error: ActionError) -> Self {
        use StatusCode as S;

        let detail = error.to_string();
        let problem = |status, code, title| Self::new(status, code, title, detail.clone());
        match error {
            ActionError::NotFound(thing) => not_found(thing),
            ActionError::Forbidden => problem(S::FORBIDDEN, "forbidden", "Your role does not allow this"),
            ActionError::NotInOffice => {
                problem(S::FORBIDDEN, "not_in_office", "The key or the role is not in office")
            }
            ActionError::RolesExclude { .. } => {
                problem(S::CONFLICT, "roles_exclude", "These roles exclude each other")
            }
            ActionError::ScrutineerStands(_) => {
                problem(S::CONFLICT, "scrutineer_stands", "A scrutineer is no candidate")
            }
            ActionError::NotSignedIn => problem(S::UNAUTHORIZED, "not_signed_in", "Sign in first"),
            ActionError::CodeNotValid => {
                problem(S::UNPROCESSABLE_ENTITY, "code_not_valid", "The code is not valid")
            }
            ActionError::Login(error) => error.into(),
            ActionError::ContactCodeNeeded => {
                problem(S::UNPROCESSABLE_ENTITY, "contact_code_needed", "A second code is needed")
            }
            ActionError::ContactCodeNotValid => {
                problem(S::UNPROCESSABLE_ENTITY, "contact_code_not_valid", "The second code is not valid")
            }
            ActionError::ContactCodesUsedUp => {
                problem(S::TOO_MANY_REQUESTS, "contact_codes_used_up", "No more codes are sent today")
            }
            ActionError::ContactNotReachable(_) => problem(
                S::UNPROCESSABLE_ENTITY,
                "contact_not_reachable",
                "Nothing can be sent by this channel",
            ),
            ActionError::NeedsAnotherParty => {
                problem(S::CONFLICT, "needs_another_party", "Somebody else has to confirm this")
            }
            ActionError::SessionEnded => problem(S::UNAUTHORIZED, "session_ended", "The session has ended"),
            ActionError::SignInRefused => {
                problem(S::UNPROCESSABLE_ENTITY, "sign_in_refused", "The sign-in was refused")
            }
            ActionError::SeveralAccounts { choices, .. } => {
                problem(S::CONFLICT, "several_accounts", "Several accounts can be meant")
                    .with_problems(choices)
            }
            ActionError::ReadOnlySession => {
                problem(S::FORBIDDEN, "read_only_session", "The session is for reading only")
            }
            ActionError::SecondFactorNeeded => {
                problem(S::FORBIDDEN, "second_factor_needed", "The second factor is needed")
            }
            ActionError::SecondFactorWrong => {
                problem(S::UNPROCESSABLE_ENTITY, "second_factor_wrong", "The second factor is wrong")
            }
            ActionError::NoSecondFactor => {
                problem(S::CONFLICT, "no_second_factor", "There is no second factor")
            }
            ActionError::TooManyWrongCodes => {
                problem(S::TOO_MANY_REQUESTS, "too_many_wrong_codes", "Too many wrong codes were shown")
            }
            ActionError::Transition(_) => {
                problem(S::CONFLICT, "state_does_not_allow", "The state of the meeting does not allow this")
            }
            ActionError::NotBeforeOpening(_) => {
                problem(S::CONFLICT, "not_before_opening", "This is told before voting opens only")
            }
            ActionError::Schedule(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "schedule", "The times cannot stand")
            }
            ActionError::Instant(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "instant", "A time or time zone cannot be read")
            }
            ActionError::Register(mistakes) => {
                let title = "The register has mistakes";
                problem(S::UNPROCESSABLE_ENTITY, "register_mistakes", title).with_mistakes(&mistakes)
            }
            ActionError::Services(mistakes) => {
                let title = "The services have mistakes";
                problem(S::UNPROCESSABLE_ENTITY, "service_mistakes", title).with_rows(mistakes)
            }
            ActionError::Draft(problems) => {
                let title = "The meeting cannot be held as drafted";
                let problems = problems.iter().map(ToString::to_string);
                problem(S::UNPROCESSABLE_ENTITY, "draft_problems", title).with_problems(problems)
            }
            ActionError::Rules(refused) => {
                let problems = refused.0.iter().map(ToString::to_string);
                problem(S::UNPROCESSABLE_ENTITY, "rules", "The rules cannot stand").with_problems(problems)
            }
            ActionError::Roll(_) => problem(S::UNPROCESSABLE_ENTITY, "roll", "The roll cannot be derived"),
            ActionError::Amendment(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "amendment", "The amendment cannot be made")
            }
            ActionError::Statement(_) => {
                problem(S::UNPROCESSABLE_ENTITY, "statement", "The signed statement cannot be taken")
            }
            ActionError::OtherSubject(_) => {
                let title = "The signed statement is about something else";
                problem(S::UNPROCESSABLE_ENTITY, "other_subject", title)
            }
            ActionError::OtherForwarding(_) => {
                let title = "The forwarding is about something else";
                problem(S::UNPROCESSABLE_ENTITY, "other_forwarding", title)
            }
            ActionError::BallotRefused { refusal, statement } => {
                let title = "The ballot was refused";
                problem(S::UNPROCESSABLE_ENTITY, refusal.code(), title).with_refusal(statement)
            }
            ActionError::Refused(refusal) => {
                problem(S::UNPROCESSABLE_ENTITY, refusal.code(), "The ballot was refused")
            }
            ActionError::NotSaved => problem(S::SERVICE_UNAVAILABLE, "not_saved", "The ballot was not saved"),
            ActionError::OutcomeUnknown => {
                problem(S::SERVICE_UNAVAILABLE, OUTCOME_UNKNOWN, "Whether it was saved is not known yet")
            }
            ActionError::RecordSuspended => {
                problem(S::SERVICE_UNAVAILABLE, "record_suspended", "The record is suspended")
            }
            ActionError::Erased(_) => problem(S::GONE, "erased", "The audit material was erased"),
            ActionError::StillNeeded(_) => problem(S::CONFLICT, "still_needed", "This is still needed"),
            ActionError::KeyNotHeld(_) => {
                problem(S::SERVICE_UNAVAILABLE, "key_not_held", "A key of the service is not at hand")
            }
            ActionError::Stale => problem(S::PRECONDITION_FAILED, "stale", "It was changed in the meantime"),
            ActionError::AlreadyThere => problem(S::CONFLICT, "already_there", "It exists already"),
            ActionError::RequestKeyReused => {
                let title = "The key of the request was used for another request";
                problem(S::UNPROCESSABLE_ENTITY, "request_key_reused", title)
            }
            ActionError::RequestUnsettled => {
                problem(S::CONFLICT, "request_unsettled", "The first request has not been answered")
            }
            ActionError::TooManyRequests { seconds, .. } => {
                problem(S::TOO_MANY_REQUESTS, "too_many_requests", "There are too many requests")
                    .after_seconds(seconds)
            }
            ActionError::TooEarly(_) => problem(S::CONFLICT, "too_early", "It is too early"),
            ActionError::TooLate(_) => problem(S::CONFLICT, "too_late", "It is too late"),
            ActionError::LotAwaited { .. } => {
                problem(S::CONFLICT, "lot_awaited", "The count waits for the lot")
            }
            ActionError::Pledge(error) => pledge(error),
            ActionError::Objection(error) => objection(error),
            ActionError::Paper(_) => problem(S::CONFLICT, "paper", "This cannot be said of papers"),
            ActionError::PaperReader(_) => {
                problem(S::FORBIDDEN, "paper_reader", "Somebody else has to read this paper")
            }
            ActionError::PapersOpen { ref why, .. } => {
                let serials = why.unsettled().iter().map(ToString::to_string);
                problem(S::CONFLICT, "papers_open", "Papers hold up the count").with_problems(serials)
            }
            ActionError::Representation(_) => {
                problem(S::CONFLICT, "representation", "This cannot be said of who acts for co-owners")
            }
            ActionError::Act(_) => problem(S::CONFLICT, "act", "This cannot be done now"),
            ActionError::NoticeHeld(_) => {
                problem(S::CONFLICT, "notice_held", "Notice of this meeting cannot be given now")
            }
            ActionError::Mandate(refusal) => {
                problem(S::CONFLICT, "mandate", "This cannot be said of a mandate").because(refusal.reason())
            }
            ActionError::ReadingsDiffer(fields) => {
                let title = "The two who read the paper differ";
                problem(S::CONFLICT, "readings_differ", title).with_problems(fields)
            }
            ActionError::Assistance(_) => {
                problem(S::CONFLICT, "assistance", "This help with a vote cannot be recorded")
            }
            ActionError::Succession(_) => {
                problem(S::CONFLICT, "succession", "This cannot be said of who acts for the elector")
            }
            ActionError::RepresentationDisputed(disputes) => {
                let title = "Co-owners quarrel about who acts for them";
                problem(S::CONFLICT, "representation_disputed", title).with_problems(disputes)
            }
            ActionError::Field { .. } => problem(S::UNPROCESSABLE_ENTITY, "field", "A field cannot be taken"),
            ActionError::Store(_) => unavailable(&error),
            ActionError::Damaged(_) => damaged(&error),
        }
    }
}

fn not_found(thing: Thing) -> Problem {
    let (code, title) = match thing {
        Thing::Community => ("community_not_found", "There is no such community"),
        Thing::Register => ("register_not_found", "There is no register yet"),
        Thing::Owner => ("owner_not_found", "There is no such owner in the register"),
        Thing::Meeting => ("meeting_not_found", "There is no such meeting"),
        Thing::Matter => ("matter_not_found", "There is no such matter on the agenda"),
        Thing::RulePack => ("rule_pack_not_found", "There is no such rule pack"),
        Thing::Overlay => ("overlay_not_found", "There is no such overlay"),
        Thing::Document => ("document_not_found", "There is no such document"),
        Thing::Certificate => ("certificate_not_found", "There is no certificate yet"),
        Thing::Objection => ("objection_not_found", "There is no such objection"),
        Thing::Tile => ("tile_not_found", "There is no such tile"),
        Thing::Key => ("key_not_found", "There is no such key"),
        Thing::Hold => ("hold_not_found", "There is no such hold"),
        Thing::Grant => ("grant_not_found", "There is no such office"),
        Thing::RollAmendment => ("roll_amendment_not_found", "There is no such amendment"),
        Thing::Provider => ("provider_not_found", "There is no such provider"),
        Thing::EnrolmentRequest => {
            ("enrolment_request_not_found", "There is no such enrolment waiting to be confirmed")
        }
        Thing::Session => ("session_not_found", "There is no such session"),
        Thing::Officer => ("officer_not_found", "There is no such officer in the community"),
        Thing::ActingStatement => {
            ("acting_statement_not_found", "There is no such statement waiting for a second person")
        }
        Thing::Elector => ("elector_not_found", "There is no such elector on the roll"),
        Thing::Reading => ("no_reading", "There is no paper that waits for a second reader"),
        Thing::Mandate => ("no_mandate", "There is no such mandate"),
        Thing::Paper => ("paper_not_found", "There is no such paper in this meeting"),
        Thing::PaperList => ("paper_list_not_found", "There is no such list of papers"),
        Thing::PaperSample => {
            ("paper_sample_not_found", "There is no sample before the papers are reconciled")
        }
        Thing::Message => ("message_not_found", "There is no such message"),
        Thing::Carrier => ("carrier_not_found", "Nothing is brought on by such a channel here"),
        Thing::Notice => ("notice_not_found", "There is no such version of the notice"),
        Thing::Attachment => ("attachment_not_found", "No version of the notice names such a file"),
        Thing::Process => ("process_not_found", "There is no such process in this community"),
        Thing::ArchiveFile => {
            ("archive_file_not_found", "There is no such file in the archive, or not for you")
        }
        Thing::Evidence => ("evidence_not_found", "There is no such file of evidence"),
        Thing::Lot => ("lot_not_found", "No lot breaks ties in this meeting"),
        Thing::CalendarLink => ("calendar_link_not_found", "There is no such link to a calendar"),
        Thing::WitnessPolicy => ("witness_policy_not_found", "No witnesses are required here"),
    };
    Problem::new(StatusCode::NOT_FOUND, code, title, title)
}

/// Why nothing became of an objection so.
fn objection(error: ObjectionError) -> Problem {
    let (status, code, title) = match error {
        ObjectionError::Withdrawn | ObjectionError::Answered => {
            (StatusCode::CONFLICT, "already_there", "It exists already")
        }
        ObjectionError::NotAnswered => {
            (StatusCode::CONFLICT, "not_answered", "There is no answer to correct")
        }
        ObjectionError::OtherGround { .. } | ObjectionError::NothingToAmend => {
            (StatusCode::UNPROCESSABLE_ENTITY, "field", "A field cannot be taken")
        }
    };
    Problem::new(status, code, title, error.to_string())
}

/// Why a statement about the lot was not taken; what it may share with other statements has their codes.
fn pledge(error: PledgeError) -> Problem {
    let detail = error.to_string();
    let problem = |status, code, title| Problem::new(status, code, title, detail.clone());
    match error {
        PledgeError::Statement(error) => ActionError::Statement(error).into(),
        PledgeError::OtherMeeting => ActionError::OtherSubject("another record, community or meeting").into(),
        PledgeError::RoleHasCommitted(_) | PledgeError::KeyHasCommitted | PledgeError::Revealed => {
            problem(StatusCode::CONFLICT, "already_there", "It exists already")
        }
        PledgeError::RoleMayNot(_) => {
            problem(StatusCode::FORBIDDEN, "forbidden", "Your role does not allow this")
        }
        PledgeError::NothingCommitted | PledgeError::DoesNotFit => {
            let title = "The value was not committed to";
            problem(StatusCode::UNPROCESSABLE_ENTITY, "lot_value", title)
        }
        PledgeError::Canonical(error) => ActionError::damaged(error).into(),
    }
}

/// The database may answer in a moment; why it did not is for the log.
fn unavailable(error: &ActionError) -> Problem {
    tracing::error!(error = error as &dyn std::error::Error, "the database failed");
    let detail = "the database cannot be used right now; try again in a moment";
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "The service cannot do this right now",
        detail,
    )
}

/// Nothing more can be done by trying again; what contradicts what is for the log.
fn damaged(error: &ActionError) -> Problem {
    tracing::error!(error = error as &dyn std::error::Error, "what is stored contradicts itself");
    let detail = "what is stored contradicts itself; tell whoever runs the service";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "damaged", "The service found damage", detail)
}
