//! The versions of an article, ready to be aligned: read once, used for learning and for aligning.

use super::anchors;
use super::sequence::{Item, Sequence};
use super::spine::{self, Spine};
use super::{AlignSettings, Input, Learner};

/// The versions of an article with the features of those that lead a generation.
#[derive(Debug)]
pub struct Prepared<'a> {
    versions: Vec<Input<'a>>,
    /// Indexes of versions by generation; the first one leads.
    generations: Vec<Vec<usize>>,
    /// Sequences of the leads, by generation; none where there is but one generation.
    leads: Vec<Sequence>,
    /// Anchors between the first two leads: needed for learning and again for aligning.
    second: Vec<(usize, usize)>,
}

impl<'a> Prepared<'a> {
    /// Groups the versions by generation and reads the features of the leads.
    #[must_use]
    pub fn new(versions: Vec<Input<'a>>) -> Self {
        let generations = generations(&versions);
        let lead = |g: &Vec<usize>| {
            let version = versions[g[0]];
            Sequence::of(version.document, g[0] as u16, version.original)
        };
        let leads: Vec<_> = match generations.len() {
            1 => Vec::new(),
            _ => generations.iter().map(lead).collect(),
        };
        let second = leads.get(1).map(|second| anchors::chain(&leads[0], second));
        Self {
            versions,
            generations,
            leads,
            second: second.unwrap_or_default(),
        }
    }

    /// Shows the learner what anchors alone join between the first generation's lead, which has the pivot's language,
    /// and the other leads.
    pub fn train(&self, learner: &mut Learner) {
        let Some((pivot, others)) = self.leads.split_first() else {
            return;
        };
        let locale = |generation: usize| self.versions[self.generations[generation][0]].locale;
        if !learner.is_pivot(locale(0)) {
            return;
        }
        for (index, other) in others.iter().enumerate() {
            let to = locale(index + 1);
            if to.language() == locale(0).language() {
                continue;
            }
            let further = (index > 0).then(|| anchors::chain(pivot, other));
            for &(i, j) in further.as_ref().unwrap_or(&self.second) {
                if let (Item::Unit(x), Item::Unit(y)) = (&pivot.items[i], &other.items[j]) {
                    let (x, y) = (&pivot.units[*x as usize], &other.units[*y as usize]);
                    if x.kind == y.kind {
                        learner.observe(to, x, y);
                    }
                }
            }
        }
    }

    /// Aligns the versions.
    #[must_use]
    pub fn align(&self, settings: AlignSettings<'_>) -> Spine {
        let leads = (&self.leads[..], &self.second[..]);
        spine::build(&self.versions, &self.generations, leads, settings)
    }
}

/// Versions by source hash: the original's generation first, then the largest; in each the original leads.
fn generations(versions: &[Input<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        let same = |g: &&mut Vec<usize>| {
            version.source_hash.is_some() && versions[g[0]].source_hash == version.source_hash
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|&v| (!versions[v].original, v));
    }
    groups.sort_by_key(|g| (!versions[g[0]].original, std::cmp::Reverse(g.len()), g[0]));
    groups
}
