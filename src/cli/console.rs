//! What a person sees of a run on standard error: progress, warnings, notes.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::text::printable;
use crate::model::{Warning, WarningKind};

/// Warnings of one kind that are printed unless all are asked for. Files left out are always named.
const FEW: u64 = 20;

/// Prints to standard error, and counts what it was given to print.
///
/// Nothing is read from the result of printing: a run does not fail because nobody watches.
pub struct Console {
    quiet: bool,
    verbose: bool,
    bar: ProgressBar,
    seen: BTreeMap<WarningKind, u64>,
}

impl Console {
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Self {
            quiet,
            verbose,
            bar: ProgressBar::hidden(),
            seen: BTreeMap::new(),
        }
    }

    /// Shows progress towards so many articles, on a terminal only.
    pub fn begin(&mut self, articles: usize) {
        if self.quiet || !stderr().is_terminal() {
            return;
        }
        let style = "{bar:30} {pos}/{len} articles, {per_sec}, {eta} left";
        self.bar =
            ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
    }

    /// One article more.
    pub fn advance(&self) {
        self.bar.inc(1);
    }

    /// The progress is over and vanishes.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Prints a warning, unless there were many of its kind.
    pub fn warn(&mut self, warning: &Warning) {
        let seen = self.seen.entry(warning.kind).or_default();
        *seen += 1;
        if self.verbose || *seen <= FEW || warning.kind == WarningKind::LeftOut {
            self.say(&printable(&warning.to_string()));
        }
    }

    /// Prints a line that only `--verbose` asks for.
    pub fn detail(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            self.say(&line());
        }
    }

    /// Prints lines.
    pub fn say(&self, lines: &str) {
        if !self.quiet {
            self.bar.suspend(|| {
                let _ = writeln!(stderr().lock(), "{}", lines.trim_end());
            });
        }
    }

    /// How many files were left out so far.
    pub fn left_out(&self) -> u64 {
        self.seen.get(&WarningKind::LeftOut).copied().unwrap_or(0)
    }

    /// A line for each kind of warning of which not all were printed.
    pub fn say_what_was_not_said(&self) {
        for (kind, count) in &self.seen {
            if !self.verbose && *kind != WarningKind::LeftOut && *count > FEW {
                let more = count - FEW;
                let name = name(*kind);
                self.say(&format!(
                    "{more} more warnings about {name}; --verbose prints them"
                ));
            }
        }
    }
}

fn name(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::LeftOut => "files left out",
        WarningKind::Layout => "the layout of the corpus",
        WarningKind::FrontMatter => "front matter",
        WarningKind::Markup => "markup",
        WarningKind::BrokenTable => "tables that broke",
        WarningKind::ExtraCells => "rows longer than their table's header",
        WarningKind::SwallowedText => "text that reads as the definition of a link",
        WarningKind::Provenance => "where texts come from",
        WarningKind::Output => "the output",
    }
}
