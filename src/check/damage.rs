//! Damage done to Markdown by machine translation and localization tools.
//!
//! `segment` reads broken markup as it was meant, so that texts come out clean; a browser does not. So this looks at
//! the bytes of the runs, and at marks that stand literally in the text.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::marks::Marks;
use super::pair::Report;
use super::view::View;
use super::words::is_mark;
use crate::model::{Flag, Inline, InlineKind};

/// Marks that are damage where the target has more of them than the source.
const MARKS: [&str; 7] = ["**", "](", "] (", "``", "[!", ":::", "&nbsp;"];
static FINDERS: LazyLock<[Finder<'_>; 7]> = LazyLock::new(|| MARKS.map(Finder::new));
/// Beginnings of tags that localization tools leave behind.
const RESIDUE: [&str; 9] = [
    "<bpt", "<ept", "<ph ", "<it ", "<mrk", "</mrk", "</ph", "<x id", "<g id",
];

/// Flags broken Markdown and residue in the target.
pub(super) fn check(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    literal_marks(source, target, report);
    if !target.marked_up {
        return;
    }
    let is_residue = |run: &Inline| {
        matches!(run.kind, InlineKind::Hidden | InlineKind::Html)
            && RESIDUE.iter().any(|tag| target.raw(run).starts_with(tag))
    };
    if let Some(run) = target.runs().find(|run| is_residue(run)) {
        report.flag(Flag::Residue, || format!("`{}`", target.raw(run)));
    }
    if let Some(what) = broken(target)
        && broken(source).is_none()
    {
        report.flag(Flag::Markdown, || what.to_owned());
    }
}

/// Marks of Markdown that are text in the target only.
fn literal_marks(source: &View<'_>, target: &View<'_>, report: &mut impl Report) {
    if !target.marks.any(Marks::MARKDOWN) {
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
        report.flag(Flag::Markdown, || format!("literal `{mark}`"));
        return;
    }
    let heading = |text: &str| {
        let rest = text.trim_start_matches('#');
        rest.len() < text.len()
            && rest.starts_with(char::is_alphabetic)
            && text.len() - rest.len() > 1
    };
    if heading(&target.prose) && !heading(&source.prose) {
        report.flag(Flag::Markdown, || "literal `#`".to_owned());
    }
}

/// Whether the first two bytes of a mark stand in a text: a quick test that few texts pass.
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
    // To the end, without a branch: vector code.
    pairs.fold(false, |found, (a, b)| {
        let is = |mark: &[u8; 2]| (*a == mark[0]) & (*b == mark[1]);
        FIRST_TWO.iter().fold(found, |found, mark| found | is(mark))
    })
}

/// How often a mark stands in the text of a side; one with an escaped half is meant to.
fn count(view: &View<'_>, mark: &Finder<'_>) -> usize {
    let count = |text: &str| mark.find_iter(text.as_bytes()).count();
    if !view.marked_up {
        return count(&view.prose);
    }
    let texts = view.runs().filter(|run| run.kind == InlineKind::Text);
    texts.map(|run| count(view.text_of(run))).sum()
}

/// What in the runs of a side a reader would see as broken.
fn broken(view: &View<'_>) -> Option<&'static str> {
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
