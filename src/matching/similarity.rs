//! How similar the files of two locales are: the cosine of their marks, weighted by how few files have them.
//!
//! Every file of both locales takes part, because a file that is as similar shows that a match is doubtful. An inverted
//! index finds the files that share a mark, so that files that share nothing cost nothing.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::Fingerprint;

/// A mark in more files than that tells too little to look all of them up.
const COMMON: usize = 1000;
/// So many more files are assumed, none of which has a mark.
const ASSUMED_FILES: f32 = 4.0;
/// So many marks of highest weight are assumed that the other file lacks. Without them, a file with one mark is equal to
/// any other one with this mark.
const ASSUMED_MARKS: f32 = 0.3;

/// The file that is most similar to a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Its index in the other locale.
    pub file: usize,
    /// From 0 to 1.
    pub similarity: f32,
    /// The similarity of the second one; 0 if there is none.
    pub second: f32,
}

/// Files of one locale with the lengths of their vectors.
struct Side<'a> {
    files: &'a [Fingerprint],
    lengths: Vec<f32>,
    /// The files that have a mark, ascending.
    having: FxHashMap<u64, Vec<u32>>,
}

/// For each file of either locale the most similar one of the other; `None` if no file has something in common with it.
#[must_use]
pub fn nearest(sources: &[Fingerprint], targets: &[Fingerprint]) -> [Vec<Option<Nearest>>; 2] {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for mark in sources.iter().flat_map(Fingerprint::marks) {
        *counts.entry(*mark).or_default() += 1;
    }
    let files = sources.len() as f32 + ASSUMED_FILES;
    let weight = |mark: &u64| {
        let count = counts.get(mark).copied().unwrap_or(0) as f32;
        (files / (count + 1.0)).ln()
    };
    let (source, target) = (
        Side::new(sources, targets, &weight, files),
        Side::new(targets, sources, &weight, files),
    );
    [
        source.nearest_in(&target, &weight),
        target.nearest_in(&source, &weight),
    ]
}

impl<'a> Side<'a> {
    fn new(
        files: &'a [Fingerprint],
        others: &[Fingerprint],
        weight: &(impl Fn(&u64) -> f32 + Sync),
        count: f32,
    ) -> Self {
        let known: FxHashSet<u64> = others
            .iter()
            .flat_map(Fingerprint::marks)
            .copied()
            .collect();
        // Words that no file of the other locale has are words of the language.
        let counts = |mark: &&u64| Fingerprint::is_kept(**mark) || known.contains(*mark);
        let length = |file: &Fingerprint| -> f32 {
            let weights = file.marks().iter().filter(counts).map(weight);
            weights.sum::<f32>() + ASSUMED_MARKS * count.ln()
        };
        let mut having: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (number, file) in files.iter().enumerate() {
            for mark in file.marks().iter().filter(|mark| known.contains(*mark)) {
                having.entry(*mark).or_default().push(number as u32);
            }
        }
        having.retain(|_, files| files.len() <= COMMON);
        Self {
            lengths: files.par_iter().map(length).collect(),
            files,
            having,
        }
    }

    fn nearest_in(
        &self,
        others: &Side<'_>,
        weight: &(impl Fn(&u64) -> f32 + Sync),
    ) -> Vec<Option<Nearest>> {
        let buffers = || (vec![0.0_f32; others.files.len()], Vec::new());
        let find = |(shared, touched): &mut (Vec<f32>, Vec<u32>),
                    (number, file): (usize, &Fingerprint)| {
            for mark in file.marks() {
                for &other in others.having.get(mark).map_or(&[][..], Vec::as_slice) {
                    let shared = &mut shared[other as usize];
                    if *shared == 0.0 {
                        touched.push(other);
                    }
                    *shared += weight(mark);
                }
            }
            touched.sort_unstable();
            let length = self.lengths[number];
            let mut best: Option<Nearest> = None;
            for other in touched.drain(..) {
                let shared = std::mem::take(&mut shared[other as usize]);
                let similarity = shared / (length * others.lengths[other as usize]).sqrt();
                let second = best.map_or(0.0, |best| best.similarity);
                match &mut best {
                    Some(best) if similarity <= best.similarity => {
                        best.second = best.second.max(similarity);
                    }
                    _ => {
                        best = Some(Nearest {
                            file: other as usize,
                            similarity,
                            second,
                        });
                    }
                }
            }
            best
        };
        let files = self.files.par_iter().enumerate();
        files.map_init(buffers, find).collect()
    }
}
