//! Who may ask: the role stands on the route as the marker of an extractor.
//!
//! `By<Secretaries>` in a handler's arguments is the whole of its authorization; without it an
//! operation is open to everybody. Roles are those held in the `{community}` of the address at
//! this moment; an operator holds no other role than that anywhere. What an officer or operator holds
//! counts once a second factor was shown in the session, and a session for reading only reads.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::problem::Problem;
use super::tokens::{Bearer, Tokens};
use crate::actions::Service;
use crate::actions::error::ActionError;
use crate::actions::meetings::Audience;
use crate::actions::standing::{self, Standing};
use crate::domain::communities::CommunityId;
use crate::domain::identity::{Role, SessionScope};

/// The officers who see a meeting that is still a draft.
const OFFICERS: [Role; 4] = [Role::Convener, Role::Secretary, Role::Scrutineer, Role::Supervisor];

/// What signs out; a session for reading may do that, too.
const SIGN_OUT: &str = "/api/v1/sessions/current";

/// How the address ends that opens a notice; whoever reads it may have that recorded.
const OPENINGS: &str = "/notice/openings";

/// The roles an operation is for.
pub trait Allowed {
    /// Any one of these is enough; if there are none, being signed in is.
    const ROLES: &'static [Role];
}

/// Declares markers and the roles they stand for.
macro_rules! allowed {
    ($($(#[$meta:meta])* $marker:ident = [$($role:ident),*];)*) => {
        $(
            $(#[$meta])*
            pub struct $marker;

            impl Allowed for $marker {
                const ROLES: &'static [Role] = &[$(Role::$role),*];
            }
        )*
    };
}

allowed! {
    /// Whoever is signed in.
    Anybody = [];
    /// Whoever runs the machine.
    Operators = [Operator];
    /// Whoever may invite: the operator the supervising office, the office the officers.
    Inviters = [Operator, Supervisor];
    /// The secretary, who keeps the register.
    Secretaries = [Secretary];
    /// Whoever holds an office: who resigns, and the supervising office, which ends others' terms.
    Officers = [Secretary, Convener, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee, Trustee];
    /// Whoever confirms whose a key is: the secretary, a second officer, an owner for another device.
    Confirmers = [Owner, Secretary, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee];
    /// Owners, and nobody else.
    Owners = [Owner];
    /// Whoever calls a meeting and answers for it.
    Conveners = [Convener];
    /// Whoever prepares meetings.
    Drafters = [Convener, Secretary];
    /// Whoever may see what services left behind.
    EvidenceReaders = [Convener, Scrutineer, Supervisor];
    /// Whoever records service of notice.
    Messengers = [Convener, Secretary, Scrutineer];
    /// Whoever may count: the count is the same whoever asks for it.
    Counters = [Convener, Scrutineer];
    /// Whoever corrects a provisional roll, which its convener cannot do alone.
    RollKeepers = [Secretary, Supervisor];
    /// Whoever confirms or refuses an amendment of the roll: other bodies than those that call meetings.
    RollConfirmers = [Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever signs amendments of the roll, confirms them or convenes on them.
    AmendmentReaders = [Secretary, Convener, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever can have raised an objection, or recorded it for an owner.
    Objectors = [Owner, Secretary, Supervisor];
    /// Whoever reads a paper first.
    PaperReaders = [Secretary, Convener];
    /// Whoever acts for the owners towards a manager.
    Parties = [Chair, Convener];
    /// Whoever takes part in forming the first assembly.
    Formers = [Owner, Convener, Supervisor, ResidentsCommittee];
    /// Whoever signs, answers or follows up a petition.
    Petitioners = [Owner, Chair, Convener, Supervisor];
    /// Whoever has a part in a call for candidates.
    SlateParties = [Owner, Convener, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever excludes holders of mandates.
    Excluders = [Convener, Supervisor];
    /// Whoever answers for objections or watches over them.
    ObjectionReaders = [Convener, Scrutineer, Supervisor];
    /// Whoever draws up or checks the minutes of a meeting.
    MinuteTakers = [Convener, Secretary, Scrutineer, Supervisor];
    /// Officers of different bodies, who commit to the values of a lot.
    Pledgers = [Convener, Scrutineer, Supervisor];
    /// Whoever certifies a result.
    Certifiers = [Scrutineer, Supervisor];
    /// Whoever takes paper ballots back, or out.
    PaperLoggers = [Secretary, Convener];
    /// Whoever reads paper ballots and counts them by hand.
    PaperTellers = [Scrutineer, Secretary, Convener, Supervisor, ResidentsCommittee];
    /// Whoever holds a sample of paper ballots against the scans.
    PaperSamplers = [Scrutineer, Convener, Supervisor, ResidentsCommittee];
    /// The supervising office.
    Supervisors = [Supervisor];
    /// Whoever is entitled to check ballots: scrutineers and the office.
    Auditors = [Scrutineer, Supervisor];
    /// Whoever files a result with the authority, and the authority.
    Filers = [Convener, Supervisor];
    /// Whoever answers for contacts or watches whether messages arrive.
    MessageReaders = [Secretary, Scrutineer, Supervisor, Operator];
    /// Whoever mends what keeps messages from being sent.
    MessageKeepers = [Secretary, Operator];
    /// Whoever sends the notice of a meeting.
    Senders = [Convener, Secretary];
    /// Whoever follows how a notice is served.
    DeliveryReaders = [Convener, Secretary, Scrutineer, Supervisor];
    /// Whoever speaks of the end of a term, or of a handover.
    TermSpeakers = [Owner, Convener, Member, Chair, Supervisor, ResidentsCommittee];
    /// Whoever holds, serves or visits sittings of the owners' committee.
    Sitters = [Chair, Member, Secretary, ResidentsCommittee, Supervisor];
    /// Whoever asks for a seal, approves its use or sets it.
    Sealers = [Chair, Member, Secretary];
    /// Whoever enters documents in the archive.
    Archivists = [Secretary, Chair, Member, Convener, Supervisor, ResidentsCommittee];
    /// Whoever signs deeds that name files: they are kept in the archive first.
    Uploaders = [Owner, Secretary, Convener, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever objects to steps.
    ContestObjectors = [Owner, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever objected, answers, or records what follows.
    ContestSpeakers = [
        Owner, Secretary, Convener, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee
    ];
    /// Whoever reads what was written in objections to steps; an owner what they wrote.
    ContestReaders = [Owner, Convener, Chair, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever counts a meeting again.
    Recounters = [Convener, Scrutineer, Supervisor];
    /// Whoever opens or answers evaluations.
    EvaluationSpeakers = [Owner, Chair, Supervisor, ResidentsCommittee];
    /// Whoever publishes the totals of evaluations or watches over that.
    EvaluationReaders = [Chair, Scrutineer, Supervisor, ResidentsCommittee];
    /// Whoever files a committee with the authority, and the authority.
    CommitteeFilers = [Chair, Member, Secretary, Convener, Supervisor];
    /// Everybody with a role in the community.
    Members = [
        Owner, Secretary, Convener, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee, Trustee
    ];
    /// Everybody with a role in the community, and the operator.
    Insiders = [
        Owner, Secretary, Convener, Member, Chair, Scrutineer, Supervisor, ResidentsCommittee, Trustee,
        Operator
    ];
}

/// Whoever asks, after it was checked that they may.
pub struct By<A: Allowed> {
    standing: Standing,
    allowed: PhantomData<A>,
}

impl<A: Allowed> By<A> {
    /// Who they are and what they hold in the community of the address.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Whether they see meetings that are still drafts.
    #[must_use]
    pub fn audience(&self) -> Audience {
        if self.standing.is_any_of(&OFFICERS) { Audience::Officers } else { Audience::Members }
    }

    /// Their account.
    #[must_use]
    pub const fn account(&self) -> Uuid {
        self.standing.account
    }
}

impl<A: Allowed> FromRequest for By<A> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let community = request.match_info().get("community").and_then(|id| id.parse().ok());
            let community = community.map(CommunityId::new);
            // The door has looked already, at the same request, before anything of its body was read.
            let known = request.extensions().get::<Standing>().cloned();
            let standing = match known {
                Some(standing) => standing,
                None => standing(&request, community).await?,
            };
            standing.check(A::ROLES)?;
            Ok(Self { standing, allowed: PhantomData })
        })
    }
}

/// Who asks and what they are in a community; nobody is signed in without a good access token, and nobody does
/// with a session what it is not for.
pub(super) async fn standing(
    request: &HttpRequest,
    community: Option<CommunityId>,
) -> Result<Standing, Problem> {
    let bearer = bearer(request)?.ok_or_else(Problem::not_signed_in)?;
    let standing = standing::standing(service(request)?, bearer.account, bearer.session, community).await?;
    check_scope(request, &standing)?;
    Ok(standing)
}

/// Whoever asks, if they are signed in; an access token that is not good is refused.
pub struct Perhaps(pub Option<Standing>);

impl FromRequest for Perhaps {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { signed_in(&request).await.map(Self) })
    }
}

/// Whoever a request is from, without their roles; none if there is no token.
pub(super) async fn signed_in(request: &HttpRequest) -> Result<Option<Standing>, Problem> {
    let Some(bearer) = bearer(request)? else { return Ok(None) };
    let standing = standing::standing(service(request)?, bearer.account, bearer.session, None).await?;
    check_scope(request, &standing)?;
    Ok(Some(standing))
}

/// The one place that holds sessions to their scope: one for reading reads, opens notices, and signs out.
fn check_scope(request: &HttpRequest, standing: &Standing) -> Result<(), Problem> {
    let reads = request.method().is_safe();
    let signs_out = request.method() == Method::DELETE && request.path() == SIGN_OUT;
    let opens = request.method() == Method::POST && request.path().ends_with(OPENINGS);
    match standing.scope {
        SessionScope::ReadOnly if !(reads || signs_out || opens) => Err(ActionError::ReadOnlySession.into()),
        SessionScope::ReadOnly | SessionScope::Full => Ok(()),
    }
}

/// Whoever the access token of a request is from; none if there is no token (RFC 6750 section 2.1).
fn bearer(request: &HttpRequest) -> Result<Option<Bearer>, Problem> {
    let mut headers = request.headers().get_all(AUTHORIZATION);
    let Some(value) = headers.next() else { return Ok(None) };
    if headers.next().is_some() {
        return Err(Problem::not_signed_in());
    }
    let text = value.to_str().map_err(|_| Problem::not_signed_in())?;
    let (scheme, token) = text.split_once(' ').ok_or_else(Problem::not_signed_in)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Problem::not_signed_in());
    }
    let now = service(request)?.surroundings().now();
    let tokens = request.app_data::<Data<Tokens>>().ok_or_else(Problem::not_signed_in)?;
    tokens.read(token, now).map(Some).map_err(|_| Problem::not_signed_in())
}

/// The service that every request is answered from.
pub(super) fn service(request: &HttpRequest) -> Result<&Data<Service>, Problem> {
    let missing = || ActionError::Damaged("the server was started without its service".to_owned());
    request.app_data::<Data<Service>>().ok_or_else(|| missing().into())
}
