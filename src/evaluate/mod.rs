//! Scores an export against gold: alignments that were made by hand or by the publisher.
//!
//! Gold has segments, such as sentences, and an export has units. So both are compared by points: a gold segment is
//! represented by its first letter or digit, which does not depend on markup. A pair is right if its two sides contain
//! the same segment. Only bytes are compared, so that exports of other programs can be scored too.

mod decided;
mod error;
mod gold;
mod judge;
mod pairs;
mod report;
mod show;
mod tables;
#[cfg(test)]
mod tests;
mod text;

use std::path::PathBuf;

#[cfg(feature = "cli")]
pub use decided::{DecidedReport, Estimate, report as decided_report};
pub use error::EvaluateError;
pub use gold::{Gold, GoldArticle, Segment, Status};
pub use pairs::{Pair, Pairs};
pub use report::{Missed, Report, Wrong};
pub use tables::{Coverage, KindRow, Reliability, StatusRow};

use crate::model::{Blob, Locale};

/// Scores the pairs of the gold's articles.
///
/// `file` returns the path of a document on disk. `blob` returns the bytes of an original in git, for pairs whose
/// source was read from there. The figures are for all articles together.
///
/// # Errors
/// If a file or blob of an article cannot be read, is not UTF-8, or ends before a gold segment begins.
pub fn evaluate(
    gold: &Gold,
    pairs: &Pairs,
    source: &Locale,
    file: impl Fn(&Locale, &str) -> PathBuf,
    blob: impl Fn(&Blob) -> Option<Vec<u8>>,
) -> Result<Report, EvaluateError> {
    let mut report = report::Builder::default();
    for article in &gold.articles {
        let read = |locale| text::Text::read(file(locale, &article.path));
        let of_article = pairs.of(&article.path, &article.target_locale);
        let source = match of_article.iter().find_map(|pair| pair.blob.as_ref()) {
            Some(of) => {
                let name = PathBuf::from(format!("{}:{}", of.commit, of.path));
                match blob(of) {
                    Some(bytes) => text::Text::parse(name, bytes)?,
                    None => return Err(EvaluateError::Blob { name }),
                }
            }
            None => read(source)?,
        };
        let target = read(&article.target_locale)?;
        let judged = judge::judge(article, of_article, &source, &target)?;
        report.add(article, &judged, &source, &target);
    }
    Ok(report.finish())
}
