//! Link reference definitions that swallowed text.
//!
//! `[Note]: text` is a definition in CommonMark, so it does not show on the page. If its destination is not an
//! address, it was meant as text and is kept as a paragraph.

use pulldown_cmark::RefDefs;

use super::mask::{Mark, MarkKind};

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
