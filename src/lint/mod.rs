//! `diglot check`: rules for localized files, findings, and the formats of reports.
//!
//! A rule that applies to a file produces a [`LintFault`], which knows bytes of files. A [`Finding`] adds what people look
//! up: path, line, level, fingerprint. A [`Report`] writes findings in one of several formats and decides nothing.

mod anchors;
mod article_to_check;
mod baseline;
mod check_article;
pub mod compare;
pub mod compared_article;
mod excerpt;
mod fault;
mod file_rules;
mod finding;
mod formats;
mod ignore_comments;
mod line_index;
mod make_findings;
mod pair_flags;
mod report;
mod rule;
mod rule_set;
mod terminology;
mod translation;
mod unmatched;

pub use anchors::AnchorIndex;
pub use article_to_check::{ArticleToCheck, LintSettings};
pub use baseline::{Baseline, Scope};
pub use check_article::{CheckedArticle, check_article};
pub use fault::LintFault;
pub use file_rules::skipped_files;
pub use finding::{Beside, Finding, Place, number, sort};
pub(crate) use formats::write_json;
pub(crate) use pair_flags::flags_of_pairs;
pub use report::{File, Format, Report};
pub use rule::{Level, Rule, UnknownRule};
pub use rule_set::RuleSet;
