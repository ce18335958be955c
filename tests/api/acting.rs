//! Votes cast with help, and electors that pass to others while a vote is open.

use ed25519_dalek::SigningKey;
use quorate::domain::meetings::MeetingState;
use quorate::domain::successions::SuccessionKind;
use quorate::evidence::acting::{ActingConfirmation, AssistanceStatement, SuccessionStatement};
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::mandates::MandateStatement;
use quorate::evidence::statements::{EnrolmentConfirmation, Statement as _};
use quorate::evidence::text::Text;
use quorate::verify::report::Report;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::app::NOBODY;
use crate::assembly::{Assembly, CLOSES, ELECTORS, Person, REGISTER, nonce, yes};
use crate::calls::Place;
use crate::estate::{enrolment, id, new_key};
use crate::proofs::{certify, proved};

/// An hour and a half, within which help covers a ballot, and half an hour more, after which it does not.
const HOURS: [i64; 2] = [90 * 60, 30 * 60];

/// The head of the table.
const HEADER: &str = "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,\
    name,phone,email,acting_role,acting_name,acting_phone\n";

/// Enrols a key at the desk, as secretary and scrutineer confirm it.
pub async fn at_the_desk(assembly: &Assembly, owner: &str) -> SigningKey {
    let token = assembly.token(&assembly.secretary).await;
    let code = assembly.check_at_desk(&token, assembly.community, owner, "desk").await.expect(201);
    let code = code["code"].as_str().unwrap().to_owned();
    let preview = assembly.preview_activation(&code).await.expect(200);
    let key = new_key();
    let waits = assembly.activate(NOBODY, &code, &enrolment(&preview, &key)).await.expect(202);
    let text = |field: &str| preview[field].as_str().unwrap();
    for (by, role) in [(&assembly.secretary, "secretary"), (&assembly.scrutineer, "scrutineer")] {
        let confirmation = EnrolmentConfirmation {
            v: 1,
            origin: text("origin").to_owned(),
            community: assembly.community,
            activation: id(&preview["activation"]),
            method: text("method").parse().unwrap(),
            owner: text("owner").parse().unwrap(),
            key: PublicKey::of(&key).id(),
            role: role.parse().unwrap(),
            nonce: nonce(),
        };
        let (token, signed) = (assembly.token(by).await, confirmation.sign(&by.key).unwrap());
        assembly
            .confirm_enrolment(&token, (assembly.community, id(&waits["request"])), &signed)
            .await
            .expect(201);
    }
    key
}

async fn elector(assembly: &Assembly, place: Place, owner: &str) -> String {
    let token = assembly.token(assembly.owner(owner)).await;
    let electors = assembly.my_electors(&token, place).await.expect(200);
    electors[0]["elector"].as_str().unwrap().to_owned()
}

async fn assistance(assembly: &Assembly, place: Place, owner: &str, key: &SigningKey) -> AssistanceStatement {
    AssistanceStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: elector(assembly, place, owner).await.parse().unwrap(),
        owner: owner.parse().unwrap(),
        key: PublicKey::of(key).id(),
        place: "desk".parse().unwrap(),
        nonce: nonce(),
    }
}

async fn propose(assembly: &Assembly, place: Place, by: &Person, own: &AssistanceStatement) -> Answer {
    let (token, signed) = (assembly.token(by).await, own.sign(&by.key).unwrap());
    assembly.record_assistance(&token, place, &signed).await
}

/// Somebody's confirmation of a statement of this hash.
async fn confirmation(assembly: &Assembly, place: Place, statement: &str, role: &str) -> ActingConfirmation {
    ActingConfirmation {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        statement: statement.parse().unwrap(),
        role: role.parse().unwrap(),
        nonce: nonce(),
    }
}

async fn confirm(
    assembly: &Assembly,
    place: Place,
    (what, statement): (&str, &str),
    (by, role): (&Person, &str),
) -> Answer {
    let signed = confirmation(assembly, place, statement, role).await.sign(&by.key).unwrap();
    let token = assembly.token(by).await;
    assembly.confirm_acting(&token, place, (what, statement), &signed).await
}

