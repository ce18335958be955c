//! A plan made from a seed: who owns what, what each elector does, and how each unit is served.

use std::collections::BTreeSet;

/// How many candidates stand; two seats are to be filled.
pub const CANDIDATES: usize = 3;

/// The building that decides the third matter.
pub const OWN_BUILDING: u32 = 2;

/// How large a story is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Electors.
    pub heads: usize,
    /// How often each of [`Act::SPECIAL`] happens.
    pub special: usize,
    /// Electors who vote online once and do nothing else.
    pub online: usize,
    /// Electors who vote on paper once and do nothing else.
    pub paper: usize,
    /// Electors who hold a paper and keep it.
    pub keeping: usize,
}

/// What an elector does.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Act {
    /// Nothing.
    Silent,
    /// Takes a paper and does nothing.
    Keeps,
    /// Votes online.
    Online,
    /// Votes online, and again otherwise.
    OnlineTwice,
    /// Votes on paper.
    Paper,
    /// Sends the paper by mail.
    Mailed,
    /// Hands the paper in at the close.
    Late,
    /// Votes online and then on paper otherwise.
    OnlineThenPaper,
    /// Votes on paper and then online otherwise.
    PaperThenOnline,
    /// Votes online; somebody hands in a forged paper before.
    ForgedBesideOnline,
    /// A neighbour votes under a mandate.
    Mandate,
    /// A neighbour votes under a mandate, and the owner then otherwise.
    MandateThenOwn,
    /// A neighbour votes under a mandate, and the owner then on paper otherwise.
    MandateThenPaper,
    /// The mandate is revoked before the neighbour votes.
    RevokedBefore,
    /// The mandate is revoked after the neighbour voted.
    RevokedAfter,
    /// The mandate is on paper, read by two.
    MandateOnPaper,
    /// The neighbour votes on paper.
    HolderPaper,
    /// The owner votes with help and a key that is enrolled at the desk while the vote is open.
    Assisted,
    /// The paper is damaged and another one is handed out.
    Replaced,
    /// The paper is lost, and comes back all the same.
    VoidBack,
    /// The signature is not the owner's.
    Forged,
    /// Nobody signed.
    Unsigned,
    /// The first matter is left blank on paper.
    BlankItem,
    /// The mark of the first matter cannot be read.
    SpoiledItem,
    /// More candidates are ticked than there are seats.
    TooMany,
    /// Two read the paper differently, and a third looks.
    ThirdLook,
    /// The flat is sold before anybody voted for it, and the buyer does.
    SoldBefore,
    /// The flat is sold after the vote.
    SoldAfter,
}

impl Act {
    /// What happens now and then.
    pub const SPECIAL: [Self; 24] = [
        Self::OnlineTwice,
        Self::Mailed,
        Self::Late,
        Self::OnlineThenPaper,
        Self::PaperThenOnline,
        Self::ForgedBesideOnline,
        Self::Mandate,
        Self::MandateThenOwn,
        Self::MandateThenPaper,
        Self::RevokedBefore,
        Self::RevokedAfter,
        Self::MandateOnPaper,
        Self::HolderPaper,
        Self::Assisted,
        Self::Replaced,
        Self::VoidBack,
        Self::Forged,
        Self::Unsigned,
        Self::BlankItem,
        Self::SpoiledItem,
        Self::TooMany,
        Self::ThirdLook,
        Self::SoldBefore,
        Self::SoldAfter,
    ];

    /// Whether the owner has a key before the meeting.
    pub const fn has_key(self) -> bool {
        match self {
            Self::Online
            | Self::OnlineTwice
            | Self::OnlineThenPaper
            | Self::PaperThenOnline
            | Self::ForgedBesideOnline
            | Self::Mandate
            | Self::MandateThenOwn
            | Self::MandateThenPaper
            | Self::RevokedBefore
            | Self::RevokedAfter
            | Self::HolderPaper
            | Self::SoldBefore
            | Self::SoldAfter => true,
            Self::Silent
            | Self::Keeps
            | Self::Paper
            | Self::Mailed
            | Self::Late
            | Self::MandateOnPaper
            | Self::Assisted
            | Self::Replaced
            | Self::VoidBack
            | Self::Forged
            | Self::Unsigned
            | Self::BlankItem
            | Self::SpoiledItem
            | Self::TooMany
            | Self::ThirdLook => false,
        }
    }

