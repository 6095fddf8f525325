//! Texts in memory.

use std::path::PathBuf;

use diglot::internals::arrow::record_batch_with_keys;
use diglot::internals::quality::{DedupSettings, Keys, judge};
use diglot::{
    ArticleText, Dialect, ExportSettings, Flag, Flags, Locale, Splitter, Srx, TextAligner,
    record_batch,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::arguments::{self, Accepted};
use crate::error;
use crate::pairs::PairList;

/// A piece of an article that is translated as a whole.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct Unit {
    kind: String,
    text: String,
    markup: String,
    label: Option<String>,
    line: u32,
    span: (u32, u32),
    level: u8,
    depth: u8,
    cell: Option<(u32, u32, u32)>,
}

#[pymethods]
impl Unit {
    fn __repr__(&self) -> String {
        format!("Unit({}, line {}, {:?})", self.kind, self.line, self.text)
    }
}

/// Cuts a Markdown text into units.
#[pyfunction]
#[pyo3(signature = (text, *, dialect=None, front_matter_keys=None, include_code=false))]
pub fn segment(
    py: Python<'_>,
    text: &str,
    dialect: Option<&str>,
    front_matter_keys: Option<Vec<String>>,
    include_code: bool,
) -> PyResult<Vec<Unit>> {
    let settings = arguments::segment(dialect, front_matter_keys, include_code)?;
    Ok(py.detach(|| {
        let document = diglot::segment(text, &settings);
        let unit = |unit: &diglot::Unit| {
            let span = unit.span.start as usize..unit.span.end as usize;
            Unit {
                kind: unit.kind.to_string(),
                text: document.text(unit).to_owned(),
                markup: text.get(span).unwrap_or_default().to_owned(),
                label: unit.label.as_deref().map(str::to_owned),
                line: unit.line,
                span: (unit.span.start, unit.span.end),
                level: unit.level,
                depth: unit.depth,
                cell: unit.cell.map(|c| (c.table, c.row, c.column)),
            }
        };
        document.units.iter().map(unit).collect()
    }))
}

/// Splits a text into sentences by the rules of a locale.
#[pyfunction]
pub fn split(py: Python<'_>, text: &str, locale: &str) -> PyResult<Vec<String>> {
    let locale = arguments::locale("locale", locale)?;
    Ok(py.detach(|| {
        let mut splitter = Splitter::new(Srx::own().rules(locale.as_str()));
        let sentences = splitter.sentences(text, &[]);
        sentences
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    }))
}

/// Aligns articles whose texts are in memory.
#[pyclass(frozen, module = "diglot")]
pub struct Aligner {
    aligner: TextAligner,
    source: Locale,
    sentences: bool,
    reasons: bool,
}

#[pymethods]
impl Aligner {
    #[new]
    #[pyo3(signature = (
        source="en", *, learned=None, pair_policy="auto", sentences=false, min_score=0.75, drop=None,
        keep=None, translation_types=None, checks=true, reasons=false, dialect=None, front_matter_keys=None,
        include_code=false
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        source: &str,
        learned: Option<PathBuf>,
        pair_policy: &str,
        sentences: bool,
        min_score: f32,
        drop: Option<Vec<String>>,
        keep: Option<Vec<String>>,
        translation_types: Option<Vec<String>>,
        checks: bool,
        reasons: bool,
        dialect: Option<&str>,
        front_matter_keys: Option<Vec<String>>,
        include_code: bool,
    ) -> PyResult<Self> {
        let source = arguments::locale("source", source)?;
        let accepted = Accepted {
            min_score,
            drop: drop.unwrap_or_default(),
            keep: keep.unwrap_or_default(),
            translation_types,
            checks,
            reasons,
        };
        let segment = arguments::segment(dialect, front_matter_keys, include_code)?;
        let mut read = diglot::ReadSettings::default();
        read.keys.clone_from(&segment.front_matter_keys);
        let mut aligner = TextAligner::new(source.clone())
            .pair_policy(arguments::pair_policy(pair_policy)?)
            .pairs(accepted.pairs(sentences)?)
            .read(read)
            .segment(segment);
        if let Some(file) = learned {
            let loaded = py.detach(|| aligner.learned(file));
            aligner = loaded.map_err(|e| error::raise(py, &e))?;
        }
        Ok(Self {
            aligner,
            source,
            sentences,
            reasons,
        })
    }

    /// Aligns the texts of an article in several locales.
    #[pyo3(signature = (
        texts, *, document="text.md", source_versions=None, markup=false, duplicates="keep", prefer="none",
        max_chars=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn align(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyDict>,
        document: &str,
        source_versions: Option<&Bound<'_, PyDict>>,
        markup: bool,
        duplicates: &str,
        prefer: &str,
        max_chars: Option<usize>,
    ) -> PyResult<PairList> {
        let table = arguments::table(&self.source, markup, duplicates, prefer, max_chars)?;
        let settings = self.with_columns(table);
        let versions = self.versions(texts, source_versions)?;
        if versions.len() < 2 {
            let message = "texts: an article has at least two locales";
            return Err(PyValueError::new_err(message));
        }
        let (batch, warnings) = py.detach(|| {
            let (pairs, warnings) = self.aligner.align(document, versions);
            (record_batch(&pairs, &settings), warnings)
        });
        error::log(py, &warnings)?;
        Ok(PairList::new(batch.map_err(|e| error::raise(py, &e))?))
    }

    /// The pairs of an article, without marks of duplicates, and what is compared of them, as one text of bytes. An
    /// article in one locale has no pairs.
    #[pyo3(signature = (texts, document, source_versions, *, markup, max_chars))]
    fn _align_with_keys<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'_, PyDict>,
        document: &str,
        source_versions: Option<&Bound<'_, PyDict>>,
        markup: bool,
        max_chars: Option<usize>,
    ) -> PyResult<(PairList, Bound<'py, PyBytes>)> {
        let table = arguments::table(&self.source, markup, "keep", "none", max_chars)?;
        let settings = self.with_columns(table);
        let versions = self.versions(texts, source_versions)?;
        let (made, warnings) = py.detach(|| {
            let (pairs, warnings) = self.aligner.align(document, versions);
            (record_batch_with_keys(&pairs, &settings), warnings)
        });
        error::log(py, &warnings)?;
        let (batch, keys) = made.map_err(|e| error::raise(py, &e))?;
        Ok((PairList::new(batch), PyBytes::new(py, &keys)))
    }

    /// The names of the dialects that `dialect` takes.
    #[staticmethod]
    fn dialects() -> Vec<&'static str> {
        Dialect::ALL.iter().map(|d| d.as_str()).collect()
    }
}

