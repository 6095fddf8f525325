//! Aligns two sequences: along the chain of anchors first, then what moved, then what is left over.

mod related;

use crate::align::anchors::Corridor;
use crate::align::confidence::{self, Signals};
use crate::align::hmm::{self, Bead, Gaps};
use crate::align::margins::Margins;
use crate::align::scoring::{CellPair, NEVER, PairScorer, Relation};
use crate::align::sequence::{Item, Sequence, UnitPlace};
use crate::align::settings::{AlignSettings, Trace};
use crate::align::table_columns::{self, Columns};
use crate::align::undecided::Undecided;
use crate::align::vectors::Texts;
use crate::align::{leftover, reordered};

/// Posteriors below this are no matches: two of them could contradict each other.
const LEAST: f32 = 0.5;
/// The probability that files which are compared are versions of one text.
const COMPARED: f32 = 0.97;
/// The share of versions of one original that are not versions of one text, such as files under a name that was used again.
const ONE_ORIGINAL: f32 = 0.01;
/// Logarithm of the prior odds that cells of one column in matched rows belong together.
const IN_ROW: f32 = 3.0;

/// Units of two sequences that belong together, with the probability that they do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joined {
    pub a: Vec<UnitPlace>,
    pub b: Vec<UnitPlace>,
    pub posterior: f32,
    /// The content of the files shows that they are versions of one text.
    pub is_supported: bool,
}

/// Two sequences and how they are compared.
struct Pairing<'a> {
    texts: &'a Texts<'a>,
    scorer: PairScorer<'a>,
    relation: Relation<'a>,
    sides: (&'a Sequence, &'a Sequence),
    gaps: Gaps,
    /// Share of texts that are not versions of one text.
    unrelated: f32,
    /// The titles of the first side are in the locale of the titles that the background knows.
    has_known_titles: bool,
    settings: AlignSettings<'a>,
}

/// Aligns `a` with `b`, the text of version `of_b`, along a chain of anchors, and as is decided about some units.
pub(super) fn align(
    texts: &Texts<'_>,
    (a, b): (&Sequence, &Sequence),
    of_b: usize,
    gaps: Gaps,
    settings: AlignSettings<'_>,
    chain: &[(usize, usize)],
    decided: &[(UnitPlace, UnitPlace, bool)],
) -> Vec<Joined> {
    let versions = texts.versions;
    let language = |v: usize| versions[v].locale.language();
    let locale = |v: usize| versions[v].locale;
    let direction = |of, against| settings.lexicon.and_then(|l| l.direction(of, against));
    let of_a: Vec<_> = versions
        .iter()
        .map(|v| direction(v.locale, locale(of_b)))
        .collect();
    // Where `a` holds several locales, its first unit's stands for all.
    let against = a.units.first().map_or(of_b, |u| usize::from(u.version));
    let relation = Relation {
        same_language: a
            .units
            .iter()
            .all(|u| language(usize::from(u.version)) == language(of_b)),
        lexicon_a: &of_a,
        lexicon_b: direction(locale(of_b), locale(against)),
        background: settings.background(),
        compares: settings.compares,
    };
    let known = settings.lexicon.and_then(|l| l.unrelated(locale(of_b)));
    let unrelated = if versions[against].original && versions[of_b].original {
        ONE_ORIGINAL
    } else {
        known
            .filter(|_| gaps.doubt >= 1.0)
            .unwrap_or(gaps.unrelated)
    };
    let mut pairing = Pairing {
        texts,
        scorer: PairScorer::new(a, b, relation, ratio(a, b, chain)).deciding(decided),
        relation,
        sides: (a, b),
        gaps,
        unrelated,
        has_known_titles: settings
            .lexicon
            .is_some_and(|l| l.is_pivot(locale(against))),
        settings,
    };
    pairing.align(chain)
}

