//! # `markdown`: The Markdown is broken: a literal `**`, a link without text, or a link cut in two.
//!
//! ## What it does
//!
//! Reports signs of Markdown that readers of the target see as text (`**`, `](`, `` `` ``, `[!`, `:::`, `&nbsp;`, `#` before
//! a word) if the source has fewer of them. Reports bold marks that open or close nothing, and links without text,
//! unless the source is broken too. Diglot reads such markup as it was meant, so that the exported text is clean; a
//! browser does not, so the check looks at the bytes of the file.
//!
//! ## Why is this bad?
//!
//! Machine translation and localization tools put spaces inside the marks or move them. Readers see the marks, and
//! links do not work.
//!
//! ## Example
//!
//! | source | target |
//! |---|---|
//! | Press `**Start**`. | Appuyez sur `** Démarrer**`. |
//!
//! ## How well it works
//!
//! All of 200 planted faults are found.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::{Flag, Inline, InlineKind};
use crate::quality::byte_classes::ByteClasses;
use crate::quality::segment_view::SegmentView;
use crate::quality::text_pair::FlagSink;
use crate::quality::words::is_mark;

/// Signs that are damage if the target has more of them than the source.
const MARKS: [&str; 7] = ["**", "](", "] (", "``", "[!", ":::", "&nbsp;"];
static FINDERS: LazyLock<[Finder<'_>; 7]> = LazyLock::new(|| MARKS.map(Finder::new));

/// Reports broken Markdown in the target.
pub fn check(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    literal_marks(source, target, sink);
    if target.marked_up
        && let Some(what) = broken(target)
        && broken(source).is_none()
    {
        sink.flag(Flag::Markdown, || what.to_owned());
    }
}

/// Signs of Markdown that only the target has as text.
fn literal_marks(source: &SegmentView<'_>, target: &SegmentView<'_>, sink: &mut impl FlagSink) {
    if !target.classes.any(ByteClasses::MARKDOWN) {
        return;
    }
    let exceeds = |mark: &Finder<'_>| {
        let here = count(target, mark);
        here > 0 && here > count(source, mark)
    };
    let found = may_hold(target.prose.as_bytes())
        .then(|| FINDERS.iter().position(exceeds))
        .flatten();
    if let Some(mark) = found.map(|index| MARKS[index]) {
        sink.flag(Flag::Markdown, || format!("literal `{mark}`"));
        return;
    }
    let heading = |text: &str| {
        let rest = text.trim_start_matches('#');
        rest.len() < text.len()
            && rest.starts_with(char::is_alphabetic)
            && text.len() - rest.len() > 1
    };
    if heading(&target.prose) && !heading(&source.prose) {
        sink.flag(Flag::Markdown, || "literal `#`".to_owned());
    }
}

/// Whether the first two bytes of a sign occur in a text: a quick test that few texts pass.
fn may_hold(text: &[u8]) -> bool {
    const FIRST_TWO: [[u8; 2]; MARKS.len()] = {
        let (mut first, mut mark) = ([[0; 2]; MARKS.len()], 0);
        while mark < MARKS.len() {
            let bytes = MARKS[mark].as_bytes();
            first[mark] = [bytes[0], bytes[1]];
            mark += 1;
        }
        first
    };
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    // No early exit, so that the compiler uses vector instructions (`benches/pipeline.rs`, group `checks`).
    pairs.fold(false, |found, (a, b)| {
        let is = |mark: &[u8; 2]| (*a == mark[0]) & (*b == mark[1]);
        FIRST_TWO.iter().fold(found, |found, mark| found | is(mark))
    })
}

/// How often a sign occurs in the text of a side. A sign with an escaped half is intended.
fn count(view: &SegmentView<'_>, mark: &Finder<'_>) -> usize {
    let count = |text: &str| mark.find_iter(text.as_bytes()).count();
    if !view.marked_up {
        return count(&view.prose);
    }
    let texts = view.runs().filter(|run| run.kind == InlineKind::Text);
    texts.map(|run| count(view.text_of(run))).sum()
}

/// What a reader of the page would see as broken.
fn broken(view: &SegmentView<'_>) -> Option<&'static str> {
    let mut before: Option<&Inline> = None;
    for run in view.runs() {
        let raw = view.raw(run);
        let at = |byte: u32| byte as usize;
        match run.kind {
            InlineKind::StrongOpen if raw == "**" || raw == "__" => {
                let after = view.side.file[at(run.span.end)..].chars().next();
                if !opens(char_before(view.side.file, at(run.span.start)), after) {
                    return Some("`**` that opens nothing");
                }
            }
            InlineKind::StrongClose if raw == "**" || raw == "__" => {
                let after = view.side.file[at(run.span.end)..].chars().next();
                if !opens(after, char_before(view.side.file, at(run.span.start))) {
                    return Some("`**` that closes nothing");
                }
            }
            InlineKind::Hidden if raw == "**" => return Some("`**` without its other half"),
            InlineKind::LinkClose
                if raw.starts_with("](") && before.is_some_and(|b| view.raw(b) == "[") =>
            {
                return Some("a link without text");
            }
            _ => {}
        }
        before = Some(run);
    }
    None
}

fn char_before(file: &str, at: usize) -> Option<char> {
    file.get(..at)?.chars().next_back()
}

/// Whether asterisks open strong text between these characters, as CommonMark has it; for the end the other way round.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let sign = |c: Option<char>| {
        c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c))
    };
    !blank(inside) && (!sign(inside) || blank(outside) || sign(outside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_pass_the_quick_test() {
        assert!(MARKS.iter().all(|mark| may_hold(mark.as_bytes())));
        assert!(!may_hold(b"a * b [c]: `d`"));
    }

    #[test]
    fn asterisks_open_as_commonmark_has_it() {
        assert!(opens(Some(' '), Some('a')));
        assert!(opens(None, Some('a')));
        assert!(opens(Some('('), Some('「')));
        assert!(!opens(Some('a'), Some(' ')));
        assert!(!opens(Some('始'), Some('「')));
        assert!(opens(Some('始'), Some('修')));
    }
}
