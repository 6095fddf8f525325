//! Lengths that do not go together: the target says less, or more, than the source.
//!
//! How much longer a language is than another is learned from the corpus, as is how much that varies. As Gale and
//! Church 1993 found, the variance of the difference grows with the length: long texts are held to a narrower band.

use super::norms::Norms;
use super::pair::Report;
use super::view::{View, without_addresses};
use crate::model::Flag;

/// Pairs of texts below which the defaults are better than what is learned.
const ENOUGH: usize = 40;
/// Texts of fewer letters tell nothing to learn from.
const LEAST: f32 = 20.0;
/// Letters added to each length, so that short texts may differ by a word or two.
const FLOOR: f32 = 12.0;
/// Deviations from the mean beyond which lengths do not go together.
const FAR: f32 = 3.5;
/// Part of the deviation of the logarithm that long texts have too: some translators explain, some shorten.
const STEADY: f32 = 0.08;

/// How long the targets of a locale pair are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lengths {
    /// Mean of the logarithm of target over source.
    mean: f32,
    /// Deviation of the logarithm, times the root of the length.
    spread: f32,
}

impl Default for Lengths {
    /// No language known to be longer, and the spread of most pairs of languages.
    fn default() -> Self {
        Self {
            mean: 0.0,
            spread: 1.6,
        }
    }
}

impl Lengths {
    /// From the lengths of pairs. Medians, so that pairs that are none do no harm.
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

    /// How many deviations the lengths of a pair are from the mean; positive where the target is long.
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

/// Length of a text in letters of an alphabet: characters of dense scripts count for several. The first byte of a
/// character tells its script well enough.
pub(super) fn weigh(text: &str) -> f32 {
    if !text
        .bytes()
        .fold(false, |dense, byte| dense | (byte >= 0xe3))
    {
        return text.chars().count() as f32;
    }
    // In tenths, summed in whole numbers: vector code.
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

/// Flags lengths that do not go together.
pub(super) fn check(source: &View<'_>, target: &View<'_>, norms: &Norms, report: &mut impl Report) {
    let far = |texts: [&str; 2]| {
        let [s, t] = texts.map(weigh);
        norms.lengths.deviation(s, t).abs() > FAR
    };
    // An address that only one side has is told with the links.
    let texts = [source.text, target.text];
    let bare = |text: &str| without_addresses(text.into()).into_owned();
    if far(texts) && far([&*bare(texts[0]), &*bare(texts[1])]) {
        report.flag(Flag::Length, || {
            let [s, t] = [source, target].map(|side| weigh(side.text));
            let ratio = t / s / norms.lengths.mean.exp();
            format!("{ratio:.2} times as long as targets of that locale are")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_learned_from_many_pairs_and_bad_ones_do_no_harm() {
        let mut pairs = vec![[100.0, 130.0]; 60];
        pairs.extend([[100.0, 120.0]; 20]);
        pairs.extend([[100.0, 140.0]; 20]);
        pairs.extend([[100.0, 900.0]; 10]);
        let lengths = Lengths::of(&pairs);
        assert!((lengths.mean - 1.3_f32.ln()).abs() < 1e-3, "{lengths:?}");
        assert!(lengths.deviation(200.0, 260.0).abs() < 0.5);
        assert!(lengths.deviation(200.0, 100.0) < -FAR);
        assert!(lengths.deviation(200.0, 700.0) > FAR);
        assert_eq!(Lengths::of(&pairs[..10]), Lengths::default());
    }

    #[test]
    fn a_text_of_a_few_words_may_be_much_longer() {
        let lengths = Lengths::default();
        assert!(lengths.deviation(4.0, 16.0).abs() < FAR);
        assert!(lengths.deviation(400.0, 1600.0).abs() > FAR);
    }
}
