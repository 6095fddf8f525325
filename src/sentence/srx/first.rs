//! Which bytes a match can begin with: positions where no rule can break are passed over at the speed of a table.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The first bytes of all matches of a pattern; `None` where it can match nothing, or cannot be told.
pub(super) fn first_bytes(pattern: &str) -> Option<[bool; 256]> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut bytes = [false; 256];
    (!collect(&hir, &mut bytes)).then_some(bytes)
}

/// Marks the first bytes and says whether the expression can match nothing.
fn collect(hir: &Hir, bytes: &mut [bool; 256]) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => {
            bytes[literal.0[0] as usize] = true;
            false
        }
        HirKind::Class(Class::Unicode(class)) => {
            for range in class.ranges() {
                let (low, high) = (lead(range.start()), lead(range.end()));
                (low..=high).for_each(|b| bytes[b as usize] = true);
            }
            false
        }
        HirKind::Class(Class::Bytes(class)) => {
            for range in class.ranges() {
                (range.start()..=range.end()).for_each(|b| bytes[b as usize] = true);
            }
            false
        }
        HirKind::Repetition(repeated) => collect(&repeated.sub, bytes) || repeated.min == 0,
        HirKind::Capture(group) => collect(&group.sub, bytes),
        HirKind::Concat(list) => list.iter().all(|h| collect(h, bytes)),
        HirKind::Alternation(list) => {
            // Each has to be looked at.
            let empty = list.iter().filter(|h| collect(h, bytes)).count();
            empty > 0
        }
    }
}

fn lead(c: char) -> u8 {
    c.encode_utf8(&mut [0; 4]).as_bytes()[0]
}
