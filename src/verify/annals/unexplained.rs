//! Offices of the committee that end or begin without anything from which that follows.
//!
//! No signature stands behind a grant: who ended one, and why, is on the word of the service. Where it touches a seat
//! whoever reads the annals is told, and asks the office.

use super::pending::Pending;
use crate::domain::annals::Annals;
use crate::domain::committees::{Member, Standing};
use crate::evidence::entries::Fact;
use crate::verify::report::{Code, Ledger, told};

/// Tells of a seat whose grant ends, or of a suspended member whose office is granted anew, by nothing before it.
pub(super) fn tell(annals: &Annals, own: &Pending, ledger: &mut Ledger) {
    let index = own.index;
    let current = annals.committees().iter().filter(|(_, committee)| committee.state.is_current());
    let mut members = current.flat_map(|(_, committee)| &committee.members);
    if let Fact::RoleEnded { grant, .. } = &own.fact {
        let held = annals.offices().get(*grant).is_some_and(|office| office.is_held(own.at));
        if held && members.any(|member| member.standing.has_seat() && member.grants.contains(grant)) {
            let sentence = told!(
                "Could not check why a member's office ended in entry {index}: no deed and no result asks for it.",
                "无法核实记录 {index} 为何终止委员的职务：没有任何行为或表决结果要求如此。"
            );
            ledger.open(Code::ConsequencesFollow, sentence);
        }
    } else if let Fact::RoleGranted { grant, role, enrolment, .. } = &own.fact {
        let key = enrolment.fingerprint();
        let was = |member: &Member| {
            let mut offices = member.grants.iter().filter_map(|own| annals.offices().get(*own));
            offices.any(|office| office.role == *role && office.keys.contains(&key))
        };
        let is_new = annals.offices().get(*grant).is_none();
        if is_new && members.any(|member| member.standing == Standing::Suspended && was(member)) {
            let sentence = told!(
                "Could not check why entry {index} grants a suspended member the office anew: no deed and no result \
                 asks for it.",
                "无法核实记录 {index} 为何重新授予被暂停职务的委员：没有任何行为或表决结果要求如此。"
            );
            ledger.open(Code::ConsequencesFollow, sentence);
        }
    }
}