/// Secretary and scrutineer say that an owner votes with help and this key.
async fn help(assembly: &Assembly, place: Place, owner: &str, key: &SigningKey) {
    let own = assistance(assembly, place, owner, key).await;
    let waits = propose(assembly, place, &assembly.secretary, &own).await.expect(202);
    let statement = waits["statement"].as_str().unwrap();
    let by = (&assembly.scrutineer, "scrutineer");
    let answer = confirm(assembly, place, ("assistances", statement), by).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

async fn succession(
    assembly: &Assembly,
    place: Place,
    (of, kind): (&str, SuccessionKind),
    (before, after): (&[&str], &[&str]),
) -> SuccessionStatement {
    let owners = |names: &[&str]| names.iter().map(|name| Text(name.parse().unwrap())).collect();
    SuccessionStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: of.parse().unwrap(),
        by: kind,
        before: owners(before),
        after: owners(after),
        evidence: Digest::of(b"a deed"),
        reason: "依据不动产登记".to_owned(),
        nonce: nonce(),
    }
}

async fn propose_succession(assembly: &Assembly, place: Place, own: &SuccessionStatement) -> Answer {
    let token = assembly.token(&assembly.secretary).await;
    let signed = own.sign(&assembly.secretary.key).unwrap();
    assembly.record_succession(&token, place, &signed).await
}

/// Secretary and supervising office say that others act for an elector.
async fn succeed(assembly: &Assembly, place: Place, of: (&str, SuccessionKind), owners: (&[&str], &[&str])) {
    let own = succession(assembly, place, of, owners).await;
    let waits = propose_succession(assembly, place, &own).await.expect(202);
    let statement = waits["statement"].as_str().unwrap();
    let by = (&assembly.supervisor, "supervisor");
    let answer = confirm(assembly, place, ("successions", statement), by).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
}

/// Imports the register again with other owners of some units.
async fn import(assembly: &Assembly, changes: &[(&str, &str)]) {
    let mut table = REGISTER.to_owned();
    for (from, to) in changes {
        assert!(table.contains(from), "{from}");
        table = table.replace(from, to);
    }
    let token = assembly.token(&assembly.secretary).await;
    assembly.import_register(&token, assembly.community, "", &format!("{HEADER}{table}")).await.expect(201);
}

/// A ballot of an elector that says yes to everything, signed with a key.
async fn ballot(
    assembly: &Assembly,
    place: Place,
    (as_of, elector): (&str, &str),
    key: &SigningKey,
) -> String {
    let token = assembly.token(assembly.owner(as_of)).await;
    let own = assembly.my_electors(&token, place).await.expect(200);
    let mut ballot = assembly.ballot(place, as_of).await;
    // Whoever succeeded an owner has electors of their own beside this one.
    if let Some(own) = own.as_array().unwrap().iter().find(|own| own["elector"] == elector) {
        let matters = own["matters"].as_array().unwrap();
        ballot.choices = matters.iter().map(|matter| yes(matter.as_str().unwrap())).collect();
    }
    ballot.elector = elector.parse().unwrap();
    ballot.nonce = nonce();
    ballot.sign(key).unwrap()
}

/// The certified tally, and what the verifier says, who finds nothing wrong.
async fn counted(assembly: &Assembly, place: Place) -> (Value, Report) {
    assembly.advance_to(CLOSES).await;
    certify(assembly, place).await;
    let tally = assembly.read_tally(place).await.expect(200);
    (tally, proved(assembly, place, MeetingState::Counted).await)
}

