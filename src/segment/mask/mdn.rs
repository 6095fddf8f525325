//! MDN macros, `{{CSSxRef("x")}}`, and the variables of template languages, `{{ name }}`.

use std::ops::Range;

use super::super::neutral_key;
use super::mark::MarkKind;
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// A macro: its readable part is what it would show, the second argument of a cross reference if it is a
    /// text, else the first; a variable's is its name.
    pub(super) fn macro_call(&mut self, span: Range<usize>, inner: Range<usize>, line: &Line) {
        let call = &self.body[inner.clone()];
        let key = neutral_key::hash("macro", call.trim().to_ascii_lowercase().as_bytes());
        let text = match call.find('(') {
            None => {
                let name = without_filter(call.trim_matches(['{', '}', ' ', '\t', '-', '~']));
                let start = inner.start + call.find(name).unwrap_or(0);
                // mdBook includes files by `{{#include a.md}}`.
                if is_badge(name) || name.starts_with('#') {
                    start..start
                } else {
                    start..start + name.len()
                }
            }
            Some(open) => {
                let mut strings = strings(&call[open..])
                    .map(|s| inner.start + open + s.start..inner.start + open + s.end);
                let first = strings.next();
                let shown = strings.next().filter(|s| !s.is_empty());
                shown.or(first).unwrap_or(span.end..span.end)
            }
        };
        self.take(
            span,
            line,
            MarkKind::Landmark { key },
            MarkKind::Inline { text, key },
        );
    }
}

/// A value without what a filter of Liquid does to it, `"text" | escape`, and without its quotes.
fn without_filter(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(text) = value.strip_prefix(quote)
            && let Some((text, _)) = text.split_once(quote)
        {
            return text;
        }
    }
    value
        .split_once('|')
        .map_or(value, |(name, _)| name.trim_end())
}

/// Whether a macro shows an icon, as `{{deprecated_inline}}` does.
fn is_badge(name: &str) -> bool {
    let end = name.len().checked_sub("inline".len());
    let end = end.and_then(|at| name.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case("inline"))
}

/// The quoted strings of a list of arguments.
fn strings(args: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let open = from + args[from..].find(['"', '\''])?;
        let quote = args.as_bytes()[open] as char;
        let close = open + 1 + args[open + 1..].find(quote)?;
        from = close + 1;
        Some(open + 1..close)
    })
}
