//! Sentence pairs inside a pair of units.

use std::sync::Arc;

use super::align::{Bead, Model};
use super::cut::{Piece, cut, protected};
use super::srx::{Splitter, Srx};
use crate::model::{Document, InlineKind, Locale, Span, Unit, UnitId};

/// Beads less probable are no reason to take a unit apart.
const CONFIDENT: f32 = 0.5;

/// Units of one side that are read as one text.
#[derive(Debug, Clone, Copy)]
pub struct UnitSide<'a> {
    /// The segmented file.
    pub document: &'a Document,
    /// The whole file.
    pub file: &'a str,
    /// The units, in the order of the text.
    pub units: &'a [UnitId],
}

/// One side of a sentence pair: several pieces where the units are several.
pub type SentenceSide = Vec<Piece>;

/// Sentences that are translations of each other.
#[derive(Debug, Clone)]
pub struct SentencePair {
    /// Source sentences, and how many.
    pub source: (SentenceSide, usize),
    /// Target sentences, and how many.
    pub target: (SentenceSide, usize),
    /// Probability that they belong together, given that the units do.
    pub score: f32,
}

/// Splits and aligns the sentences of unit pairs of two locales. Made anew for each article: what it knows of the
/// languages it learns from the article's own unit pairs.
#[derive(Debug)]
pub struct SentenceAligner {
    splitters: (Splitter, Splitter),
    model: Model,
}

impl SentenceAligner {
    /// Learns from the texts of unit pairs. `rules` are the user's own, if any.
    pub fn new<'t>(
        rules: Option<&Arc<Srx>>,
        locales: (&Locale, &Locale),
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Self {
        let srx: &Srx = match rules {
            Some(rules) => rules,
            None => Srx::own(),
        };
        let splitter = |locale: &Locale| Splitter::new(srx.rules(locale.as_str()));
        Self {
            splitters: (splitter(locales.0), splitter(locales.1)),
            model: Model::learn(texts),
        }
    }

    /// The sentence pairs of a pair of units; `None` where there is but one, or where the sentences cannot be aligned
    /// with confidence, a sentence without a partner included: then the units are the pair.
    pub fn pairs(
        &mut self,
        source: UnitSide<'_>,
        target: UnitSide<'_>,
    ) -> Option<Vec<SentencePair>> {
        let sources = sentences(source, &mut self.splitters.0);
        let targets = sentences(target, &mut self.splitters.1);
        if sources.len() < 2 || targets.len() < 2 {
            return None;
        }
        let beads = self
            .model
            .align(&texts(source, &sources), &texts(target, &targets));
        let confident = |bead: &Bead| {
            bead.score >= CONFIDENT && !bead.source.is_empty() && !bead.target.is_empty()
        };
        if beads.len() < 2 || !beads.iter().all(confident) {
            return None;
        }
        let groups = |range: fn(&Bead) -> std::ops::Range<usize>| {
            beads.iter().map(range).collect::<Vec<_>>()
        };
        let left = pieces(source, &sources, &groups(|b| b.source.clone()));
        let right = pieces(target, &targets, &groups(|b| b.target.clone()));
        let both = beads.iter().zip(left.into_iter().zip(right));
        Some(
            both.map(|(bead, (source, target))| SentencePair {
                source: (source, bead.source.len()),
                target: (target, bead.target.len()),
                score: bead.score,
            })
            .collect(),
        )
    }
}

/// A sentence: which of the units it stands in, and its bytes in the document's plain text.
type Sentence = (usize, Span);

/// The sentences of a side. A kept line break ends one, whatever the rules say: it sets lines of a list apart.
fn sentences(side: UnitSide<'_>, splitter: &mut Splitter) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (which, unit) in units(side).enumerate() {
        let protected = protected(side.document, unit, side.file);
        let runs = side.document.runs(unit).iter();
        let breaks = runs.filter(|r| r.kind == InlineKind::Break && !r.text.is_empty());
        let mut start = unit.text.start;
        for end in breaks.map(|r| r.text.start).chain([unit.text.end]) {
            let base = (start - unit.text.start) as usize;
            let inside = protected.iter().filter(|p| p.start >= base);
            let inside: Vec<_> = inside.map(|p| p.start - base..p.end - base).collect();
            let text = &side.document.plain[start as usize..end as usize];
            let found = splitter.sentences(text, &inside).into_iter();
            all.extend(found.map(|s| (which, start + s.start as u32..start + s.end as u32)));
            start = end;
        }
    }
    all
}

fn units<'a>(side: UnitSide<'a>) -> impl Iterator<Item = &'a Unit> {
    let units = side.units.iter();
    units.map(move |&u| side.document.unit(u))
}

fn texts<'a>(side: UnitSide<'a>, sentences: &[Sentence]) -> Vec<&'a str> {
    let text = |(_, s): &Sentence| &side.document.plain[s.start as usize..s.end as usize];
    sentences.iter().map(text).collect()
}

/// The pieces of each group of sentences: one a unit that the group has part in.
fn pieces(
    side: UnitSide<'_>,
    sentences: &[Sentence],
    groups: &[std::ops::Range<usize>],
) -> Vec<SentenceSide> {
    let mut out: Vec<SentenceSide> = vec![Vec::new(); groups.len()];
    for (which, unit) in units(side).enumerate() {
        let mut texts = Vec::new();
        let mut owners = Vec::new();
        for (owner, group) in groups.iter().enumerate() {
            let mut here = sentences[group.clone()].iter().filter(|s| s.0 == which);
            if let Some((_, first)) = here.next() {
                let last = here.next_back().map_or(first, |s| &s.1);
                texts.push(first.start..last.end);
                owners.push(owner);
            }
        }
        let cut = cut(side.document, unit, side.file, &texts);
        for (owner, piece) in owners.into_iter().zip(cut) {
            out[owner].push(piece);
        }
    }
    out
}
