//! How likely the texts around each match are versions of one text.

use super::Pairing;
use crate::align::confidence;
use crate::align::distinctive;
use crate::align::features::{Features, Token, TokenKind};
use crate::align::hmm::Bead;
use crate::align::relation;
use crate::align::scoring::{self, Content};
use crate::align::sequence::Item;

/// Titles that each name something else are contested as much as that.
const NAMES_CONFLICT: f32 = 0.6;

impl Pairing<'_> {
    /// The probability at each bead that the texts around it are versions of one text.
    pub(super) fn related(&self, beads: &[Bead]) -> Vec<f32> {
        let (mut last, mut contents) = ((0, 0), Vec::with_capacity(beads.len()));
        let own = self.sides.0.units.iter().filter(|unit| unit.is_title());
        let own: Vec<Vec<u64>> = own.map(|unit| unit.words()).collect();
        let mut titles = Vec::new();
        for bead in beads {
            let skipped = [
                bead.a.0.saturating_sub(last.0),
                bead.b.0.saturating_sub(last.1),
            ];
            last = (
                bead.a.0 + u32::from(bead.a.1),
                bead.b.0 + u32::from(bead.b.1),
            );
            let content = match (bead.a.1, bead.b.1) {
                (1, 1) => {
                    let (x, y) = (bead.a.0 as usize, bead.b.0 as usize);
                    let (x, y) = (&self.sides.0.items[x], &self.sides.1.items[y]);
                    let content = self.scorer.content(x, y);
                    if let Some(contest) = self.title(x, y, &own) {
                        titles.push((content, contest));
                    }
                    content
                }
                _ => {
                    let (x, y) = self.units_of(bead);
                    self.scorer.content_of(&x, &y)
                }
            };
            contents.push((content, skipped[0].min(skipped[1])));
        }
        let ratio = median_ratio(contents.iter().map(|c| c.0.ratio));
        let weigh = |&(content, skipped): &(Content, u32)| {
            let length = match content.ratio == 0.0 {
                true => content.length,
                false => scoring::length(content.ratio - ratio),
            };
            confidence::relatedness(Content { length, ..content }, skipped)
        };
        let mut evidence: Vec<f32> = contents.iter().map(weigh).collect();
        let distinctive = distinctive::evidence(self.sides, self.relation.background);
        let related = self.weigh(&titles, &evidence, distinctive);
        if !self.texts.have_vectors() || confidence::is_decided(&related) {
            return related;
        }
        self.add_meaning(beads, &mut evidence);
        self.weigh(&titles, &evidence, distinctive)
    }

    /// The probabilities that follow from the titles, from the evidence of each match, and from distinctive tokens.
    fn weigh(&self, titles: &[(Content, f32)], evidence: &[f32], distinctive: f32) -> Vec<f32> {
        let article = confidence::article(titles, evidence, distinctive);
        let stretches = confidence::stretches(self.unrelated);
        let mut related = relation::probabilities(evidence, stretches);
        related.iter_mut().for_each(|related| *related *= article);
        related
    }

    /// Adds to the evidence of each match what a model of embeddings says.
    fn add_meaning(&self, beads: &[Bead], evidence: &mut [f32]) {
        let none = [self.sides.0, self.sides.1].map(|side| vec![false; side.units.len()]);
        let new = match self.scorer.margins {
            Some(_) => None,
            None => self.margins(none, beads),
        };
        let Some(margins) = self.scorer.margins.as_ref().or(new.as_ref()) else {
            return;
        };
        for (bead, evidence) in beads.iter().zip(evidence) {
            if let (Item::Unit(_), Item::Unit(_)) = self.first_items(bead) {
                let (x, y) = self.units_of(bead);
                *evidence += margins.relation(&x, &y);
            }
        }
    }

    /// How much better the title of another article goes with a title than the titles of this one; `None` for items that
    /// are not titles.
    fn title(&self, x: &Item, y: &Item, own: &[Vec<u64>]) -> Option<f32> {
        let (Item::Unit(x), Item::Unit(y)) = (x, y) else {
            return None;
        };
        let (x, y) = (
            &self.sides.0.units[x.index()],
            &self.sides.1.units[y.index()],
        );
        (x.is_title() && y.is_title()).then(|| {
            let links = self.relation.lexicon_b;
            let linked = |token: &Token| match token.kind() {
                TokenKind::Latin | TokenKind::Other => links
                    .and_then(|l| l.get(token.id()))
                    .map_or(token.id(), |entry| entry.id),
                _ => token.id(),
            };
            let mut words: Vec<u64> = y.tokens.iter().map(linked).collect();
            words.sort_unstable();
            words.dedup();
            let titles = &self.relation.background.titles;
            // A slug that the translation states holds the words of its original.
            let contest = match self.has_known_titles {
                true => titles
                    .contest(own, &words)
                    .max(titles.contest(own, &y.slug_words)),
                false => 0.0,
            };
            contest.max(if names_conflict(x, y) {
                NAMES_CONFLICT
            } else {
                0.0
            })
        })
    }
}

/// The median of the ratios of the matched units' lengths, drawn towards 0 where there are few.
fn median_ratio(ratios: impl Iterator<Item = f32>) -> f32 {
    let mut ratios: Vec<f32> = ratios.filter(|ratio| *ratio != 0.0).collect();
    if ratios.is_empty() {
        return 0.0;
    }
    let (middle, count) = (ratios.len() / 2, ratios.len() as f32);
    let (_, median, _) = ratios.select_nth_unstable_by(middle, f32::total_cmp);
    *median * count / (count + 2.0)
}

/// Whether each of two titles has a name that the other one lacks.
fn names_conflict(x: &Features, y: &Features) -> bool {
    let is_name = |t: &&Token| matches!(t.kind(), TokenKind::Name | TokenKind::Identifier);
    let lacks = |a: &Features, b: &Features| {
        let mut names = a.tokens.iter().filter(is_name);
        names.any(|name| b.tokens.iter().all(|token| token.id() != name.id()))
    };
    lacks(x, y) && lacks(y, x)
}
