//! An article as rows: what belongs together in all locales at once, for showing it.

use crate::align::Spine;

use super::LoadedArticle;

/// Units of all versions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// For each version of the article its units in this row.
    pub cells: Vec<Option<RowCell>>,
}

/// One version's units in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowCell {
    /// The units, ascending.
    pub units: Vec<u32>,
    /// Probability that they belong to the units of the row's first version; `None` for that version itself.
    pub score: Option<f32>,
}

/// The rows of an article in the order of its first version's text; what only later versions have follows what
/// stands before it there. Pairs below `min_score` are taken apart.
#[must_use]
pub fn rows(article: &LoadedArticle, spine: &Spine, min_score: f32) -> Vec<Row> {
    let versions = article.versions.len();
    let mut rows: Vec<Row> = Vec::new();
    // The row that is shown after each, so that a row may be put between two.
    let mut next: Vec<Option<usize>> = Vec::new();
    let mut first: Option<usize> = None;
    let mut placed: Vec<Vec<Option<usize>>> = Vec::with_capacity(versions);
    for version in 0..versions {
        let units = article.versions[version].document.units.len();
        let mut of_unit = vec![None; units];
        for (earlier, placed) in placed.iter_mut().enumerate() {
            for found in spine.pairs(earlier, version) {
                let row = found.source.first().and_then(|&u| placed[u as usize]);
                let free = found.target.iter().all(|&u| of_unit[u as usize].is_none());
                let Some(row) = row.filter(|_| free && found.score >= min_score) else {
                    continue;
                };
                if rows[row].cells[version].is_some() {
                    continue;
                }
                found
                    .target
                    .iter()
                    .for_each(|&u| of_unit[u as usize] = Some(row));
                rows[row].cells[version] = Some(RowCell {
                    units: found.target,
                    score: Some(found.score),
                });
                // Units the earlier version has joined to this row go with it.
                join(&mut rows, placed, earlier, row, &found.source);
            }
        }
        let mut before: Option<usize> = None;
        for (unit, of_unit) in of_unit.iter_mut().enumerate() {
            let row = *of_unit.get_or_insert_with(|| {
                let mut cells = vec![None; versions];
                cells[version] = Some(RowCell {
                    units: vec![unit as u32],
                    score: None,
                });
                rows.push(Row { cells });
                let new = rows.len() - 1;
                let link = match before {
                    Some(before) => &mut next[before],
                    None => &mut first,
                };
                let after = link.replace(new);
                next.push(after);
                new
            });
            before = Some(row);
        }
        placed.push(of_unit);
    }
    let mut ordered = Vec::with_capacity(rows.len());
    let mut at = first;
    while let Some(row) = at {
        at = next[row];
        if rows[row].cells.iter().any(Option::is_some) {
            ordered.push(Row {
                cells: std::mem::take(&mut rows[row].cells),
            });
        }
    }
    ordered
}

/// Moves further units of a joined bead into the row of its first.
fn join(rows: &mut [Row], placed: &mut [Option<usize>], version: usize, row: usize, units: &[u32]) {
    for &unit in &units[1..] {
        let Some(other) = placed[unit as usize].filter(|&other| other != row) else {
            continue;
        };
        // Only where nothing else has come to stand beside it.
        let lonely = rows[other].cells.iter().flatten().count() == 1;
        let own = rows[other].cells[version].as_ref();
        if !lonely || own.is_none_or(|c| c.units != [unit]) {
            continue;
        }
        rows[other].cells[version] = None;
        placed[unit as usize] = Some(row);
        if let Some(cell) = &mut rows[row].cells[version] {
            cell.units.push(unit);
            cell.units.sort_unstable();
        }
    }
}
