//! The public record as somebody else's software reads it, and what it never shows.

use std::collections::BTreeSet;

use quorate::domain::instants::Instant;
use quorate::evidence::digest::Digest;
use quorate::evidence::jws::PublicKey;
use quorate::evidence::merkle::leaf_hash;
use quorate::evidence::receipt::Receipt;
use reqwest::Method;
use serde_json::{Value, json};
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::{Hash, HashReader as _, TileHashReader, TileReader};
use uuid::Uuid;

use crate::app::{NOBODY, send};
use crate::assembly::{Assembly, CLOSES, OBJECTIONS_END, OPENS, REGISTER, draft};
use crate::calls::Place;

/// The height of every tile, in which the foreign crate leaves a choice.
const HEIGHT: u8 = 8;

/// Tiles as they were served, for a client that reads them when it likes.
struct Served {
    tiles: Vec<(String, Vec<u8>)>,
}

impl TileReader for Served {
    fn height(&self) -> u8 {
        HEIGHT
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &tlog_tiles::Tile| {
            let path = our_path(tile);
            let found = self.tiles.iter().find(|(served, _)| *served == path);
            found.unwrap_or_else(|| panic!("{path} was not served")).1.clone()
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// The foreign path says the height of its tiles, that of the specification does not.
fn our_path(tile: &tlog_tiles::Tile) -> String {
    tile.path().strip_prefix("tile/8/").expect("a tile of height 8").to_owned()
}

/// Everything that a foreign client may ask for in a tree of this size.
async fn download(assembly: &Assembly, size: u64) -> Served {
    let mut tiles = Vec::new();
    for tile in tlog_tiles::Tile::new_tiles(HEIGHT, 0, size) {
        let path = our_path(&tile);
        let bytes = assembly.read_tile(assembly.community, &path).await.expect("a tile");
        tiles.push((path, bytes));
    }
    Served { tiles }
}

/// The checkpoint in a note that the foreign crate verified with the published key.
fn foreign_checkpoint(note: &[u8], key: &str) -> tlog_tiles::Checkpoint {
    let verifier = StandardVerifier::new(key).expect("a verifier key");
    let known = VerifierList::new(vec![Box::new(verifier)]);
    let note = signed_note::Note::from_bytes(note).expect("a note");
    note.verify(&known).expect("the note verifies");
    tlog_tiles::Checkpoint::from_bytes(note.text()).expect("a checkpoint")
}

#[tokio::test]
async fn foreign_software_accepts_checkpoint_tiles_and_receipts_of_a_large_record() {
    let assembly = Assembly::of_flats(135).await;
    let place = assembly.opened(json!({ "revote": "none" })).await;
    let mut receipts = Vec::new();
    for owner in assembly.owners.keys() {
        receipts.push(assembly.vote(place, owner).await);
    }
    let published = assembly.community_keys(place.0).await.expect(200);
    let key = published["checkpoint_key"].as_str().unwrap();
    let note = assembly.read_checkpoint(place.0).await;
    let checkpoint = foreign_checkpoint(note.text.as_bytes(), key);
    assert_eq!(checkpoint.origin(), published["origin"]);
    assert!(checkpoint.size() > 256, "{}", checkpoint.size());
    let served = download(&assembly, checkpoint.size()).await;
    let reader = TileHashReader::new(checkpoint.size(), *checkpoint.hash(), &served);
    let entries = raw_entries(&assembly, checkpoint.size()).await;
    for (index, entry) in (0..).zip(&entries) {
        let hashes = reader.read_hashes(&[tlog_tiles::stored_hash_index(0, index)]).unwrap();
        assert_eq!(hashes[0], tlog_tiles::record_hash(entry));
    }
    for receipt in receipts {
        foreign_receipt(&receipt, key, &checkpoint, &reader);
        assert_eq!(entries[usize::try_from(receipt.index()).unwrap()], receipt.entry().unwrap());
    }
    assembly.stop().await;
}

/// Checks a receipt with foreign software alone, and that its tree is a part of the record's.
fn foreign_receipt(
    receipt: &Receipt,
    key: &str,
    record: &tlog_tiles::Checkpoint,
    reader: &TileHashReader<'_>,
) {
    let text = receipt.to_string();
    let (_, note) = text.split_once("\n\n").unwrap();
    let own = foreign_checkpoint(note.as_bytes(), key);
    let proof: Vec<Hash> = receipt.proof().hashes().iter().map(|hash| Hash(*hash.as_bytes())).collect();
    let leaf = tlog_tiles::record_hash(receipt.entry().unwrap());
    assert!(tlog_tiles::check_record(&proof, own.size(), *own.hash(), receipt.index(), leaf).is_ok());
    let consistent = tlog_tiles::prove_tree(record.size(), own.size(), reader).unwrap();
    assert!(
        tlog_tiles::check_tree(&consistent, record.size(), *record.hash(), own.size(), *own.hash()).is_ok()
    );
}

async fn raw_entries(assembly: &Assembly, size: u64) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    while (entries.len() as u64) < size {
        let (from, width) = (entries.len() as u64, (size - entries.len() as u64).min(256));
        let partial = if width == 256 { String::new() } else { format!(".p/{width}") };
        let path = format!("entries/{:03}{partial}", from / 256);
        let mut bytes = assembly.read_tile(assembly.community, &path).await.unwrap();
        while !bytes.is_empty() {
            let length = usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
            entries.push(bytes[2..2 + length].to_vec());
            bytes.drain(..2 + length);
        }
    }
    entries
}

#[tokio::test]
async fn what_is_no_tile_of_the_record_is_not_found() {
    let assembly = Assembly::gather().await;
    let size = assembly.record_size().await;
    let (partial, more) = (format!("0/000.p/{size}"), format!("0/000.p/{}", size + 1));
    assert_eq!(assembly.read_tile(assembly.community, &partial).await.unwrap().len() as u64, size * 32);
    assert_eq!(assembly.read_tile(assembly.community, "0/000.p/1").await.unwrap().len(), 32);
    for path in [
        more.as_str(),
        "0/000",
        "1/000.p/1",
        "0/001.p/1",
        "entries/000",
        "entries/001.p/1",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/257",
        "0/000.p/01",
        "0/000.p/-1",
        "0/000.p/1/",
        "0/0.p/1",
        "0/0000.p/1",
        "0/x000/000.p/1",
        "0/x018/x446/x744/x073/x709/x551/616",
        "64/000.p/1",
        "00/000.p/1",
        "-1/000.p/1",
        "8/0/000.p/1",
        "data/000.p/1",
        "entries/000.p",
        "entries",
        "",
        "..%2f..%2fcheckpoint",
        "0/%30%30%30.p/9999999999999999999999",
        "0/000.p/1%00",
    ] {
        assert_eq!(assembly.read_tile(assembly.community, path).await, Err(404), "{path}");
    }
    assert_eq!(assembly.read_tile(Uuid::from_u128(1), "0/000.p/1").await, Err(404));
    for path in ["/record/nowhere/checkpoint", "/record/nowhere/tile/0/000.p/1", "/record"] {
        send(assembly.request(NOBODY, Method::GET, path)).await.problem(404, "no_such_address");
    }
    assert_eq!(assembly.read_checkpoint(Uuid::from_u128(1)).await.status, 404);
    assembly.stop().await;
}

#[tokio::test]
async fn tiles_may_be_kept_for_ever_and_a_checkpoint_for_seconds() {
    let assembly = Assembly::gather().await;
    let checkpoint = assembly.read_checkpoint(assembly.community).await;
    assert_eq!(checkpoint.header("cache-control"), "public, max-age=5");
    assert_eq!(checkpoint.header("content-type"), "text/plain; charset=utf-8");
    let path = format!("/record/{}/tile/entries/000.p/1", assembly.community);
    let tile = send(assembly.request(NOBODY, Method::GET, &path)).await;
    assert_eq!(tile.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(tile.header("content-type"), "application/octet-stream");
    assembly.stop().await;
}

#[tokio::test]
async fn head_says_what_get_would_and_sends_no_body() {
    let assembly = Assembly::gather().await;
    let size = assembly.record_size().await;
    for path in ["checkpoint".to_owned(), format!("tile/0/000.p/{size}"), "tile/0/000.p/256".to_owned()] {
        let path = format!("/record/{}/{path}", assembly.community);
        let full = send(assembly.request(NOBODY, Method::GET, &path)).await;
        let head = send(assembly.request(NOBODY, Method::HEAD, &path)).await;
        assert_eq!((head.status, head.text.as_str()), (full.status, ""), "{path}");
        for name in ["content-type", "cache-control"] {
            assert_eq!(head.header(name), full.header(name), "{path}");
        }
    }
    let elsewhere = send(assembly.request(NOBODY, Method::HEAD, "/api/v1/communities")).await;
    assert_eq!(elsewhere.status, 405);
    assembly.stop().await;
}

#[tokio::test]
async fn the_record_can_only_be_read() {
    let assembly = Assembly::gather().await;
    for path in ["checkpoint", "tile/0/000.p/1"] {
        let path = format!("/record/{}/{path}", assembly.community);
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let answer = send(assembly.request(NOBODY, method, &path)).await;
            assert_eq!(answer.header("allow"), "GET", "{path}");
            answer.problem(405, "method_not_allowed");
        }
    }
    assembly.stop().await;
}

/// A whole meeting with an objection and a ballot of every elector; o-04 leaves it to their co-owner.
async fn told(assembly: &Assembly) -> (Place, Vec<String>) {
    let mut draft = draft();
    draft["switches"] = json!({ "revote": "until_close" });
    let place = assembly.noticed(&draft).await;
    let token = assembly.token(assembly.owner("o-01")).await;
    assembly.raise_objection(&token, place, "王芳华：1-0101 的面积不符").await.expect(201);
    assembly.advance_to(OPENS).await;
    let mut ballots = Vec::new();
    for owner in assembly.owners.keys().filter(|owner| *owner != "o-04") {
        let ballot = assembly.signed(place, owner).await;
        assembly.accepted(place, &ballot).await;
        ballots.push(ballot);
    }
    assembly.advance_to(CLOSES).await;
    let scrutineer = assembly.token(&assembly.scrutineer).await;
    assembly.count_meeting(&scrutineer, place).await.expect(201);
    let signature = assembly.countersignature(place, &assembly.scrutineer).await;
    assembly.sign_certificate(&scrutineer, place, &signature).await.expect(201);
    assembly.pass_to(OBJECTIONS_END);
    let convener = assembly.token(&assembly.convener).await;
    assembly.announce_result(&convener, place).await.expect(201);
    (place, ballots)
}

/// Every digest that the entries name.
fn named(entries: &[Value]) -> BTreeSet<String> {
    let texts = |entry: &Value| {
        let fact = entry["fact"].as_object().unwrap().clone();
        fact.into_iter().filter_map(|(_, value)| value.as_str().map(str::to_owned))
    };
    entries.iter().flat_map(texts).filter(|text| text.parse::<Digest>().is_ok()).collect()
}

#[tokio::test]
async fn documents_are_served_by_their_hash_and_private_ones_are_not() {
    let assembly = Assembly::gather().await;
    let (place, ballots) = told(&assembly).await;
    let entries = assembly.entries().await;
    let (mut served, mut withheld) = (BTreeSet::new(), BTreeSet::new());
    for digest in named(&entries) {
        let answer = assembly.read_document(place.0, &digest).await;
        if answer.status == 200 {
            assert_eq!(Digest::of(answer.text.as_bytes()).to_string(), digest);
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
            served.insert(digest);
        } else {
            answer.problem(404, "document_not_found");
            withheld.insert(digest);
        }
    }
    let of = |kind: &str, field: &str| -> BTreeSet<String> {
        let fits = entries.iter().filter(|entry| entry["fact"]["kind"] == kind);
        fits.map(|entry| entry["fact"][field].as_str().unwrap().to_owned()).collect()
    };
    let public = ["definition", "roll", "notice", "statement"].map(|field| of("meeting_noticed", field));
    let public: BTreeSet<_> = public.into_iter().flatten().chain(of("meeting_opened", "roll")).collect();
    assert_eq!(served, public);
    for ballot in &ballots {
        assert!(withheld.contains(&Digest::of(ballot.as_bytes()).to_string()));
    }
    for private in [of("register_imported", "document"), of("objection_raised", "text")] {
        assert!(private.is_subset(&withheld));
    }
    let unknown = assembly.read_document(place.0, &"0".repeat(64)).await;
    unknown.problem(404, "document_not_found");
    for malformed in ["0", &"G".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
        assembly.read_document(place.0, malformed).await.problem(404, "no_such_address");
    }
    assembly.stop().await;
}

#[tokio::test]
async fn what_is_public_names_no_owner_no_key_and_no_choice() {
    let assembly = Assembly::gather().await;
    let (place, _) = told(&assembly).await;
    let entries = assembly.entries().await;
    let mut texts: Vec<(String, String)> = Vec::new();
    for entry in &entries {
        texts.push(("an entry".to_owned(), entry.to_string()));
    }
    for digest in named(&entries) {
        let answer = assembly.read_document(place.0, &digest).await;
        if answer.status == 200 {
            texts.push((format!("document {digest}"), answer.text));
        }
    }
    texts.push(("the turnout".to_owned(), assembly.read_turnout(place).await.text));
    texts.push(("the checkpoint".to_owned(), assembly.read_checkpoint(place.0).await.text));
    let mut public = Vec::new();
    for line in assembly.public_bundle(place).await.text.lines() {
        public.push(line.to_owned());
    }
    texts.extend(public.into_iter().map(|line| ("the public bundle".to_owned(), line)));
    let mut secrets = BTreeSet::new();
    for row in REGISTER.lines() {
        let cells: Vec<&str> = row.split(',').collect();
        for column in [9, 11, 12, 13, 15, 16] {
            secrets.insert(cells[column].to_owned());
        }
    }
    secrets.extend(assembly.owners.values().map(|person| person.thumbprint.clone()));
    secrets.extend(assembly.owners.values().map(|person| PublicKey::of(&person.key).to_string()));
    secrets.remove("");
    assert!(secrets.contains("王芳华") && secrets.contains("o-01") && secrets.contains("李大龙"));
    for (what, text) in &texts {
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{what} holds {secret}: {text}");
        }
    }
    for entry in &entries {
        for choice in ["\"for\"", "\"against\"", "\"abstain\"", "\"choices\"", "\"c1\"", "\"elector\""] {
            assert!(!entry.to_string().contains(choice), "{entry}");
        }
    }
    // What the record commits to is salted or has a nonce: no choice can be guessed from a hash.
    let ballot = json!(assembly.ballot(place, "o-01").await).to_string();
    assert!(!named(&entries).contains(&Digest::of(ballot.as_bytes()).to_string()));
    assembly.stop().await;
}

#[tokio::test]
async fn the_record_is_the_tree_of_its_entries() {
    let assembly = Assembly::gather().await;
    told(&assembly).await;
    let size = assembly.record_size().await;
    let leaves: Vec<u8> = assembly.read_tile(assembly.community, &format!("0/000.p/{size}")).await.unwrap();
    let entries = raw_entries(&assembly, size).await;
    for (hash, entry) in leaves.chunks(32).zip(&entries) {
        assert_eq!(hash, leaf_hash(entry).as_bytes());
    }
    let instant = |entry: &Vec<u8>| -> Instant {
        let entry: Value = serde_json::from_slice(entry).unwrap();
        entry["at"].as_str().unwrap().parse().unwrap()
    };
    assert!(entries.iter().map(instant).is_sorted());
    assembly.stop().await;
}
