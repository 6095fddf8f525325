//! Two invented languages, in which each word has one translation, and texts in both.

use diglot::internals::model::UnitKind;

use crate::documents::Piece;

/// Numbers that are the same in every run.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below an end.
    pub fn below(&mut self, end: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }
}

/// Words of the two languages, one the translation of the other at the same place.
pub struct Languages {
    pub words: [Vec<String>; 2],
    numbers: Numbers,
}

impl Languages {
    pub fn new(seed: u64, words: usize) -> Self {
        let mut numbers = Numbers(seed);
        let mut all: Vec<String> = Vec::new();
        while all.len() < 2 * words {
            let syllables = 2 + numbers.below(3);
            let syllable = |numbers: &mut Numbers| {
                let (consonants, vowels) = ("bdfgklmnprstvz", "aeiou");
                let consonant = numbers.below(consonants.len());
                let vowel = numbers.below(vowels.len());
                [&consonants[consonant..=consonant], &vowels[vowel..=vowel]].concat()
            };
            let word: String = (0..syllables).map(|_| syllable(&mut numbers)).collect();
            if !all.contains(&word) {
                all.push(word);
            }
        }
        let second = all.split_off(words);
        Self {
            words: [all, second],
            numbers,
        }
    }

    /// A text of some words in both languages, in another order in the second one. Some words are frequent.
    pub fn text(&mut self, words: usize) -> [String; 2] {
        let all = self.words[0].len();
        let chosen: Vec<usize> = (0..words)
            .map(|_| self.numbers.below(all).min(self.numbers.below(all)))
            .collect();
        let text = |side: usize, chosen: &[usize]| {
            let words: Vec<&str> = chosen.iter().map(|w| &*self.words[side][*w]).collect();
            format!("{}.", words.join(" "))
        };
        let mut turned = chosen.clone();
        turned.rotate_left(words / 2);
        [text(0, &chosen), text(1, &turned)]
    }

    /// An article of 4 to 8 units.
    pub fn article(&mut self) -> [Vec<Piece>; 2] {
        let units = 4 + self.numbers.below(5);
        let mut sides = [Vec::new(), Vec::new()];
        for unit in 0..units {
            let (kind, words) = match (unit, self.numbers.below(5)) {
                (0, _) => (UnitKind::Heading, 2 + self.numbers.below(3)),
                (_, 0 | 1) => (UnitKind::ListItem, 3 + self.numbers.below(6)),
                _ => (UnitKind::Paragraph, 5 + self.numbers.below(30)),
            };
            let texts = self.text(words);
            for (side, text) in sides.iter_mut().zip(texts) {
                side.push(Piece::new(kind, text));
            }
        }
        sides
    }
}

/// A vector for each word of a language, and for its translation, of 48 dimensions. They hardly depend on each other.
pub fn vectors(words: usize) -> Vec<Vec<f32>> {
    let mut numbers = Numbers(99);
    let mut number = || numbers.below(2001) as f32 / 1000.0 - 1.0;
    let mut vector = || (0..48).map(|_| number()).collect();
    (0..words).map(|_| vector()).collect()
}
