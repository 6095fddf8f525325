//! The rule `terminology`: terms that are not translated as the glossary says.

use super::compared_article::ComparedArticle;
use super::fault::LintFault;
use super::rule::Rule;
use crate::model::{ArticleVersion, InlineKind, UnitId};
use crate::terms::Glossary;

/// The faults of all pairs of an article.
pub(super) fn faults(article: &ComparedArticle<'_>, glossary: &Glossary) -> Vec<LintFault> {
    let locales = (&article.source.locale, &article.target.locale);
    let mut faults = Vec::new();
    for found in &article.matches {
        let source = prose(article.source, &found.source);
        let target = prose(article.target, &found.target);
        // An untranslated text has a rule of its own.
        if source == target {
            continue;
        }
        let (beside, at) = article.spans(found);
        for term in glossary.wrong_terms(locales, &source, &target) {
            let allowed: Vec<String> = term.targets.iter().map(|t| format!("`{t}`")).collect();
            let message = format!("`{}` should be {}", term.source, allowed.join(" or "));
            faults.push(
                LintFault::of(Rule::Terminology, Some(at.clone()), message).beside(beside.clone()),
            );
        }
    }
    faults
}

/// The texts of some units without their code, which is not translated.
fn prose(version: &ArticleVersion, units: &[UnitId]) -> String {
    let document = &version.document;
    let mut text = String::new();
    for &unit in units {
        for run in document.runs(document.unit(unit)) {
            match run.kind {
                InlineKind::Code => text.push(' '),
                _ => text.push_str(&document.plain[run.text.start as usize..run.text.end as usize]),
            }
        }
        text.push(' ');
    }
    text
}
