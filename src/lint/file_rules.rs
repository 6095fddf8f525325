//! Rules about whole files: files that could not be read, and articles without a translation.

use std::path::{Path, PathBuf};

use super::article_to_check::{ArticleToCheck, LintSettings};
use super::finding::{Beside, Finding, fingerprint};
use super::rule::{Level, Rule};
use super::rule_set::RuleSet;
use crate::model::{Corpus, Locale, Warning, WarningKind};

/// Applies the rules to an article.
pub(super) fn check(article: &ArticleToCheck<'_>, settings: &LintSettings) -> Vec<Finding> {
    let mut findings = unreadable(article, settings);
    findings.extend(without_translation(article, settings));
    findings
}

/// The files of an article that could not be read.
fn unreadable(article: &ArticleToCheck<'_>, settings: &LintSettings) -> Vec<Finding> {
    let Some(level) = settings.rules.level(Rule::LeftOut) else {
        return Vec::new();
    };
    let skipped = article.warnings.iter();
    let skipped = skipped.filter(|warning| warning.kind == WarningKind::LeftOut);
    let finding = |warning: &Warning| {
        let versions = &article.article.versions;
        let mut locales = versions.iter().map(|version| usize::from(version.0));
        let locale =
            locales.find(|&index| article.corpus.path(article.article, index) == warning.path)?;
        let locale = &article.corpus.locales[locale];
        Some(left_out(warning, level, locale, &article.article.document))
    };
    skipped.filter_map(finding).collect()
}

/// The findings about files that were skipped when the corpus was listed.
#[must_use]
pub fn skipped_files(corpus: &Corpus, warnings: &[Warning], rules: &RuleSet) -> Vec<Finding> {
    let Some(level) = rules.level(Rule::LeftOut) else {
        return Vec::new();
    };
    let skipped = warnings.iter().filter(|w| w.kind == WarningKind::LeftOut);
    let finding = |warning: &Warning| {
        let below = |root: &PathBuf| warning.path.strip_prefix(root).ok();
        let roots = corpus.locales.iter().zip(&corpus.roots);
        let mut places =
            roots.filter_map(|(locale, roots)| Some((locale, roots.iter().find_map(below)?)));
        let first = corpus.locales.first();
        // A file outside of all locale folders counts for the first locale.
        let elsewhere = first.map(|locale| (locale, warning.path.as_path()));
        let (locale, document) = places.next().or(elsewhere)?;
        Some(left_out(warning, level, locale, &shown(document)))
    };
    skipped.filter_map(finding).collect()
}

/// The finding about a file that was skipped.
fn left_out(warning: &Warning, level: Level, locale: &Locale, document: &str) -> Finding {
    let message = warning.message.clone();
    of_file(
        Rule::LeftOut,
        level,
        &warning.path,
        (locale, document),
        message,
    )
}

/// The locales in which an article has no translation.
fn without_translation(article: &ArticleToCheck<'_>, settings: &LintSettings) -> Vec<Finding> {
    let Some(level) = settings.rules.level(Rule::MissingArticle) else {
        return Vec::new();
    };
    let (corpus, files) = (article.corpus, article.article);
    let source = corpus.locales.iter().position(|l| *l == settings.source);
    let Some(source) = source.filter(|&source| files.has_locale(source)) else {
        return Vec::new();
    };
    let (line, title) = title(article);
    let beside = Beside {
        path: shown(&corpus.path(files, source)),
        on_disk: true,
        line,
        text: title,
    };
    let finding = |(index, locale): (usize, &Locale)| {
        let message = format!("the article has no translation into {locale}");
        let path = corpus.path(files, index);
        let of = (locale, &*files.document);
        let mut finding = of_file(Rule::MissingArticle, level, &path, of, message);
        finding.source = Some(beside.clone());
        finding
    };
    let locales = corpus.locales.iter().enumerate();
    let missing = locales.filter(|(index, _)| *index != source && !files.has_locale(*index));
    missing.map(finding).collect()
}

/// Line and text of the first unit of the source, for people who know an article by its title.
fn title(article: &ArticleToCheck<'_>) -> (u32, String) {
    let today = article.loaded.today();
    let title = today.and_then(|today| {
        let document = &article.loaded.version(today).document;
        let unit = document.units.first()?;
        Some((unit.line, document.text(unit).to_owned()))
    });
    title.unwrap_or((1, String::new()))
}

fn of_file(
    rule: Rule,
    level: Level,
    path: &Path,
    (locale, document): (&Locale, &str),
    message: String,
) -> Finding {
    Finding {
        rule,
        level,
        path: shown(path),
        locale: locale.clone(),
        document: document.to_owned(),
        place: None,
        message,
        text: String::new(),
        source: None,
        fingerprint: fingerprint(rule, locale, document, ""),
        known: None,
    }
}

/// A path with `/` on every platform.
pub(super) fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    match std::path::MAIN_SEPARATOR {
        '/' => path,
        separator => path.replace(separator, "/"),
    }
}
