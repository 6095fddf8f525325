//! Counts which words of two locales are in the same pairs of units, and links those that go together.
//!
//! Some of the pairs are wrong: positions are taken for granted before anything is known of the words, and some files
//! are not translations of each other. So a link needs to be seen in two articles, or where an anchor joins the units.
//! When the links are known, the articles are compared with what they show when each is paired with the text of its
//! neighbour. Those that show no more are left out, and the links are learned again.

use rustc_hash::FxHashMap;

use super::word_links::{Direction, Entry};

/// Words kept per locale at most.
const MOST_WORDS_KEPT: usize = 8_000_000;
/// Units joined by position alone that are counted per locale at most.
const MOST_POSITIONS: u32 = 8_000;
/// Dice coefficient below which two words are not linked.
const LEAST_DICE: f32 = 0.25;
/// Of two words that are linked, the one is in at most so many times the units of the other: beyond that, the coefficient is
/// too low even if they are always together.
const MOST_FREQUENT: u32 = 7;
/// The lexicon is learned from the same texts that it is used on: its shares are too high by this factor.
const TRUST: f32 = 0.75;
/// Beyond this share of unrelated files the links are learned again without them.
const RELEARN: f32 = 0.02;
/// An article with fewer linked words says nothing about whether it is a translation.
const LEAST_LINKED: u32 = 12;

/// The aligned units of one locale pair, as numbers of words.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pivot: Vocabulary,
    words: Vocabulary,
    units: Vec<UnitPair>,
    /// The words of all units.
    all: Vec<u32>,
    article: u32,
    positions: u32,
}

/// Two aligned units: where their words begin in [`Counts::all`], and how many each has.
#[derive(Debug, Clone, Copy)]
struct UnitPair {
    start: usize,
    pivot: u8,
    words: u8,
    is_anchored: bool,
    article: u32,
}

/// What became of the counts.
pub(super) struct Linked {
    /// From the pivot's words, and from the locale's.
    pub directions: [Direction; 2],
    /// Share of files that are not versions of the pivot's article; `None` where too few articles tell.
    pub unrelated: Option<f32>,
}

/// Words by number, and in how many units each is.
#[derive(Debug, Default)]
struct Vocabulary {
    numbers: FxHashMap<u64, u32>,
    words: Vec<u64>,
    units: Vec<u32>,
}

impl Vocabulary {
    fn number(&mut self, word: u64) -> u32 {
        *self.numbers.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.words.len() as u32 - 1
        })
    }
}

/// How often two words are together.
#[derive(Debug, Clone, Copy, Default)]
struct Together {
    count: u32,
    /// In units that anchors join.
    anchored: u32,
    /// The last article, and whether there was another one before.
    article: u32,
    in_two: bool,
}

/// A word of the pivot that a word goes with.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    dice: f32,
    pivot: u32,
    together: u32,
}

impl Counts {
    /// The units that follow are of this article.
    pub fn begin_article(&mut self, article: u32) {
        self.article = article;
    }

    /// Whether units that are joined by position alone are still wanted.
    pub fn takes_positions(&self) -> bool {
        self.positions < MOST_POSITIONS
    }

    /// Counts the words of two aligned units.
    pub fn add(&mut self, pivot: &[u64], words: &[u64], is_anchored: bool) {
        if self.all.len() >= MOST_WORDS_KEPT {
            return;
        }
        self.positions += u32::from(!is_anchored);
        self.units.push(UnitPair {
            start: self.all.len(),
            pivot: pivot.len() as u8,
            words: words.len() as u8,
            is_anchored,
            article: self.article,
        });
        self.all.extend(pivot.iter().map(|w| self.pivot.number(*w)));
        self.all.extend(words.iter().map(|w| self.words.number(*w)));
    }

    /// The words of both units.
    fn words_of(&self, unit: &UnitPair) -> (&[u32], &[u32]) {
        let middle = unit.start + usize::from(unit.pivot);
        (
            &self.all[unit.start..middle],
            &self.all[middle..middle + usize::from(unit.words)],
        )
    }

