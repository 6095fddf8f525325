//! Tags that CAT tools left behind: `<bpt id="p1">**</bpt>text<ept id="p1">**</ept>`.
//!
//! `bpt`, `ept` and `it` hold markup, which goes with them; `ph` may hold code or a name, so only its tags go.

use memchr::memmem;

use super::mark::LONGEST;
use super::masker::{Line, Masker};

impl Masker<'_> {
    /// `<bpt`, `<ept`, `<it` or `<ph` before an `id`.
    pub(super) fn cat_tag(&mut self, id: usize, line: &Line) {
        let before = &self.bytes[line.range.start.max(id.saturating_sub(40))..id];
        let Some(at) = memchr::memrchr(b'<', before)
            .map(|n| id - before.len() + n)
            .filter(|at| *at >= self.done)
        else {
            return;
        };
        let rest = &self.bytes[at..line.range.end.min(at + LONGEST)];
        let name = rest[1..]
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let name = &rest[1..=name];
        if !matches!(name, b"bpt" | b"ept" | b"it" | b"ph")
            || !rest[1 + name.len()..].starts_with(b" id=")
                && !rest[1 + name.len()..].starts_with(b" pos=")
        {
            return;
        }
        let Some(open) = memchr::memchr(b'>', rest) else {
            return;
        };
        let close = [b"</", name, b">"].concat();
        let Some(end) = memmem::find(rest, &close) else {
            return;
        };
        if end < open {
            return;
        }
        let (tag, whole) = (at..at + open + 1, at..at + end + close.len());
        if name == b"ph" {
            let closing = at + end..whole.end;
            self.hide(tag.clone());
            self.hide(closing);
            self.done = tag.end;
        } else {
            self.done = whole.end;
            self.hide(whole);
        }
    }
}
