//! The slugs of headings: the last part of the addresses that lead to them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::model::{Document, Unit, UnitKind};

/// By which slugs a heading is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Slug {
    /// Hash of the slug; 0 where it is not known.
    id: u64,
    /// Hash of another form of it: that of an original's text, or the slug without a number at its end.
    other: u64,
    /// The file states the slug. Otherwise it is derived from the text of an original's heading.
    pub is_stated: bool,
}

impl Slug {
    /// The slug of a heading; that of any other unit is not known.
    pub fn of(document: &Document, unit: &Unit, original: bool) -> Self {
        if unit.kind != UnitKind::Heading {
            return Self::default();
        }
        let (id, other, is_stated) = match unit.label.as_deref() {
            // An original may state a slug of its own choice. Translations often carry that of its text all the same.
            Some(label) if original => (fold(label), fold(document.text(unit)), true),
            Some(label) => {
                let bare = label.trim_end_matches(|c: char| c.is_ascii_digit());
                let bare = bare.strip_suffix('-').unwrap_or(label);
                (fold(label), fold(bare), true)
            }
            None if original => (fold(document.text(unit)), fold(document.text(unit)), false),
            None => return Self::default(),
        };
        Self {
            id,
            other,
            is_stated,
        }
    }

    /// Hash of the slug; `None` where it is not known.
    pub fn id(self) -> Option<u64> {
        (self.id != 0).then_some(self.id)
    }

    /// The hashes of both forms.
    pub fn forms(self) -> [u64; 2] {
        [self.id, self.other]
    }

    /// Whether both slugs are known and are one.
    pub fn matches(self, slug: Self) -> bool {
        self.id != 0
            && slug.id != 0
            && (self.id == slug.id || self.id == slug.other || self.other == slug.id)
    }

    /// Whether both headings state slugs that are not the same.
    pub fn contradicts(self, slug: Self) -> bool {
        self.is_stated && slug.is_stated && !self.matches(slug)
    }
}

/// Hash of letters and digits in lower case; generators of slugs differ only in the rest.
pub(super) fn fold(text: &str) -> u64 {
    let mut hash = FxHasher::default();
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|b| hash.write_u32(u32::from(b.to_ascii_lowercase())));
        return hash.finish();
    }
    for c in text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
    {
        hash.write_u32(c as u32);
    }
    hash.finish()
}
