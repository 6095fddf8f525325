//! How long the targets of a locale pair are compared with their sources.
//!
//! The ratio and how much it varies are learned from the corpus. As Gale and Church (1993) found, the variance of the
//! difference grows with the length, so long texts must fit a narrower band.

/// With fewer pairs than this, the defaults are better than learned values.
const ENOUGH: usize = 40;
/// Shorter texts are not used for learning, in letters.
const LEAST: f32 = 20.0;
/// Letters added to each length, so that short texts may differ by a word or two.
const FLOOR: f32 = 12.0;
/// A length is unusual beyond this number of standard deviations.
pub(super) const FAR: f32 = 3.5;
/// The part of the deviation that does not shrink with length: some translators explain, others shorten.
const STEADY: f32 = 0.08;

/// The distribution of target length divided by source length.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct LengthRatio {
    /// Mean of the logarithm of target over source.
    mean: f32,
    /// Deviation of the logarithm, times the root of the length.
    spread: f32,
}

impl Default for LengthRatio {
    /// Equal lengths, with the spread of most language pairs.
    fn default() -> Self {
        Self {
            mean: 0.0,
            spread: 1.6,
        }
    }
}

impl LengthRatio {
    /// From the lengths of pairs. Medians are used, so that a few wrong pairs do no harm.
    pub fn of(pairs: &[[f32; 2]]) -> Self {
        let long = |pair: &&[f32; 2]| pair[0].min(pair[1]) >= LEAST;
        let mut ratios: Vec<(f32, f32)> = pairs
            .iter()
            .filter(long)
            .map(|[s, t]| ((t / s).ln(), s.max(*t)))
            .collect();
        if ratios.len() < ENOUGH {
            return Self::default();
        }
        let mean = median(&mut ratios.iter().map(|r| r.0).collect::<Vec<_>>());
        let mut apart: Vec<f32> = ratios
            .drain(..)
            .map(|(r, length)| (r - mean).abs() * length.sqrt())
            .collect();
        // The median deviation of a normal distribution is 0.6745 of the standard deviation.
        let spread = median(&mut apart) / 0.6745;
        Self {
            mean,
            spread: spread.max(1.0),
        }
    }

    /// The mean ratio.
    pub fn mean(self) -> f32 {
        self.mean.exp()
    }

    /// How many standard deviations a pair is away from the mean; positive if the target is long.
    pub fn deviation(self, source: f32, target: f32) -> f32 {
        let expected = source * self.mean.exp() + FLOOR;
        let ratio = ((target + FLOOR) / expected).ln();
        let length = expected.max(target + FLOOR);
        let variance = STEADY * STEADY + self.spread * self.spread / length;
        ratio / variance.sqrt()
    }
}

fn median(values: &mut [f32]) -> f32 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// Length of a text in letters of an alphabet: a character of a dense script counts as several letters. The first byte
/// of a character is enough to tell its script.
pub(crate) fn normalized_length(text: &str) -> f32 {
    if !text
        .bytes()
        .fold(false, |dense, byte| dense | (byte >= 0xe3))
    {
        return text.chars().count() as f32;
    }
    // Integers, in tenths, so that the compiler uses vector instructions (`benches/pipeline.rs`, group `checks`).
    let sum: u32 = text
        .bytes()
        .map(|byte| u32::from(TENTHS[byte as usize]))
        .sum();
    sum as f32 / 10.0
}

const TENTHS: [u8; 256] = {
    let mut table = [10; 256];
    let mut byte = 0x80;
    while byte < 256 {
        table[byte] = match byte {
            0x80..=0xbf => 0,
            // Kana.
            0xe3 => 16,
            // Chinese characters.
            0xe4..=0xe9 => 30,
            // Hangul.
            0xea..=0xed => 22,
            // Full-width forms.
            0xef => 16,
            _ => 10,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_learned_from_many_pairs_and_bad_ones_do_no_harm() {
        let mut pairs = vec![[100.0, 130.0]; 60];
        pairs.extend([[100.0, 120.0]; 20]);
        pairs.extend([[100.0, 140.0]; 20]);
        pairs.extend([[100.0, 900.0]; 10]);
        let lengths = LengthRatio::of(&pairs);
        assert!((lengths.mean - 1.3_f32.ln()).abs() < 1e-3, "{lengths:?}");
        assert!(lengths.deviation(200.0, 260.0).abs() < 0.5);
        assert!(lengths.deviation(200.0, 100.0) < -FAR);
        assert!(lengths.deviation(200.0, 700.0) > FAR);
        assert_eq!(LengthRatio::of(&pairs[..10]), LengthRatio::default());
    }

    #[test]
    fn a_text_of_a_few_words_may_be_much_longer() {
        let lengths = LengthRatio::default();
        assert!(lengths.deviation(4.0, 16.0).abs() < FAR);
        assert!(lengths.deviation(400.0, 1600.0).abs() > FAR);
    }
}
