//! Stems: the first letters of a word, as a hash.

/// Letters kept of a word.
pub(super) const STEM: usize = 5;

/// Hash of the stem of a word of ASCII that begins with these bytes.
pub(super) fn stem(first: u64, length: usize) -> u64 {
    let letters = first & u64::MAX >> (64 - 8 * length.min(STEM));
    let folded = letters | 0x2020_2020_2020_2020;
    let mixed = u128::from(folded ^ SALT).wrapping_mul(u128::from(MIX));
    mixed as u64 ^ (mixed >> 64) as u64
}

const SALT: u64 = 0x243f_6a88_85a3_08d3;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
