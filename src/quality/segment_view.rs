//! One side of a pair, prepared once for all checks: its prose and the classes of bytes in it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use memchr::memmem;

use super::byte_classes::ByteClasses;
use super::word_prefixes::word_prefixes;
use crate::model::{Inline, InlineKind, Side};

/// Replaces code and addresses in the prose.
pub(super) const HOLE: char = '\u{fffc}';

/// One side of a pair, prepared for the checks.
pub(super) struct SegmentView<'a> {
    pub side: &'a Side<'a>,
    /// The plain text, with code and addresses.
    pub text: &'a str,
    /// The plain text with a [`HOLE`] for each code span, directive and address.
    pub prose: Cow<'a, str>,
    /// Byte classes of the prose.
    pub classes: ByteClasses,
    /// Byte classes of the plain text, with code and addresses.
    pub all_classes: ByteClasses,
    /// Whether there are runs other than text.
    pub marked_up: bool,
    prefixes: OnceCell<Vec<u64>>,
}

impl<'a> SegmentView<'a> {
    pub fn of(side: &'a Side<'a>) -> Self {
        let is_text = |unit: &&[Inline]| match unit {
            [] => true,
            [run] => run.kind == InlineKind::Text,
            _ => false,
        };
        let marked_up = !side.runs.iter().all(is_text);
        let prose = if marked_up {
            prose(side)
        } else {
            Cow::Borrowed(&*side.text)
        };
        let all_classes = ByteClasses::of(side.text.as_bytes());
        let prose = match all_classes.any(ByteClasses::COLON | ByteClasses::W) {
            true => without_addresses(prose),
            false => prose,
        };
        let classes = match &prose {
            Cow::Borrowed(_) => all_classes,
            Cow::Owned(prose) => ByteClasses::of(prose.as_bytes()),
        };
        Self {
            side,
            text: &side.text,
            classes,
            all_classes,
            prose,
            marked_up,
            prefixes: OnceCell::new(),
        }
    }

    /// The first bytes of the words of the prose.
    pub fn word_prefixes(&self) -> &[u64] {
        let read = || word_prefixes(self.prose.as_bytes());
        self.prefixes.get_or_init(read)
    }

    /// The runs that have bytes in the file. A sentence also has runs without bytes, which it shares with its neighbours.
    pub fn runs(&self) -> impl Iterator<Item = &'a Inline> + Clone + use<'a> {
        let runs = self.side.runs.iter().copied().flatten();
        runs.filter(|run| !run.span.is_empty())
    }

    /// The runs after a run, in its unit and the next ones.
    pub fn runs_after(&self, run: &Inline) -> impl Iterator<Item = &'a Inline> + use<'a> {
        let end = run.span.end;
        let after = move |unit: &'a [Inline]| {
            let first = unit.partition_point(|other| other.span.start < end);
            unit[first..].iter().filter(|run| !run.span.is_empty())
        };
        self.side.runs.iter().copied().flat_map(after)
    }

    /// The bytes of a run in the file.
    pub fn raw(&self, run: &Inline) -> &'a str {
        let range = run.span.start as usize..run.span.end as usize;
        self.side.file.get(range).unwrap_or_default()
    }

    /// The part of the plain text that a run produced.
    pub fn text_of(&self, run: &Inline) -> &'a str {
        let range = run.text.start as usize..run.text.end as usize;
        self.side.plain.get(range).unwrap_or_default()
    }
}

fn is_code(run: &Inline) -> bool {
    matches!(run.kind, InlineKind::Code | InlineKind::Directive) && !run.text.is_empty()
}

/// The text without code.
fn prose<'a>(side: &'a Side<'a>) -> Cow<'a, str> {
    if !side.runs.iter().copied().flatten().any(is_code) {
        return Cow::Borrowed(&side.text);
    }
    let mut prose = String::with_capacity(side.text.len());
    for (index, unit) in side.runs.iter().enumerate() {
        if index > 0 {
            prose.push(' ');
        }
        for run in *unit {
            if is_code(run) {
                prose.push(HOLE);
            } else {
                let range = run.text.start as usize..run.text.end as usize;
                prose.push_str(side.plain.get(range).unwrap_or_default());
            }
        }
    }
    Cow::Owned(prose)
}

static SCHEME: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(b"://"));
static HOST: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new(b"www."));

/// A text with a [`HOLE`] for each address: from a scheme or `www.` up to a character that cannot be part of an address.
pub(super) fn without_addresses(text: Cow<'_, str>) -> Cow<'_, str> {
    let start_of_next = |from: usize| {
        let rest = &text.as_bytes()[from..];
        let scheme = SCHEME.find(rest).map(|at| {
            let name = rest[..at]
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_alphanumeric());
            at - name.count()
        });
        let host = HOST.find(rest);
        scheme.into_iter().chain(host).min().map(|at| from + at)
    };
    let Some(mut start) = start_of_next(0) else {
        return text;
    };
    let (mut kept, mut from) = (String::with_capacity(text.len()), 0);
    loop {
        let inside = |b: &u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'`');
        let length = text.as_bytes()[start..]
            .iter()
            .take_while(|b| inside(b))
            .count();
        let address = text[start..start + length]
            .trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/');
        kept.push_str(&text[from..start]);
        kept.push(HOLE);
        from = start + address.len().max(1);
        match start_of_next(from) {
            Some(next) => start = next,
            None => break,
        }
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_leave_a_hole() {
        let without = |text: &'static str| without_addresses(text.into()).into_owned();
        assert_eq!(without("none here"), "none here");
        assert_eq!(without("see https://a.example/b?c=1."), "see \u{fffc}.");
        assert_eq!(
            without("（http://a.example/）と www.b.example"),
            "（\u{fffc}）と \u{fffc}"
        );
        assert_eq!(without("a ://"), "a \u{fffc}");
    }
}