#[tokio::test]
async fn an_elderly_owner_comes_with_a_letter_and_has_voted_when_they_leave() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let key = at_the_desk(&assembly, "o-01").await;
    let own = ballot(&assembly, place, ("o-01", &elector(&assembly, place, "o-01").await), &key).await;
    assembly.cast_ballot(place, &own).await.problem(422, "key_cooling");
    help(&assembly, place, "o-01", &key).await;
    assembly.accepted(place, &own).await;
    // One more is not covered: help is for one ballot.
    let token = assembly.token(assembly.owner("o-01")).await;
    let units = assembly.my_units(&token, place.0).await.expect(200);
    assert_eq!(units["ballots"][0]["assisted"], true);
    let token = assembly.token(&assembly.scrutineer).await;
    let list = assembly.list_assistances(&token, place).await.expect(200);
    let shown = &list[0];
    assert_eq!(
        (&shown["unit"], &shown["by"], &shown["place"]),
        (&json!("1-0101"), &json!("secretary"), &json!("desk"))
    );
    assert_eq!((&shown["confirmed_by"], &shown["voted"]), (&json!("scrutineer"), &json!(true)));
    let seen = assembly.read_participation(&token, place, "").await.expect(200);
    let seen = seen["items"].as_array().or_else(|| seen.as_array()).unwrap();
    let helped = seen.iter().filter(|one| one["ballot"]["assisted"] == true).count();
    assert_eq!(helped, 1);
    assembly.tick().await;
    let told: Vec<_> = assembly.phones().of("13800001101").into_iter().map(|own| own.kind).collect();
    assert!(told.contains(&"vote_assisted".to_owned()), "{told:?}");
    // The key on the tablet ends when its owner leaves; the vote stands.
    let token = assembly.token(&assembly.secretary).await;
    let thumbprint = PublicKey::of(&key).id().to_string();
    assert_eq!(assembly.revoke_key(&token, place.0, &thumbprint).await.status, 204);
    let (tally, report) = counted(&assembly, place).await;
    assert_eq!((&tally["ballots_received"], &tally["ballots_counted"]), (&json!(1), &json!(1)));
    assert_eq!(report.assisted, Some(1));
    let [share] = &report.assistances[..] else { panic!("{:?}", report.assistances) };
    assert_eq!((share.role.as_str(), share.recorded, share.voted), ("secretary", 1, 1));
    assembly.stop().await;
}

#[tokio::test]
async fn help_covers_the_next_ballot_for_two_hours_and_no_other() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let key = at_the_desk(&assembly, "o-01").await;
    let of = elector(&assembly, place, "o-01").await;
    help(&assembly, place, "o-01", &key).await;
    assembly.advance(HOURS[0]).await;
    let first = ballot(&assembly, place, ("o-01", &of), &key).await;
    assembly.accepted(place, &first).await;
    let second = ballot(&assembly, place, ("o-01", &of), &key).await;
    assembly.cast_ballot(place, &second).await.problem(422, "key_cooling");
    help(&assembly, place, "o-01", &key).await;
    assembly.advance(HOURS[0] + HOURS[1]).await;
    let late = ballot(&assembly, place, ("o-01", &of), &key).await;
    assembly.cast_ballot(place, &late).await.problem(422, "key_cooling");
    assembly.stop().await;
}

#[tokio::test]
async fn an_old_key_may_be_helped_too_and_the_same_confirmation_gets_the_same_receipt() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let key = assembly.owner("o-02").key.clone();
    let own = assistance(&assembly, place, "o-02", &key).await;
    let waits = propose(&assembly, place, &assembly.convener, &own).await.expect(202);
    let again = propose(&assembly, place, &assembly.convener, &own).await.expect(202);
    assert_eq!(waits, again);
    let statement = waits["statement"].as_str().unwrap();
    // A neighbour who is there is the witness.
    let neighbour = assembly.owner("o-09");
    let signed = confirmation(&assembly, place, statement, "owner").await.sign(&neighbour.key).unwrap();
    let token = assembly.token(neighbour).await;
    let first = assembly.confirm_acting(&token, place, ("assistances", statement), &signed).await;
    let second =
        assembly.unchanged(assembly.confirm_acting(&token, place, ("assistances", statement), &signed)).await;
    assert_eq!((first.status, &first.text), (201, &second.text));
    let by = (&assembly.scrutineer, "scrutineer");
    confirm(&assembly, place, ("assistances", statement), by).await.problem(409, "already_there");
    assembly.vote(place, "o-02").await;
    assert_eq!(counted(&assembly, place).await.1.assisted, Some(1));
    assembly.stop().await;
}

