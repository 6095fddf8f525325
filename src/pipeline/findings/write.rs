//! Faults, which are bytes of files, to findings, which people can look up.

use super::Checked;
use super::files::shown;
use crate::lint::{self, Finding, Place, fingerprint, line_of};
use crate::lint::{Ignores, LintFault, Rule, RuleSet};
use crate::model::{ArticleVersion, Span};

/// Turns the faults of a translation into findings, those left out that nobody wants to hear of.
pub(super) fn write(
    (document, target): (&str, &ArticleVersion),
    [source, today]: [Option<&ArticleVersion>; 2],
    mut faults: Vec<LintFault>,
    rules: &RuleSet,
    checked: &mut Checked,
) {
    let file = &target.source.text;
    checked.files.push(lint::File {
        path: shown(&target.source.path),
        locale: target.locale.clone(),
    });
    faults.retain(|fault| rules.level(fault.rule).is_some());
    let mut ignores = Ignores::read(file, &target.document);
    let before = faults.len();
    faults.retain(|fault| !ignores.cover(fault));
    checked.ignored += (before - faults.len()) as u64;
    let rest = ignores.rest(|rule| rules.level(rule).is_some());
    for fault in faults.into_iter().chain(rest) {
        let Some(level) = rules.level(fault.rule) else {
            continue;
        };
        // What became of the original is told of today's.
        let source = match fault.rule {
            Rule::StaleSection => today.or(source),
            _ => source,
        };
        let bytes = |span: &Span| span.start as usize..span.end as usize;
        let raw = |text: &'_ str, span: &Option<Span>| -> String {
            let part = span.as_ref().and_then(|span| text.get(bytes(span)));
            part.unwrap_or_default().to_owned()
        };
        let text = raw(file, &fault.at);
        let original = source.map_or_else(String::new, |s| raw(&s.source.text, &fault.beside));
        let subject = if fault.is_of_source { &original } else { &text };
        let fingerprint = fingerprint(fault.rule, &target.locale, document, &folded(subject));
        let beside = source.zip(fault.beside.as_ref());
        checked.findings.push(Finding {
            rule: fault.rule,
            level,
            path: shown(&target.source.path),
            locale: target.locale.clone(),
            document: document.to_owned(),
            place: fault.at.as_ref().map(|span| Place::of(file, bytes(span))),
            message: fault.message,
            text: line_of(&text),
            source: beside.map(|(source, span)| lint::Beside {
                path: match &source.source.blob {
                    Some(blob) => format!("{}:{}", short(&blob.commit), blob.path),
                    None => shown(&source.source.path),
                },
                on_disk: source.source.blob.is_none(),
                line: Place::of(&source.source.text, bytes(span)).line,
                text: line_of(&original),
            }),
            fingerprint,
            known: None,
        });
    }
}

/// A text whose white space does not matter.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first digits of a commit, which git takes for it.
fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}
