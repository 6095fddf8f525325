//! The first eight bytes of each word, read once for all checks that compare words.

/// The first eight bytes of each word, the first byte lowest, padded with spaces at the end of the text. Whatever follows a
/// space is a word, even a second space: callers only decide whether a closer look is needed. Sixty-four bytes at a time
/// (`benches/pipeline.rs`, group `checks`).
pub(super) fn word_prefixes(text: &[u8]) -> Vec<u64> {
    let mut found = Vec::with_capacity(text.len() / 4 + 2);
    let mut follows_space = 1;
    for start in (0..text.len()).step_by(BLOCK) {
        let block = &text[start..text.len().min(start + BLOCK)];
        let spaces = spaces(block);
        let mut begin = spaces << 1 | follows_space;
        follows_space = spaces >> (BLOCK - 1);
        if block.len() < BLOCK {
            begin &= (1 << block.len()) - 1;
        }
        while begin != 0 {
            found.push(eight(text, start + begin.trailing_zeros() as usize));
            begin &= begin - 1;
        }
    }
    found
}

/// Bytes that are read together, one bit each.
const BLOCK: usize = 64;
/// The lowest bit of each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each of eight bytes.
const HIGH: u64 = EACH << 7;

/// A bit for each byte that is a space.
fn spaces(block: &[u8]) -> u64 {
    let (eights, rest) = block.as_chunks::<8>();
    let mut bits = 0;
    for (at, eight) in eights.iter().enumerate() {
        let differ = u64::from_le_bytes(*eight) ^ (EACH * u64::from(b' '));
        // The highest bit of each byte that is zero, and of no other; then the eight bits side by side.
        let zero = !((differ & !HIGH).wrapping_add(!HIGH) | differ) & HIGH;
        bits |= ((zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at);
    }
    let start = 8 * eights.len();
    for (at, byte) in rest.iter().enumerate() {
        bits |= u64::from(*byte == b' ') << (start + at);
    }
    bits
}

fn eight(text: &[u8], at: usize) -> u64 {
    let rest = &text[at..];
    rest.first_chunk().map_or_else(
        || {
            let mut padded = [b' '; 8];
            padded[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(padded)
        },
        |eight| u64::from_le_bytes(*eight),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_after_spaces_wherever_blocks_end() {
        for length in 0..200 {
            let text: String = ('a'..='z').cycle().take(length).collect();
            for step in [1, 3, 7, 8, 9, 64, 65] {
                let mut bytes = text.clone().into_bytes();
                bytes.iter_mut().step_by(step).for_each(|b| *b = b' ');
                let expected: Vec<u64> = (0..length)
                    .filter(|&at| at == 0 || bytes[at - 1] == b' ')
                    .map(|at| {
                        let byte = |i: usize| bytes.get(at + i).copied().unwrap_or(b' ');
                        u64::from_le_bytes(std::array::from_fn(byte))
                    })
                    .collect();
                assert_eq!(word_prefixes(&bytes), expected, "{length} {step}");
            }
        }
        assert_eq!(word_prefixes("é à".as_bytes()).len(), 2);
    }
}