impl Aligner {
    fn with_columns(&self, settings: ExportSettings) -> ExportSettings {
        ExportSettings {
            sentences: self.sentences,
            reasons: self.reasons,
            ..settings
        }
    }

    /// The texts in the order of a corpus: the source locale first, the others by name.
    fn versions(
        &self,
        texts: &Bound<'_, PyDict>,
        source_versions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Vec<ArticleText>> {
        let mut versions = Vec::new();
        for (tag, text) in texts {
            let tag: String = tag.extract()?;
            let source_version = source_versions.map(|v| v.get_item(&tag)).transpose()?;
            let source_version = source_version.flatten().map(|v| v.extract());
            versions.push(ArticleText {
                locale: arguments::locale("texts", &tag)?,
                text: text.extract()?,
                source_version: source_version.transpose()?.flatten(),
            });
        }
        versions.sort_by_key(|v| (v.locale != self.source, v.locale.clone()));
        Ok(versions)
    }
}

/// Finds the duplicates among all pairs of two locales. `keys` is what is compared of them, in the order of the corpus, and
/// `known` the flags that they have. Returns the flags of each pair, the number of the pair that it repeats (its own number
/// if it repeats none), and whether it is dropped.
#[pyfunction]
#[pyo3(signature = (keys, known, *, duplicates, prefer))]
pub fn _judge(
    py: Python<'_>,
    keys: &[u8],
    known: Vec<String>,
    duplicates: &str,
    prefer: &str,
) -> PyResult<(Vec<String>, Vec<u32>, Vec<bool>)> {
    let (keys, rest) = keys.as_chunks::<{ Keys::SIZE }>();
    if !rest.is_empty() || keys.len() != known.len() {
        return Err(PyValueError::new_err("keys: not as many as flags"));
    }
    let drop = if duplicates == "drop" {
        &[Flag::Duplicate][..]
    } else {
        &[]
    };
    let settings = DedupSettings {
        prefer_human: prefer == "ht",
        drop: Flags::of(drop),
        ..DedupSettings::default()
    };
    let known: PyResult<Vec<Flags>> = known
        .iter()
        .map(|names| {
            let names: Vec<String> = names.split_terminator(';').map(str::to_owned).collect();
            arguments::flags("known", &names)
        })
        .collect();
    let known = known?;
    py.detach(|| {
        let records = || Ok::<_, PyErr>(keys.iter().map(|key| Ok(Keys::read(key))));
        let (verdicts, _) = judge(keys.len(), records, settings)?;
        let (mut flags, mut first, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        for (number, known) in (0..).zip(&known) {
            let verdict = verdicts.get(number as usize);
            let found = verdict.map_or(Flags::NONE, |v| v.flags);
            flags.push(known.union(found).to_string());
            first.push(verdict.map_or(number, |v| v.first));
            dropped.push(verdict.is_some_and(|v| v.dropped));
        }
        Ok((flags, first, dropped))
    })
}
