//! How likely it is that two files are versions of one article, from how similar they are and how much more so than any other
//! two files. The constants are fitted by `benches/matching/fit.py`.

use super::similarity::Nearest;

/// The least probability of a match. Matches below it are not made.
pub(super) const LEAST: f32 = 0.9;

/// The probability of a match of two files that are nearest to each other, among so many originals.
///
/// In a small corpus nothing else is similar to a file, so the distance to the second one says little.
pub(super) fn probability(of_source: Nearest, of_target: Nearest, originals: usize) -> f32 {
    let similarity = of_source.similarity;
    let margin = similarity - of_source.second.max(of_target.second);
    let originals = originals as f32;
    let few = 1.0 / (originals + 1.0);
    let logit = -2.4 + 3.3 * similarity + 16.7 * margin * originals / (originals + 4.0)
        - 15.1 * few
        + 19.2 * similarity * few;
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(similarity: f32, second: f32) -> Nearest {
        Nearest {
            file: 0,
            similarity,
            second,
        }
    }

    #[test]
    fn a_second_file_that_is_as_similar_makes_a_match_doubtful() {
        let clear = probability(alone(0.7, 0.1), alone(0.7, 0.2), 100);
        let doubtful = probability(alone(0.7, 0.1), alone(0.7, 0.68), 100);
        assert!(clear > 0.99 && doubtful < 0.6, "{clear} {doubtful}");
    }

    #[test]
    fn one_file_of_each_locale_is_no_match_unless_they_are_very_similar() {
        assert!(probability(alone(0.4, 0.0), alone(0.4, 0.0), 1) < LEAST);
    }
}
