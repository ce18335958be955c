//! Rules for tests.

use super::{
    Call, ClassName, Decides, Measure, Measures, Method, Requirement, Rule, Source, Subject, Threshold,
};

/// More than half of those participating by area and heads, and no quorum.
pub(crate) fn majority(decides: Decides) -> Rule {
    let measures = Measures::new(&[Measure::Area, Measure::Heads]).unwrap();
    let threshold = Threshold::parse("> 1/2 of participating", Source::verified("art 1").unwrap());
    Rule {
        measures,
        call: Call::First,
        class: ClassName::new("ordinary").unwrap(),
        quorum: Vec::new(),
        approval: vec![Requirement::on_each(Subject::Approval, threshold.unwrap(), measures)],
        decides,
        method: Method::Threshold,
        cap: None,
        sizes: None,
        rounding: None,
        second_vote: None,
        second_call: None,
        silence: None,
        objection: None,
        consequences: Vec::new(),
    }
}
