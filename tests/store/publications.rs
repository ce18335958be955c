//! What is published beside the record: turnout, certificates, objections, documents, answers.

use quorate::store::certificates::{self, Certificate, CertificateSignature};
use quorate::store::documents::{self, Document};
use quorate::store::objections::{self, Objection};
use quorate::store::requests::{self, Answered};
use quorate::store::turnouts::{self, Turnout};
use quorate::store::{Store, StoreError};
use uuid::Uuid;

use crate::databases::{Fresh, Outcome, on_both_databases};
use crate::estate::{self, COMMUNITY, MEETING, SECRETARY, THUMBPRINT, at, digest};

on_both_databases!(
    turnout_is_kept_step_by_step,
    nobody_signs_a_certificate_twice,
    an_objection_names_a_matter_exactly_if_it_is_to_one,
    a_document_put_twice_stays_as_it_was,
    an_answer_is_kept_until_forgotten,
);

async fn turnout_is_kept_step_by_step(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    assert_eq!(turnouts::latest(&transaction, COMMUNITY, MEETING).await?, None);
    let mut steps = Vec::new();
    for step in 1..=2 {
        let turnout = Turnout {
            community_id: COMMUNITY,
            meeting_id: MEETING,
            step,
            at: at(step.into())?,
            heads: u64::from(step) * 5,
            area_thousandths: u64::from(step) * 500_001,
        };
        turnouts::insert(&transaction, turnout).await?;
        steps.push(turnout);
    }
    Store::commit(transaction).await?;
    assert_eq!(turnouts::list(fresh.store.read(), COMMUNITY, MEETING).await?, steps);
    assert_eq!(turnouts::latest(fresh.store.read(), COMMUNITY, MEETING).await?.as_ref(), steps.last());
    Ok(())
}

async fn nobody_signs_a_certificate_twice(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let certificate = Certificate {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        payload: b"payload".to_vec(),
        payload_digest: digest("payload"),
        counted_at: at(0)?,
    };
    let signature = |position: u32, thumbprint: String| CertificateSignature {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        position,
        role: "scrutineer".to_owned(),
        protected: "e30".to_owned(),
        signature: "c2ln".to_owned(),
        thumbprint,
        entry_index: 7,
    };
    let signed = [signature(0, THUMBPRINT.to_owned()), signature(1, "B".repeat(43))];
    let transaction = fresh.store.begin().await?;
    certificates::insert(&transaction, certificate.clone()).await?;
    for signature in signed.clone().into_iter().rev() {
        certificates::insert_signature(&transaction, signature).await?;
    }
    Store::commit(transaction).await?;
    let store = fresh.store.read();
    assert_eq!(certificates::find(store, COMMUNITY, MEETING).await?, Some(certificate));
    assert_eq!(certificates::signatures(store, COMMUNITY, MEETING).await?, signed);

    let transaction = fresh.store.begin().await?;
    let result = certificates::insert_signature(&transaction, signature(2, THUMBPRINT.to_owned())).await;
    let refused = estate::refusal(transaction, result).await?;
    assert!(matches!(refused, Some(StoreError::Conflict(_))), "{refused:?}");
    Ok(())
}

/// An objection at a stage, perhaps to a matter.
fn objection(
    number: u128,
    stage: &str,
    matter: Option<&str>,
) -> Result<Objection, Box<dyn std::error::Error>> {
    Ok(Objection {
        community_id: COMMUNITY,
        meeting_id: MEETING,
        objection_id: Uuid::from_u128(number),
        stage: stage.to_owned(),
        matter: matter.map(str::to_owned),
        raised_by: SECRETARY,
        owner_id: None,
        text_digest: digest("the area of 3-502 is wrong"),
        raised_at: at(0)?,
        entry_index: 4,
    })
}

async fn an_objection_names_a_matter_exactly_if_it_is_to_one(fresh: &Fresh) -> Outcome {
    estate::meeting(&fresh.store).await?;
    let transaction = fresh.store.begin().await?;
    let to_competence = objection(1, "competence", Some("m1"))?;
    let to_candidates =
        Objection { owner_id: Some("o-1".to_owned()), ..objection(3, "candidates", Some("m1"))? };
    for own in [&to_competence, &to_candidates] {
        objections::insert(&transaction, own.clone()).await?;
    }
    let found = objections::find(&transaction, COMMUNITY, MEETING, to_candidates.objection_id).await?;
    assert_eq!(found.as_ref(), Some(&to_candidates));
    let listed = objections::list(&transaction, COMMUNITY, MEETING).await?;
    assert!(listed.contains(&to_competence) && listed.contains(&to_candidates));
    Store::commit(transaction).await?;
    for (stage, matter) in [
        ("competence", None),
        ("candidates", None),
        ("roll", Some("m1")),
        ("result", Some("m1")),
        ("text", None),
    ] {
        let transaction = fresh.store.begin().await?;
        let result = objections::insert(&transaction, objection(2, stage, matter)?).await;
        let refused = estate::refusal(transaction, result).await?;
        assert!(matches!(refused, Some(StoreError::Refused(_))), "{stage} {matter:?}: {refused:?}");
    }
    Ok(())
}

async fn a_document_put_twice_stays_as_it_was(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let document = Document {
        community_id: COMMUNITY,
        digest: digest("roll"),
        kind: "roll".to_owned(),
        visibility: "public".to_owned(),
        bytes: b"roll".to_vec(),
    };
    let transaction = fresh.store.begin().await?;
    documents::put(&transaction, document.clone()).await?;
    let again = Document { visibility: "audit".to_owned(), ..document.clone() };
    documents::put(&transaction, again).await?;
    Store::commit(transaction).await?;
    assert_eq!(documents::get(fresh.store.read(), COMMUNITY, digest("roll")).await?, Some(document));
    assert_eq!(documents::get(fresh.store.read(), COMMUNITY, digest("other")).await?, None);
    Ok(())
}

async fn an_answer_is_kept_until_forgotten(fresh: &Fresh) -> Outcome {
    estate::communities(&fresh.store).await?;
    let answered = Answered {
        account_id: SECRETARY,
        key: "k1".to_owned(),
        operation: "POST /meetings".to_owned(),
        request_digest: digest("request"),
        status: 201,
        body: b"{}".to_vec(),
        created_at: at(0)?,
    };
    let transaction = fresh.store.begin().await?;
    requests::insert(&transaction, answered.clone()).await?;
    assert_eq!(requests::find(&transaction, SECRETARY, "k1").await?, Some(answered));
    assert_eq!(requests::find(&transaction, SECRETARY, "k2").await?, None);
    assert_eq!(requests::forget_before(&transaction, at(0)?).await?, 0);
    assert_eq!(requests::forget_before(&transaction, at(1)?).await?, 1);
    Ok(Store::commit(transaction).await?)
}
