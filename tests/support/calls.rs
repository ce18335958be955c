//! One method for each operation on meetings and records.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::{App, NOBODY, Token, send};

/// A meeting by its community.
pub type Place = (Uuid, Uuid);

impl App {
    /// `draft_meeting`
    pub async fn draft_meeting(&self, by: Token<'_>, community: Uuid, draft: &Value) -> Answer {
        let path = format!("/api/v1/communities/{community}/meetings");
        send(self.request(by, Method::POST, &path).json(draft)).await
    }

    /// `list_meetings`
    pub async fn list_meetings(&self, by: Token<'_>, community: Uuid, query: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/meetings{query}");
        send(self.request(by, Method::GET, &path)).await
    }

    /// `read_meeting`
    pub async fn read_meeting(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "").await
    }

    /// `read_deadlines`
    pub async fn read_deadlines(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/deadlines").await
    }

    /// `redraft_meeting`
    pub async fn redraft_meeting(&self, by: Token<'_>, place: Place, tag: &str, draft: &Value) -> Answer {
        let request = self.request(by, Method::PUT, &path(place, ""));
        send(request.header("if-match", tag).json(draft)).await
    }

    /// `give_notice`
    pub async fn give_notice(&self, by: Token<'_>, place: Place) -> Answer {
        self.bid(by, place, "/notice", None).await
    }

    /// `preview_notice`
    pub async fn preview_notice(&self, by: Token<'_>, place: Place) -> Answer {
        self.bid(by, place, "/notice/preview", None).await
    }

    /// `amend_roll`
    pub async fn amend_roll(&self, by: Token<'_>, place: Place, amendment: &str) -> Answer {
        self.hand_in(by, &path(place, "/roll-amendments"), amendment).await
    }

    /// `send_notice`
    pub async fn send_notice(&self, by: Token<'_>, place: Place, to: &Value) -> Answer {
        self.bid(by, place, "/deliveries", Some(to.clone())).await
    }

    /// `read_deliveries`
    pub async fn read_deliveries(&self, by: Token<'_>, place: Place, query: &str) -> Answer {
        self.ask(by, place, &format!("/deliveries{query}")).await
    }

    /// `read_news`
    pub async fn read_news(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/news").await
    }

    /// `read_participation`
    pub async fn read_participation(&self, by: Token<'_>, place: Place, query: &str) -> Answer {
        self.ask(by, place, &format!("/participation{query}")).await
    }

    /// `my_units`
    pub async fn my_units(&self, by: Token<'_>, community: Uuid) -> Answer {
        send(self.request(by, Method::GET, &format!("/api/v1/communities/{community}/units/mine"))).await
    }

    /// `list_amendments`
    pub async fn list_amendments(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/roll-amendments").await
    }

    /// `confirm_amendment`
    pub async fn confirm_amendment(
        &self,
        by: Token<'_>,
        place: Place,
        amendment: &str,
        signed: &str,
    ) -> Answer {
        let path = path(place, &format!("/roll-amendments/{amendment}/confirmations"));
        self.hand_in(by, &path, signed).await
    }

    /// `refuse_amendment`
    pub async fn refuse_amendment(
        &self,
        by: Token<'_>,
        place: Place,
        amendment: &str,
        reason: &str,
    ) -> Answer {
        let path = format!("/roll-amendments/{amendment}/refusals");
        self.bid(by, place, &path, Some(serde_json::json!({ "reason": reason }))).await
    }

    /// `list_officers`
    pub async fn list_officers(&self, by: Token<'_>, community: Uuid) -> Answer {
        let path = format!("/api/v1/communities/{community}/officers");
        send(self.request(by, Method::GET, &path)).await
    }

    /// `set_term`
    pub async fn set_term(
        &self,
        by: Token<'_>,
        (community, grant): (Uuid, Uuid),
        until: Option<&str>,
    ) -> Answer {
        let path = format!("/api/v1/communities/{community}/officers/{grant}/term");
        send(self.request(by, Method::PUT, &path).json(&serde_json::json!({ "until": until }))).await
    }

    /// `end_office`
    pub async fn end_office(&self, by: Token<'_>, (community, grant): (Uuid, Uuid), reason: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/officers/{grant}?reason={reason}");
        send(self.request(by, Method::DELETE, &path)).await
    }

    /// `audit_trail`
    pub async fn audit_trail(&self, by: Token<'_>, community: Uuid, query: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/audit-trail{query}");
        send(self.request(by, Method::GET, &path)).await
    }

    /// `simulate_meeting`
    pub async fn simulate_meeting(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/simulation").await
    }

    /// `record_services`
    pub async fn record_services(&self, by: Token<'_>, place: Place, services: &Value) -> Answer {
        self.bid(by, place, "/services", Some(services.clone())).await
    }

    /// `import_services`
    pub async fn import_services(&self, by: Token<'_>, place: Place, csv: &str) -> Answer {
        let request = self.request(by, Method::POST, &path(place, "/services/imports"));
        send(request.header("content-type", "text/csv").body(csv.to_owned())).await
    }

    /// `read_service_counts`
    pub async fn read_service_counts(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/services/buildings").await
    }

    /// `list_unreached_units`
    pub async fn unreached_units(&self, by: Token<'_>, place: Place, query: &str) -> Answer {
        self.ask(by, place, &format!("/services/unreached{query}")).await
    }

    /// `upload_service_evidence`
    pub async fn upload_evidence(
        &self,
        by: Token<'_>,
        place: Place,
        media_type: &str,
        body: &[u8],
    ) -> Answer {
        self.upload(by, place, "/service-evidence", (media_type, body)).await
    }

    /// `download_service_evidence`
    pub async fn download_evidence(&self, by: Token<'_>, place: Place, sha256: &str) -> Answer {
        self.ask(by, place, &format!("/service-evidence/{sha256}")).await
    }

    /// `read_notice`
    pub async fn read_notice(&self, place: Place, query: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/notice{query}")).await
    }

    /// `correct_notice`
    pub async fn correct_notice(&self, by: Token<'_>, place: Place, correction: &Value) -> Answer {
        self.bid(by, place, "/notice/versions", Some(correction.clone())).await
    }

    /// `open_notice`
    pub async fn open_notice(&self, by: Token<'_>, place: Place) -> Answer {
        self.bid(by, place, "/notice/openings", None).await
    }

    /// `acknowledge_notice`
    pub async fn acknowledge_notice(&self, by: Token<'_>, place: Place, signed: &str) -> Answer {
        self.hand_in(by, &path(place, "/notice/acknowledgements"), signed).await
    }

    /// `upload_attachment`
    pub async fn upload_attachment(
        &self,
        by: Token<'_>,
        place: Place,
        media_type: &str,
        body: &[u8],
    ) -> Answer {
        self.upload(by, place, "/attachments", (media_type, body)).await
    }

    /// `download_attachment`
    pub async fn download_attachment(&self, by: Token<'_>, place: Place, sha256: &str) -> Answer {
        self.ask(by, place, &format!("/attachments/{sha256}")).await
    }

    /// `read_services`
    pub async fn read_services(&self, place: Place, query: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/services{query}")).await
    }

    /// `my_electors`
    pub async fn my_electors(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/electors/mine").await
    }

    /// `name_representative`, `object_to_representative`, `withdraw_from_dispute`, `decide_representation`
    pub async fn say_of_representation(&self, by: Token<'_>, place: Place, what: &str, said: &str) -> Answer {
        self.hand_in(by, &path(place, &format!("/representation/{what}")), said).await
    }

    /// `record_assistance`
    pub async fn record_assistance(&self, by: Token<'_>, place: Place, signed: &str) -> Answer {
        self.hand_in(by, &path(place, "/assistances"), signed).await
    }

    /// `list_assistances`
    pub async fn list_assistances(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/assistances").await
    }

    /// `record_succession`
    pub async fn record_succession(&self, by: Token<'_>, place: Place, signed: &str) -> Answer {
        self.hand_in(by, &path(place, "/successions"), signed).await
    }

    /// `list_successions`
    pub async fn list_successions(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/successions").await
    }

    /// `confirm_assistance` and `confirm_succession`, by what is confirmed
    pub async fn confirm_acting(
        &self,
        by: Token<'_>,
        place: Place,
        (what, statement): (&str, &str),
        signed: &str,
    ) -> Answer {
        self.hand_in(by, &path(place, &format!("/{what}/{statement}/confirmations")), signed).await
    }

    /// `list_representation_disputes`
    pub async fn representation_disputes(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/representation-disputes").await
    }

    /// `give_mandate`, `read_mandate`, `read_revocation`, `confirm_mandate_reading`, `revoke_mandate`, `exclude_holder`
    pub async fn say_of_mandates(&self, by: Token<'_>, place: Place, what: &str, said: &str) -> Answer {
        self.hand_in(by, &path(place, what), said).await
    }

    /// `list_mandates`, `my_mandates`, `list_mandate_readings`
    pub async fn read_mandates(&self, by: Token<'_>, place: Place, what: &str) -> Answer {
        self.ask(by, place, what).await
    }

    /// `issue_papers`, `return_paper`, `withdraw_paper`, `enter_paper`, `count_papers`, `report_paper_sample`
    pub async fn say_of_papers(&self, by: Token<'_>, place: Place, what: &str, said: &str) -> Answer {
        self.hand_in(by, &path(place, &format!("/papers/{what}")), said).await
    }

    /// `make_paper_list`
    pub async fn make_paper_list(&self, by: Token<'_>, place: Place, wanted: Value) -> Answer {
        self.bid(by, place, "/papers/lists", Some(wanted)).await
    }

    /// `read_papers`, `read_paper`, `read_paper_sample`, `print_paper_sample`, `print_papers`
    pub async fn read_papers(&self, by: Token<'_>, place: Place, what: &str) -> Answer {
        self.ask(by, place, &format!("/papers{what}")).await
    }

    /// `cast_ballot`
    pub async fn cast_ballot(&self, place: Place, ballot: &str) -> Answer {
        self.hand_in(NOBODY, &path(place, "/ballots"), ballot).await
    }

    /// `forward_ballot`
    pub async fn forward_ballot(&self, place: Place, ballot: &str, forwarding: &str) -> Answer {
        let forwarded = json!({ "ballot": ballot, "forwarding": forwarding });
        send(self.request(NOBODY, Method::POST, &path(place, "/forwarded-ballots")).json(&forwarded)).await
    }

    /// `read_inboxes`
    pub async fn read_inboxes(&self, community: Uuid) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/communities/{community}/inboxes"))).await
    }

    /// `name_inboxes`
    pub async fn name_inboxes(&self, by: Token<'_>, community: Uuid, tag: &str, inboxes: &Value) -> Answer {
        let request = self.request(by, Method::PUT, &format!("/api/v1/communities/{community}/inboxes"));
        send(request.header("if-match", tag).json(inboxes)).await
    }

    /// `read_rules`
    pub async fn read_rules(&self, community: Uuid) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/communities/{community}/rules"))).await
    }

    /// `state_rules`
    pub async fn state_rules(&self, by: Token<'_>, community: Uuid, tag: &str, rules: &Value) -> Answer {
        let request = self.request(by, Method::PUT, &format!("/api/v1/communities/{community}/rules"));
        send(request.header("if-match", tag).json(rules)).await
    }

    /// `list_rule_packs`, `read_rule_pack` and `rule_pack_file`, by what follows
    pub async fn rule_packs(&self, rest: &str) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/rule-packs{rest}"))).await
    }

    /// `list_overlays`, `read_overlay` and `read_overlay_file`, by what follows
    pub async fn overlays(&self, rest: &str) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/overlays{rest}"))).await
    }

    /// `extend_meeting`
    pub async fn extend_meeting(&self, by: Token<'_>, place: Place, closes_at: &str, reason: &str) -> Answer {
        let extension = json!({ "closes_at": closes_at, "reason": reason });
        self.bid(by, place, "/extension", Some(extension)).await
    }

    /// `cancel_meeting`
    pub async fn cancel_meeting(&self, by: Token<'_>, place: Place, reason: &str) -> Answer {
        self.bid(by, place, "/cancellation", Some(json!({ "reason": reason }))).await
    }

    /// `annul_meeting`
    pub async fn annul_meeting(&self, by: Token<'_>, place: Place, reason: &str) -> Answer {
        self.bid(by, place, "/annulment", Some(json!({ "reason": reason }))).await
    }

    /// `count_meeting`
    pub async fn count_meeting(&self, by: Token<'_>, place: Place) -> Answer {
        self.bid(by, place, "/tally", None).await
    }

    /// `commit_lot`
    pub async fn commit_lot(&self, by: Token<'_>, place: Place, commitment: &str) -> Answer {
        self.hand_in(by, &path(place, "/lot/commitments"), commitment).await
    }

    /// `reveal_lot`
    pub async fn reveal_lot(&self, place: Place, value: &str) -> Answer {
        self.hand_in(NOBODY, &path(place, "/lot/reveals"), value).await
    }

    /// `read_lot`
    pub async fn read_lot(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/lot").await
    }

    /// `read_certificate`
    pub async fn read_certificate(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/certificate").await
    }

    /// `read_tally`
    pub async fn read_tally(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/tally").await
    }

    /// `read_result`
    pub async fn read_result(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/result").await
    }

    /// `sign_certificate`
    pub async fn sign_certificate(&self, by: Token<'_>, place: Place, signature: &Value) -> Answer {
        self.bid(by, place, "/certificate/signatures", Some(signature.clone())).await
    }

    /// `raise_objection`
    pub async fn raise_objection(&self, by: Token<'_>, place: Place, text: &str) -> Answer {
        let objection = json!({ "ground": "procedure", "text": text });
        self.bid(by, place, "/objections", Some(objection)).await
    }

    /// `raise_objection`, with everything that can be said in one
    pub async fn object(&self, by: Token<'_>, place: Place, objection: &Value) -> Answer {
        self.bid(by, place, "/objections", Some(objection.clone())).await
    }

    /// `record_objection`
    pub async fn record_objection(&self, by: Token<'_>, place: Place, objection: &Value) -> Answer {
        self.bid(by, place, "/objections/on-paper", Some(objection.clone())).await
    }

    /// `my_objections`
    pub async fn my_objections(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/objections/mine").await
    }

    /// `posted_objections`
    pub async fn posted_objections(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/objections/posted").await
    }

    /// `unanswered_objections` of all meetings
    pub async fn unanswered_objections(&self, by: Token<'_>, community: Uuid) -> Answer {
        let path = format!("/api/v1/communities/{community}/objections/unanswered");
        send(self.request(by, Method::GET, &path)).await
    }

    /// `read_roll_posting`, `print_roll_posting` and whatever else is posted of a meeting
    pub async fn read_posting(&self, place: Place, what: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/postings{what}")).await
    }

    /// `community_postings` and their page
    pub async fn community_postings(&self, community: Uuid, what: &str) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/communities/{community}/postings{what}")))
            .await
    }

    /// `print_minutes`
    pub async fn print_minutes(&self, by: Token<'_>, place: Place, query: &str) -> Answer {
        self.ask(by, place, &format!("/minutes{query}")).await
    }

    /// `withdraw_objection`
    pub async fn withdraw_objection(
        &self,
        by: Token<'_>,
        place: Place,
        objection: &str,
        withdrawal: &Value,
    ) -> Answer {
        self.bid(by, place, &format!("/objections/{objection}/withdrawal"), Some(withdrawal.clone())).await
    }

    /// `object_to_competence`
    pub async fn object_to_competence(
        &self,
        by: Token<'_>,
        place: Place,
        matter: &str,
        text: &str,
    ) -> Answer {
        let objection = json!({ "matter": matter, "text": text });
        self.bid(by, place, "/competence-objections", Some(objection)).await
    }

    /// `list_objections`
    pub async fn list_objections(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/objections").await
    }

    /// `answer_objection`
    pub async fn answer_objection(
        &self,
        by: Token<'_>,
        place: Place,
        objection: &str,
        answer: &Value,
    ) -> Answer {
        self.bid(by, place, &format!("/objections/{objection}/answer"), Some(answer.clone())).await
    }

    /// `announce_result`
    pub async fn announce_result(&self, by: Token<'_>, place: Place) -> Answer {
        self.bid(by, place, "/announcement", None).await
    }

    /// `read_turnout`
    pub async fn read_turnout(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/turnout").await
    }

    /// `watch_turnout`, of a meeting that is over: the stream ends by itself
    pub async fn watch_turnout(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/turnout/events").await
    }

    /// `public_bundle`
    pub async fn public_bundle(&self, place: Place) -> Answer {
        self.ask(NOBODY, place, "/bundle").await
    }

    /// `audit_bundle`
    pub async fn audit_bundle(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/audit-bundle").await
    }

    /// `print_services`
    pub async fn print_services(&self, place: Place, query: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/service-list{query}")).await
    }

    /// `print_notice`
    pub async fn print_notice(&self, place: Place, query: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/notice-page{query}")).await
    }

    /// `print_mandate_forms`
    pub async fn print_mandate_forms(&self, place: Place, query: &str) -> Answer {
        self.ask(NOBODY, place, &format!("/mandate-forms{query}")).await
    }

    /// `export_court` or `export_filing`: the status, and the file or the problem
    pub async fn package(&self, by: Token<'_>, place: Place, what: &str) -> (u16, Vec<u8>) {
        let request = self.request(by, Method::POST, &path(place, what));
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.bytes().await.expect("a body").to_vec())
    }

    /// `read_retention`
    pub async fn read_retention(&self, community: Uuid) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/communities/{community}/retention"))).await
    }

    /// `decide_retention`
    pub async fn decide_retention(
        &self,
        by: Token<'_>,
        community: Uuid,
        tag: &str,
        periods: &Value,
    ) -> Answer {
        let request = self.request(by, Method::PUT, &format!("/api/v1/communities/{community}/retention"));
        send(request.header("if-match", tag).json(periods)).await
    }

    /// `read_kept`
    pub async fn read_kept(&self, by: Token<'_>, place: Place) -> Answer {
        self.ask(by, place, "/retention").await
    }

    /// `place_hold`
    pub async fn place_hold(&self, by: Token<'_>, place: Place, reason: &str) -> Answer {
        self.bid(by, place, "/holds", Some(json!({ "reason": reason }))).await
    }

    /// `lift_hold`
    pub async fn lift_hold(&self, by: Token<'_>, place: Place, hold: &str, reason: &str) -> Answer {
        self.bid(by, place, &format!("/holds/{hold}/lifting"), Some(json!({ "reason": reason }))).await
    }

    /// `export_me`
    pub async fn export_me(&self, by: Token<'_>) -> Answer {
        send(self.request(by, Method::GET, "/api/v1/me/export")).await
    }

    /// `erase_me`
    pub async fn erase_me(&self, by: Token<'_>) -> Answer {
        send(self.request(by, Method::POST, "/api/v1/me/erasure")).await
    }

    /// `erase_owner`
    pub async fn erase_owner(&self, by: Token<'_>, community: Uuid, owner: &str) -> Answer {
        let request = self.request(by, Method::POST, &format!("/api/v1/communities/{community}/erasures"));
        send(request.json(&json!({ "owner": owner }))).await
    }

    /// `read_document`
    pub async fn read_document(&self, community: Uuid, sha256: &str) -> Answer {
        let path = format!("/api/v1/communities/{community}/documents/{sha256}");
        send(self.request(NOBODY, Method::GET, &path)).await
    }

    /// `read_witness_policy`
    pub async fn read_witness_policy(&self, community: Uuid) -> Answer {
        let path = format!("/api/v1/communities/{community}/witness-policy");
        send(self.request(NOBODY, Method::GET, &path)).await
    }

    /// `choose_witnesses`
    pub async fn choose_witnesses(
        &self,
        by: Token<'_>,
        community: Uuid,
        tag: &str,
        choice: &Value,
    ) -> Answer {
        let request =
            self.request(by, Method::PUT, &format!("/api/v1/communities/{community}/witness-policy"));
        send(request.header("if-match", tag).json(choice)).await
    }

    /// `remove_witness_policy`
    pub async fn remove_witness_policy(&self, by: Token<'_>, community: Uuid, tag: &str) -> Answer {
        let request =
            self.request(by, Method::DELETE, &format!("/api/v1/communities/{community}/witness-policy"));
        send(request.header("if-match", tag)).await
    }

    /// `read_witnessing`
    pub async fn read_witnessing(&self, community: Uuid) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/api/v1/communities/{community}/witnesses"))).await
    }

    /// `read_checkpoint`
    pub async fn read_checkpoint(&self, community: Uuid) -> Answer {
        send(self.request(NOBODY, Method::GET, &format!("/record/{community}/checkpoint"))).await
    }

    /// `read_tile`, as bytes; the status where there is none
    pub async fn read_tile(&self, community: Uuid, path: &str) -> Result<Vec<u8>, u16> {
        let request = self.request(NOBODY, Method::GET, &format!("/record/{community}/tile/{path}"));
        let response = request.send().await.expect("the service answers");
        match response.status().as_u16() {
            200 => Ok(response.bytes().await.expect("the body can be read").to_vec()),
            status => Err(status),
        }
    }

    /// Sends a signed statement.
    pub async fn hand_in(&self, by: Token<'_>, path: &str, statement: &str) -> Answer {
        let request = self.request(by, Method::POST, path).header("content-type", "application/jose");
        send(request.body(statement.to_owned())).await
    }

    async fn upload(&self, by: Token<'_>, place: Place, what: &str, file: (&str, &[u8])) -> Answer {
        let request = self.request(by, Method::POST, &path(place, what));
        send(request.header("content-type", file.0).body(file.1.to_vec())).await
    }

    async fn ask(&self, by: Token<'_>, place: Place, what: &str) -> Answer {
        send(self.request(by, Method::GET, &path(place, what))).await
    }

    async fn bid(&self, by: Token<'_>, place: Place, what: &str, body: Option<Value>) -> Answer {
        let request = self.request(by, Method::POST, &path(place, what));
        send(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }
}

fn path((community, meeting): Place, what: &str) -> String {
    format!("/api/v1/communities/{community}/meetings/{meeting}{what}")
}
