//! Articles by locale: how much of each is translated, and which need work first.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};

use super::rows::Rows;
use crate::cli::stats::Coverage;
use crate::corpus::StaleTranslation;

/// A table of articles and target locales. Each cell has the share of the original's units that is in pairs.
pub fn matrix(coverage: &[Coverage], most: usize) -> Value {
    let locales: BTreeSet<&str> = coverage.iter().map(|c| c.target_locale.as_str()).collect();
    let mut articles: BTreeMap<(&str, &str), BTreeMap<&str, &Coverage>> = BTreeMap::new();
    for row in coverage {
        let article = (row.document.as_str(), row.source_locale.as_str());
        let cells = articles.entry(article).or_default();
        cells.insert(row.target_locale.as_str(), row);
    }
    let rows = articles
        .iter()
        .take(most)
        .map(|((document, source), cells)| {
            let cell = |locale: &&str| match cells.get(*locale) {
                None => context! { class => "none", text => "" },
                Some(row) => match row.units {
                    None => context! { class => "missing", text => "missing" },
                    Some(units) => context! {
                        class => class(row.share()),
                        text => format!("{:.0} %", row.share() * 100.0),
                        title => format!("{} of {units} units", row.covered),
                    },
                },
            };
            context! { document, source, cells => locales.iter().map(cell).collect::<Vec<_>>() }
        });
    context! {
        locales => locales.iter().collect::<Vec<_>>(),
        rows => rows.collect::<Vec<_>>(),
        more => articles.len().saturating_sub(most),
    }
}

fn class(share: f64) -> &'static str {
    match share {
        share if share >= 0.95 => "full",
        share if share >= 0.5 => "part",
        _ => "little",
    }
}

/// The articles that need work, those with most work first.
pub fn work(
    coverage: &[Coverage],
    rows: &Rows,
    stale: &[StaleTranslation],
    most: usize,
) -> Vec<Value> {
    let stale: BTreeMap<(&str, &str), &StaleTranslation> = stale
        .iter()
        .map(|s| ((s.document.as_str(), s.locale.as_str()), s))
        .collect();
    let mut work = Vec::new();
    for row in coverage {
        let Some(units) = row.units else { continue };
        let place = (row.document.as_str(), row.target_locale.as_str());
        let flagged = rows
            .flagged
            .get(&(row.document.clone(), row.target_locale.to_string()));
        let flagged = flagged.copied().unwrap_or(0);
        let share = stale.get(&place).and_then(|s| s.share).unwrap_or(0.0);
        let missing = units.saturating_sub(row.covered);
        let weight = missing as f64 + flagged as f64 + share * units as f64;
        if weight > 0.0 {
            work.push((weight, row, missing, flagged, share));
        }
    }
    work.sort_by(|a, b| {
        let name =
            |w: &(f64, &Coverage, u64, u64, f64)| (w.1.document.clone(), w.1.target_locale.clone());
        b.0.total_cmp(&a.0).then_with(|| name(a).cmp(&name(b)))
    });
    let row = |(_, row, missing, flagged, share): &(f64, &Coverage, u64, u64, f64)| {
        context! {
            document => row.document,
            source => row.source_locale.as_str(),
            target => row.target_locale.as_str(),
            units => row.units,
            missing,
            flagged,
            stale => (*share > 0.0).then(|| format!("{:.0} %", share * 100.0)),
        }
    };
    work.iter().take(most).map(row).collect()
}

/// The stale translations, those with most changes first.
pub fn stale_rows(stale: &[StaleTranslation], most: usize) -> Vec<Value> {
    let mut stale: Vec<&StaleTranslation> = stale
        .iter()
        .filter(|s| s.state.as_str() == "stale")
        .collect();
    stale.sort_by(|a, b| {
        let share = |s: &StaleTranslation| s.share.unwrap_or(0.0);
        let name = |s: &StaleTranslation| (s.document.clone(), s.locale.clone());
        share(b)
            .total_cmp(&share(a))
            .then_with(|| name(a).cmp(&name(b)))
    });
    let row = |s: &&StaleTranslation| {
        context! {
            document => s.document,
            locale => s.locale.as_str(),
            commits => s.commits,
            days => s.days,
            share => s.share,
        }
    };
    stale.iter().take(most).map(row).collect()
}
