//! Against paper ballots: who signed, what was recorded, what was read, what was counted.

use quorate::domain::identity::Role;
use quorate::evidence::digest::Digest;
use quorate::evidence::entries::Fact;
use quorate::evidence::paper::{MarkForm, PaperIssue, PaperKind};
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Audit;
use super::Tampering::Story as Live;
use crate::estate::elector;
use crate::mandating::{latest, revoke};
use crate::papers;
use crate::story::Story;
use crate::telling::Before;

const SECRETARY: (&str, Role) = ("secretary", Role::Secretary);
const SCRUTINEER: (&str, Role) = ("scrutineer", Role::Scrutineer);
const SUPERVISOR: (&str, Role) = ("supervisor", Role::Supervisor);

/// Two papers, neither of which comes back, counted by hand and sampled: nothing is wrong with it.
fn round(story: &mut Story) {
    story.before_close(handed_out);
    story.hand_count(SCRUTINEER, [2, 0, 2, 0, 0]);
    story.report(&[]);
}

fn handed_out(story: &mut Story) {
    story.issue(&[(1, elector(&["cat"])), (2, elector(&["dan"]))]);
}

/// What happens before the close, after the papers were handed out.
fn open(story: &mut Story, act: fn(&mut Story)) {
    story.before_close(|story| {
        handed_out(story);
        act(story);
    });
}

/// What an entry about papers says is changed, and not what was signed.
fn rewritten(story: &mut Story, act: fn(&mut Story), change: fn(&mut Fact)) {
    story.before_close(|story| {
        handed_out(story);
        act(story);
        story.rewrite_last(change);
    });
}

macro_rules! says_otherwise {
    ($what:literal, $act:expr, $fact:ident { $field:ident } = $value:expr) => {
        (
            $what,
            Code::PapersSigned,
            Audit,
            Live(Before::Count, |story| {
                rewritten(story, $act, |fact| {
                    if let Fact::$fact { $field, .. } = fact {
                        *$field = $value;
                    }
                })
            }),
        )
    };
}

macro_rules! not_possible {
    ($what:literal, $act:expr) => {
        ($what, Code::PapersFollowed, Audit, Live(Before::Count, |story| open(story, $act)))
    };
}

