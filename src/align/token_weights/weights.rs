//! The weights of the tokens of one side: what each costs when it is missing, and adds when it is shared.

use super::frequencies::Frequencies;
use crate::align::background::Background;
use crate::align::features::TokenKind;
use crate::align::sequence::Sequence;
use crate::align::word_links::{Entry, weights};

/// Share of the links of a side that the other side has too, in bounds. Sites replace all links of a kind at times.
fn kept_links(side: &Sequence, other: &Frequencies) -> f32 {
    let tokens = side.units.iter().flat_map(|u| &*u.tokens);
    let (mut kept, mut all) = (0.0, 0.0);
    for token in tokens.filter(|t| t.kind() == TokenKind::Link) {
        all += 1.0;
        kept += f32::from(u8::from(other.count(token.id()) > 0));
    }
    let (assumed, weight) = (0.85, 4.0);
    ((kept + assumed * weight) / (all + weight)).clamp(0.4, 0.85)
}

/// How often a token of a kind is found again in the translation of its unit, when nothing better is known.
fn kept(kind: TokenKind, relation: Relation, links: f32) -> f32 {
    match kind {
        TokenKind::Link => links,
        TokenKind::Code => 0.85,
        TokenKind::Number | TokenKind::Identifier => 0.85,
        _ if relation == Relation::SameLanguage => 0.8,
        TokenKind::Name | TokenKind::Latin if relation == Relation::FromOtherScript => 0.75,
        TokenKind::Name => 0.5,
        TokenKind::Latin => 0.08,
        TokenKind::Other => 0.01,
    }
}

/// How a side's words relate to those of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    SameLanguage,
    /// The side has another script than the other one: its Latin words were kept.
    FromOtherScript,
    Other,
}

/// The cost of a token that is unique on both sides, where the pair lacks it: its place is elsewhere.
fn displaced(kind: TokenKind) -> f32 {
    match kind {
        TokenKind::Link | TokenKind::Code | TokenKind::Identifier => -2.5,
        TokenKind::Number | TokenKind::Name => -1.5,
        _ => 0.0,
    }
}

/// Up to this many occurrences the weight is kept.
const COUNTS: usize = 24;

/// The weights of the tokens of one side. Logarithms are taken once.
pub(super) struct Weights<'a> {
    own: &'a Frequencies,
    other: &'a Frequencies,
    relation: Relation,
    /// How often links are kept.
    links: f32,
    background: &'a Background,
    /// Missing and gain by kind and count; NaN where not known yet.
    known: [[(f32, f32); COUNTS]; 8],
    /// The weights against other articles, by kind, of tokens that no other article has.
    rare: [(f32, f32); 8],
    /// The same of tokens that other articles have, by kind and number of articles; NaN where not known yet.
    rare_known: [[(f32, f32); COUNTS]; 8],
    /// The tokens of the unit that is being read.
    pub found: Vec<Found>,
}

/// A token of a unit: what it costs when missing and adds when shared, within the article and against others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub id: u64,
    pub within: (f32, f32),
    pub rare: (f32, f32),
}

impl<'a> Weights<'a> {
    pub fn new(
        side: &Sequence,
        (own, other): (&'a Frequencies, &'a Frequencies),
        same_language: bool,
        background: &'a Background,
    ) -> Self {
        let relation = match own.is_other_script && !other.is_other_script {
            _ if same_language => Relation::SameLanguage,
            true => Relation::FromOtherScript,
            false => Relation::Other,
        };
        let links = kept_links(side, other);
        let rare = TokenKind::ALL
            .map(|kind| weights(kept(kind, relation, links), background.share(1, kind)));
        Self {
            own,
            other,
            relation,
            links,
            background,
            known: [[(f32::NAN, 0.0); COUNTS]; 8],
            rare,
            rare_known: [[(f32::NAN, 0.0); COUNTS]; 8],
            found: Vec::new(),
        }
    }

    /// Missing and gain within the article, and against other articles; `None` for a token that says too little to be
    /// kept.
    pub fn of(&mut self, id: u64, kind: TokenKind) -> Option<[(f32, f32); 2]> {
        let count = self.other.count(id);
        let p = kept(kind, self.relation, self.links);
        if p < 0.2 && count == 0 {
            return None;
        }
        let units = self.other.units as f32 + 1.0;
        let weigh = || weights(p, ((count as f32 + 0.5) / units).min(0.9));
        let mut within = match self.known[kind as usize].get_mut(count as usize) {
            Some(known) if known.0.is_nan() => {
                *known = weigh();
                *known
            }
            Some(known) => *known,
            None => weigh(),
        };
        if count == 1 && self.own.count(id) == 1 {
            within.0 = within.0.min(displaced(kind));
        }
        let rare = match self.background.count(id) {
            1 => self.rare[kind as usize],
            count => self.rare_of(count, kind, p),
        };
        Some([within, rare])
    }

    /// The weights against other articles of a token that so many articles have.
    fn rare_of(&mut self, count: u32, kind: TokenKind, p: f32) -> (f32, f32) {
        let weigh = |background: &Background| weights(p, background.share(count, kind));
        let Some(known) = self.rare_known[kind as usize].get_mut(count as usize) else {
            return weigh(self.background);
        };
        if known.0.is_nan() {
            *known = weigh(self.background);
        }
        *known
    }

    /// Those of a word that the lexicon links.
    pub fn linked(&self, entry: &Entry) -> [(f32, f32); 2] {
        let least = 0.5 / (self.other.units as f32 + 1.0);
        let within = match entry.chance >= least {
            true => entry.weights,
            false => weights(entry.kept, least),
        };
        let share = self
            .background
            .share(self.background.count(entry.id), TokenKind::Latin);
        [within, weights(entry.kept, share)]
    }
}
