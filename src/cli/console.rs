//! Progress, warnings and notes on standard error.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::text::printable;
use crate::model::{Warning, WarningKind};

/// Maximum number of warnings of one kind that are printed without `--verbose`. Files that are left out are always
/// named.
const FEW: u64 = 20;

/// How the place that a warning is about looks on a terminal.
const PLACE: Style = AnsiColor::Yellow.on_default();

/// Prints to standard error and counts warnings.
///
/// Errors while printing are ignored, because a run must not fail when nobody reads its messages.
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

    /// Shows progress on a terminal. `articles` is the number of articles to work on.
    pub fn begin(&mut self, articles: usize) {
        if self.quiet || !stderr().is_terminal() {
            return;
        }
        let style = "{wide_bar} {pos}/{len} articles, {eta} left";
        self.bar =
            ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(style) {
            self.bar.set_style(style);
        }
    }

    /// Counts one more article.
    pub fn advance(&self) {
        self.bar.inc(1);
    }

    /// Removes the progress bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Prints a warning, unless there were too many of its kind.
    pub fn warn(&mut self, warning: &Warning) {
        let seen = self.seen.entry(warning.kind).or_default();
        *seen += 1;
        if self.verbose || *seen <= FEW || warning.kind == WarningKind::LeftOut {
            let place = printable(&warning.place());
            let message = printable(&warning.message);
            self.say(&format!("{PLACE}{place}:{PLACE:#} {message}"));
        }
    }

    /// Prints a line if `--verbose` is set.
    pub fn detail(&self, line: impl FnOnce() -> String) {
        if self.verbose {
            self.say(&line());
        }
    }

    /// Prints lines.
    pub fn say(&self, lines: &str) {
        if !self.quiet {
            self.bar.suspend(|| {
                // Colours are left out where nobody sees them, or wants to: `NO_COLOR`.
                let _ = writeln!(anstream::stderr().lock(), "{}", lines.trim_end());
            });
        }
    }

    /// How many files were left out so far.
    pub fn left_out(&self) -> u64 {
        self.seen.get(&WarningKind::LeftOut).copied().unwrap_or(0)
    }

    /// Prints, for each kind, how many warnings were not printed.
    pub fn print_suppressed_summary(&self) {
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
        WarningKind::BrokenTable => "broken tables",
        WarningKind::ExtraCells => "table rows that are longer than the header",
        WarningKind::SwallowedText => "text that is read as a link definition",
        WarningKind::Provenance => "provenance",
        WarningKind::Decision => "decisions",
        WarningKind::Output => "the output",
    }
}
