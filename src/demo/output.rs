//! What the demonstration tells: progress on standard error, results on standard output.

use std::io::{self, Write as _};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The language of the results.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, clap::ValueEnum)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// Both, Chinese first.
    #[default]
    Both,
}

/// A sentence in both languages.
#[derive(Clone, Debug)]
pub struct Told {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Told {
    /// A sentence and its translation.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// Where the story is told.
#[derive(Debug)]
pub struct Output {
    language: Language,
    bar: ProgressBar,
}

impl Output {
    /// An output in this language.
    pub fn new(language: Language) -> anyhow::Result<Self> {
        let bar = ProgressBar::no_length();
        let style = "{elapsed_precise} {spinner} {bar:30} {pos}/{len} {wide_msg}";
        bar.set_style(ProgressStyle::with_template(style)?);
        bar.enable_steady_tick(Duration::from_millis(200));
        Ok(Self { language, bar })
    }

    /// Begins a phase of so many steps.
    pub fn phase(&self, told: &Told, steps: usize) {
        self.bar.set_position(0);
        self.bar.set_length(steps as u64);
        let message = match self.language {
            Language::Zh => told.zh.clone(),
            Language::En => told.en.clone(),
            Language::Both => format!("{} / {}", told.zh, told.en),
        };
        self.bar.set_message(message);
    }

    /// One step of the phase is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Tells something.
    pub fn tell(&self, told: &Told) -> io::Result<()> {
        let Told { zh, en } = told;
        self.bar.suspend(|| {
            let mut out = io::stdout().lock();
            match self.language {
                Language::Zh => writeln!(out, "{zh}"),
                Language::En => writeln!(out, "{en}"),
                Language::Both => writeln!(out, "{zh}\n{en}"),
            }
        })
    }

    /// Begins a chapter.
    pub fn chapter(&self, told: &Told) -> io::Result<()> {
        self.line("")?;
        self.tell(told)
    }

    /// Writes a line that is the same in every language.
    pub fn line(&self, text: &str) -> io::Result<()> {
        self.bar.suspend(|| writeln!(io::stdout().lock(), "{text}"))
    }

    /// Takes the progress bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
