//! Checks one article: its files, then each translation against the source version that it was made from.
//!
//! Everything that the rules need was read and aligned before. Each step passes its result to the next one.

use super::anchors::AnchorIndex;
use super::article_to_check::{ArticleToCheck, LintSettings};
use super::fault::LintFault;
use super::file_rules;
use super::finding::Finding;
use super::make_findings::{TranslationFindings, make_findings};
use super::report::File;
use super::rule::Rule;
use super::translation::Translation;
use crate::article::SourceVersionCounts;
use crate::model::VersionId;

/// The result for one article.
#[derive(Debug, Default)]
pub struct CheckedArticle {
    /// The findings, version by version.
    pub findings: Vec<Finding>,
    /// The localized files that were checked.
    pub files: Vec<File>,
    /// How many findings were suppressed by comments in the files.
    pub ignored: u64,
    /// How many source versions were found in git.
    pub source_counts: SourceVersionCounts,
    /// Anchors and links to other articles, which can be compared only when all articles are known.
    pub anchors: AnchorIndex,
}

/// Checks one article.
#[must_use]
pub fn check_article(article: &ArticleToCheck<'_>, settings: &LintSettings) -> CheckedArticle {
    let mut checked = CheckedArticle {
        findings: file_rules::check(article, settings),
        source_counts: article.loaded.source_counts.clone(),
        ..CheckedArticle::default()
    };
    for (_, version) in article.loaded.on_disk() {
        checked
            .anchors
            .add_file(&article.loaded.document, version, settings);
    }
    let localized = article.loaded.on_disk();
    for (id, _) in localized.filter(|(_, version)| version.locale != settings.source) {
        let found = check_translation(article, settings, id);
        checked.findings.extend(found.findings);
        checked.files.push(found.file);
        checked.ignored += found.ignored;
        checked.anchors.add_links(found.links);
    }
    checked
}

fn check_translation(
    article: &ArticleToCheck<'_>,
    settings: &LintSettings,
    id: VersionId,
) -> TranslationFindings {
    let today = article.loaded.today();
    let source = article.loaded.original_of(id).or(today);
    let translation = Translation::new(article, settings, id);
    let mut faults = translation.read_faults(source);
    match source {
        Some(source) => {
            let compared = translation.compare(source);
            faults = without_consequences(&translation, faults, compared);
            if let Some(today) = today.filter(|&today| today != source) {
                faults.extend(translation.stale_sections(today));
            }
        }
        None => faults.extend(translation.check_alone()),
    }
    let links = translation.broken_anchors(source, &mut faults);
    make_findings(article, settings, id, [source, today], faults, links)
}

/// Joins both lists. A table that broke is reported once, without what follows from it.
fn without_consequences(
    translation: &Translation<'_>,
    mut faults: Vec<LintFault>,
    compared: Vec<LintFault>,
) -> Vec<LintFault> {
    use Rule::{AddedText, LostText, Structure, TableShape};
    let broken = translation.broken_tables(&faults);
    let is_consequence = |fault: &LintFault| {
        let is_of_table = matches!(fault.rule, TableShape | AddedText | LostText | Structure);
        let is_inside = |at: u32| broken.iter().any(|table| table.contains(&at));
        is_of_table && fault.at.as_ref().is_some_and(|at| is_inside(at.start))
    };
    let compared = compared.into_iter();
    faults.extend(compared.filter(|fault| !is_consequence(fault)));
    faults
}
