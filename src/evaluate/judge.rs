//! Decides which pairs of an article are right, and which gold segments they contain on both sides.

use rustc_hash::FxHashMap;

use super::text::Text;
use super::{EvaluateError, GoldArticle, Pair, Segment, Status};

/// The verdicts on one article.
pub(super) struct Judged<'a> {
    /// The pairs that count, in their order.
    pub verdicts: Vec<Verdict<'a>>,
    /// The segments, each id once, in the order of the gold.
    pub segments: Vec<Found<'a>>,
    /// It has segments on both sides, but no pairs.
    pub without_pairs: bool,
}

/// A pair that counts.
pub(super) struct Verdict<'a> {
    pub pair: &'a Pair,
    /// Both sides contain a common segment.
    pub right: bool,
    /// Both sides contain exactly the same segments.
    pub strict: bool,
    /// Segments on the target side: indexes into [`Judged::segments`].
    pub target: Vec<u32>,
}

/// A segment, and whether it was found.
pub(super) struct Found<'a> {
    pub gold: &'a Segment,
    /// Its point on the source side: a byte of the file.
    pub source: Option<u32>,
    /// Its point on the target side.
    pub target: u32,
    /// The best score of the pairs that contain it on both sides, 0 for a pair without score; `None` without such a
    /// pair.
    pub best: Option<f64>,
}

/// Judges the pairs of an article.
///
/// Pairs without a segment are ignored, and so are pairs whose target side has only ambiguous segments.
pub(super) fn judge<'a>(
    article: &'a GoldArticle,
    pairs: &'a [Pair],
    source: &Text,
    target: &Text,
) -> Result<Judged<'a>, EvaluateError> {
    let mut segments = distinct(article);
    let (mut at_source, mut at_target) = (Vec::new(), Vec::new());
    for (index, found) in segments.iter_mut().enumerate() {
        let point = target.probe(found.gold, found.gold.target)?;
        at_target.push((point, index as u32));
        found.target = point;
        if let Some(span) = found.gold.source {
            let point = source.probe(found.gold, span)?;
            at_source.push((point, index as u32));
            found.source = Some(point);
        }
    }
    at_source.sort_unstable();
    at_target.sort_unstable();

    let mut verdicts = Vec::new();
    for pair in pairs {
        let a = inside(&at_source, pair.source_span);
        let b = inside(&at_target, pair.target_span);
        let common: Vec<u32> = a
            .iter()
            .copied()
            .filter(|i| b.binary_search(i).is_ok())
            .collect();
        for &index in &common {
            let best = &mut segments[index as usize].best;
            *best = Some(best.unwrap_or(0.0).max(pair.score.unwrap_or(0.0)));
        }
        let sure = |i: &&u32| segments[**i as usize].gold.status != Status::Ambiguous;
        if (a.is_empty() && b.is_empty()) || (!b.is_empty() && !b.iter().any(|i| sure(&i))) {
            continue;
        }
        let present = |i: &&u32| segments[**i as usize].source.is_some();
        let right = !common.is_empty();
        verdicts.push(Verdict {
            pair,
            right,
            strict: right
                && a.iter()
                    .filter(sure)
                    .eq(b.iter().filter(sure).filter(present)),
            target: b,
        });
    }
    Ok(Judged {
        verdicts,
        without_pairs: pairs.is_empty() && segments.iter().any(|f| f.gold.is_wanted()),
        segments,
    })
}

/// The segments by id. If two have the same id, the last one counts.
fn distinct(article: &GoldArticle) -> Vec<Found<'_>> {
    let mut index: FxHashMap<&str, usize> = FxHashMap::default();
    let mut segments: Vec<Found<'_>> = Vec::with_capacity(article.segments.len());
    for gold in &article.segments {
        let found = Found {
            gold,
            source: None,
            target: 0,
            best: None,
        };
        let next = segments.len();
        match *index.entry(&gold.id).or_insert(next) {
            same if same < next => segments[same] = found,
            _ => segments.push(found),
        }
    }
    segments
}

/// The segments whose points are in a span, ascending.
fn inside(points: &[(u32, u32)], [start, end]: [u32; 2]) -> Vec<u32> {
    let first = points.partition_point(|p| p.0 < start);
    let held = points[first..].iter().take_while(|p| p.0 < end);
    let mut held: Vec<u32> = held.map(|p| p.1).collect();
    held.sort_unstable();
    held
}