    /// Whether the elector is handed a paper at first.
    pub const fn has_paper(self) -> bool {
        match self {
            Self::Keeps
            | Self::Paper
            | Self::Mailed
            | Self::Late
            | Self::OnlineThenPaper
            | Self::PaperThenOnline
            | Self::ForgedBesideOnline
            | Self::MandateThenPaper
            | Self::HolderPaper
            | Self::Replaced
            | Self::VoidBack
            | Self::Forged
            | Self::Unsigned
            | Self::BlankItem
            | Self::SpoiledItem
            | Self::TooMany
            | Self::ThirdLook => true,
            Self::Silent
            | Self::Online
            | Self::OnlineTwice
            | Self::Mandate
            | Self::MandateThenOwn
            | Self::RevokedBefore
            | Self::RevokedAfter
            | Self::MandateOnPaper
            | Self::Assisted
            | Self::SoldBefore
            | Self::SoldAfter => false,
        }
    }

    /// Whether the elector gives a mandate.
    pub const fn gives_mandate(self) -> bool {
        matches!(
            self,
            Self::Mandate
                | Self::MandateThenOwn
                | Self::MandateThenPaper
                | Self::RevokedBefore
                | Self::RevokedAfter
                | Self::MandateOnPaper
                | Self::HolderPaper
        )
    }
}

/// What stands beside a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Word {
    /// Yes.
    For,
    /// No.
    Against,
    /// Neither.
    Abstain,
    /// Nothing; on paper only.
    Blank,
    /// Something that cannot be read; on paper only.
    Spoiled,
}

/// What a ballot says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Says {
    /// To the question of all.
    pub question: Word,
    /// The candidates it ticks; none is an abstention.
    pub candidates: BTreeSet<usize>,
    /// To the question of one building.
    pub building: Word,
}

/// A flat, a shop or a parking space.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The number of its building; 0 is the garage.
    pub building: u32,
    /// Its label.
    pub label: String,
    /// `dwelling`, `shop` or `parking`.
    pub kind: &'static str,
    /// Its area in thousandths of a square metre.
    pub area: u64,
    /// How it is served.
    pub service: Service,
}

/// How a unit is served.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Service {
    /// By a letter.
    Letter,
    /// At the door.
    Door,
    /// The owner signs in the application that it was read.
    InApp,
    /// It is posted after nobody opened, which is recorded and reaches nobody.
    Posting,
    /// Nobody opened.
    Tried,
    /// Nobody tried.
    Nothing,
}

/// An elector.
#[derive(Clone, Debug)]
pub struct Head {
    /// The owners.
    pub owners: Vec<String>,
    /// `delivered` or `developer_stock`.
    pub stock: &'static str,
    /// The units.
    pub units: Vec<Unit>,
    /// What it does.
    pub act: Act,
    /// What the ballot says that comes first.
    pub first: Says,
    /// What the one says that comes second.
    pub second: Says,
    /// The elector whose owner holds the mandate, or buys the flat.
    pub other: usize,
}

/// Everything that is going to happen.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The electors.
    pub heads: Vec<Head>,
}

/// A generator of numbers, the same for the same seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (limit as u64)).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    fn word(&mut self) -> Word {
        match self.below(10) {
            0..=6 => Word::For,
            7 | 8 => Word::Against,
            _ => Word::Abstain,
        }
    }

    fn says(&mut self) -> Says {
        let tens: [&[usize]; 10] =
            [&[0, 1], &[0, 1], &[0, 1], &[0, 1], &[0, 1], &[0], &[0, 2], &[1, 2], &[1], &[]];
        let candidates = tens[self.below(10)].iter().copied().collect();
        Says { question: self.word(), candidates, building: self.word() }
    }

    fn service(&mut self) -> Service {
        match self.below(20) {
            0..=9 => Service::Letter,
            10..=14 => Service::Door,
            15 => Service::Posting,
            16 => Service::Tried,
            _ => Service::Nothing,
        }
    }

    /// An area with one, two or three decimals.
    fn area(&mut self) -> u64 {
        let step = [1, 10, 100][self.below(3)];
        (40_000 + self.below(120_000) as u64) / step * step
    }
}

impl Says {
    /// Something else on every matter.
    fn otherwise(&self) -> Self {
        let turned = |word| if word == Word::For { Word::Against } else { Word::For };
        let candidates = if self.candidates.contains(&2) { [0].into() } else { [2].into() };
        Self { question: turned(self.question), candidates, building: turned(self.building) }
    }
}