#[tokio::test]
async fn nobody_helps_alone_with_an_officers_key_or_in_their_own_cause() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let key = at_the_desk(&assembly, "o-03").await;
    let own = assistance(&assembly, place, "o-03", &key).await;
    // The officer's own key.
    let officers = AssistanceStatement { key: PublicKey::of(&assembly.secretary.key).id(), ..own.clone() };
    propose(&assembly, place, &assembly.secretary, &officers).await.problem(409, "assistance");
    // A key of somebody else, an elector of somebody else, a key that nobody enrolled.
    let others = AssistanceStatement { key: PublicKey::of(&assembly.owner("o-06").key).id(), ..own.clone() };
    propose(&assembly, place, &assembly.secretary, &others).await.problem(409, "assistance");
    let of = elector(&assembly, place, "o-06").await.parse().unwrap();
    let other = AssistanceStatement { elector: of, ..own.clone() };
    propose(&assembly, place, &assembly.secretary, &other).await.problem(409, "assistance");
    let unknown = AssistanceStatement { key: PublicKey::of(&new_key()).id(), ..own.clone() };
    propose(&assembly, place, &assembly.secretary, &unknown).await.problem(409, "assistance");
    // Signed with another key than the caller's.
    let token = assembly.token(&assembly.secretary).await;
    let signed = own.sign(&assembly.convener.key).unwrap();
    assembly.record_assistance(&token, place, &signed).await.problem(422, "statement");

    let waits = propose(&assembly, place, &assembly.secretary, &own).await.expect(202);
    let statement = ("assistances", waits["statement"].as_str().unwrap());
    // Without a second person the key waits still.
    let cast = ballot(&assembly, place, ("o-03", &own.elector.to_string()), &key).await;
    assembly.cast_ballot(place, &cast).await.problem(422, "key_cooling");
    let same = (&assembly.secretary, "secretary");
    confirm(&assembly, place, statement, same).await.problem(409, "assistance");
    // A co-owner is no witness.
    confirm(&assembly, place, statement, (assembly.owner("o-04"), "owner")).await.problem(409, "assistance");
    // Nor is the owner who votes, with another key of theirs.
    confirm(&assembly, place, statement, (assembly.owner("o-03"), "owner")).await.problem(409, "assistance");
    // A role that is not held.
    confirm(&assembly, place, statement, (assembly.owner("o-09"), "chair")).await.problem(403, "forbidden");
    confirm(&assembly, place, ("successions", statement.1), (&assembly.supervisor, "supervisor"))
        .await
        .problem(404, "acting_statement_not_found");
    assembly.cast_ballot(place, &cast).await.problem(422, "key_cooling");
    let answer = confirm(&assembly, place, statement, (assembly.owner("o-09"), "owner")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assembly.accepted(place, &cast).await;
    assembly.advance_to(CLOSES).await;
    let late = assistance(&assembly, place, "o-06", &assembly.owner("o-06").key.clone()).await;
    propose(&assembly, place, &assembly.secretary, &late).await.problem(409, "state_does_not_allow");
    assembly.stop().await;
}

#[tokio::test]
async fn a_unit_sold_after_its_vote_keeps_it_and_the_buyer_is_told_so() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({ "revote": "until_close" })).await;
    let (sold, kept) = (elector(&assembly, place, "o-07").await, elector(&assembly, place, "o-08").await);
    assembly.vote(place, "o-07").await;
    // The register still names who sold.
    let own = succession(&assembly, place, (&sold, SuccessionKind::Transfer), (&["o-07"], &["o-09"])).await;
    propose_succession(&assembly, place, &own).await.problem(409, "succession");
    import(
        &assembly,
        &[
            ("o-07,natural,周雪琴,13800001107", "o-09,natural,郑晓红,13800001109"),
            ("o-08,natural,吴天明,13800001108", "o-10,natural,孙立群,13800001110"),
        ],
    )
    .await;
    succeed(&assembly, place, (&sold, SuccessionKind::Transfer), (&["o-07"], &["o-09"])).await;
    let key = assembly.owner("o-09").key.clone();
    let refused = ballot(&assembly, place, ("o-09", &sold), &key).await;
    let problem = assembly.unchanged(assembly.cast_ballot(place, &refused)).await;
    let problem = problem.problem(422, "voted_before_transfer");
    assert!(problem["refusal"].is_string(), "{problem}");
    let former = ballot(&assembly, place, ("o-09", &sold), &assembly.owner("o-07").key).await;
    assembly.cast_ballot(place, &former).await.problem(422, "not_entitled");
    // The other one was sold before anybody voted for it: the buyer does.
    succeed(&assembly, place, (&kept, SuccessionKind::Transfer), (&["o-08"], &["o-10"])).await;
    let former = ballot(&assembly, place, ("o-09", &kept), &assembly.owner("o-08").key).await;
    assembly.cast_ballot(place, &former).await.problem(422, "not_entitled");
    let mut bought = assembly.ballot(place, "o-10").await;
    let token = assembly.token(assembly.owner("o-10")).await;
    let mine = assembly.my_electors(&token, place).await.expect(200);
    assert_eq!(mine.as_array().unwrap().len(), 2);
    (bought.elector, bought.supersedes) = (kept.parse().unwrap(), None);
    assembly.accepted(place, &bought.sign(&assembly.owner("o-10").key).unwrap()).await;
    assembly.tick().await;
    for number in ["13800001109", "13800001110"] {
        let told: Vec<_> = assembly.phones().of(number).into_iter().map(|own| own.kind).collect();
        assert!(told.contains(&"acting_changed".to_owned()), "{number}: {told:?}");
    }
    let token = assembly.token(&assembly.supervisor).await;
    let list = assembly.list_successions(&token, place).await.expect(200);
    assert_eq!((&list[0]["kind"], &list[0]["confirmed_by"]), (&json!("transfer"), &json!("supervisor")));
    let (tally, _) = counted(&assembly, place).await;
    assert_eq!((&tally["ballots_received"], &tally["ballots_counted"]), (&json!(2), &json!(2)));
    assert_eq!(tally["matters"][0]["verdict"]["totals"]["all"]["heads"], ELECTORS, "{}", tally["matters"][0]);
    assembly.stop().await;
}

