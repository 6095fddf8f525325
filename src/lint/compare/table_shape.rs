//! Tables whose columns, rows or cells differ from those of the source.

use std::collections::BTreeMap;

use crate::lint::compared_article::ComparedArticle;
use crate::lint::excerpt::quoted;
use crate::lint::fault::LintFault;
use crate::lint::rule::Rule;
use crate::model::{Document, UnitId, UnitKind};

/// The cells of a table by row. Empty cells are left out.
#[derive(Debug, Default)]
struct Table {
    rows: BTreeMap<u32, Vec<UnitId>>,
    columns: u32,
}

pub(super) fn faults(article: &ComparedArticle<'_>) -> Vec<LintFault> {
    let (sources, targets) = (
        tables(&article.source.document),
        tables(&article.target.document),
    );
    let mut faults = Vec::new();
    // A target table without any partner may be the translation of a source table without one.
    let has_unpaired = targets.values().any(|table| !has_partner(article, table));
    let mut partners: BTreeMap<u32, u32> = BTreeMap::new();
    for (&id, table) in &sources {
        match partner(article, table) {
            Some(other) if targets.contains_key(&other) => {
                partners.entry(other).or_insert(id);
            }
            _ if has_unpaired => {}
            _ => faults.extend(lost(article, table)),
        }
    }
    for (id, target) in &targets {
        if let Some(source) = partners.get(id).and_then(|s| sources.get(s)) {
            compare(article, source, target, &mut faults);
        }
    }
    faults
}

fn tables(document: &Document) -> BTreeMap<u32, Table> {
    let mut tables: BTreeMap<u32, Table> = BTreeMap::new();
    for (index, unit) in document.iter_units() {
        if let Some(cell) = unit.cell {
            let table = tables.entry(cell.table).or_default();
            table.rows.entry(cell.row).or_default().push(index);
            if unit.kind == UnitKind::TableHeader {
                table.columns = table.columns.max(cell.column + 1);
            }
        }
    }
    tables
}

/// The target table in which most cells of a source table have their partners.
fn partner(article: &ComparedArticle<'_>, table: &Table) -> Option<u32> {
    let mut votes: BTreeMap<u32, u32> = BTreeMap::new();
    for &cell in table.rows.values().flatten() {
        let units = article.target_of(cell).unwrap_or_default();
        let other = units.first().and_then(|&u| article.target_unit(u).cell);
        if let Some(other) = other {
            *votes.entry(other.table).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|&(table, votes)| (votes, std::cmp::Reverse(table)))
        .map(|(table, _)| table)
}

fn has_partner(article: &ComparedArticle<'_>, table: &Table) -> bool {
    let mut cells = table.rows.values().flatten();
    cells.any(|&cell| article.source_of(cell).is_some())
}

/// The fault about a source table that the translation does not have.
fn lost(article: &ComparedArticle<'_>, table: &Table) -> Option<LintFault> {
    let cells: Vec<UnitId> = table.rows.values().flatten().copied().collect();
    let &first = cells.first()?;
    let near = article.place_of(first);
    let near = near.map(|unit| article.target_unit(unit).span.clone());
    let text = quoted(article.source_text(first));
    let message = format!("the table of the source that begins with {text} is missing after this");
    let fault = LintFault::of(Rule::TableShape, near, message);
    article.source_span(&cells).map(|span| fault.about(span))
}

fn compare(
    article: &ComparedArticle<'_>,
    source: &Table,
    target: &Table,
    faults: &mut Vec<LintFault>,
) {
    let row_span = |row: &[UnitId]| article.target_span(row);
    let source_span = |row: &[UnitId]| article.source_span(row).unwrap_or_default();
    let (Some(header), Some(original)) = (target.rows.values().next(), source.rows.values().next())
    else {
        return;
    };
    if source.columns != target.columns {
        let message = format!(
            "the table has {}, the source {}",
            count(target.columns, "column"),
            source.columns
        );
        let fault = LintFault::of(Rule::TableShape, row_span(header), message);
        faults.push(fault.beside(source_span(original)));
        return;
    }
    let has_target = |row: &[UnitId]| row.iter().any(|&c| article.target_of(c).is_some());
    let has_source = |row: &[UnitId]| row.iter().any(|&c| article.source_of(c).is_some());
    let lost: Vec<&Vec<UnitId>> = source.rows.values().filter(|r| !has_target(r)).collect();
    let added: Vec<&Vec<UnitId>> = target.rows.values().filter(|r| !has_source(r)).collect();
    // Rows without partners on both sides may be translations, so only their number is compared.
    match (&lost[..], &added[..]) {
        (_, []) => faults.extend(lost_rows(article, source, header)),
        ([], added) => {
            for row in added {
                let message = "the table of the source has no such row".to_owned();
                faults.push(LintFault::of(Rule::TableShape, row_span(row), message));
            }
        }
        (lost, added) if lost.len() != added.len() => {
            let (is, was) = (target.rows.len(), source.rows.len());
            let message = format!(
                "the table has {}, the source {was}",
                count(is as u32, "row")
            );
            let fault = LintFault::of(Rule::TableShape, row_span(header), message);
            faults.push(fault.beside(source_span(lost[0])));
        }
        _ => {}
    }
    for row in source.rows.values().filter(|row| has_target(row)) {
        cells(article, row, target, faults);
    }
}

/// Cells that a row lacks, or has beyond its source.
fn cells(
    article: &ComparedArticle<'_>,
    row: &[UnitId],
    target: &Table,
    faults: &mut Vec<LintFault>,
) {
    let cell = row.iter().find_map(|&c| article.target_of(c)?.first());
    let place = cell.and_then(|&c| article.target_unit(c).cell);
    let Some(other) = place.and_then(|place| target.rows.get(&place.row)) else {
        return;
    };
    let alone: Vec<UnitId> = row
        .iter()
        .copied()
        .filter(|&c| article.target_of(c).is_none())
        .collect();
    let beyond = other
        .iter()
        .filter(|&&c| article.source_of(c).is_none())
        .count();
    if alone.len() > beyond {
        let text = quoted(article.source_text(alone[0]));
        let message = match alone.len() - beyond {
            1 => format!("the row lacks the cell {text} of the source"),
            n => format!("the row lacks {n} cells of the source, such as {text}"),
        };
        let fault = LintFault::of(Rule::TableShape, article.target_span(other), message);
        let span = article.source_span(&alone);
        faults.extend(span.map(|span| fault.beside(span)));
    } else if alone.len() < beyond {
        let message = format!(
            "the row has {} that the row of the source does not have",
            count((beyond - alone.len()) as u32, "cell")
        );
        let fault = LintFault::of(Rule::TableShape, article.target_span(other), message);
        let span = article.source_span(row);
        faults.extend(span.map(|span| fault.beside(span)));
    }
}

/// A fault for each row of the source that the translation does not have, after the translation of the row above it.
fn lost_rows(article: &ComparedArticle<'_>, source: &Table, header: &[UnitId]) -> Vec<LintFault> {
    let mut above = article.target_span(header);
    let mut faults = Vec::new();
    for row in source.rows.values() {
        if let Some(units) = row.iter().find_map(|&cell| article.target_of(cell)) {
            above = article.target_span(units).or(above);
            continue;
        }
        let text = quoted(row.first().map_or("", |&cell| article.source_text(cell)));
        let message = format!("the row {text} of the source is missing after this");
        let fault = LintFault::of(Rule::TableShape, above.clone(), message);
        faults.extend(article.source_span(row).map(|span| fault.about(span)));
    }
    faults
}

fn count(n: u32, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
