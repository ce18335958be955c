//! Every threshold just below, at and just above its value, on each measure.

use quorate::domain::quantities::{Heads, Scale, ShareTotal};
use quorate::domain::rules::Switches;
use quorate::domain::tally::{Terms, Totals, Weighed, judge};

use crate::world::rule;

/// Area in hundredths, heads.
type Weight = (u128, u64);

fn weighed((area, heads): Weight) -> Weighed {
    Weighed { area: Some(ShareTotal::from_thousandths(area * 10)), heads: Heads::new(heads), units: 0 }
}

fn passed(preset: &str, kind: &str, all: Weight, participating: Weight, in_favour: Weight) -> bool {
    let rule = rule(preset, kind);
    let totals = Totals {
        scale: Scale::of_text("0.00"),
        all: weighed(all),
        participating: weighed(participating),
        in_favour: weighed(in_favour),
        against: weighed((participating.0 - in_favour.0, participating.1 - in_favour.1)),
        abstain: Weighed::ZERO,
        invalid: Weighed::ZERO,
        silent: weighed((all.0 - participating.0, all.1 - participating.1)),
        present: weighed(participating),
        ..Totals::NOBODY
    };
    let terms = Terms { rule: &rule, switches: &Switches::default(), seats: None };
    judge(&terms, &totals, &[]).unwrap().passed.unwrap()
}

#[test]
fn participation_turns_exactly_at_its_fraction() {
    let table: [(&str, Weight, Weight); 4] = [
        ("cn_civil_code_2021", (30_000, 300), (20_000, 200)), // >= 2/3, which divides
        ("cn_civil_code_2021", (30_001, 301), (20_001, 201)), // >= 2/3, rounded up
        ("cn_pre_2021", (30_000, 300), (15_001, 151)),        // > 1/2 of an even base
        ("cn_pre_2021", (30_001, 301), (15_001, 151)),        // > 1/2 of an odd base
    ];
    for (preset, all, enough) in table {
        let holds = |part: Weight| passed(preset, "ordinary", all, part, part);
        assert!(holds(enough) && holds((enough.0 + 1, enough.1 + 1)), "{preset} {all:?}");
        assert!(!holds((enough.0 - 1, enough.1)), "area of {preset} {all:?}");
        assert!(!holds((enough.0, enough.1 - 1)), "heads of {preset} {all:?}");
    }
}

#[test]
fn approval_turns_exactly_at_its_fraction() {
    let table: [(&str, &str, Weight, Weight); 8] = [
        ("cn_civil_code_2021", "ordinary", (20_000, 200), (10_001, 101)), // > 1/2, even
        ("cn_civil_code_2021", "ordinary", (20_001, 201), (10_001, 101)), // > 1/2, odd
        ("cn_civil_code_2021", "special", (20_000, 200), (15_000, 150)),  // >= 3/4, which divides
        ("cn_civil_code_2021", "special", (20_001, 201), (15_001, 151)),  // >= 3/4, rounded up
        ("cn_pre_2021", "ordinary", (20_000, 200), (15_001, 151)),        // > 1/2 of all 300.00
        ("cn_pre_2021", "fund_use", (20_000, 200), (20_000, 200)),        // >= 2/3 of all
        ("cn_pre_2021", "special", (25_000, 250), (20_000, 200)),
        ("cn_pre_2021", "common_parts_change", (25_000, 250), (15_001, 151)),
    ];
    for (preset, kind, part, enough) in table {
        let holds = |in_favour: Weight| passed(preset, kind, (30_000, 300), part, in_favour);
        assert!(holds(enough), "{preset} {kind} {part:?}");
        assert!(!holds((enough.0 - 1, enough.1)), "area of {preset} {kind} {part:?}");
        assert!(!holds((enough.0, enough.1 - 1)), "heads of {preset} {kind} {part:?}");
        if enough < part {
            assert!(holds((enough.0 + 1, enough.1 + 1)), "{preset} {kind} {part:?}");
        }
    }
}

#[test]
fn p1_passes_at_every_participating_area_to_the_hundredth() {
    for area in 317_700..=407_900 {
        assert!(passed("cn_civil_code_2021", "fund_use", (407_900, 51), (area, 40), (317_700, 39)), "{area}");
    }
}
