//! Packages: a ZIP file for a court, another for the authority, each with an index that is true.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quorate::evidence::digest::Digest;
use quorate::evidence::trust::ServiceKeysDocument;
use quorate::verify::bundle::BundleReader;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, Person, draft};
use crate::calls::Place;
use crate::pages::keep;
use crate::proofs::certify;

/// Files of a package by path, in the order of the archive.
pub struct Package {
    order: Vec<String>,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub fn unpack(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let (mut order, mut files) = (Vec::new(), BTreeMap::new());
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let path = file.name().unwrap().into_owned();
            order.push(path.clone());
            files.insert(path, content);
        }
        Self { order, files }
    }

    pub fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    pub fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.files[path]).unwrap()
    }

    /// Every file but the index is in it, with the SHA-256 of its bytes.
    pub fn check_index(&self) {
        let index = self.json("index.json");
        let listed: BTreeMap<_, _> = index["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| (file["path"].as_str().unwrap(), (file["sha256"].as_str().unwrap(), &file["bytes"])))
            .collect();
        let own = ["SHA256SUMS", "index.html", "index.json"];
        let files = self.files.iter().filter(|(path, _)| !own.contains(&path.as_str()));
        let mut counted = 0;
        for (path, content) in files {
            let digest = Digest::of(content).to_string();
            let (sha256, bytes) = listed[path.as_str()];
            assert_eq!((sha256, bytes), (digest.as_str(), &json!(content.len())), "{path}");
            assert!(self.text("SHA256SUMS").contains(&format!("{digest}  {path}\n")), "{path}");
            assert!(self.text("index.html").contains(&digest) && self.text("index.html").contains(path));
            counted += 1;
        }
        assert_eq!(counted, listed.len());
        assert_eq!(self.order[self.order.len() - 3..], own);
    }
}

/// What is asked for, as somebody; a problem is read as text.
async fn asked(assembly: &Assembly, by: &Person, place: Place, what: &str) -> (u16, Vec<u8>) {
    assembly.package(&assembly.token(by).await, place, &format!("/{what}")).await
}

/// A counted meeting with a service, an objection and its answer.
async fn counted(draft: &Value) -> (Assembly, Place) {
    let assembly = Assembly::gather().await;
    let place = assembly.noticed(draft).await;
    let (secretary, owner) = (assembly.token(&assembly.secretary).await, assembly.owner("o-01"));
    let served = json!([{ "unit": "1-0101", "channel": "letter", "served_at": assembly.now().to_string(),
        "evidence": Digest::of(b"a photo") }]);
    assembly.record_services(&secretary, place, &served).await.expect(201);
    let raised = assembly.raise_objection(&assembly.token(owner).await, place, "<b>面积</b>不符").await;
    let raised = raised.expect(201)["objection"].as_str().unwrap().to_owned();
    let answer = json!({ "answer": "已按产权证更正", "outcome": "dismissed", "summary": "维持原记载" });
    let convener = assembly.token(&assembly.convener).await;
    assembly.answer_objection(&convener, place, &raised, &answer).await.expect(201);
    assembly.advance_to(OPENS).await;
    for owner in ["o-01", "o-02", "o-03", "o-05", "o-06", "o-07", "o-08", "o-09"] {
        assembly.vote(place, owner).await;
    }
    assembly.advance_to(CLOSES).await;
    let early = asked(&assembly, &assembly.scrutineer, place, "court-export").await;
    assert!(early.0 == 404 && String::from_utf8_lossy(&early.1).contains("certificate_not_found"));
    certify(&assembly, place).await;
    (assembly, place)
}