impl Plan {
    /// The plan of a seed.
    pub fn of(seed: u64, size: Size) -> Self {
        let mut draw = Draw(seed);
        let mut heads: Vec<Head> = (0..size.heads).map(|number| head(&mut draw, number)).collect();
        let mut acts: Vec<Act> = Act::SPECIAL.iter().flat_map(|act| vec![*act; size.special]).collect();
        acts.extend(vec![Act::Online; size.online]);
        acts.extend(vec![Act::Paper; size.paper]);
        acts.extend(vec![Act::Keeps; size.keeping]);
        draw.shuffle(&mut acts);
        // Nearly everybody in the building with a matter of its own takes part.
        let mut order: Vec<usize> = (1..size.heads).collect();
        draw.shuffle(&mut order);
        let chance: Vec<usize> = (0..size.heads).map(|_| draw.below(10)).collect();
        order.sort_by_key(|head| heads[*head].units[0].building != OWN_BUILDING || chance[*head] == 0);
        for (act, head) in acts.iter().zip(&order) {
            heads[*head].act = *act;
        }
        heads[0].act = Act::Paper;
        let neighbours: Vec<usize> = (0..size.heads).filter(|head| heads[*head].act == Act::Online).collect();
        let mut turn = 0;
        for (number, head) in heads.iter_mut().enumerate() {
            settle(&mut draw, head, number);
            // Three principals in a row have the same holder, who votes for each otherwise.
            head.other = neighbours[turn / 3 % neighbours.len()];
            turn += usize::from(head.act.gives_mandate());
        }
        Self { heads }
    }

    /// Those that do one of these.
    pub fn doing(&self, acts: &[Act]) -> Vec<usize> {
        (0..self.heads.len()).filter(|head| acts.contains(&self.heads[*head].act)).collect()
    }

    /// The register as it is imported, with these electors sold.
    pub fn register(&self, sold: &[usize]) -> String {
        let mut table = String::from(
            "unit,building,entrance,floor,number,kind,area,area_source,stock,owner_id,owner_kind,name,phone,email,\
             acting_role,acting_name,acting_phone\n",
        );
        for (number, head) in self.heads.iter().enumerate() {
            let buyer = &self.heads[head.other].owners[..1];
            let owners = if sold.contains(&number) { buyer } else { &head.owners };
            for unit in &head.units {
                for owner in owners {
                    table.push_str(&row(unit, head.stock, owner));
                }
            }
        }
        table
    }
}

/// An elector whose act is not decided yet; the first one is the developer.
fn head(draw: &mut Draw, number: usize) -> Head {
    let buildings = [1, OWN_BUILDING, 3, 1, 4, 5, 1, 3, 6, 4, 5, 6, 3, 4, 5];
    let building = buildings[number % buildings.len()];
    let mut unit = |building: u32, kind: &'static str, place: &str| Unit {
        building,
        label: format!("{building}-{number:04}{place}"),
        kind,
        area: if kind == "parking" { 12_500 } else { draw.area() },
        service: draw.service(),
    };
    let (stock, units) = if number == 0 {
        ("developer_stock", (0..4).map(|flat| unit(flat % 3 + 1, "dwelling", &format!("{flat}"))).collect())
    } else {
        let kind = if number % 11 == 3 { "shop" } else { "dwelling" };
        let mut units = vec![unit(building, kind, "")];
        if number % 13 == 5 {
            units.push(unit(u32::try_from(number % 6).unwrap() + 1, "dwelling", "x"));
        }
        if number % 7 == 2 {
            units.push(unit(0, "parking", ""));
        }
        ("delivered", units)
    };
    let (first, owners) = (draw.says(), vec![format!("o-{number:04}")]);
    let second = first.otherwise();
    Head { owners, stock, units, act: Act::Silent, first, second, other: 0 }
}

/// What follows from what an elector does.
fn settle(draw: &mut Draw, head: &mut Head, number: usize) {
    match head.act {
        Act::BlankItem => head.first.question = Word::Blank,
        Act::SpoiledItem => head.first.question = Word::Spoiled,
        Act::TooMany => head.first.candidates = (0..CANDIDATES).collect(),
        // Who sells or is helped is one person with one flat.
        Act::SoldBefore | Act::SoldAfter => head.units.truncate(1),
        Act::Silent | Act::Keeps | Act::Online | Act::OnlineTwice | Act::Paper | Act::OnlineThenPaper
            if number % 4 == 1 =>
        {
            head.owners.push(format!("o-{number:04}-b"));
        }
        _ => {}
    }
    if head.act.has_key() && draw.below(4) == 0 {
        for unit in &mut head.units {
            unit.service = Service::InApp;
        }
    }
}

fn row(unit: &Unit, stock: &str, owner: &str) -> String {
    let digits: String = owner.chars().filter(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().unwrap();
    let series = if owner.ends_with('b') { "1370000" } else { "1390000" };
    let kind = if stock == "delivered" { "natural" } else { "developer" };
    let building = if unit.building == 0 { "P".to_owned() } else { unit.building.to_string() };
    let (label, area) = (&unit.label, metres(unit.area));
    let what = unit.kind;
    format!(
        "{label},{building},,1,{label},{what},{area},register,{stock},{owner},{kind},业主{owner},{series}{number:04},,,,\n"
    )
}

/// Thousandths as a decimal.
fn metres(area: u64) -> String {
    let text = format!("{}.{:03}", area / 1000, area % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
