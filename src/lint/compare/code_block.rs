//! Code blocks that differ from those of the source.
//!
//! Comments, quoted texts and placeholders are translated with good reason, so lines are compared without them.

use std::borrow::Cow;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::lint::unmatched::unmatched;
use crate::model::{Unit, UnitId, UnitKind};

/// Languages in which a name in angle brackets is code, not a placeholder.
const MARKUP: [&str; 12] = [
    "xml", "html", "xaml", "csproj", "xsd", "xslt", "svg", "jsx", "tsx", "vue", "razor", "cshtml",
];
/// Labels of what programs print, which is translated like any text.
const OUTPUT: [&str; 5] = ["output", "text", "txt", "plaintext", "none"];

/// A code block whose code was changed.
pub struct ChangedCode {
    /// The unit of the source.
    pub source: UnitId,
    /// The unit of the translation.
    pub target: UnitId,
    /// The first line that differs.
    pub fault: LintFault,
}

/// The code blocks that were changed, among those that have a partner.
#[must_use]
pub fn changed_code(article: &ComparedArticle<'_>) -> Vec<ChangedCode> {
    let pairs = article.matches.iter();
    let pairs = pairs.filter_map(|found| match (&found.source[..], &found.target[..]) {
        (&[source], &[target]) => Some((source, target)),
        _ => None,
    });
    let pairs = pairs.filter(|(source, _)| is_code(article.source_unit(*source)));
    let changed = pairs.filter_map(|(source, target)| {
        let fault = changed(article, source, target)?;
        Some(ChangedCode {
            source,
            target,
            fault,
        })
    });
    changed.collect()
}

fn is_code(unit: &Unit) -> bool {
    unit.kind == UnitKind::Code
}

pub(super) fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let changed_code = changed_code(article).into_iter();
    let mut faults: Vec<LintFault> = changed_code.map(|changed| changed.fault).collect();
    for gap in unmatched(article, is_code) {
        // Equally many on both sides: changed blocks that the aligner did not pair.
        if gap.source.len() == gap.target.len() {
            let both = gap.source.iter().zip(&gap.target);
            faults.extend(both.filter_map(|(&s, &t)| changed(article, s, t)));
        } else if gap.target.is_empty() {
            for &unit in &gap.source {
                let near = article.place_of(unit);
                let near = near.map(|near| article.target_unit(near).span.clone());
                let text = quoted(article.source_text(unit));
                let message = format!("the code block {text} of the source is missing after this");
                let span = article.source_unit(unit).span.clone();
                faults.push(LintFault::of(Rule::CodeBlock, near, message).about(span));
            }
        } else if gap.source.is_empty() {
            for &unit in &gap.target {
                let span = article.target_unit(unit).span.clone();
                let message = "the source has no such code block".to_owned();
                faults.push(LintFault::of(Rule::CodeBlock, Some(span), message));
            }
        }
    }
    faults
}

/// The first line of a code block that differs.
fn changed(article: &ComparedArticle<'_>, source: UnitId, target: UnitId) -> Option<LintFault> {
    let (was, is) = (article.source_unit(source), article.target_unit(target));
    let language = is.label.as_deref().or(was.label.as_deref());
    if language.is_some_and(|l| OUTPUT.contains(&l)) {
        return None;
    }
    let is_markup = language.is_some_and(|l| MARKUP.contains(&l));
    let (old, new) = (article.source_text(source), article.target_text(target));
    let (line, message) = difference(old, new, is_markup)?;
    let file = &article.target.source.text;
    let at = line_of_unit(file, is, line);
    Some(LintFault::of(Rule::CodeBlock, Some(at), message).beside(was.span.clone()))
}

/// The first line of code that differs, counted from 0, and a message.
fn difference(old: &str, new: &str, is_markup: bool) -> Option<(usize, String)> {
    if old == new {
        return None;
    }
    let lines = |text| code_lines(text, is_markup);
    let (mut of_old, mut of_new) = (lines(old), lines(new));
    loop {
        match (of_old.next(), of_new.next()) {
            (None, None) => return None,
            (Some((_, was, _)), None) => {
                let last = new.lines().count().saturating_sub(1);
                let message = format!("the code ends before {} of the source", quoted(was));
                return Some((last, message));
            }
            (None, Some((line, is, _))) => {
                let message = format!("the code continues with {}, unlike the source", quoted(is));
                return Some((line, message));
            }
            (Some((_, was, a)), Some((line, is, b))) if a != b => {
                let message = format!("the code has {}, the source {}", quoted(is), quoted(was));
                return Some((line, message));
            }
            _ => {}
        }
    }
}

