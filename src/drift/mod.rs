//! Whether a translation is up to date with one source file, judged from the two files alone.
//!
//! Nothing says which version the translation was made from. So only what does not depend on language counts: blocks that
//! one side lacks, code, numbers, links, headings. The statuses are those of the content-detection benchmark in the
//! website repository of Kubernetes.

mod difference;
mod differences;
mod tokens;

use crate::align::{AlignSettings, Input, Prepared};
use crate::lint::compared_article::ComparedArticle;
use crate::model::{ArticleVersion, UnitKind};
pub use difference::{Difference, Severity, Status};
use differences::differences;

/// The status of a translation, and the differences that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The status.
    pub status: Status,
    /// The differences, by severity and line.
    pub differences: Vec<Difference>,
}

impl Drift {
    fn of(status: Status) -> Self {
        Self {
            status,
            differences: Vec::new(),
        }
    }
}

/// A pair of units with a lower score is not compared.
const MIN_SCORE: f32 = 0.5;
/// A translation with this share of texts equal to the source is not translated.
const UNTRANSLATED: f64 = 0.8;

/// Compares a translation with its source; `None` stands for a file that does not exist. Code blocks must be units.
#[must_use]
pub fn drift(source: Option<&ArticleVersion>, target: Option<&ArticleVersion>) -> Drift {
    let Some(source) = source else {
        return Drift::of(Status::NoEnglishVersion);
    };
    let Some(target) = target else {
        return Drift::of(Status::NotTranslated);
    };
    let article = compared(source, target);
    if is_untranslated(&article) {
        return Drift::of(Status::NotTranslated);
    }
    let differences = differences(&article);
    let status = match differences
        .iter()
        .map(|difference| difference.severity)
        .max()
    {
        None => Status::UpToDate,
        Some(Severity::Low) => Status::OutdatedLowSeverity,
        Some(Severity::High) => Status::CandidateOutdated,
    };
    Drift {
        status,
        differences,
    }
}

fn compared<'a>(source: &'a ArticleVersion, target: &'a ArticleVersion) -> ComparedArticle<'a> {
    let input = |version: &'a ArticleVersion| Input {
        document: &version.document,
        locale: &version.locale,
        source_hash: None,
        original: version.is_original(),
    };
    let prepared = Prepared::new(vec![input(source), input(target)]);
    let spine = prepared.align(AlignSettings::default().to_compare());
    let matches = spine.pairs(0, 1).into_iter();
    let matches = matches.filter(|found| found.score >= MIN_SCORE);
    ComparedArticle::new(source, target, matches.collect())
}

/// Whether most texts of the translation are texts of the source. Code does not count.
fn is_untranslated(article: &ComparedArticle<'_>) -> bool {
    let texts = |version: &ArticleVersion| -> Vec<String> {
        let units = version.document.units.iter();
        let units = units.filter(|unit| unit.kind != UnitKind::Code);
        let texts = units.map(|unit| version.document.text(unit));
        let has_words = |text: &&str| text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        texts.filter(has_words).map(str::to_owned).collect()
    };
    let source: std::collections::BTreeSet<String> = texts(article.source).into_iter().collect();
    let target = texts(article.target);
    let same = target.iter().filter(|text| source.contains(*text)).count();
    let is_empty = target.is_empty() && !source.is_empty();
    is_empty || !target.is_empty() && same as f64 >= UNTRANSLATED * target.len() as f64
}
