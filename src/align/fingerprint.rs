//! What identifies a text in all languages, whatever its path: link targets, code, numbers, identifiers, names, slugs,
//! landmarks, and texts that were not translated.

use rustc_hash::FxHashSet;

use super::features::TokenKind;
use super::input::Input;
use super::sequence::{Item, Sequence};
use super::version::Version;

/// The lowest bit of a mark tells whether it should stand in every translation.
const KEPT: u64 = 1;

/// The marks of a text, sorted, each once: hashes of what a translation may have too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprint(Box<[u64]>);

impl Fingerprint {
    /// The fingerprint of one version.
    #[must_use]
    pub fn of(input: Input<'_>) -> Self {
        let mut found = FxHashSet::default();
        for version in Version::all(&[input]) {
            let sequence = Sequence::of(version, 0);
            for item in &sequence.items {
                if let Item::Landmark(key) = item {
                    found.insert(key | KEPT);
                }
            }
            for unit in &sequence.units {
                found.extend(unit.tokens.iter().map(|token| match token.kind() {
                    TokenKind::Link
                    | TokenKind::Code
                    | TokenKind::Identifier
                    | TokenKind::Number => token.id() | KEPT,
                    TokenKind::Name | TokenKind::Latin | TokenKind::Other => token.id(),
                }));
                let slugs = unit.slug.forms().into_iter().filter(|slug| *slug != 0);
                found.extend(slugs.chain([unit.text_key()]).map(|hash| hash & !KEPT));
            }
        }
        let mut marks: Vec<u64> = found.into_iter().collect();
        marks.sort_unstable();
        Self(marks.into())
    }

    /// The marks, ascending.
    #[must_use]
    pub fn marks(&self) -> &[u64] {
        &self.0
    }

    /// Whether a mark should stand in every translation of the text, such as a link; words that translators may keep are
    /// not.
    #[must_use]
    pub fn is_kept(mark: u64) -> bool {
        mark & KEPT != 0
    }
}
