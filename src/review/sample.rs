//! A sample of pairs to review: as many of each class of scores as there are, so that few pairs say much.

use std::collections::BTreeMap;

use twox_hash::XxHash3_64;

use super::article::{ReviewArticle, Row};
use crate::decisions::score_class;

/// A sample of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Number of pairs.
    pub pairs: usize,
    /// Another seed gives another sample.
    pub seed: u64,
}

impl Sample {
    /// Leaves the sampled pairs only. Every class of scores gets the same number of pairs; what a class lacks goes to the
    /// others.
    pub fn apply(self, articles: &mut Vec<ReviewArticle>) {
        let mut classes: BTreeMap<usize, Vec<(u64, String)>> = BTreeMap::new();
        for row in articles.iter().flat_map(|article| &article.rows) {
            if let Some(score) = row.score {
                let of_class = classes.entry(score_class(score)).or_default();
                of_class.push((self.place(row), row.id.clone()));
            }
        }
        let mut chosen: Vec<String> = Vec::new();
        let mut left = self.pairs;
        // Small classes first, so that what they lack is known.
        let mut classes: Vec<_> = classes.into_values().collect();
        classes.sort_by_key(Vec::len);
        let count = classes.len();
        for (index, mut class) in classes.into_iter().enumerate() {
            class.sort();
            let share = left / (count - index);
            let taken = share.min(class.len());
            left -= taken;
            chosen.extend(class.into_iter().take(taken).map(|(_, id)| id));
        }
        chosen.sort();
        for article in articles.iter_mut() {
            article
                .rows
                .retain(|row| chosen.binary_search(&row.id).is_ok());
        }
        articles.retain(|article| !article.rows.is_empty());
    }

    /// A place in a random order that depends on the seed and the pair alone.
    fn place(self, row: &Row) -> u64 {
        XxHash3_64::oneshot_with_seed(self.seed, row.id.as_bytes())
    }
}