#[tokio::test]
async fn a_court_export_holds_what_its_index_says_and_the_bundle_in_it_verifies() {
    let (assembly, place) = counted(&draft()).await;
    let (status, bytes) = asked(&assembly, &assembly.scrutineer, place, "court-export").await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    let package = Package::unpack(&bytes);
    keep("court-index", package.text("index.html"));
    package.check_index();
    let keys: ServiceKeysDocument = serde_json::from_slice(&package.files["keys.json"]).unwrap();
    for bundle in ["audit-bundle.jsonl", "public-bundle.jsonl"] {
        let mut reader = BundleReader::default();
        for line in package.text(bundle).split_inclusive('\n') {
            reader.line(line.as_bytes()).unwrap();
        }
        let report = reader.verify(Some(&keys)).unwrap();
        assert!(report.is_valid(), "{report}");
        assert_eq!(package.text("result.md"), report.result.unwrap());
    }
    // What an entry names lies there under its hash, and the index says which entry.
    let index = package.json("index.json");
    let files = index["files"].as_array().unwrap();
    let entry_of = |start: &str| {
        let file = files.iter().find(|file| file["path"].as_str().unwrap().starts_with(start)).unwrap();
        file["entry"].as_u64().unwrap()
    };
    let entries = assembly.entries().await;
    let kind = |entry: u64| entries[usize::try_from(entry).unwrap()]["fact"]["kind"].clone();
    assert_eq!(kind(entry_of("documents/definition/")), "meeting_noticed");
    assert_eq!(kind(entry_of("documents/annex/")), "meeting_noticed");
    let objections = files.iter().filter(|file| file["path"].as_str().unwrap().contains("/objection/"));
    let kinds: BTreeSet<_> =
        objections.map(|file| kind(file["entry"].as_u64().unwrap()).as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["objection_raised", "objection_answered"].map(str::to_owned).into());
    assert_eq!(package.json("objections.json")[0]["answer"], "已按产权证更正");
    let served = package.json("services.json");
    let served = served.as_array().unwrap().iter().filter(|unit| unit["services"] != json!([])).count();
    assert_eq!(served, 1);
    let trail = package.json("trail.json");
    let operations: Vec<_> = trail.as_array().unwrap().iter().map(|row| &row["operation"]).collect();
    assert!(operations.contains(&&json!("give_notice")) && operations.contains(&&json!("count_meeting")));
    assert!(!package.text("pages/service-list.html").contains("<script"));
    // Names and telephone numbers of owners are in no file.
    for (path, content) in &package.files {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("王芳华") && !text.contains("13800001101"), "{path}");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn two_exports_of_the_same_state_are_the_same_bytes_and_both_are_in_the_trail() {
    let (assembly, place) = counted(&draft()).await;
    let first = asked(&assembly, &assembly.scrutineer, place, "court-export").await;
    let second = asked(&assembly, &assembly.supervisor, place, "court-export").await;
    assert_eq!(first, second);
    let filed = asked(&assembly, &assembly.convener, place, "filing-package").await;
    assert_eq!(filed, asked(&assembly, &assembly.supervisor, place, "filing-package").await);
    let token = assembly.token(&assembly.scrutineer).await;
    let trail = assembly.audit_trail(&token, place.0, "?operation=export_court").await.expect(200);
    assert_eq!(trail["items"].as_array().unwrap().len(), 2);
    assert_eq!(trail["items"][0]["subject"]["meeting"], json!(place.1));
    assembly.advance_to(OBJECTIONS_END).await;
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    assert_ne!(first, asked(&assembly, &assembly.scrutineer, place, "court-export").await);
    assembly.stop().await;
}

#[tokio::test]
async fn a_filing_package_says_what_is_missing_and_names_nobody_but_the_elected() {
    let mut draft = draft();
    draft["matters"][0]["kind"] = json!("covenant");
    draft["matters"][0]["title"] = json!("修订<管理规约>");
    draft["matters"][1]["candidates"][0]["name"] = json!("候选人<甲>");
    let (assembly, place) = counted(&draft).await;
    let (status, bytes) = asked(&assembly, &assembly.convener, place, "filing-package").await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
    let package = Package::unpack(&bytes);
    keep("filing-index", package.text("index.html"));
    keep("filing-members", package.text("members.html"));
    package.check_index();
    assert_eq!(package.json("members.json")[0]["members"], json!(["候选人<甲>"]));
    assert!(package.text("members.html").contains("候选人&#60;甲&#62;"));
    assert!(package.text("texts/covenant-m1.txt").starts_with("修订<管理规约>"));
    let index = package.json("index.json");
    let missing: Vec<_> = index["missing"].as_array().unwrap().iter().map(|own| &own["what"]["en"]).collect();
    let expected = [
        "The rules of procedure",
        "The minutes, signed",
        "The final announcement",
        "Identity, contacts and signatures of the members",
    ];
    assert_eq!(missing, expected.map(|what| json!(what)).iter().collect::<Vec<_>>());
    for (path, content) in &package.files {
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("o-01") && !text.contains("王芳华"), "{path}");
    }
    assembly.stop().await;
}
