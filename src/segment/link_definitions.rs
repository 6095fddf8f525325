//! Link reference definitions that swallowed text.
//!
//! `[Note]: text` is a definition in CommonMark, so it does not show on the page. If its destination is not an
//! address, it was meant as text and is kept as a paragraph.

use std::cmp::Ordering;
use std::ops::Range;

use pulldown_cmark::RefDefs;

use super::diagnostics::Diagnostic;
use super::mask::{Mark, MarkKind};
use super::segmenter::Segmenter;
use super::titles;

impl Segmenter<'_> {
    /// Marks the texts in link definitions: titles, and those that are text as a whole.
    pub(super) fn link_definitions(&mut self, definitions: &RefDefs<'_>, body: &str) {
        let swallowed = swallowed(definitions, body);
        let titles = titles::of_definitions(definitions, self.masked);
        self.swallowed = swallowed.iter().map(|mark| mark.span.start).collect();
        if swallowed.is_empty() && titles.is_empty() {
            return;
        }
        let found = swallowed
            .iter()
            .map(|mark| (mark.span.start + self.base, Diagnostic::SwallowedText));
        self.diagnostics.extend(found);
        let is_apart = |title: &Mark| {
            swallowed
                .binary_search_by(|mark| {
                    if mark.span.end <= title.span.start {
                        Ordering::Less
                    } else if mark.span.start > title.span.start {
                        Ordering::Greater
                    } else {
                        Ordering::Equal
                    }
                })
                .is_err()
        };
        self.marks.extend(titles.into_iter().filter(is_apart));
        self.marks.extend(swallowed);
        self.marks.sort_by_key(|m| (m.span.start, m.span.end));
    }

    /// Keeps definitions that say what another one said before, `[Note]: text` a second time: the parser drops them too.
    /// They are what is not blank between the last block and the one that begins at a byte.
    pub(super) fn repeated_definitions(&mut self, block: Range<usize>) {
        let base = self.base;
        let masked = self.masked;
        let from = self.reached.max(base);
        if self.swallowed.is_empty() || from >= block.start {
            self.reached = self.reached.max(block.end);
            return;
        }
        let mut start = from - base;
        for line in masked[from - base..block.start - base].split_inclusive('\n') {
            let lead = line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
            let at = start + lead;
            let span = at..at + line[lead..].trim_end().len();
            start += line.len();
            if self.is_repeated(&masked[span.clone()], at) {
                self.diagnostics
                    .push((at + base, Diagnostic::SwallowedText));
                let (kind, label, text) = (None, None, span.clone());
                self.directive(Mark {
                    span,
                    kind: MarkKind::Text { kind, label, text },
                });
            }
        }
        self.reached = block.end;
    }

    /// Whether a line is a definition whose label was one of a text.
    fn is_repeated(&self, line: &str, at: usize) -> bool {
        let label = line.split_once("]:").map(|(label, _)| label);
        let label = label.filter(|label| label.starts_with('[') && !label.starts_with("[^"));
        let is_known = |label: &str| {
            self.swallowed.iter().take(64).any(|known| {
                let text = &self.masked[*known..];
                let other = text.split_once("]:").map_or("", |(other, _)| other);
                other.eq_ignore_ascii_case(label)
            })
        };
        label.is_some_and(|label| self.swallowed.binary_search(&at).is_err() && is_known(label))
    }
}

/// The definitions that are text, as marks in order.
pub(super) fn swallowed(definitions: &RefDefs<'_>, body: &str) -> Vec<Mark> {
    let mut budget = 16 * body.len();
    let mut marks: Vec<Mark> = definitions
        .iter()
        .filter(|(_, definition)| {
            let text = &body[definition.span.clone()];
            !is_address(&definition.dest) && !in_brackets(text) && !is_used(text, body, &mut budget)
        })
        .map(|(_, definition)| {
            let text = &body[definition.span.clone()];
            let span = definition.span.start..definition.span.start + text.trim_end().len();
            Mark {
                span: span.clone(),
                kind: MarkKind::Text {
                    kind: None,
                    label: None,
                    text: span,
                },
            }
        })
        .collect();
    marks.sort_by_key(|m| m.span.start);
    marks
}

/// Whether the label of a definition is used elsewhere: then it is not text. Each look costs the budget some bytes, so
/// that many definitions do not take long.
fn is_used(definition: &str, body: &str, budget: &mut usize) -> bool {
    let Some(end) = definition.find("]:") else {
        return false;
    };
    if *budget < body.len() {
        return false;
    }
    *budget -= body.len();
    let label = &definition[..=end];
    memchr::memmem::find_iter(body.as_bytes(), label.as_bytes())
        .any(|at| body.as_bytes().get(at + label.len()) != Some(&b':'))
}

/// Whether the address of a definition is in `<…>`, where any text is one.
fn in_brackets(definition: &str) -> bool {
    let address = definition.split_once("]:").map_or("", |(_, rest)| rest);
    address.trim_start().starts_with('<')
}

/// Whether something could be a link's destination rather than a word.
fn is_address(destination: &str) -> bool {
    destination.is_empty()
        || destination.bytes().any(|b| {
            matches!(
                b,
                b'/' | b'#' | b'.' | b':' | b'%' | b'@' | b'?' | b'=' | b'\\'
            )
        })
}