#[tokio::test]
async fn two_heirs_who_quarrel_wait_for_the_convener() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let of = elector(&assembly, place, "o-06").await;
    let row = "1-0302,1,1,3,0302,dwelling,120.5,register,delivered,o-06,natural,刘海波,13800001106,,,,\n";
    let heirs = "1-0302,1,1,3,0302,dwelling,120.5,register,delivered,o-07,natural,周雪琴,13800001107,,,,\n\
        1-0302,1,1,3,0302,dwelling,120.5,register,delivered,o-08,natural,吴天明,13800001108,,,,\n";
    import(&assembly, &[(row, heirs)]).await;
    succeed(&assembly, place, (&of, SuccessionKind::Inheritance), (&["o-06"], &["o-07", "o-08"])).await;
    let first = ballot(&assembly, place, ("o-07", &of), &assembly.owner("o-07").key).await;
    assembly.accepted(place, &first).await;
    let second = ballot(&assembly, place, ("o-08", &of), &assembly.owner("o-08").key).await;
    assembly.cast_ballot(place, &second).await.problem(422, "not_representative");
    let objection = quorate::evidence::representation::RepresentationObjection {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: of.parse().unwrap(),
        representative: "o-07".parse().unwrap(),
        reason: None,
        nonce: nonce(),
    };
    let token = assembly.token(assembly.owner("o-08")).await;
    let signed = objection.sign(&assembly.owner("o-08").key).unwrap();
    let answer = assembly.say_of_representation(&token, place, "objections", &signed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    // While they quarrel nothing passes on.
    let own =
        succession(&assembly, place, (&of, SuccessionKind::Transfer), (&["o-07", "o-08"], &["o-09"])).await;
    propose_succession(&assembly, place, &own).await.problem(409, "succession");
    assembly.advance_to(CLOSES).await;
    let token = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&token, place).await.problem(409, "representation_disputed");
    let decision = quorate::evidence::representation::RepresentationDecision {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: of.parse().unwrap(),
        outcome: "set_aside".parse().unwrap(),
        reason: "继承人之间有争议".to_owned(),
        nonce: nonce(),
    };
    let token = assembly.token(&assembly.convener).await;
    let signed = decision.sign(&assembly.convener.key).unwrap();
    let answer = assembly.say_of_representation(&token, place, "decisions", &signed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let (tally, _) = counted(&assembly, place).await;
    assert_eq!((&tally["ballots_counted"], &tally["co_owned"]["set_aside"]), (&json!(0), &json!(1)));
    assembly.stop().await;
}

#[tokio::test]
async fn a_guardian_votes_with_a_new_key_and_the_wards_keys_end() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let of = elector(&assembly, place, "o-02").await;
    let template = assembly.ballot(place, "o-02").await;
    succeed(&assembly, place, (&of, SuccessionKind::Guardian), (&["o-02"], &["o-02"])).await;
    let old = template.sign(&assembly.owner("o-02").key).unwrap();
    assembly.cast_ballot(place, &old).await.problem(422, "key_revoked");
    let key = at_the_desk(&assembly, "o-02").await;
    let own = AssistanceStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: of.parse().unwrap(),
        owner: "o-02".parse().unwrap(),
        key: PublicKey::of(&key).id(),
        place: "door".parse().unwrap(),
        nonce: nonce(),
    };
    let waits = propose(&assembly, place, &assembly.secretary, &own).await.expect(202);
    let statement = ("assistances", waits["statement"].as_str().unwrap());
    let answer = confirm(&assembly, place, statement, (assembly.owner("o-09"), "owner")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    assembly.accepted(place, &template.sign(&key).unwrap()).await;
    counted(&assembly, place).await;
    assembly.stop().await;
}

