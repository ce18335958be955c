//! The archive: files by their hash, open and sealed, and the documents that the record says they are.

use serde_json::{Value, json};

use crate::acts::{digest, process};
use crate::assembly::Assembly;

fn enter(document: &Value, access: &str, class: &str) -> Value {
    let days = (class == "fund_account").then(|| json!({ "first": "2026-01-01", "last": "2026-03-31" }));
    json!({ "archive": {
        "did": "enter", "title": "文件", "class": class, "document": document, "access": access, "days": days,
        "about": null, "replaces": null,
    } })
}

#[tokio::test]
async fn what_is_entered_was_kept_before_and_is_read_by_owners_if_it_is_open() {
    let assembly = Assembly::gather().await;
    let (secretary, owner) = (&assembly.secretary, assembly.owner("o-01"));
    let accounts = "收入 1000 元";
    let missing = enter(&digest(accounts), "open", "fund_account");
    assembly.act(secretary, process(1), missing.clone()).await.problem(422, "field");
    let kept = assembly.keep(secretary, "open", "text/plain", accounts).await.expect(201);
    assert_eq!((&kept["sha256"], &kept["bytes"]), (&digest(accounts), &json!(accounts.len())));
    assert_eq!(assembly.keep(secretary, "open", "text/plain", accounts).await.expect(201), kept);
    let sealed = enter(&digest(accounts), "sealed", "fund_account");
    assembly.act(secretary, process(1), sealed).await.problem(422, "field");
    // Kept and not entered, it is for those in office.
    assembly.archived(owner, accounts).await.problem(404, "archive_file_not_found");
    assert_eq!(assembly.archived(&assembly.supervisor, accounts).await.text, accounts);
    assembly.acted(secretary, process(1), missing).await;
    let file = assembly.archived(owner, accounts).await;
    assert_eq!((file.status, file.text.as_str()), (200, accounts));
    let view = assembly.process(owner, "archive", process(1)).await.expect(200);
    assert_eq!((&view["class"], &view["document"]), (&json!("fund_account"), &digest(accounts)));
    assert_eq!((&view["media_type"], &view["days"]["last"]), (&json!("text/plain"), &json!("2026-03-31")));
    assembly.stop().await;
}

#[tokio::test]
async fn sealed_documents_are_listed_by_their_hash_and_read_in_office_only() {
    let assembly = Assembly::gather().await;
    let (secretary, owner) = (&assembly.secretary, assembly.owner("o-01"));
    assembly.keep(secretary, "sealed", "text/plain", "名单").await.expect(201);
    assembly.acted(secretary, process(1), enter(&digest("名单"), "sealed", "minutes")).await;
    assembly.archived(owner, "名单").await.problem(404, "archive_file_not_found");
    assert_eq!(assembly.archived(&assembly.scrutineer, "名单").await.text, "名单");
    let listed = assembly.archive(owner, "").await;
    assert_eq!((&listed[0]["document"], &listed[0]["access"]), (&digest("名单"), &json!("sealed")));
    assembly.keep(owner, "open", "text/plain", "owner's letter").await.expect(201);
    assembly.act(owner, process(2), enter(&digest("x"), "open", "other")).await.problem(403, "forbidden");
    assembly.stop().await;
}

#[tokio::test]
async fn a_document_is_replaced_by_one_of_its_class_and_what_is_withdrawn_is_not_read() {
    let assembly = Assembly::gather().await;
    let (secretary, owner) = (&assembly.secretary, assembly.owner("o-01"));
    for text in ["one", "two"] {
        assembly.keep(secretary, "open", "text/plain", text).await.expect(201);
    }
    assembly.acted(secretary, process(1), enter(&digest("one"), "open", "covenant")).await;
    let mut other = enter(&digest("two"), "open", "minutes");
    other["archive"]["replaces"] = json!(process(1));
    assembly.act(secretary, process(2), other.clone()).await.problem(409, "act");
    other["archive"]["class"] = json!("covenant");
    assembly.acted(secretary, process(2), other).await;
    let withdraw = json!({ "archive": { "did": "withdraw", "reason": digest("why") } });
    assembly.act(secretary, process(1), withdraw.clone()).await.problem(409, "act");
    assert_eq!(assembly.archived(owner, "one").await.text, "one", "what was replaced stays readable");
    assembly.acted(secretary, process(2), withdraw).await;
    assembly.archived(owner, "two").await.problem(404, "archive_file_not_found");
    let listed = assembly.archive(owner, "?class=covenant").await;
    assert_eq!((&listed[0]["state"], &listed[1]["state"]), (&json!("replaced"), &json!("withdrawn")));
    assert_eq!(assembly.archive(owner, "?class=minutes").await, json!([]));
    assembly.stop().await;
}

#[tokio::test]
async fn files_are_what_they_say_they_are() {
    let assembly = Assembly::gather().await;
    let secretary = &assembly.secretary;
    assembly.keep(secretary, "open", "application/pdf", "text").await.problem(422, "field");
    assembly.keep(secretary, "open", "text/html", "<p>").await.problem(422, "field");
    assembly.keep(secretary, "secret", "text/plain", "text").await.problem(400, "malformed");
    assembly.stop().await;
}
