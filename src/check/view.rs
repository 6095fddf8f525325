//! A side as the checks read it: its prose, and what sorts of bytes stand in it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use memchr::memmem;

use super::beginnings::beginnings;
use super::marks::Marks;
use crate::model::{Inline, InlineKind, Side};

/// What stands in the prose where code or an address was taken out.
pub(super) const HOLE: char = '\u{fffc}';

/// A side, read once for all checks.
pub(super) struct View<'a> {
    pub side: &'a Side<'a>,
    /// The plain text, with code and addresses.
    pub text: &'a str,
    /// The plain text with a [`HOLE`] for each code span, directive and address.
    pub prose: Cow<'a, str>,
    /// What stands in the prose.
    pub marks: Marks,
    /// What stands in the plain text, code and addresses included.
    pub all: Marks,
    /// There are runs other than text.
    pub marked_up: bool,
    beginnings: OnceCell<Vec<u64>>,
}

impl<'a> View<'a> {
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
        let all = Marks::of(side.text.as_bytes());
        let prose = match all.any(Marks::COLON | Marks::W) {
            true => without_addresses(prose),
            false => prose,
        };
        let marks = match &prose {
            Cow::Borrowed(_) => all,
            Cow::Owned(prose) => Marks::of(prose.as_bytes()),
        };
        Self {
            side,
            text: &side.text,
            marks,
            all,
            prose,
            marked_up,
            beginnings: OnceCell::new(),
        }
    }

    /// How the words of the prose begin.
    pub fn beginnings(&self) -> &[u64] {
        let read = || beginnings(self.prose.as_bytes());
        self.beginnings.get_or_init(read)
    }

    /// The runs that take bytes of the file; a sentence has those it shares with its neighbours too, without bytes.
    pub fn runs(&self) -> impl Iterator<Item = &'a Inline> + Clone + use<'a> {
        let runs = self.side.runs.iter().copied().flatten();
        runs.filter(|run| !run.span.is_empty())
    }

    /// The runs behind one, in the units that it stands in or before.
    pub fn runs_behind(&self, run: &Inline) -> impl Iterator<Item = &'a Inline> + use<'a> {
        let end = run.span.end;
        let behind = move |unit: &'a [Inline]| {
            let first = unit.partition_point(|other| other.span.start < end);
            unit[first..].iter().filter(|run| !run.span.is_empty())
        };
        self.side.runs.iter().copied().flat_map(behind)
    }

    /// The bytes of a run in the file.
    pub fn raw(&self, run: &Inline) -> &'a str {
        let range = run.span.start as usize..run.span.end as usize;
        self.side.file.get(range).unwrap_or_default()
    }

    /// What a run gives to the plain text.
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

/// A text with a hole for each address: from a scheme or `www.` up to what cannot be part of one.
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
