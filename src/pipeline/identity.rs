//! Ids of pairs that stay the same over runs and machines.
//!
//! An id depends on what a pair is and not on where it stands, so that a memory updated from a later export keeps its
//! entries; the same pair standing twice in an article is told apart by counting.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::model::{Locale, UnitKind};

/// Makes the ids of one article's pairs in two locales.
pub(super) struct Identities {
    /// Hash of document and locales: the key that pairs are hashed with.
    key: [u8; 32],
    /// One pair's parts, as they are hashed.
    buffer: Vec<u8>,
    /// How often each pair stood before.
    seen: FxHashMap<u64, u32>,
}

impl Identities {
    pub(super) fn new(document: &str, (source, target): (&Locale, &Locale)) -> Self {
        let mut buffer = Vec::with_capacity(1024);
        for part in [document, source.as_str(), target.as_str()] {
            append(&mut buffer, part);
        }
        Self {
            key: *blake3::hash(&buffer).as_bytes(),
            buffer,
            seen: FxHashMap::default(),
        }
    }

    /// The id of the next pair: 16 hex digits.
    pub(super) fn of(&mut self, kind: UnitKind, source: &str, target: &str) -> String {
        let mut hasher = FxHasher::default();
        (kind, source, target).hash(&mut hasher);
        let before = self.seen.entry(hasher.finish()).or_default();
        self.buffer.clear();
        for part in [kind.as_str(), source, target] {
            append(&mut self.buffer, part);
        }
        self.buffer.extend(before.to_le_bytes());
        *before += 1;
        let hash = blake3::keyed_hash(&self.key, &self.buffer).to_hex();
        hash[..16].to_owned()
    }
}

/// Appends a part with its length, so that no two lists of parts give the same bytes.
fn append(buffer: &mut Vec<u8>, part: &str) {
    buffer.extend((part.len() as u32).to_le_bytes());
    buffer.extend_from_slice(part.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identities(document: &str) -> Identities {
        let (en, de) = (Locale::parse("en").unwrap(), Locale::parse("de").unwrap());
        Identities::new(document, (&en, &de))
    }

    #[test]
    fn an_id_is_fixed_for_all_time() {
        let id = identities("a.md").of(UnitKind::Paragraph, "Yes", "Ja");
        assert_eq!(id, "8ad01ea51e70b99e");
    }

    #[test]
    fn repeated_pairs_and_shifted_texts_differ() {
        let mut ids = identities("a.md");
        let mut all = vec![
            ids.of(UnitKind::TableCell, "Yes", "Ja"),
            ids.of(UnitKind::TableCell, "Yes", "Ja"),
            ids.of(UnitKind::Paragraph, "Yes", "Ja"),
            ids.of(UnitKind::Paragraph, "YesJ", "a"),
            identities("b.md").of(UnitKind::TableCell, "Yes", "Ja"),
        ];
        assert!(all.iter().all(|id| id.len() == 16));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
    }
}
