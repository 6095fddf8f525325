//! How much nearer two units are in meaning than each of them is to its nearest units of the other side: the margin.
//!
//! Artetxe and Schwenk 2019 (Margin-based parallel corpus mining with multilingual sentence embeddings): cosines of one text
//! cannot be compared with those of another one, because some texts are near everything. The mean of the cosines with
//! the nearest texts shows that. The margin here is their `distance`: the cosine less this mean, of both texts.
//!
//! What a margin means depends on the model and the languages. So it is measured in spreads of the margins of units of
//! this article that are not partners, and how far partners are ahead is learned from those that are decided.

use std::sync::Arc;

use super::features::Features;
use super::sequence::{Sequence, UnitPlace};
use super::vectors::{Texts, Vector, cosine};

/// Units whose nearness is the measure.
const NEAREST: usize = 4;
/// As many cells are looked at, at most. Beyond, only undecided units are compared, or none.
const MOST: usize = 400_000;
/// Mean and spread of the margins of units that are not partners, as far as few are known.
const OTHERS: (f32, f32) = (-0.15, 0.12);
/// How many margins this counts for.
const ASSUMED: f32 = 12.0;
/// By how many spreads partners are ahead, where none is decided.
const AHEAD: f32 = 2.0;
/// How many decided partners this counts for.
const ASSUMED_PARTNERS: f32 = 4.0;
/// Evidence is never more than that, for or against a pair.
const MOST_EVIDENCE: f32 = 5.0;
/// Letters of a text whose vector counts for half.
const SHORT: f32 = 20.0;
/// A matched unit says at most as much against the files being versions of one text, because the units of a file depend on
/// each other. It says nothing for it: articles of a corpus are about similar things, and their meaning is similar too.
const MOST_AGAINST: f32 = -1.5;
/// What it says is weighed by that.
const RELATED: f32 = 0.5;
/// By how many spreads matched units of versions of one text are ahead. Other articles of a corpus are about similar things,
/// and units that the model itself has matched are ahead by choice.
const RELATED_AHEAD: f32 = 3.0;

/// The margins of the units of two sides.
pub(super) struct Margins {
    sides: [Vec<Option<Placed>>; 2],
    /// Which units are undecided.
    undecided: [Vec<bool>; 2],
    /// Mean and spread of the margins of units that are not partners.
    others: (f32, f32),
    /// By how many spreads partners are ahead of others.
    ahead: f32,
}

/// The margin of a pair, in spreads of the margins of others.
struct Spreads {
    ahead: f32,
    /// How much it counts, from 0 to 1.
    weight: f32,
}

impl Spreads {
    /// The log-likelihood ratio of partners, which are ahead by so many spreads, against others.
    fn evidence(&self, ahead: f32) -> f32 {
        self.weight * ahead * (self.ahead - ahead / 2.0)
    }
}

/// A unit among the vectors of the other side.
#[derive(Clone)]
struct Placed {
    vector: Arc<[f32]>,
    /// Mean of the cosines with the nearest units of the other side.
    near: f32,
    /// How much the vector counts, from 0 to 1: that of a word or two says little.
    weight: f32,
}

impl Margins {
    /// The margins of two sides with some partners; `None` where the model knows too little.
    pub fn new(
        texts: &Texts<'_>,
        (a, b): (&Sequence, &Sequence),
        undecided: [Vec<bool>; 2],
        partners: &[(UnitPlace, UnitPlace)],
    ) -> Option<Self> {
        let open = undecided
            .each_ref()
            .map(|side| side.iter().filter(|u| **u).count());
        let takes_all = a.units.len() * b.units.len() <= MOST;
        if !takes_all && open[0] * open[1] > MOST {
            return None;
        }
        let vectors = |side: &Sequence, undecided: &[bool]| -> Vec<Vector> {
            let units = side.units.iter().zip(undecided);
            let wanted = units.map(|(unit, undecided)| (takes_all || *undecided).then_some(unit));
            wanted.map(|unit| texts.vector(unit?)).collect()
        };
        let vectors = [vectors(a, &undecided[0]), vectors(b, &undecided[1])];
        let known = |side: usize| vectors[side].iter().flatten().count();
        if known(0) < 2 || known(1) < 2 {
            return None;
        }
        let sides = [
            placed(a, &vectors[0], &vectors[1]),
            placed(b, &vectors[1], &vectors[0]),
        ];
        let mut margins = Self {
            sides,
            undecided,
            others: OTHERS,
            ahead: AHEAD,
        };
        margins.calibrate(partners);
        Some(margins)
    }

