//! Aligns two sequences: along the chain of anchors first, then what moved.

use super::anchors::Corridor;
use super::table_columns::{self, Columns};
use super::scoring::{PairScorer, NEVER, Relation};
use super::hmm::{self, Bead, Gaps};
use super::sequence::{Item, Sequence};
use super::{AlignSettings, Input, reordered};

/// Posteriors below this are no matches: two of them could contradict each other.
const LEAST: f32 = 0.5;
/// Logarithm of the prior odds that cells of one column in matched rows belong together.
const IN_ROW: f32 = 3.0;

/// Units of two sequences that belong together, with the probability that they do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joined {
    pub a: Vec<u32>,
    pub b: Vec<u32>,
    pub posterior: f32,
}

/// Aligns `a` with `b`, the text of version `of_b`, along a chain of anchors.
pub(super) fn align(
    versions: &[Input<'_>],
    (a, b): (&Sequence, &Sequence),
    of_b: usize,
    gaps: Gaps,
    settings: AlignSettings<'_>,
    chain: &[(usize, usize)],
) -> Vec<Joined> {
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
    };
    let evidence = PairScorer::new(a, b, relation, ratio(a, b, chain));
    let corridor = Corridor::along(chain, a.items.len(), b.items.len());
    let mut beads = hmm::align(&evidence, &a.items, &b.items, &corridor, gaps, LEAST);
    let moved = reordered::find(&evidence, a, b, &beads, gaps);
    beads.extend(moved.into_iter().filter(|b| b.posterior >= LEAST));
    let columns = Columns::of(&evidence, a, b, &beads);
    beads
        .iter()
        .flat_map(|bead| units(bead, (&evidence, &columns), (a, b), gaps))
        .filter(|joined| joined.posterior >= LEAST)
        .collect()
}

/// The units of a bead; rows are taken apart into cells.
fn units(
    bead: &Bead,
    (evidence, columns): (&PairScorer, &Columns),
    (a, b): (&Sequence, &Sequence),
    gaps: Gaps,
) -> Vec<Joined> {
    let posterior = bead.posterior;
    let take = |side: &Sequence, of: (u32, u8)| -> Vec<u32> {
        let items = &side.items[of.0 as usize..of.0 as usize + usize::from(of.1)];
        items
            .iter()
            .flat_map(|i| i.units().iter().copied())
            .collect()
    };
    match (&a.items[bead.a.0 as usize], &b.items[bead.b.0 as usize]) {
        (Item::Row(x), Item::Row(y)) => {
            let cell = |(a, b, e, column): (u32, u32, f32, f32)| {
                let place = posterior * column / (1.0 + (-e - IN_ROW).exp());
                Joined {
                    a: vec![a],
                    b: vec![b],
                    posterior: place * trust(e + IN_ROW, gaps),
                }
            };
            let cells = match columns.of_rows(bead.a.0, bead.b.0) {
                Some(columns) => by_columns(evidence, (a, x), (b, y), columns),
                None => {
                    let cells = evidence.cells(x, y).into_iter();
                    cells.map(|(x, y, e)| (x, y, e, 1.0)).collect()
                }
            };
            let cells = cells.into_iter().filter(|c| c.2 > NEVER).map(cell);
            cells.filter(|j| j.posterior >= LEAST).collect()
        }
        (Item::Landmark(_), _) => Vec::new(),
        _ => {
            let (a, b) = (take(a, bead.a), take(b, bead.b));
            let known = match (&a[..], &b[..]) {
                ([a], [b, c]) => evidence.joined(0, *a, [*b, *c]),
                ([a, b], [c]) => evidence.joined(1, *c, [*a, *b]),
                _ => evidence.units(a[0], b[0]),
            };
            let posterior = posterior * trust(known, gaps);
            vec![Joined { a, b, posterior }]
        }
    }
}

/// The cells of two rows that stand in columns that go together, with their evidence and that of the columns.
fn by_columns(
    evidence: &PairScorer,
    (a, x): (&Sequence, &[u32]),
    (b, y): (&Sequence, &[u32]),
    columns: &[table_columns::Joined],
) -> Vec<(u32, u32, f32, f32)> {
    let cell = |side: &Sequence, row: &[u32], column: u32| {
        let mut cells = row.iter().copied();
        cells.find(|u| side.units[*u as usize].column == column)
    };
    let both = |joined: &table_columns::Joined| {
        let (x, y) = (cell(a, x, joined.a)?, cell(b, y, joined.b)?);
        Some((x, y, evidence.units(x, y), joined.posterior))
    };
    columns.iter().filter_map(both).collect()
}

/// Share of pairs that are right among those the model is sure of, by what speaks for the two texts themselves: next
/// to nothing where they contradict each other, nine in ten where place decides, and more with every token shared.
/// Fitted to pairs between generations of the development cases; within one, a pair that stands in its place is right
/// far more often.
fn trust(evidence: f32, gaps: Gaps) -> f32 {
    let step = |at: f32, slope: f32| 1.0 / (1.0 + (-slope * (evidence - at)).exp());
    let between = 0.3 + 0.63 * step(-2.8, 2.0) + 0.055 * step(4.0, 0.6);
    1.0 - (1.0 - between) * gaps.doubt
}

/// Logarithm of the length of a text of `b` over its partner's in `a`: the median over anchors, drawn towards 0, which
/// the weights of the scripts make the likeliest.
fn ratio(a: &Sequence, b: &Sequence, chain: &[(usize, usize)]) -> f32 {
    let mut logs: Vec<f32> = chain
        .iter()
        .filter_map(|&(i, j)| match (&a.items[i], &b.items[j]) {
            (Item::Unit(x), Item::Unit(y)) => {
                let (x, y) = (a.units[*x as usize].length, b.units[*y as usize].length);
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