impl Pairing<'_> {
    fn align(&mut self, chain: &[(usize, usize)]) -> Vec<Joined> {
        let ((a, b), gaps) = (self.sides, self.gaps);
        let corridor = Corridor::along(chain, a.items.len(), b.items.len());
        let sides = (&a.items[..], &b.items[..]);
        let beads = hmm::align(&self.scorer, sides, &corridor, gaps, LEAST);
        let mut beads = self.decide(beads);
        let moved = reordered::find(&self.scorer, a, b, &beads, gaps);
        beads.extend(moved.into_iter().filter(|b| b.posterior >= LEAST));
        beads.sort_by_key(|bead| bead.a);
        let related = self.related(&beads);
        let columns = Columns::of(&self.scorer, a, b, &beads);
        let mut joined = Vec::new();
        for (bead, related) in beads.iter().zip(&related) {
            self.units(bead, *related, &columns, &mut joined);
        }
        joined.retain(|joined| joined.posterior >= LEAST);
        self.leftover(&related, &mut joined);
        joined
    }

    /// Aligns again, with a model of embeddings, what structure and lexicon leave undecided.
    fn decide(&mut self, beads: Vec<Bead>) -> Vec<Bead> {
        if !self.texts.have_vectors() {
            return beads;
        }
        let Some(undecided) = Undecided::find(&self.scorer, self.sides, &beads) else {
            return beads;
        };
        let units = undecided.units(self.sides);
        self.scorer.margins = self.margins(units, &beads);
        match self.scorer.margins {
            Some(_) => undecided.align(&self.scorer, self.sides, beads, self.gaps),
            None => beads,
        }
    }

    /// The margins of units, which tell about those of them that are undecided.
    fn margins(&self, undecided: [Vec<bool>; 2], beads: &[Bead]) -> Option<Margins> {
        let partners = beads.iter().filter(|bead| (bead.a.1, bead.b.1) == (1, 1));
        let partners = partners.filter_map(|bead| {
            let (x, y) = self.units_of(bead);
            (x.len() == 1 && y.len() == 1).then(|| (x[0], y[0]))
        });
        Margins::new(
            self.texts,
            self.sides,
            undecided,
            &partners.collect::<Vec<_>>(),
        )
    }

    /// Adds pairs of units that are left over.
    fn leftover(&self, related: &[f32], joined: &mut Vec<Joined>) {
        let all = joined.iter().flat_map(|joined| {
            let pairs = joined
                .a
                .iter()
                .flat_map(|a| joined.b.iter().map(|b| (*a, *b)));
            pairs.collect::<Vec<_>>()
        });
        let matched: Vec<(UnitPlace, UnitPlace)> = all.collect();
        let related = related.iter().sum::<f32>() / related.len().max(1) as f32;
        for found in leftover::find(&self.scorer, self.sides, &matched) {
            let signals = Signals {
                posterior: 1.0 / (1.0 + (-0.5 * found.margin - 1.0).exp()),
                evidence: found.evidence,
                related,
                doubt: self.gaps.doubt,
            };
            let pair = self.joined(vec![found.a], vec![found.b], signals);
            joined.extend((pair.posterior >= LEAST).then_some(pair));
        }
    }

    fn first_items(&self, bead: &Bead) -> (&Item, &Item) {
        let (a, b) = self.sides;
        (&a.items[bead.a.0 as usize], &b.items[bead.b.0 as usize])
    }

    fn units_of(&self, bead: &Bead) -> (Vec<UnitPlace>, Vec<UnitPlace>) {
        let take = |side: &Sequence, of: (u32, u8)| -> Vec<UnitPlace> {
            let items = &side.items[of.0 as usize..of.0 as usize + usize::from(of.1)];
            items.iter().flat_map(Item::units).copied().collect()
        };
        (take(self.sides.0, bead.a), take(self.sides.1, bead.b))
    }

    /// Adds the units of a bead; rows are taken apart into cells.
    fn units(&self, bead: &Bead, related: f32, columns: &Columns, joined: &mut Vec<Joined>) {
        let signals = |posterior: f32, evidence: f32| Signals {
            posterior,
            evidence,
            related,
            doubt: self.gaps.doubt,
        };
        match self.first_items(bead) {
            (Item::Row(x), Item::Row(y)) => {
                let cells = match columns.of_rows(bead.a.0, bead.b.0) {
                    Some(columns) => self.by_columns(x, y, columns),
                    None => {
                        let cells = self.scorer.cells(x, y).into_iter();
                        cells.map(|cells| (cells, 1.0)).collect()
                    }
                };
                for (cells, column) in cells {
                    let blocks = self.scorer.blocks(cells);
                    for (x, y, evidence) in blocks.into_iter().filter(|b| b.2 > NEVER) {
                        let place = bead.posterior * column / (1.0 + (-evidence - IN_ROW).exp());
                        joined.push(self.joined(x, y, signals(place, evidence + IN_ROW)));
                    }
                }
            }
            (Item::Landmark(_), _) => {}
            _ => {
                let (x, y) = self.units_of(bead);
                let signals = signals(bead.posterior, self.scorer.joined(&x, &y));
                joined.push(self.joined(x, y, signals));
            }
        }
    }

    fn joined(&self, a: Vec<UnitPlace>, b: Vec<UnitPlace>, signals: Signals) -> Joined {
        let mut content = self.scorer.content_of(&a, &b);
        let is_supported = confidence::is_supported(signals.related, self.unrelated);
        let mut signals = signals;
        if self.settings.compares {
            (content.contradicts, content.names_differ) = (0.0, 0.0);
            signals.related = signals.related.max(COMPARED);
        }
        if let Some(trace) = self.settings.trace {
            trace(Trace {
                a: &a,
                b: &b,
                values: [
                    signals.posterior,
                    signals.evidence,
                    signals.related,
                    content.tokens,
                    content.length,
                    content.same,
                    content.contradicts,
                    content.within,
                ],
            });
        }
        Joined {
            posterior: confidence::score(signals, content),
            is_supported,
            a,
            b,
        }
    }

    /// The cells of two rows in columns that go together, with the probability of the columns.
    fn by_columns<'r>(
        &self,
        x: &'r [UnitPlace],
        y: &'r [UnitPlace],
        columns: &[table_columns::Joined],
    ) -> Vec<(CellPair<'r>, f32)> {
        let column = |side: &Sequence, cell: &[UnitPlace]| side.units[cell[0].index()].column;
        let both = |joined: &table_columns::Joined| {
            let (a, b) = self.sides;
            let x = self.scorer.split(0, x).find(|x| column(a, x) == joined.a)?;
            let y = self.scorer.split(1, y).find(|y| column(b, y) == joined.b)?;
            Some(((x, y, self.scorer.cell(x, y)), joined.posterior))
        };
        columns.iter().filter_map(both).collect()
    }
}

/// Logarithm of the length of a text of `b` over its partner's in `a`: the median over anchors, drawn towards 0, which
/// the weights of the scripts make the likeliest.
fn ratio(a: &Sequence, b: &Sequence, chain: &[(usize, usize)]) -> f32 {
    let mut logs: Vec<f32> = chain
        .iter()
        .filter_map(|&(i, j)| match (&a.items[i], &b.items[j]) {
            (Item::Unit(x), Item::Unit(y)) => {
                let (x, y) = (a.units[x.index()].length, b.units[y.index()].length);
                (x > 20.0 && y > 20.0).then(|| (y / x).ln())
            }
            _ => None,
        })
        .collect();
    if logs.is_empty() {
        return 0.0;
    }
    let middle = logs.len() / 2;
    let (_, median, _) = logs.select_nth_unstable_by(middle, f32::total_cmp);
    let median = *median;
    (median * logs.len() as f32 / (logs.len() as f32 + 4.0)).clamp(-0.8, 0.8)
}
