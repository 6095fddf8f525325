//! `diglot check`: rules for localized files, findings, and the formats of reports.
//!
//! A rule that applies to a file produces a [`LintFault`], which knows bytes of files. A [`Finding`] adds what people look
//! up: path, line, level, fingerprint. A [`Report`] writes findings in one of several formats and decides nothing.

mod baseline;
pub mod compare;
pub mod compared_article;
mod excerpt;
mod fault;
mod finding;
mod formats;
mod ignore_comments;
mod report;
mod rule;
mod rule_set;
mod unmatched;

pub use baseline::{Baseline, BaselineEntry, BaselineError};
pub use fault::LintFault;
pub use finding::{Beside, Finding, Place, fingerprint, line_of, number, sort};
pub use formats::printable;
pub use ignore_comments::Ignores;
pub use report::{File, Format, Report};
pub use rule::{Level, Rule, UnknownRule};
pub use rule_set::RuleSet;
