//! The forms in which packs and overlays are shown.

use serde::Serialize;

use crate::evidence::digest::Digest;

/// Declares forms that are only written.
macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $of:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Eq, PartialEq, Serialize)]
            #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $of,)*
            }
        )*
    };
}

shown! {
    /// A title in both languages.
    ShownTitle {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    }

    /// A rule pack, in short.
    ShownPackHead {
        /// Its identifier.
        id: String,
        /// Its version.
        version: String,
        /// Its name.
        title: ShownTitle,
        /// The SHA-256 of its file, by which definitions name it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        sha256: Digest,
        /// What a share measures: `m2` or `share`.
        share_unit: String,
        /// What votes are weighed by: `area` (the share), `heads`, `units`.
        measures: Vec<String>,
        /// Every kind of matter it answers to, generic ones last.
        kinds: Vec<String>,
    }

    /// A rule pack with everything it asks.
    ShownPack {
        /// The pack, in short.
        head: ShownPackHead,
        /// What it leaves to overlays.
        open: Vec<String>,
        /// The overlays known here that are made for it.
        overlays: Vec<String>,
        /// The quorum of the first call; empty where the law asks for none.
        quorum: Vec<ShownRequirement>,
        /// The second call; null where the law knows none.
        second_call: Option<ShownSecondCall>,
        /// The cut of a large weight.
        cap: Option<ShownCap>,
        /// Days of notice.
        notice: ShownDays,
        /// What a notice must say; null where the pack does not tell.
        notice_content: Option<ShownContent>,
        /// What the service of a notice asks; null where the pack does not tell.
        service: Option<ShownService>,
        /// How long voting lasts.
        voting_period: Option<ShownPeriod>,
        /// Lawful numbers of seats of a committee.
        committee: Option<ShownSizes>,
        /// A local way to round, shown beside the decision.
        rounding: Option<ShownRounding>,
        /// What is said of proxies.
        proxies: Option<ShownProxies>,
        /// The class that answers to the kind `ordinary`.
        ordinary: String,
        /// The class that answers to the kind `special`.
        special: String,
        /// The classes of matters.
        classes: Vec<ShownClass>,
        /// Its own kinds of matter.
        matters: Vec<ShownMatter>,
        /// Kinds of which it is doubtful that everything under them is the assembly's.
        doubtful: Vec<ShownDoubtful>,
        /// Kinds that are not the assembly's to decide.
        refused: Vec<ShownRefused>,
        /// What it says of the procedure of a community's life; what it leaves out has national values, not verified.
        procedure: Vec<ShownParameter>,
    }

    /// A kind under which not everything is the assembly's.
    ShownDoubtful {
        /// The kind.
        kind: String,
        /// What there is to consider.
        warning: ShownTitle,
        /// Where the doubt comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A kind that is not the assembly's to decide.
    ShownRefused {
        /// The kind.
        kind: String,
        /// Its name.
        title: ShownTitle,
        /// Why it is not the assembly's.
        reason: ShownTitle,
        /// What the law offers instead.
        instead: ShownTitle,
        /// The article that takes it from the assembly.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// One thing that is asked.
    ShownRequirement {
        /// What is weighed: `participation`, `presence`, `approval`, `opposition`.
        subject: String,
        /// What it must reach or keep, such as `>= 2/3 of all`.
        threshold: String,
        /// The measures it is weighed on.
        measures: Vec<String>,
        /// Whether it must hold on `each` of them or on `any`.
        combine: String,
        /// The call it is asked at; null for every call.
        call: Option<String>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A meeting that may be convened again.
    ShownSecondCall {
        /// What opens it.
        when: Vec<String>,
        /// Its quorum; empty where the law asks for none.
        quorum: Vec<ShownRequirement>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A cut of a large weight.
    ShownCap {
        /// How: `fraction_of_all`, `sum_of_others`, `reduced_by`.
        kind: String,
        /// The fraction kept at most, or lost.
        fraction: Option<String>,
        /// Where the cut begins, as a fraction of all.
        from: Option<String>,
        /// The measures that are cut.
        measures: Vec<String>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A number of days.
    ShownDays {
        /// Full days, neither end counted.
        full_days: u16,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// How long something lasts.
    ShownPeriod {
        /// Fewest days.
        days_min: u16,
        /// Most days.
        days_max: u16,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// Lawful numbers of seats.
    ShownSizes {
        /// The fewest.
        seats_min: u32,
        /// The most; null where there is no limit.
        seats_max: Option<u32>,
        /// Whether the number must be odd.
        odd: bool,
        /// A lower minimum in small estates.
        small: Option<ShownSmallEstate>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A lower minimum in estates that have few homes or little area.
    ShownSmallEstate {
        /// The fewest seats there.
        seats_min: u32,
        /// The most homes.
        households_max: u32,
        /// The largest area, in whole units of the share.
        area_max: u32,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// What a notice must say.
    ShownContent {
        /// Each field.
        fields: Vec<String>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// What the service of a notice asks.
    ShownService {
        /// What an acknowledged opening in the application is: `proof` or `record`; null if nothing is said.
        in_app: Option<String>,
        /// Failed attempts before a unit may be served by a posting.
        posting_attempts: u16,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A local way to round.
    ShownRounding {
        /// Decimals of the percentage.
        percent_decimals: u8,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// What is said of proxies.
    ShownProxies {
        /// In what form a mandate is given: `by_documents`, `prescribed`, `text`, `written`, `unknown`.
        form: String,
        /// Who may hold a mandate: `owners`, `anyone`, `unknown`.
        holders: String,
        /// Whether a holder decides what they were not told: `allowed`, `instructed_only`, `unknown`.
        discretion: String,
        /// The most principals of one holder.
        principals_max: Option<u32>,
        /// The largest part of all that one holder may stand for; beside the most principals, one of the two
        /// limits is enough.
        share_max: Option<String>,
        /// What that part is weighed by.
        measure: Option<String>,
        /// Hours before the meeting at which a mandate is handed in.
        hours_before: Option<u16>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A class of matters.
    ShownClass {
        /// Its name.
        name: String,
        /// What is asked; all must hold.
        requires: Vec<ShownRequirement>,
        /// How its elections go: `threshold`, `plurality`, `cumulative`.
        method: String,
        /// The vote that may follow.
        second_vote: Option<ShownSecondVote>,
        /// Silence that counts as agreement.
        silence: Option<ShownSilence>,
        /// Objections under which a motion that passed falls.
        objection: Option<ShownObjection>,
        /// What else follows from the votes, apart from whether the motion is valid.
        consequences: Vec<ShownConsequence>,
    }

    /// A vote on the same matter by another class.
    ShownSecondVote {
        /// The class.
        class: String,
        /// What the first vote must have come to.
        conditions: Vec<ShownRequirement>,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// Silence of who was absent and informed, which agrees after a term.
    ShownSilence {
        /// Days to disagree.
        days: u16,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// Written objections.
    ShownObjection {
        /// Days to object.
        days: u16,
        /// What their weight must reach for the motion to fall.
        requirement: ShownRequirement,
    }

    /// What follows from the votes.
    ShownConsequence {
        /// Its name.
        id: String,
        /// What follows.
        title: ShownTitle,
        /// What the votes must reach.
        requires: Vec<ShownRequirement>,
    }

    /// A kind of matter.
    ShownMatter {
        /// The kind.
        kind: String,
        /// Its name.
        title: ShownTitle,
        /// The class that says what is asked.
        class: String,
        /// `motion` or `election`.
        decides: String,
        /// The article that lists it.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// An overlay, in short.
    ShownOverlayHead {
        /// Its identifier.
        id: String,
        /// Its version.
        version: String,
        /// Its name.
        title: ShownTitle,
        /// The SHA-256 of its file, by which definitions name it.
        #[cfg_attr(feature = "server", schema(value_type = String))]
        sha256: Digest,
        /// `locality` or `community`.
        issued_by: String,
        /// The packs it is made for.
        base: Vec<String>,
    }

    /// An overlay with everything it settles.
    ShownOverlay {
        /// The overlay, in short.
        head: ShownOverlayHead,
        /// What it settles.
        settles: Vec<ShownSettled>,
    }

    /// One thing that an overlay settles.
    ShownSettled {
        /// What it is about, as packs leave it open.
        topic: String,
        /// The one thing: the topic, a switch or a limit.
        name: String,
        /// What it settles it as.
        value: String,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }

    /// A parameter of the procedure.
    ShownParameter {
        /// Its name, which ends in its unit and in which end it limits.
        name: String,
        /// Its value.
        value: String,
        /// Where it comes from.
        article: String,
        /// Whether it was read in the statute's own text.
        verified: bool,
    }
}
