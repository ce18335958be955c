//! Against the rules the meeting is held under.

use quorate::domain::rules::OnlineChannel;
use quorate::domain::rules::switches::RankBy;
use quorate::evidence::digest::Digest;
use quorate::evidence::rules::in_force::OverlayReference;
use quorate::evidence::rules::overlays::overlay;
use quorate::verify::report::Code;

use super::Row;
use super::Shown::Both;
use super::Tampering::Story as Live;
use crate::story::Story;
use crate::telling::Before;

const SEVEN_DAYS: &str = "[voting_period]\ndays_min = 5\ndays_max = 7";
const RANKED_BY_AREA: &str = "[[switch]]\nname = \"rank_by\"\nvalue = \"area\"";
const CITY_ONLY: &str = "[online_channel]\nvalue = \"city_only\"";

pub(super) const ROWS: &[Row] = &[
    (
        "rules that nobody stated",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            let shanghai = OverlayReference::new(&overlay("cn_shanghai").unwrap(), None);
            story.definition.overlays.push(shanghai);
        }),
    ),
    (
        "rules that were stated are left out",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            story.state_rules(1, RANKED_BY_AREA);
            story.definition.overlays.clear();
        }),
    ),
    (
        "rules that were replaced before the notice",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            story.state_rules(1, SEVEN_DAYS);
            let old = story.definition.overlays.clone();
            story.state_rules(2, RANKED_BY_AREA);
            story.definition.overlays = old;
        }),
    ),
    (
        "a version of the rules is left out",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            story.state_rules(2, RANKED_BY_AREA);
            story.definition.switches.rank_by = RankBy::Area;
        }),
    ),
    (
        "rules of procedure laxer than the law",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| story.state_rules(1, "[notice]\nfull_days = 14")),
    ),
    (
        "rules of procedure under another text's hash",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            story.state_rules(1, SEVEN_DAYS);
            story.definition.overlays[0].sha256 = Digest::of(b"mine");
            story.publish_rules(2);
        }),
    ),
    (
        "a recognition that nobody stated",
        Code::RulesInForce,
        Both,
        Live(Before::Notice, |story| {
            story.definition.online_channel.value = OnlineChannel::Recognised;
            story.definition.online_channel.recognition = Some("somebody, once".to_owned());
        }),
    ),
    (
        "a switch other than the rules settle it",
        Code::RulesKept,
        Both,
        Live(Before::Notice, |story| story.state_rules(1, RANKED_BY_AREA)),
    ),
    (
        "fewer days for objections than the rules ask for",
        Code::RulesKept,
        Both,
        Live(Before::Notice, |story| {
            story.state_rules(1, "[[limit]]\nname = \"comment_days_min\"\nnumber = 8");
        }),
    ),
    (
        "a channel wider than the rules allow",
        Code::RulesKept,
        Both,
        Live(Before::Notice, |story| story.state_rules(1, "[online_channel]\nvalue = \"recognised\"")),
    ),
    (
        "a system that nobody recognised",
        Code::RulesKept,
        Both,
        Live(Before::Notice, |story| story.definition.online_channel.value = OnlineChannel::Recognised),
    ),
    (
        "a notice shorter than the rules of procedure ask for",
        Code::NoticePeriod,
        Both,
        Live(Before::Notice, |story| story.state_rules(1, "[notice]\nfull_days = 31")),
    ),
    (
        "an extension beyond the voting period of the rules",
        Code::VotingPeriod,
        Both,
        Live(Before::Notice, |story| story.state_rules(1, SEVEN_DAYS)),
    ),
    (
        "a ballot online where only the city's system may take one",
        Code::OnlineChannel,
        Both,
        Live(Before::Notice, city_only),
    ),
];

fn city_only(story: &mut Story) {
    story.state_rules(1, CITY_ONLY);
    story.definition.online_channel.value = OnlineChannel::CityOnly;
}
