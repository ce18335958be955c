//! `quorate-verify count`: a matter from two spreadsheets.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use quorate::domain::rules::{Call, Competence, MatterKind, Pack};
use quorate::evidence::inequalities::InequalityForm;
use quorate::evidence::rules::pack;
use quorate::evidence::switches::Settings;
use quorate::evidence::totals::WeightForm;
use quorate::evidence::verdict::VerdictForm;
use quorate::verify::count::{Matter, Sheets, count_sheets};
use quorate::verify::sheet::Sheet;

/// Largest file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// The arguments of `count`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The rule pack, for example `cn_civil_code_2021`.
    #[arg(long)]
    preset: String,
    /// The kind of matter, for example `fund_use`; every pack also knows `ordinary` and `special`.
    #[arg(long, value_name = "KIND")]
    matter: String,
    /// The call of the meeting, for a law that knows a second one: first or second.
    #[arg(long, default_value_t = Call::First)]
    call: Call,
    /// CSV with the columns elector, heads, area and optionally unit, served, excluded, objected.
    #[arg(long, value_name = "roll.csv")]
    roll: PathBuf,
    /// CSV with the columns elector, choice and optionally unit.
    #[arg(long, value_name = "ballots.csv")]
    ballots: PathBuf,
    /// How many an election elects; a ballot that names more is spoiled.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seats: Option<NonZeroU32>,
    /// CSV with the column candidate, in the order of the ballot; a ballot may name nobody else.
    #[arg(long, value_name = "candidates.csv")]
    candidates: Option<PathBuf>,
    /// A switch that was settled, for example `blank_item=spoiled`; may be repeated.
    #[arg(long = "switch", value_name = "NAME=VALUE")]
    switches: Vec<String>,
    /// Writes JSON instead of text.
    #[arg(long)]
    json: bool,
}

/// Counts and prints; the error is what to tell the user.
pub(crate) fn run(args: &Args) -> Result<(), String> {
    let published = pack(&args.preset).map_err(|reason| format!("--preset: {reason}"))?;
    let known = published.pack.kinds().join(", ");
    let kind = MatterKind::new(&args.matter);
    let kind = kind.map_err(|reason| format!("--matter: {:?} {reason}; known are {known}", args.matter))?;
    votable(&published.pack, &kind).map_err(|reason| format!("--matter: {reason}"))?;
    let settings = Settings::read(&args.switches).map_err(|reason| format!("--switch: {reason}"))?;
    let (roll, ballots) = (read(&args.roll)?, read(&args.ballots)?);
    let candidates = args.candidates.as_deref().map(read).transpose()?;
    let candidates_name = args.candidates.as_deref().map(Path::to_string_lossy).unwrap_or_default();
    let (roll_name, ballots_name) = (args.roll.to_string_lossy(), args.ballots.to_string_lossy());
    let (pack, kind, call, seats) = (&published.pack, &kind, args.call, args.seats);
    let matter = Matter { pack, kind, call, seats, settings: &settings };
    let candidates = candidates.as_deref().map(|bytes| Sheet { name: &candidates_name, bytes });
    let roll = Sheet { name: &roll_name, bytes: &roll };
    let ballots = Sheet { name: &ballots_name, bytes: &ballots };
    let sheets = Sheets { roll, ballots, candidates };
    let form = count_sheets(matter, sheets).map_err(|reason| reason.to_string())?;
    let text = if args.json {
        serde_json::to_string_pretty(&form).map_err(|reason| reason.to_string())? + "\n"
    } else {
        report(&form).map_err(|reason| reason.to_string())?
    };
    std::io::stdout().lock().write_all(text.as_bytes()).map_err(|reason| format!("standard output: {reason}"))
}