    /// Links the words.
    pub fn link(mut self) -> Linked {
        self.count_units();
        let links = self.links();
        let related = self.related(&links);
        let unrelated = share_of_unrelated(&related);
        let links = match unrelated.is_some_and(|share| share > RELEARN) {
            true => {
                let is_left = |unit: &UnitPair| related.get(&unit.article) != Some(&false);
                self.units.retain(is_left);
                self.count_units();
                self.links()
            }
            false => links,
        };
        Linked {
            directions: self.directions(&links),
            unrelated,
        }
    }

    /// Counts in how many units each word is.
    fn count_units(&mut self) {
        self.pivot.units = vec![0; self.pivot.words.len()];
        self.words.units = vec![0; self.words.words.len()];
        for unit in &self.units {
            let middle = unit.start + usize::from(unit.pivot);
            for &word in &self.all[unit.start..middle] {
                self.pivot.units[word as usize] += 1;
            }
            for &word in &self.all[middle..middle + usize::from(unit.words)] {
                self.words.units[word as usize] += 1;
            }
        }
    }

    /// The best word of the pivot for each word; ties by the word itself. Words that are in one unit only say nothing.
    fn links(&self) -> Vec<Link> {
        let units_of = self.units_by_word();
        let mut counts = vec![Together::default(); self.pivot.words.len()];
        let mut seen = Vec::new();
        let of_word = |word: usize| match self.words.units[word] {
            0 | 1 => Link::default(),
            count => {
                // Words that are far more frequent than this one cannot be linked with it, nor far rarer ones.
                let likely = (count.div_ceil(MOST_FREQUENT)).max(2)..=count * MOST_FREQUENT;
                for &unit in units_of.of(word) {
                    let unit = &self.units[unit as usize];
                    for &pivot in self.words_of(unit).0 {
                        if likely.contains(&self.pivot.units[pivot as usize]) {
                            let together = &mut counts[pivot as usize];
                            if together.count == 0 {
                                seen.push(pivot);
                            }
                            together.add(unit);
                        }
                    }
                }
                let found = seen.drain(..);
                let found = found.map(|s| (s, std::mem::take(&mut counts[s as usize])));
                self.best(word, found)
            }
        };
        (0..self.words.words.len()).map(of_word).collect()
    }

    /// The best of the words of the pivot that a word is together with.
    fn best(&self, word: usize, found: impl Iterator<Item = (u32, Together)>) -> Link {
        let mut best = Link::default();
        let text = |pivot: u32| self.pivot.words[pivot as usize];
        for (pivot, together) in found.filter(|(_, together)| together.is_enough()) {
            let units = self.pivot.units[pivot as usize] + self.words.units[word];
            let dice = 2.0 * together.count as f32 / units as f32;
            let is_better = (dice, text(pivot)) > (best.dice, text(best.pivot));
            if dice >= LEAST_DICE && (best.dice == 0.0 || is_better) {
                best = Link {
                    dice,
                    pivot,
                    together: together.count,
                };
            }
        }
        best
    }

    /// The units of each word, in their order.
    fn units_by_word(&self) -> UnitsByWord {
        let mut ends: Vec<usize> = Vec::with_capacity(self.words.units.len());
        let mut sum = 0;
        for count in &self.words.units {
            ends.push(sum);
            sum += *count as usize;
        }
        let mut units = vec![0; sum];
        for (number, unit) in (0..).zip(&self.units) {
            for &word in self.words_of(unit).1 {
                let end = &mut ends[word as usize];
                units[*end] = number;
                *end += 1;
            }
        }
        UnitsByWord { ends, units }
    }