/// The lines with code: number, line, and the code without what may be translated.
fn code_lines(text: &str, is_markup: bool) -> impl Iterator<Item = (usize, &str, Cow<'_, str>)> {
    let lines = text.lines().enumerate();
    lines
        .map(move |(number, line)| (number, line, bare(line, is_markup)))
        .filter(|(_, _, code)| !code.is_empty())
}

/// A line without white space, comments, quoted texts and placeholders.
fn bare(line: &str, is_markup: bool) -> Cow<'_, str> {
    let line = line.trim();
    let mut code = String::with_capacity(line.len());
    let mut rest = line;
    if [
        "#", "//", "--", ";", "'", "*", "/*", "%", "REM ", "rem ", ":: ",
    ]
    .iter()
    .any(|mark| rest.starts_with(mark))
    {
        return Cow::Borrowed("");
    }
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let comment = code.is_empty() || char_before(line, rest).is_whitespace();
        if rest.starts_with("<!--") {
            rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            continue;
        }
        if rest.starts_with("/*") {
            rest = after.find("*/").map_or("", |end| &after[end + 2..]);
            continue;
        }
        if comment && (c == '#' && after.starts_with([' ', '#']) || rest.starts_with("//")) {
            break;
        }
        let close = match c {
            '"' | '\'' | '`' => Some(c),
            '<' if !is_markup => Some('>'),
            _ => None,
        };
        if let Some(end) = close.and_then(|close| after.find(close))
            && is_human(&after[..end], c)
        {
            code.push(c);
            rest = &after[end..];
            // The closing character itself is code.
            let Some(closing) = rest.chars().next() else {
                break;
            };
            code.push(closing);
            rest = &rest[closing.len_utf8()..];
            continue;
        }
        if !c.is_whitespace() {
            code.push(c);
        }
        rest = after;
    }
    Cow::Owned(code)
}

/// The character before the end of a line.
fn char_before(line: &str, rest: &str) -> char {
    let before = line.strip_suffix(rest).unwrap_or_default();
    before.chars().next_back().unwrap_or(' ')
}

/// Whether a text in quotes or brackets is language: several words, letters beyond ASCII, or a name in angle brackets.
fn is_human(inner: &str, open: char) -> bool {
    if open == '<' {
        return !inner.is_empty()
            && inner
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'' | '’' | '.'));
    }
    inner.trim().contains(' ') || !inner.is_ascii()
}

/// The bytes of a line of a code block.
fn line_of_unit(file: &str, unit: &Unit, line: usize) -> crate::model::Span {
    let span = unit.span.start as usize..unit.span.end as usize;
    let text = &file[span.clone()];
    let start = match line {
        0 => 0,
        n => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(n - 1)
            .map_or(0, |at| at + 1),
    };
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let end = start + text[start..end].trim_end().len();
    let start = start + (text[start..end].len() - text[start..end].trim_start().len());
    (span.start + start) as u32..(span.start + end) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(old: &str, new: &str) -> Option<usize> {
        difference(old, new, false).map(|d| d.0)
    }

    #[test]
    fn what_people_read_in_code_may_be_translated() {
        for (old, new) in [
            ("a = 1 # one", "a = 1 # un"),
            ("// Opens\nopen();", "// Ouvre\nopen();"),
            ("print(\"Hello there\")", "print(\"Bonjour\u{a0}!\")"),
            ("kvistra add <hub name>", "kvistra add <nom-du-hub>"),
            ("a;  b", "a; b"),
            ("/* x */ a()", "/* y */ a()"),
            ("x <!-- one -->", "x <!-- un -->"),
        ] {
            assert_eq!(differs(old, new), None, "{old:?} {new:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_the_same_code_as_itself_with_spaces(text in "[a#\"'`</*>! \u{a0}é-]{0,40}") {
            let spaced = format!("\u{a0}{text} \u{a0}");
            proptest::prop_assert_eq!(bare(&text, false), bare(&spaced, false));
            proptest::prop_assert_eq!(difference(&text, &spaced, true), None);
        }
    }

    #[test]
    fn code_that_changed_is_found_at_its_line() {
        assert_eq!(differs("a\nb --deep", "a\nb --profond"), Some(1));
        assert_eq!(differs("a\nb", "a"), Some(0));
        assert_eq!(differs("a", "a\nb"), Some(1));
        assert_eq!(differs("# c\na = \"key\"", "a = \"clé\""), Some(0));
        assert_eq!(differs("x = 10", "x = 100"), Some(0));
        assert!(difference("<pump id=\"1\"/>", "<pompe id=\"1\"/>", true).is_some());
    }
}