/// Refuses a kind that the pack does not know, or that no vote of the assembly decides.
fn votable(pack: &Pack, kind: &MatterKind) -> Result<(), String> {
    match pack.competence(kind).map_err(|reason| reason.to_string())? {
        Competence::Listed { .. } | Competence::Doubtful { .. } => Ok(()),
        Competence::Refused(refused) => {
            let (reason, instead, article) = (&refused.reason, &refused.instead, refused.source.article());
            Err(format!(
                "{kind} is not the assembly's to decide by vote ({article}), so nothing is counted\n{}\n\
                 Instead: {}\n{}\n法律提供的途径：{}",
                reason.en, instead.en, reason.zh, instead.zh
            ))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let told = |reason: std::io::Error| format!("{}: cannot be read: {reason}", path.display());
    let mut bytes = Vec::new();
    File::open(path).map_err(told)?.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(format!("{}: is larger than {FILE_BYTES_MAX} bytes", path.display()));
    }
    Ok(bytes)
}

/// The verdict first, then what it follows from.
fn report(form: &VerdictForm) -> Result<String, std::fmt::Error> {
    let mut text = format!("{}\n\n", headline(form));
    let rows: [(&str, &WeightForm); 7] = [
        ("all", &form.totals.all),
        ("participating", &form.totals.participating),
        ("for", &form.totals.in_favour),
        ("against", &form.totals.against),
        ("abstain", &form.totals.abstain),
        ("invalid", &form.totals.invalid),
        ("silent", &form.totals.silent),
    ];
    writeln!(text, "{:<14}{:>18}{:>12}", "", format!("area ({})", form.share_unit), "heads")?;
    for (name, weight) in rows {
        let area = weight.area.as_deref().unwrap_or("unknown");
        writeln!(text, "{name:<14}{area:>18}{:>12}", weight.heads)?;
    }
    writeln!(text)?;
    for inequality in &form.inequalities {
        writeln!(text, "{}{}", inequality.sentence, reading(inequality))?;
    }
    for needed in &form.needed {
        writeln!(text, "{}", needed.sentence)?;
    }
    let lists = [("Elected", &form.elected), ("Alternates", &form.alternates), ("Run-off", &form.runoff)];
    for (name, list) in lists {
        if let Some(list) = list.as_ref().filter(|list| !list.is_empty()) {
            writeln!(text, "{name}: {}", list.join(", "))?;
        }
    }
    further(&mut text, form)?;
    for other in &form.otherwise {
        let outcome = outcome(form, other.passed);
        writeln!(text, "With {} = {}: {outcome}.", other.switch, other.value)?;
    }
    for own in &form.switches {
        writeln!(text, "It mattered that {} = {}.", own.switch, own.value)?;
    }
    for risk in &form.risks {
        writeln!(text, "Contested, {} = {}: {} {}", risk.switch, risk.value, risk.risk_zh, risk.risk)?;
    }
    for paragraph in [&form.paragraph_zh, &form.paragraph].into_iter().flatten() {
        writeln!(text, "\n{paragraph}")?;
    }
    Ok(text)
}

/// What follows from the verdict, and what it depends on.
fn further(text: &mut String, form: &VerdictForm) -> std::fmt::Result {
    for condition in &form.conditions {
        let threshold = condition.threshold.as_ref().map_or("", |asked| asked.threshold.as_str());
        let (kind, days, article) = (&condition.kind, condition.days, &condition.article);
        writeln!(text, "Depends on {kind} within {days} days {threshold} ({article}).")?;
    }
    if let Some(next) = &form.next {
        let opens = match next.opens {
            Some(true) => "opens",
            Some(false) => "does not open",
            None => "may open",
        };
        let class = next.class.as_deref().map_or_else(String::new, |class| format!(" {class}"));
        let thresholds = next
            .thresholds
            .iter()
            .map(|own| format!("{} {} by {}", own.subject, own.threshold, own.measures.join(" and ")));
        let thresholds = thresholds.collect::<Vec<_>>().join("; ");
        writeln!(text, "{}{class} {opens} ({}): {thresholds}.", next.kind, next.article)?;
    }
    for own in &form.consequences {
        let follows = match own.follows {
            Some(true) => "follows",
            Some(false) => "does not follow",
            None => "may follow",
        };
        writeln!(text, "Apart from validity {follows}: {}.", own.title)?;
    }
    if let Some(rounded) = &form.rounded {
        let (decimals, outcome) = (rounded.percent_decimals, outcome(form, rounded.passed));
        writeln!(text, "With percentages rounded to {decimals} decimals: {outcome} ({}).", rounded.article)?;
    }
    Ok(())
}

fn headline(form: &VerdictForm) -> String {
    format!("{} under {}: {}.", form.matter, form.preset, outcome(form, form.passed))
}

fn outcome(form: &VerdictForm, passed: Option<bool>) -> &'static str {
    match (passed, form.candidates.is_some()) {
        (Some(true), false) => "passed",
        (Some(false), false) => "not passed",
        (None, false) => "undetermined, because areas are missing",
        (Some(true), true) => "enough candidates are elected",
        (Some(false), true) => "not enough candidates are elected",
        (None, true) => "undetermined, because areas or candidates are missing",
    }
}

fn reading(inequality: &InequalityForm) -> &'static str {
    if inequality.verified { "" } else { " [article not verified]" }
}