    /// Whether an article is a translation, for those that tell: more of its links hold than when its units are paired with
    /// those of the article before.
    fn related(&self, links: &[Link]) -> FxHashMap<u32, bool> {
        let articles: Vec<&[UnitPair]> =
            self.units.chunk_by(|a, b| a.article == b.article).collect();
        let mut rates = Vec::new();
        for (index, units) in articles.iter().enumerate() {
            let neighbour = match index {
                0 => articles.last().copied().unwrap_or_default(),
                _ => articles[index - 1],
            };
            let own = self.hits(links, units, units);
            if own.1 >= LEAST_LINKED {
                rates.push((
                    units[0].article,
                    rate(own),
                    rate(self.hits(links, units, neighbour)),
                ));
            }
        }
        let count = rates.len().max(1) as f32;
        let by_chance = rates.iter().map(|r| r.2).sum::<f32>() / count;
        let mut own: Vec<f32> = rates.iter().map(|r| r.1).collect();
        own.sort_unstable_by(f32::total_cmp);
        // Where half of the files and more are unrelated, the best ones still tell what a translation shows.
        let of_translations = own.get(own.len() * 9 / 10).copied().unwrap_or(0.0);
        if of_translations < by_chance + 0.15 || rates.len() < 4 {
            return FxHashMap::default();
        }
        let least = by_chance + 0.35 * (of_translations - by_chance);
        rates.iter().map(|r| (r.0, r.1 > least)).collect()
    }

    /// How many of the words of some units have their link in the units of the pivot at the same places, of how many.
    fn hits(&self, links: &[Link], units: &[UnitPair], pivots: &[UnitPair]) -> (u32, u32) {
        let (mut hits, mut all) = (0, 0);
        for (unit, pivot) in units.iter().zip(pivots) {
            let (words, pivot) = (self.words_of(unit).1, self.words_of(pivot).0);
            for word in words {
                let link = links[*word as usize];
                if link.dice > 0.0 {
                    all += 1;
                    hits += u32::from(pivot.contains(&link.pivot));
                }
            }
        }
        (hits, all)
    }

    fn directions(&self, links: &[Link]) -> [Direction; 2] {
        let all = self.units.len() as f32 + 1.0;
        let (mut forward, mut back) = (Direction::default(), Direction::default());
        for (number, link) in links.iter().enumerate().filter(|(_, l)| l.dice > 0.0) {
            let (s, t) = (
                self.pivot.words[link.pivot as usize],
                self.words.words[number],
            );
            let (of_s, of_t) = (
                self.pivot.units[link.pivot as usize],
                self.words.units[number],
            );
            let share = |n: u32| TRUST * (link.together as f32 - 0.5) / (n as f32 + 1.0);
            back.insert(t, Entry::new(s, share(of_t), of_s as f32 / all));
            let (kept, chance) = (share(of_s), of_t as f32 / all);
            let known = forward.get(s).map_or((0.0, 0.0), |e| (e.kept, e.chance));
            forward.insert(s, Entry::new(s, kept.max(known.0), chance.max(known.1)));
        }
        [forward, back]
    }
}

/// For each word the units that have it.
struct UnitsByWord {
    /// Where the units of each word end.
    ends: Vec<usize>,
    units: Vec<u32>,
}

impl UnitsByWord {
    fn of(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.units[start..self.ends[word]]
    }
}

impl Together {
    fn add(&mut self, unit: &UnitPair) {
        self.in_two |= self.count > 0 && self.article != unit.article;
        self.article = unit.article;
        self.count += 1;
        self.anchored += u32::from(unit.is_anchored);
    }

    fn is_enough(self) -> bool {
        self.anchored > 1 || self.in_two && self.count > 2
    }
}

fn rate((hits, all): (u32, u32)) -> f32 {
    hits as f32 / all.max(1) as f32
}

/// The share of files that are not translations, drawn towards a small one where few articles tell.
fn share_of_unrelated(related: &FxHashMap<u32, bool>) -> Option<f32> {
    const ASSUMED: (f32, f32) = (0.03, 20.0);
    let unrelated = related.values().filter(|related| !**related).count() as f32;
    let all = related.len() as f32;
    (all > 0.0).then(|| (unrelated + ASSUMED.0 * ASSUMED.1) / (all + ASSUMED.1))
}
