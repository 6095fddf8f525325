//! Findings on files that are not there or cannot be read.

use std::path::Path;

use super::{Checked, LoadedArticle, Settings};
use crate::lint::{self, Finding, fingerprint};
use crate::lint::{Level, Rule, RuleSet};
use crate::model::{self, Corpus, Locale, Warning, WarningKind};

/// Files that could not be read.
pub(super) fn unreadable(
    corpus: &Corpus,
    article: &model::Article,
    warnings: &[Warning],
    rules: &RuleSet,
    checked: &mut Checked,
) {
    let Some(level) = rules.level(Rule::LeftOut) else {
        return;
    };
    for warning in warnings.iter().filter(|w| w.kind == WarningKind::LeftOut) {
        let of =
            |&&(locale, _): &&(u16, u16)| corpus.path(article, usize::from(locale)) == warning.path;
        let Some(&(locale, _)) = article.versions.iter().find(of) else {
            continue;
        };
        let locale = &corpus.locales[usize::from(locale)];
        let path = (warning.path.as_path(), &*article.document);
        let message = warning.message.clone();
        let finding = of_file(Rule::LeftOut, level, path, locale, message);
        checked.findings.push(finding);
    }
}

/// The locales that an original has no translation in.
pub(super) fn missing(
    (corpus, article, loaded): (&Corpus, &model::Article, &LoadedArticle),
    settings: &Settings,
    rules: &RuleSet,
    checked: &mut Checked,
) {
    let there = |locale: usize| {
        let mut versions = article.versions.iter();
        versions.any(|v| usize::from(v.0) == locale)
    };
    let Some(level) = rules.level(Rule::MissingArticle) else {
        return;
    };
    let original = corpus
        .locales
        .iter()
        .position(|l| *l == settings.article.source);
    let Some(original) = original.filter(|&o| there(o)) else {
        return;
    };
    // What it is called, for those who know it by its title.
    let title = loaded.today().and_then(|today| {
        let document = &loaded.version(today).document;
        let unit = document.units.first()?;
        Some((unit.line, document.text(unit).to_owned()))
    });
    let (line, title) = title.unwrap_or((1, String::new()));
    for (index, locale) in corpus.locales.iter().enumerate() {
        if index != original && !there(index) {
            let path = corpus.path(article, index);
            let message = format!("the article has no translation into {locale}");
            let path = (path.as_path(), &*article.document);
            let mut finding = of_file(Rule::MissingArticle, level, path, locale, message);
            finding.source = Some(lint::Beside {
                path: shown(&corpus.path(article, original)),
                on_disk: true,
                line,
                text: title.clone(),
            });
            checked.findings.push(finding);
        }
    }
}

fn of_file(
    rule: Rule,
    level: Level,
    (path, document): (&Path, &str),
    locale: &Locale,
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
