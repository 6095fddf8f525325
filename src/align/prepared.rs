//! The versions of an article, ready to be aligned: read once, used for learning and for aligning.

use super::anchors;
use super::input::Input;
use super::learner::Learner;
use super::sequence::Sequence;
use super::settings::AlignSettings;
use super::spine::{self, Spine};
use super::version::Version;
use crate::model::Locale;

/// The versions of an article with the features of those that lead a generation.
#[derive(Debug)]
pub struct Prepared<'a> {
    versions: Vec<Version<'a>>,
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
        let versions = Version::all(&versions);
        let generations = generations(&versions);
        let lead = |g: &Vec<usize>| Sequence::of(versions[g[0]], g[0] as u16);
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

    /// Whether all versions were made from one text, so that there is nothing to align but what runs in step.
    pub(super) fn is_one_generation(&self) -> bool {
        self.leads.is_empty()
    }

    /// The locale of the first version, if there is a version in another language to learn from.
    pub(super) fn pivot(&self) -> Option<&Locale> {
        let first = self.versions[*self.generations.first()?.first()?].locale;
        let mut others = self.versions.iter();
        let is_other = |version: &Version<'_>| version.locale.language() != first.language();
        others.any(is_other).then_some(first)
    }

    /// Shows the learner the pivot's article, and the units of the other leads that anchors and equal runs between
    /// anchors join with it.
    pub(super) fn train(&self, learner: &mut Learner) {
        let Some((pivot, others)) = self.leads.split_first() else {
            return;
        };
        if !learner.is_pivot(self.locale(0)) {
            return;
        }
        learner.begin_article(pivot);
        for (index, other) in others.iter().enumerate() {
            let to = self.locale(index + 1);
            if to.language() == self.locale(0).language() {
                continue;
            }
            let further = (index > 0).then(|| anchors::chain(pivot, other));
            let chain = further.as_ref().unwrap_or(&self.second);
            learner.observe(to, (pivot, other), chain);
        }
    }

    /// Shows the learner an article whose versions were made from one text, unit by unit.
    pub(super) fn train_in_step(&self, learner: &mut Learner) {
        let Some((&lead, members)) = self.generations.first().and_then(|g| g.split_first()) else {
            return;
        };
        let pivot = Sequence::of(self.versions[lead], lead as u16);
        if !learner.is_pivot(self.versions[lead].locale) {
            return;
        }
        learner.begin_article(&pivot);
        for &member in members {
            let to = self.versions[member].locale;
            if to.language() != self.versions[lead].locale.language() && learner.wants_more(to) {
                let other = Sequence::of(self.versions[member], member as u16);
                learner.observe(to, (&pivot, &other), &[]);
            }
        }
    }

    /// The locale of a generation's lead.
    fn locale(&self, generation: usize) -> &Locale {
        self.versions[self.generations[generation][0]].locale
    }

    /// Aligns the versions.
    #[must_use]
    pub fn align(&self, settings: AlignSettings<'_>) -> Spine {
        let leads = (&self.leads[..], &self.second[..]);
        spine::build(&self.versions, &self.generations, leads, settings)
    }
}

/// Versions by source hash: the original's generation first, then the largest; in each the original leads.
fn generations(versions: &[Version<'_>]) -> Vec<Vec<usize>> {
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