#[tokio::test]
async fn an_elector_passes_as_a_whole_by_two_officers_and_after_the_opening() {
    let assembly = Assembly::gather().await;
    let mut draft = crate::assembly::draft();
    draft["switches"] = json!({});
    let place = assembly.noticed(&draft).await;
    let of = elector(&assembly, place, "o-05").await;
    let kind = SuccessionKind::Transfer;
    let own = succession(&assembly, place, (&of, kind), (&["o-05"], &["o-09"])).await;
    // Before the opening the roll is amended.
    let problem = propose_succession(&assembly, place, &own).await.problem(409, "succession");
    assert!(problem["detail"].as_str().unwrap().contains("amend the provisional roll"), "{problem}");
    assembly.advance_to(crate::assembly::OPENS).await;
    // One of the two flats is sold.
    import(
        &assembly,
        &[(
            "0301,dwelling,88.10,register,delivered,o-05,natural,陈思远,13800001105",
            "0301,dwelling,88.10,register,delivered,o-09,natural,郑晓红,13800001109",
        )],
    )
    .await;
    let problem = propose_succession(&assembly, place, &own).await.problem(409, "succession");
    assert!(problem["detail"].as_str().unwrap().contains("as a whole or not at all"), "{problem}");
    assembly.vote(place, "o-05").await;
    // A stranger acts for nobody; nobody confirms alone, and an owner confirms no succession.
    let stranger = succession(&assembly, place, (&of, kind), (&["o-07"], &["o-09"])).await;
    propose_succession(&assembly, place, &stranger).await.problem(409, "succession");
    let guardian =
        succession(&assembly, place, (&of, SuccessionKind::Guardian), (&["o-05"], &["o-05"])).await;
    let waits = propose_succession(&assembly, place, &guardian).await.expect(202);
    let statement = ("successions", waits["statement"].as_str().unwrap());
    confirm(&assembly, place, statement, (&assembly.secretary, "secretary")).await.problem(409, "succession");
    confirm(&assembly, place, statement, (assembly.owner("o-09"), "owner")).await.problem(403, "forbidden");
    assembly.stop().await;
}

#[tokio::test]
async fn a_former_owners_mandate_ends_and_the_holders_vote_with_it() {
    let assembly = Assembly::gather().await;
    let place = assembly.opened(json!({})).await;
    let of = elector(&assembly, place, "o-07").await;
    let mandate = MandateStatement {
        v: 1,
        origin: assembly.keys().await.origin,
        community: place.0,
        meeting: place.1,
        elector: of.parse().unwrap(),
        principal: "o-07".parse().unwrap(),
        holder: "owner:o-02".parse().unwrap(),
        instructions: Vec::new(),
        paper: None,
        nonce: nonce(),
    };
    let signed = mandate.sign(&assembly.owner("o-07").key).unwrap();
    let token = assembly.token(assembly.owner("o-07")).await;
    let answer = assembly.say_of_mandates(&token, place, "/mandates", &signed).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let mut held = assembly.ballot(place, "o-07").await;
    held.mandate = Some(Digest::of(signed.as_bytes()));
    assembly.accepted(place, &held.sign(&assembly.owner("o-02").key).unwrap()).await;
    let row = "o-07,natural,周雪琴,13800001107";
    import(&assembly, &[(row, "o-09,natural,郑晓红,13800001109")]).await;
    succeed(&assembly, place, (&of, SuccessionKind::Transfer), (&["o-07"], &["o-09"])).await;
    held.nonce = nonce();
    let late = held.sign(&assembly.owner("o-02").key).unwrap();
    assembly.cast_ballot(place, &late).await.problem(422, "mandate_ended");
    let mut bought = held.clone();
    (bought.mandate, bought.supersedes, bought.nonce) = (None, None, nonce());
    assembly.accepted(place, &bought.sign(&assembly.owner("o-09").key).unwrap()).await;
    let (tally, _) = counted(&assembly, place).await;
    assert_eq!((&tally["ballots_received"], &tally["ballots_counted"]), (&json!(2), &json!(1)));
    assembly.stop().await;
}
