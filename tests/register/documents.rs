//! What is true of every register document, roll document and annex.

use proptest::prelude::*;
use proptest::sample::Index;
use quorate::domain::communities::CommunityId;
use quorate::domain::roll::{RollRules, RollStatus};
use quorate::evidence::register::RegisterDocument;
use quorate::evidence::roll::{RollAnnexDocument, RollDocument, RollHeading, derive};
use quorate::evidence::salt::Salt;
use uuid::Uuid;

use crate::tables::{holdings, rules, table, table_twice};

const COMMUNITY: CommunityId = CommunityId::new(Uuid::from_u128(1));
const MEETING: Uuid = Uuid::from_u128(2);

fn heading(rules: RollRules) -> RollHeading {
    let (community, meeting, status) = (COMMUNITY, MEETING, RollStatus::Final);
    RollHeading { community, meeting, register_version: 1, status, rules }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(table in table(), rules in rules(), salt: [u8; 32]) {
        let (holdings, salt) = (holdings(&table), Salt::from_bytes(salt));
        let document = RegisterDocument::new(COMMUNITY, 1, salt, &holdings);
        let read = RegisterDocument::from_bytes(&document.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(read.holdings().unwrap(), holdings.clone());

        let (roll, annex) = derive(&holdings, rules, &salt).unwrap();
        let document = RollDocument::new(&heading(rules), &roll);
        let read = RollDocument::from_bytes(&document.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(read.heading(), heading(rules));
        prop_assert_eq!(read.roll().unwrap(), roll);

        let document = RollAnnexDocument::new(COMMUNITY, MEETING, salt, &annex);
        let read = RollAnnexDocument::from_bytes(&document.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(read.annex().unwrap(), annex);
    }

    #[test]
    fn the_same_content_has_the_same_digest((one, other) in table_twice(), salt: [u8; 32]) {
        let document = |table| RegisterDocument::new(COMMUNITY, 1, Salt::from_bytes(salt), &holdings(table));
        prop_assert_eq!(document(&one).digest().unwrap(), document(&other).digest().unwrap());
    }

    #[test]
    fn no_name_and_no_telephone_is_in_a_document(table in table(), rules in rules(), salt: [u8; 32]) {
        let (holdings, salt) = (holdings(&table), Salt::from_bytes(salt));
        let (roll, annex) = derive(&holdings, rules, &salt).unwrap();
        let documents = [
            RegisterDocument::new(COMMUNITY, 1, salt, &holdings).to_bytes().unwrap(),
            RollDocument::new(&heading(rules), &roll).to_bytes().unwrap(),
            RollAnnexDocument::new(COMMUNITY, MEETING, salt, &annex).to_bytes().unwrap(),
        ];
        for document in documents {
            let text = String::from_utf8(document).unwrap();
            prop_assert!(!text.contains("业主") && !text.contains("13800000000"));
        }
    }

    #[test]
    fn a_changed_byte_gives_another_document_or_none(
        table in table(), rules in rules(), at: Index, byte: u8,
    ) {
        let salt = Salt::from_bytes([5; 32]);
        let (roll, _) = derive(&holdings(&table), rules, &salt).unwrap();
        let bytes = RollDocument::new(&heading(rules), &roll).to_bytes().unwrap();
        let mut changed = bytes.clone();
        changed[at.index(bytes.len())] = byte;
        prop_assume!(changed != bytes);
        if let Ok(read) = RollDocument::from_bytes(&changed) {
            prop_assert_eq!(read.to_bytes().unwrap(), changed);
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
        prop_assert!(RegisterDocument::from_bytes(&bytes).is_err());
        prop_assert!(RollDocument::from_bytes(&bytes).is_err());
        prop_assert!(RollAnnexDocument::from_bytes(&bytes).is_err());
    }
}
