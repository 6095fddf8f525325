//! Ids of pairs that stay the same over runs and machines.
//!
//! An id depends on what a pair is and not on where it stands, so that a memory updated from a later export keeps its
//! entries; the same pair standing twice in an article is told apart by counting.

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_64;

use crate::model::{Locale, UnitKind};

/// Makes the ids of one article's pairs in two locales: XXH3 of 64 bits, which is the same on every machine.
pub(super) struct PairIds {
    /// Hash of document and locales: the seed that pairs are hashed with.
    seed: u64,
    /// One pair's parts, as they are hashed.
    buffer: Vec<u8>,
    /// How often each pair stood before.
    seen: FxHashMap<u64, u32>,
}

impl PairIds {
    pub(super) fn new(document: &str, (source, target): (&Locale, &Locale)) -> Self {
        let mut buffer = Vec::with_capacity(1024);
        for part in [document, source.as_str(), target.as_str()] {
            append(&mut buffer, part);
        }
        Self {
            seed: XxHash3_64::oneshot(&buffer),
            buffer,
            seen: FxHashMap::default(),
        }
    }

    /// The id of the next pair: 16 hex digits.
    pub(super) fn next(&mut self, kind: UnitKind, source: &str, target: &str) -> String {
        self.buffer.clear();
        for part in [kind.as_str(), source, target] {
            append(&mut self.buffer, part);
        }
        let first = XxHash3_64::oneshot_with_seed(self.seed, &self.buffer);
        let before = self.seen.entry(first).or_default();
        let id = match *before {
            0 => first,
            _ => XxHash3_64::oneshot_with_seed(first, &before.to_le_bytes()),
        };
        *before += 1;
        format!("{id:016x}")
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

    fn identities(document: &str) -> PairIds {
        let (en, de) = (Locale::parse("en").unwrap(), Locale::parse("de").unwrap());
        PairIds::new(document, (&en, &de))
    }

    #[test]
    fn an_id_is_fixed_for_all_time() {
        let id = identities("a.md").next(UnitKind::Paragraph, "Yes", "Ja");
        assert_eq!(id, "d2c424376ebda66a");
    }

    #[test]
    fn repeated_pairs_and_shifted_texts_differ() {
        let mut ids = identities("a.md");
        let mut all = vec![
            ids.next(UnitKind::TableCell, "Yes", "Ja"),
            ids.next(UnitKind::TableCell, "Yes", "Ja"),
            ids.next(UnitKind::Paragraph, "Yes", "Ja"),
            ids.next(UnitKind::Paragraph, "YesJ", "a"),
            identities("b.md").next(UnitKind::TableCell, "Yes", "Ja"),
        ];
        assert!(all.iter().all(|id| id.len() == 16));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
    }
}
