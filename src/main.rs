//! The command line of the server, of the inbox and of the witness.

use clap::{Parser, Subcommand};
use quorate::boot::{
    self, Demonstration, HolidaySettings, InboxSettings, KeysArgs, Settings, WitnessSettings, telemetry,
};
use quorate::http;
use uuid::Uuid;

/// Owners' assembly voting whose legal outcome anyone can recompute.
#[derive(Parser)]
#[command(version, about)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop; what is due happens by itself.
    Serve(Settings),
    /// Play a simulated estate's meeting over the API, verify all of it, then serve on.
    Demo(Demonstration),
    /// Take ballots that a service does not take, sign when, and forward them; run it apart from the service.
    Inbox(InboxSettings),
    /// Watch the records of others and cosign what only grew; run it apart from the services it watches.
    Witness(WitnessSettings),
    /// Bring the database to the present schema and stop.
    Migrate(Settings),
    /// Hold the high-water marks against the database before a start, print what fits, and stop.
    Marks(Settings),
    /// Read the holidays over which deadlines give way, print the years that are covered, and stop.
    Holidays(HolidaySettings),
    /// Show the public halves of the signing keys, rotate one, or drop those that nobody needs any more.
    Keys(Box<KeysArgs>),
    /// Seal all personal data under the first of its keys, after that was put in front of the others.
    Reseal(Settings),
    /// Print the API document as JSON.
    Openapi,
    /// Print a one-time link that makes its first user an operator.
    OperatorInvitation(Settings),
    /// Remove the second factor of an account whose holder lost it, and sign it out everywhere; for a supervising
    /// office or an operator, after you made sure who asks.
    SecondFactorReset {
        /// The account.
        account: Uuid,
        #[command(flatten)]
        settings: Settings,
    },
    /// Print the accounts that are operators, one a line.
    Operators(Settings),
    /// End an operator's role at once.
    RevokeOperator {
        /// The account, as `quorate operators` prints it.
        account: Uuid,
        #[command(flatten)]
        settings: Settings,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match CommandLine::parse().command {
        Command::Serve(settings) => {
            telemetry::start(settings.log_format);
            boot::start(&settings).await?.wait().await
        }
        Command::Demo(demonstration) => boot::demonstrate(&demonstration).await,
        Command::Inbox(settings) => {
            if let Some(url) = &settings.print_entry {
                return print(&boot::inbox_entry(&settings, url)?);
            }
            telemetry::start(settings.log_format);
            boot::start_inbox(&settings)?.wait().await
        }
        Command::Witness(settings) if settings.print_key => print(&boot::witness_key(&settings)?),
        Command::Witness(settings) => {
            telemetry::start(settings.log_format);
            let running = boot::start_witness(&settings)?;
            print(&running.verifier_key().to_string())?;
            running.wait().await
        }
        Command::Migrate(settings) => boot::migrate(&settings).await,
        Command::Marks(settings) => boot::check_marks(&settings).await,
        Command::Holidays(settings) => print(&boot::holidays(&settings)?),
        Command::Keys(args) => print(&boot::keys(&args).await?),
        Command::Reseal(settings) => print(&boot::reseal(&settings).await?),
        Command::Openapi => print(&http::document().to_pretty_json()?),
        Command::SecondFactorReset { account, settings } => {
            print(&boot::second_factor_reset(&settings, account).await?)
        }
        Command::OperatorInvitation(settings) => print(&boot::operator_invitation(&settings).await?),
        Command::Operators(settings) => print(&boot::operators(&settings).await?),
        Command::RevokeOperator { account, settings } => {
            print(&boot::revoke_operator(&settings, account).await?)
        }
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;

    Ok(writeln!(std::io::stdout(), "{text}")?)
}
