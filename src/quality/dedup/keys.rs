//! The keys that find the duplicates of a pair: hashes of its texts, unchanged and normalized.
//!
//! XXH3 with 128 bits: among ten million texts, two different ones share a hash once in 10^24 runs. Texts can be made to
//! collide on purpose; their author's pairs would then count as duplicates. Keys of several parts are sums of the
//! hashes with odd factors, which collide as rarely.

use twox_hash::XxHash3_128;

use super::normalize::normalize;
use crate::model::{Pair, TranslationType};

/// The keys of one pair. Pairs of the same two locales are compared, no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// The source text.
    pub source: u128,
    /// The target text.
    pub target: u128,
    /// The source text without case, numbers and punctuation.
    pub near_source: u128,
    /// The target text without case, numbers and punctuation.
    pub near_target: u128,
    /// The headings above, and the Markdown of both sides if the format contains it.
    pub context: u128,
    /// How the pair was translated.
    pub translation_type: TranslationType,
}

impl Keys {
    /// Bytes that [`Keys::write`] appends.
    pub const SIZE: usize = 5 * 16 + 1;

    /// The key of both texts together.
    pub(super) fn pair(&self) -> u128 {
        both(self.source, self.target)
    }

    /// The key of both normalized texts together.
    pub(super) fn near(&self) -> u128 {
        both(self.near_source, self.near_target)
    }

    /// The key of an entry of a translation memory: both texts, context and translation type.
    pub(super) fn unit(&self) -> u128 {
        both(both(self.pair(), self.context), self.type_code().into())
    }

    /// The translation type as a number below four.
    pub(super) fn type_code(&self) -> u8 {
        match self.translation_type {
            TranslationType::Unknown => 0,
            TranslationType::Human => 1,
            TranslationType::Machine => 2,
        }
    }

    /// The translation type of a number.
    pub(super) fn decoded(code: u8) -> TranslationType {
        match code {
            1 => TranslationType::Human,
            2 => TranslationType::Machine,
            _ => TranslationType::Unknown,
        }
    }

    /// Appends the keys as bytes.
    pub fn write(&self, out: &mut Vec<u8>) {
        for key in self.all() {
            out.extend(key.to_le_bytes());
        }
        out.push(self.type_code());
    }

    /// Reads them back.
    #[must_use]
    pub fn read(bytes: &[u8; Self::SIZE]) -> Self {
        let key = |at: usize| {
            let bytes = bytes[16 * at..].first_chunk();
            u128::from_le_bytes(*bytes.expect("the size is known"))
        };
        Self {
            source: key(0),
            target: key(1),
            near_source: key(2),
            near_target: key(3),
            context: key(4),
            translation_type: Self::decoded(bytes[Self::SIZE - 1]),
        }
    }

    fn all(&self) -> [u128; 5] {
        [
            self.source,
            self.target,
            self.near_source,
            self.near_target,
            self.context,
        ]
    }
}

/// The key of two parts in this order.
fn both(first: u128, second: u128) -> u128 {
    const FACTORS: [u128; 2] = [
        0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835,
        0xc2b2_ae3d_27d4_eb4f_1656_67b1_9e37_79f9,
    ];
    let first = first.wrapping_mul(FACTORS[0]);
    first.wrapping_add(second.wrapping_mul(FACTORS[1]))
}

/// Computes the keys of the pairs of one article.
#[derive(Debug, Default)]
pub struct Keyer {
    folded: Vec<u8>,
    /// The headings above the previous pair, and their key. They rarely change.
    headings: Vec<u8>,
    context: u128,
}

impl Keyer {
    /// The keys of a pair. With `markup`, pairs with different Markdown have different contexts.
    pub fn keys(&mut self, pair: &Pair, markup: bool) -> Keys {
        let (source, target) = (&*pair.source.text, &*pair.target.text);
        let mut context = self.context(&pair.context);
        if markup {
            for side in [&pair.source, &pair.target] {
                context = both(context, hash(side.markdown().as_bytes()));
            }
        }
        Keys {
            source: hash(source.as_bytes()),
            target: hash(target.as_bytes()),
            near_source: self.near(source),
            near_target: self.near(target),
            context,
            translation_type: pair.translation_type,
        }
    }

    fn near(&mut self, text: &str) -> u128 {
        hash(normalize(text, &mut self.folded))
    }

    fn context(&mut self, headings: &[String]) -> u128 {
        self.folded.clear();
        for heading in headings {
            self.folded.extend_from_slice(heading.as_bytes());
            self.folded.push(0);
        }
        if self.context == 0 || self.folded != self.headings {
            std::mem::swap(&mut self.folded, &mut self.headings);
            self.context = hash(&self.headings);
        }
        self.context
    }
}

fn hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back_as_they_were_written() {
        let keys = Keys {
            source: 1,
            target: u128::MAX,
            near_source: 1 << 100,
            near_target: 7,
            context: 9,
            translation_type: TranslationType::Machine,
        };
        let mut bytes = Vec::new();
        keys.write(&mut bytes);
        assert_eq!(Keys::read(bytes.first_chunk().unwrap()), keys);
        assert_eq!(bytes.len(), Keys::SIZE);
    }

    #[test]
    fn a_key_of_two_parts_knows_their_order() {
        let (a, b) = (hash(b"Yes"), hash(b"Ja"));
        assert_ne!(both(a, b), both(b, a));
        assert_ne!(both(a, b), both(a, a));
    }

    /// Keys end up in no file that is kept, but the same input has to give the same bytes on every machine.
    #[test]
    fn a_hash_is_the_same_everywhere() {
        assert_eq!(hash(b""), 0x99aa_06d3_0147_98d8_6001_c324_468d_497f);
    }
}