pub(super) const ROWS: &[Row] = &[
    says_otherwise!("another list is published", |_| {}, PapersIssued { list } = Digest::of(b"another")),
    says_otherwise!("another number of papers is published", |_| {}, PapersIssued { papers } = 3),
    says_otherwise!(
        "another serial comes back",
        |s| s.take_back(1, None),
        PaperReturned { serial } = papers::serial(2)
    ),
    says_otherwise!(
        "another time of receipt is published",
        |s| s.take_back(1, None),
        PaperReturned { received_at } = received_at.plus_seconds(-1)
    ),
    says_otherwise!(
        "another way is published",
        |s| s.take_back(1, None),
        PaperReturned { way } = "mail".parse().unwrap()
    ),
    says_otherwise!(
        "another scan is published",
        |s| s.take_back(1, None),
        PaperReturned { scan } = Digest::of(b"another")
    ),
    says_otherwise!(
        "another paper is taken out",
        |s| s.take_out(1),
        PaperWithdrawn { serial } = papers::serial(2)
    ),
    says_otherwise!(
        "another reason to take a paper out is published",
        |s| s.take_out(1),
        PaperWithdrawn { why } = "damaged".parse().unwrap()
    ),
    says_otherwise!("a reading has another number", read_once, PaperEntered { reading } = 2),
    says_otherwise!("a reading is of another paper", read_once, PaperEntered { serial } = papers::serial(2)),
    says_otherwise!("a reading is signed in another role", read_once, PaperEntered { by } = Role::Convener),
    (
        "an owner hands papers out",
        Code::PapersSigned,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(|story| {
                let issue = story.issue_of(&[(1, elector(&["cat"]))]);
                story.paper(("cat", Role::Secretary), PaperKind::Issue, &issue, 0);
            });
        }),
    ),
    (
        "the scrutineer hands papers out",
        Code::PapersSigned,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(|story| {
                let issue = story.issue_of(&[(1, elector(&["cat"]))]);
                story.paper(SCRUTINEER, PaperKind::Issue, &issue, 0);
            });
        }),
    ),
    (
        "papers are handed out on another definition",
        Code::PapersFollowed,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(|story| {
                let issue = story.issue_of(&[(1, elector(&["cat"]))]);
                let issue = PaperIssue { definition: Digest::of(b"another"), ..issue };
                story.paper(SECRETARY, PaperKind::Issue, &issue, 0);
            });
        }),
    ),
    (
        "a list has another number of papers than was signed",
        Code::PapersFollowed,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(|story| {
                let issue = PaperIssue { papers: 2, ..story.issue_of(&[(1, elector(&["cat"]))]) };
                story.paper(SECRETARY, PaperKind::Issue, &issue, 0);
            });
        }),
    ),
    not_possible!("a paper counts under a mandate that had ended when it came back", |s| {
        let own = latest(s);
        revoke(s, "cat", own);
        s.take_back(1, None);
        s.read_held(SECRETARY, (1, 1), (own, MarkForm::For));
    }),
    not_possible!("a paper under a mandate says something else than its holder was told", |s| {
        let own = latest(s);
        s.take_back(1, None);
        s.read_held(SECRETARY, (1, 1), (own, MarkForm::Against));
    }),
    not_possible!("an elector gets a second paper", |s| s.issue(&[(3, elector(&["cat"]))])),
    not_possible!("a serial is left out", |s| s.issue(&[(4, elector(&["ann"]))])),
    not_possible!("a paper is for nobody on the roll", |s| s.issue(&[(3, elector(&["ann", "cat"]))])),
    not_possible!("a paper comes back that nobody got", |s| s.take_back(3, None)),
    not_possible!("a paper came back before the opening", |s| {
        s.take_back(1, Some("2026-05-31T15:59:59Z"));
    }),
    not_possible!("a paper comes back twice", |s| {
        s.take_back(1, None);
        s.take_back(1, None);
    }),
    not_possible!("a paper is lost after it came back", |s| {
        s.take_back(1, None);
        s.take_out(1);
    }),
    not_possible!("a void paper is read", |s| {
        s.take_out(1);
        s.take_back(1, None);
        s.read(SECRETARY, (1, 1), None);
    }),
    not_possible!("one person reads a paper twice", |s| {
        read_once(s);
        s.read(SECRETARY, (1, 2), None);
    }),
    not_possible!("a third person reads what neither of two read", |s| {
        read_once(s);
        s.read(SCRUTINEER, (1, 2), Some(("cat", MarkForm::For)));
        s.read(SUPERVISOR, (1, 3), Some(("cat", MarkForm::Against)));
    }),
    not_possible!("a neighbour signs a paper", |s| {
        s.take_back(1, None);
        s.read(SECRETARY, (1, 1), Some(("dan", MarkForm::For)));
    }),
    (
        "it is counted while papers are out and nobody counted them",
        Code::PapersReconciled,
        Audit,
        Live(Before::Count, |story| story.before_close(handed_out)),
    ),
    (
        "the papers do not add up, and nobody says why",
        Code::PapersReconciled,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(handed_out);
            story.hand_count(SCRUTINEER, [2, 0, 1, 0, 1]);
        }),
    ),
    (
        "the secretary counts the papers, though there is a scrutineer",
        Code::PapersReconciled,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(handed_out);
            story.hand_count(SECRETARY, [2, 0, 2, 0, 0]);
        }),
    ),
    (
        "papers are looked at that are not of the sample",
        Code::PapersSampled,
        Audit,
        Live(Before::Count, |story| {
            story.before_close(handed_out);
            story.hand_count(SCRUTINEER, [2, 0, 2, 0, 0]);
            story.report(&[1]);
        }),
    ),
    (
        "another number of papers that differ is published",
        Code::PapersSigned,
        Audit,
        Live(Before::Count, |story| {
            round(story);
            story.rewrite_last(|fact| {
                if let Fact::PapersSampled { differing, .. } = fact {
                    *differing = 1;
                }
            });
        }),
    ),
];

fn read_once(story: &mut Story) {
    story.take_back(1, None);
    story.read(SECRETARY, (1, 1), None);
}

#[test]
fn a_round_of_papers_that_stay_out_is_proved() {
    use quorate::evidence::bundle::BundleKind;
    use quorate::verify::report::Outcome;

    let story = crate::telling::tell(|before, story| {
        if before == Before::Count {
            round(story);
        }
    });
    let report = crate::lines::verify(
        &crate::lines::bytes(&crate::lines::lines(&story, BundleKind::Audit)),
        Some(&story.keys),
    )
    .unwrap();
    let found: Vec<_> = report.codes(Outcome::Finding).collect();
    assert!(found.is_empty(), "{found:?}");
}
