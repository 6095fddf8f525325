//! The titles of a corpus's articles: whether a translation's title goes better with another article than with its own.
//!
//! Articles of a kind share most of their text, and only their titles tell them apart. A title that names the thing that
//! another article is about shows that the file is not a translation of this one.

use rustc_hash::FxHashMap;

/// A word in more titles than that tells them apart too little to look all of them up.
const COMMON: usize = 200;

/// The words of the pivot's titles.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Titles {
    /// Which titles have a word.
    having: FxHashMap<u64, Vec<u32>>,
    /// The words of each title.
    words: Vec<Box<[u64]>>,
}

impl Titles {
    /// Adds the title of an article; each word once.
    pub fn add(&mut self, words: &[u64]) {
        let number = self.words.len() as u32;
        for &word in words {
            self.having.entry(word).or_default().push(number);
        }
        self.words.push(words.into());
    }

    /// The words of each title, in the order in which they were added.
    pub fn words(&self) -> &[Box<[u64]>] {
        &self.words
    }

    /// How much better another article's title goes with the words of a translated title than the article's own titles,
    /// from 0 to 1. An article often has two, in its front matter and above its text. The words are those of the pivot that
    /// the translated ones are linked to.
    pub fn contest(&self, own: &[Vec<u64>], translated: &[u64]) -> f32 {
        let known = translated
            .iter()
            .filter(|word| self.having.contains_key(word));
        let translated: Vec<u64> = known.copied().collect();
        let all = self.weight(&translated);
        if all <= 0.0 {
            return 0.0;
        }
        let alike = |title: &[u64]| {
            let shared: Vec<u64> = title
                .iter()
                .filter(|w| translated.contains(w))
                .copied()
                .collect();
            2.0 * self.weight(&shared) / (self.weight(title) + all)
        };
        let having = translated.iter().filter_map(|word| self.having.get(word));
        let mut others: Vec<u32> = having
            .filter(|h| h.len() <= COMMON)
            .flatten()
            .copied()
            .collect();
        others.sort_unstable();
        others.dedup();
        let others = others.iter().map(|&title| &*self.words[title as usize]);
        let others = others.filter(|title| own.iter().all(|own| own != title));
        let best = others.map(alike).fold(0.0, f32::max);
        let own = own.iter().map(|title| alike(title)).fold(0.0, f32::max);
        (best - own).max(0.0)
    }

    /// The rarer words are among titles, the more they weigh.
    fn weight(&self, words: &[u64]) -> f32 {
        let count = |word: &u64| self.having.get(word).map_or(0, Vec::len) as f32;
        let rarity = |word: &u64| ((self.words.len() as f32 + 1.0) / (count(word) + 0.5)).ln();
        words.iter().map(rarity).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Titles;

    #[test]
    fn a_title_that_names_what_another_article_is_about_is_contested() {
        let mut titles = Titles::default();
        for thing in 10..20 {
            titles.add(&[1, 2, thing]);
        }
        let own = [vec![1, 2, 10]];
        assert_eq!(titles.contest(&own, &[1, 2, 10]), 0.0);
        assert!(titles.contest(&own, &[1, 2, 11]) > 0.4);
        assert_eq!(titles.contest(&own, &[1, 2]), 0.0);
        assert_eq!(titles.contest(&own, &[99]), 0.0);
    }

    #[test]
    fn the_second_title_of_an_article_does_not_contest_its_first() {
        let mut titles = Titles::default();
        titles.add(&[7, 8]);
        let own = [vec![7, 8], vec![5, 6, 7]];
        assert_eq!(titles.contest(&own, &[7]), 0.0);
        titles.add(&[7]);
        assert!(titles.contest(&own, &[7]) > 0.0);
    }
}
