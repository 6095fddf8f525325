//! An article as a table: each row has the units of all locales that belong together. `diglot show` prints it.

use super::LoadedArticle;
use crate::align::{Match, Spine};
use crate::model::UnitId;

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
    pub units: Vec<UnitId>,
    /// Probability that they belong to the units of the row's first version; `None` for that version itself.
    pub score: Option<f32>,
}

/// The rows of an article in the order of its first version's text. A row that only later versions have follows the
/// row before it in the text of the first of them. Pairs below `min_score` are put into separate rows.
#[must_use]
pub fn rows(article: &LoadedArticle, spine: &Spine, min_score: f32) -> Vec<Row> {
    let mut table = Table::default();
    for (version, article_version) in article.versions.iter().enumerate() {
        let units = article_version.document.units.len();
        table.row_of.push(vec![None; units]);
        for earlier in 0..version {
            for found in spine.pairs(earlier, version) {
                if found.score >= min_score {
                    table.add_match(earlier, version, found);
                }
            }
        }
        table.add_rows(version, article.versions.len());
    }
    table.in_order()
}

/// Rows while they are made.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    /// The row that is shown first.
    first: Option<usize>,
    /// For each row, the row that is shown after it. New rows are put between two others.
    next: Vec<Option<usize>>,
    /// For each version and unit, its row.
    row_of: Vec<Vec<Option<usize>>>,
}

impl Table {
    /// Puts the units of a version into the row of an earlier version, unless a cell or a unit is taken.
    fn add_match(&mut self, earlier: usize, version: usize, found: Match) {
        let first = found.source.first();
        let row = first.and_then(|&unit| self.row_of[earlier][unit.index()]);
        let Some(row) = row.filter(|&row| self.rows[row].cells[version].is_none()) else {
            return;
        };
        let of_units = &mut self.row_of[version];
        if found.target.iter().any(|&u| of_units[u.index()].is_some()) {
            return;
        }
        for &unit in &found.target {
            of_units[unit.index()] = Some(row);
        }
        self.rows[row].cells[version] = Some(RowCell {
            units: found.target,
            score: Some(found.score),
        });
        self.join(earlier, row, &found.source);
    }

    /// Moves the other units of a joined bead into the row of its first unit.
    fn join(&mut self, version: usize, row: usize, units: &[UnitId]) {
        for &unit in &units[1..] {
            let other = self.row_of[version][unit.index()];
            let Some(other) = other.filter(|&other| other != row) else {
                continue;
            };
            // A row that other versions share stays as it is.
            let is_alone = self.rows[other].cells.iter().flatten().count() == 1;
            let own = self.rows[other].cells[version].as_ref();
            if !is_alone || own.is_none_or(|cell| cell.units != [unit]) {
                continue;
            }
            self.rows[other].cells[version] = None;
            self.row_of[version][unit.index()] = Some(row);
            if let Some(cell) = &mut self.rows[row].cells[version] {
                cell.units.push(unit);
                cell.units.sort_unstable();
            }
        }
    }

    /// Makes a row for each unit of a version that has none.
    fn add_rows(&mut self, version: usize, versions: usize) {
        let mut before: Option<usize> = None;
        for unit in 0..self.row_of[version].len() {
            let known = self.row_of[version][unit];
            let row = known.unwrap_or_else(|| self.insert(version, versions, unit, before));
            self.row_of[version][unit] = Some(row);
            before = Some(row);
        }
    }

    /// Inserts a row with one unit after another row, or before all rows.
    fn insert(
        &mut self,
        version: usize,
        versions: usize,
        unit: usize,
        before: Option<usize>,
    ) -> usize {
        let mut cells = vec![None; versions];
        cells[version] = Some(RowCell {
            units: vec![UnitId::new(unit)],
            score: None,
        });
        let row = self.rows.len();
        self.rows.push(Row { cells });
        let link = match before {
            Some(before) => &mut self.next[before],
            None => &mut self.first,
        };
        let after = link.replace(row);
        self.next.push(after);
        row
    }

    /// The rows in the order in which they are shown, without empty ones.
    fn in_order(mut self) -> Vec<Row> {
        let mut ordered = Vec::with_capacity(self.rows.len());
        let mut next = self.first;
        while let Some(row) = next {
            next = self.next[row];
            if self.rows[row].cells.iter().any(Option::is_some) {
                let cells = std::mem::take(&mut self.rows[row].cells);
                ordered.push(Row { cells });
            }
        }
        ordered
    }
}
