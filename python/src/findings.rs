//! What is wrong or stale in the files of a corpus.

use pyo3::prelude::*;

/// A problem in a localized file.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct Finding {
    rule: String,
    level: String,
    path: String,
    locale: String,
    document: String,
    line: u32,
    column: u32,
    message: String,
    text: String,
    source_path: Option<String>,
    source_line: Option<u32>,
    source_text: Option<String>,
    fingerprint: String,
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        format!(
            "Finding({}:{}: {}: {})",
            self.path, self.line, self.rule, self.message
        )
    }
}

impl From<diglot::Finding> for Finding {
    fn from(finding: diglot::Finding) -> Self {
        Self {
            rule: finding.rule.to_string(),
            level: finding.level.to_string(),
            line: finding.line(),
            column: finding.place.map_or(0, |place| place.column),
            path: finding.path,
            locale: finding.locale.to_string(),
            document: finding.document,
            message: finding.message,
            text: finding.text,
            source_path: finding.source.as_ref().map(|s| s.path.clone()),
            source_line: finding.source.as_ref().map(|s| s.line),
            source_text: finding.source.map(|s| s.text),
            fingerprint: finding.fingerprint,
        }
    }
}

/// A translation, and what happened to its original since it was made.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct StaleTranslation {
    document: String,
    locale: String,
    state: String,
    source_commit: Option<String>,
    source_path: Option<String>,
    commits: Option<u32>,
    days: Option<u32>,
    complete: Option<bool>,
    share: Option<f64>,
    units: Vec<StaleUnit>,
}

#[pymethods]
impl StaleTranslation {
    fn __repr__(&self) -> String {
        format!(
            "StaleTranslation({} {}: {})",
            self.locale, self.document, self.state
        )
    }
}

impl From<diglot::StaleTranslation> for StaleTranslation {
    fn from(stale: diglot::StaleTranslation) -> Self {
        let units = stale.changes.unwrap_or_default().into_iter();
        Self {
            document: stale.document,
            locale: stale.locale.to_string(),
            state: stale.state.to_string(),
            source_commit: stale.source_commit,
            source_path: stale.source_path,
            commits: stale.commits,
            days: stale.days,
            complete: stale.complete,
            share: stale.share,
            units: units.map(StaleUnit::from).collect(),
        }
    }
}

/// A unit that has to be translated again, or whose original is gone.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct StaleUnit {
    change: String,
    line: Option<u32>,
    text: Option<String>,
    was: Option<String>,
    translation_line: Option<u32>,
    translation: Option<String>,
}

#[pymethods]
impl StaleUnit {
    fn __repr__(&self) -> String {
        format!(
            "StaleUnit({}, {:?} -> {:?})",
            self.change, self.was, self.text
        )
    }
}

impl From<diglot::StaleUnit> for StaleUnit {
    fn from(unit: diglot::StaleUnit) -> Self {
        Self {
            change: unit.change.to_owned(),
            line: unit.line,
            text: unit.text,
            was: unit.was,
            translation_line: unit.translation_line,
            translation: unit.translation,
        }
    }
}