    /// Learns what margins mean in this article.
    fn calibrate(&mut self, partners: &[(UnitPlace, UnitPlace)]) {
        let [a, b] = &self.sides;
        let all = a.iter().flatten();
        let mut margins: Vec<f32> = all
            .flat_map(|x| b.iter().flatten().map(|y| margin(x, y)))
            .collect();
        let count = margins.len();
        let mut at = |part: usize| {
            let (_, margin, _) = margins.select_nth_unstable_by(count * part / 100, f32::total_cmp);
            *margin
        };
        // Partners are few, and have large margins: they hardly change what half of all margins and one in six are below.
        let (median, low) = (at(50), at(16));
        let share = count as f32 / (count as f32 + ASSUMED);
        let towards = |measured: f32, usual: f32| usual + (measured - usual) * share;
        self.others = (towards(median, OTHERS.0), towards(median - low, OTHERS.1));
        let is_decided = |&&(x, y): &&(UnitPlace, UnitPlace)| {
            !self.undecided[0][x.index()] && !self.undecided[1][y.index()]
        };
        let decided = partners.iter().filter(is_decided);
        let ahead: Vec<f32> = decided
            .filter_map(|&(x, y)| Some(self.spreads(&[x], &[y])?.ahead))
            .collect();
        let sum: f32 = ahead.iter().sum();
        let mean = (sum + AHEAD * ASSUMED_PARTNERS) / (ahead.len() as f32 + ASSUMED_PARTNERS);
        self.ahead = mean.max(0.0);
    }

    /// How many spreads the margin of some units and some others is above that of units that are not partners; `None`
    /// where the model does not know them.
    fn spreads(&self, a: &[UnitPlace], b: &[UnitPlace]) -> Option<Spreads> {
        let (x, y) = (self.joined(0, a)?, self.joined(1, b)?);
        Some(Spreads {
            ahead: (margin(&x, &y) - self.others.0) / self.others.1,
            weight: x.weight.min(y.weight),
        })
    }

    /// The log-likelihood ratio of partners against others for units that are all undecided; 0 for any other ones.
    pub fn evidence(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let is_open = |side: usize, units: &[UnitPlace]| {
            units.iter().all(|u| self.undecided[side][u.index()])
        };
        if !is_open(0, a) || !is_open(1, b) {
            return 0.0;
        }
        let spreads = self.spreads(a, b);
        let evidence = spreads.map_or(0.0, |spreads| spreads.evidence(self.ahead));
        evidence.clamp(-MOST_EVIDENCE, MOST_EVIDENCE)
    }

    /// What matched units say about whether the files are versions of one text. Decided partners cannot tell how far partners
    /// are ahead here, because whether they are partners is the question.
    pub fn relation(&self, a: &[UnitPlace], b: &[UnitPlace]) -> f32 {
        let spreads = self.spreads(a, b);
        let evidence = spreads.map_or(0.0, |spreads| RELATED * spreads.evidence(RELATED_AHEAD));
        evidence.clamp(MOST_AGAINST, 0.0)
    }

    /// Some units of a side as one.
    fn joined(&self, side: usize, units: &[UnitPlace]) -> Option<Placed> {
        let placed = |unit: &UnitPlace| self.sides[side][unit.index()].as_ref();
        if let [unit] = units {
            return placed(unit).cloned();
        }
        let all: Vec<&Placed> = units.iter().map(placed).collect::<Option<_>>()?;
        let mut sum = vec![0.0_f32; all.first()?.vector.len()];
        for unit in &all {
            sum.iter_mut()
                .zip(&*unit.vector)
                .for_each(|(sum, x)| *sum += x);
        }
        let length = cosine(&sum, &sum).sqrt().max(f32::MIN_POSITIVE);
        sum.iter_mut().for_each(|x| *x /= length);
        Some(Placed {
            vector: sum.into(),
            near: all.iter().map(|unit| unit.near).sum::<f32>() / all.len() as f32,
            weight: all.iter().map(|unit| unit.weight).fold(0.0, f32::max),
        })
    }
}

/// The units of a side with how near their nearest units of the other side are.
fn placed(side: &Sequence, vectors: &[Vector], other: &[Vector]) -> Vec<Option<Placed>> {
    let near = |vector: &Arc<[f32]>| {
        let mut cosines: Vec<f32> = other.iter().flatten().map(|o| cosine(vector, o)).collect();
        cosines.sort_unstable_by(|x, y| y.total_cmp(x));
        cosines.truncate(NEAREST);
        cosines.iter().sum::<f32>() / cosines.len() as f32
    };
    let placed = |(unit, vector): (&Arc<Features>, &Vector)| {
        let vector = vector.clone()?;
        Some(Placed {
            near: near(&vector),
            vector,
            weight: unit.length / (unit.length + SHORT),
        })
    };
    side.units.iter().zip(vectors).map(placed).collect()
}

fn margin(x: &Placed, y: &Placed) -> f32 {
    cosine(&x.vector, &y.vector) - (x.near + y.near) / 2.0
}
