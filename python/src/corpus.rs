//! A corpus on disk.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diglot::{ExportSettings, Format, Pattern};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::arguments::{self, Accepted};
use crate::error;
use crate::findings::{Finding, StaleTranslation};
use crate::interrupt;
use crate::pairs::{Pairs, Source};

/// A corpus of localized documentation.
#[pyclass(frozen, module = "diglot")]
pub struct Corpus {
    corpus: diglot::Corpus,
    /// Whether the checks run. If they do not, duplicates are not marked unless that is asked for.
    checks: bool,
    threads: usize,
}

/// How the files of a corpus were found.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct Layout {
    source: String,
    locales: BTreeMap<String, usize>,
    articles: usize,
    patterns: Vec<String>,
    skipped: Vec<(String, String)>,
}

#[pymethods]
impl Layout {
    fn __repr__(&self) -> String {
        format!(
            "Layout(source {}, {} locales, {} articles, {:?})",
            self.source,
            self.locales.len(),
            self.articles,
            self.patterns
        )
    }
}

/// The files of an article.
#[pyclass(frozen, get_all, eq, module = "diglot")]
#[derive(Clone, PartialEq)]
pub struct Article {
    document: String,
    files: BTreeMap<String, PathBuf>,
}

#[pymethods]
impl Article {
    fn __repr__(&self) -> String {
        let locales: Vec<&str> = self.files.keys().map(String::as_str).collect();
        format!("Article({:?}, {})", self.document, locales.join(" "))
    }
}

#[pymethods]
impl Corpus {
    #[new]
    #[pyo3(signature = (
        folder=None, *, source=None, locales=None, roots=None, layout=None, only=None, skip=None,
        repositories=None, repository_folders=None, source_version="exact", history=false,
        pair_policy="auto", matching="path", publisher_pairs=false, sentences=false, min_score=0.75, drop=None, keep=None,
        translation_types=None, checks=true, reasons=false, dialect=None, front_matter_keys=None, include_code=false,
        learned=None, shard=None, decisions=None, threads=0
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        folder: Option<PathBuf>,
        source: Option<&str>,
        locales: Option<Vec<String>>,
        roots: Option<Vec<(String, PathBuf)>>,
        layout: Option<Vec<String>>,
        only: Option<Vec<String>>,
        skip: Option<Vec<String>>,
        repositories: Option<Vec<PathBuf>>,
        repository_folders: Option<Vec<String>>,
        source_version: &str,
        history: bool,
        pair_policy: &str,
        matching: &str,
        publisher_pairs: bool,
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
        learned: Option<PathBuf>,
        shard: Option<&str>,
        decisions: Option<PathBuf>,
        threads: usize,
    ) -> PyResult<Self> {
        if folder.is_some() == roots.is_some() {
            let message =
                "give either the folder of the corpus, or the folder of each locale in `roots`";
            return Err(PyValueError::new_err(message));
        }
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
        let patterns = layout
            .iter()
            .flatten()
            .map(|p| arguments::named::<Pattern>("layout", p));
        let mut builder = diglot::Corpus::builder(folder.unwrap_or_default())
            .source_version(arguments::source_version(source_version)?)
            .history(history)
            .pair_policy(arguments::pair_policy(pair_policy)?)
            .matching(arguments::named("matching", matching)?)
            .publisher_pairs(publisher_pairs)
            .sentences(sentences)
            .accept(accepted.policy()?)
            .read(read)
            .segment(segment)
            .layout(patterns.collect::<PyResult<Vec<_>>>()?)
            .select(&only.unwrap_or_default(), &skip.unwrap_or_default())
            .map_err(|e| error::raise(py, &e))?;
        if let Some(source) = source {
            builder = builder.source(arguments::locale("source", source)?);
        }
        if let Some(locales) = locales {
            builder = builder.locales(arguments::locales("locales", &locales)?);
        }
        if let Some(roots) = roots {
            let root =
                |(tag, folder): (String, PathBuf)| Ok((arguments::locale("roots", &tag)?, folder));
            builder = builder.roots(roots.into_iter().map(root).collect::<PyResult<Vec<_>>>()?);
        }
        for clone in repositories.into_iter().flatten() {
            builder = builder.repository(clone);
        }
        for folder in repository_folders.into_iter().flatten() {
            builder = builder.repository_folder(folder);
        }
        if let Some(file) = learned {
            builder = builder.learned(file).map_err(|e| error::raise(py, &e))?;
        }
        if let Some(file) = decisions {
            builder = builder.decisions(file).map_err(|e| error::raise(py, &e))?;
        }
        if let Some(shard) = shard {
            builder = builder.shard(arguments::named("shard", shard)?);
        }
        let opened = interrupt::work(py, threads, || (), move || builder.open())?;
        let corpus = opened.map_err(|e| error::raise(py, &e))?;
        error::log(py, corpus.warnings())?;
        Ok(Self {
            corpus,
            checks,
            threads,
        })
    }

    #[getter]
    fn source(&self) -> &str {
        self.corpus.source().as_str()
    }

    #[getter]
    fn locales(&self) -> Vec<&str> {
        self.corpus
            .locales()
            .iter()
            .map(diglot::Locale::as_str)
            .collect()
    }

    fn layout(&self) -> Layout {
        let layout = self.corpus.layout();
        let locales = layout.locales.iter();
        Layout {
            source: self.corpus.source().to_string(),
            locales: locales.map(|(l, files)| (l.to_string(), *files)).collect(),
            articles: layout.articles,
            patterns: layout.patterns.clone(),
            skipped: layout.skipped.clone(),
        }
    }

    fn articles(&self) -> Vec<Article> {
        let articles = self.corpus.articles().map(|article| {
            let files = article.versions.into_iter();
            Article {
                document: article.document,
                files: files.map(|v| (v.locale.to_string(), v.path)).collect(),
            }
        });
        articles.collect()
    }

    #[pyo3(signature = (*, markup=false, duplicates=None, prefer="none", max_chars=None))]
    fn pairs(
        &self,
        markup: bool,
        duplicates: Option<&str>,
        prefer: &str,
        max_chars: Option<usize>,
    ) -> PyResult<Pairs> {
        let duplicates = duplicates.unwrap_or(if self.checks { "mark" } else { "keep" });
        let source = self.corpus.source();
        let settings = arguments::table(source, markup, duplicates, prefer, max_chars)?;
        Ok(Pairs::new(Source {
            corpus: self.corpus.clone(),
            settings,
            threads: self.threads,
        }))
    }

    fn check(&self, py: Python<'_>) -> PyResult<Vec<Finding>> {
        let (corpus, stopped) = self.stoppable();
        let result = interrupt::work(py, self.threads, stopped, move || corpus.check())?;
        error::log(py, &result.warnings)?;
        Ok(result.findings.into_iter().map(Finding::from).collect())
    }

    fn stale(&self, py: Python<'_>) -> PyResult<Vec<StaleTranslation>> {
        let (corpus, stopped) = self.stoppable();
        let stale = interrupt::work(py, self.threads, stopped, move || corpus.stale())?;
        let stale = stale.map_err(|e| error::raise(py, &e))?;
        Ok(stale.into_iter().map(StaleTranslation::from).collect())
    }

    #[pyo3(signature = (
        out, *, formats=None, markup=false, unaligned=false, duplicates=None, prefer="none",
        max_chars=None, clean=false
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn export(
        &self,
        py: Python<'_>,
        out: PathBuf,
        formats: Option<Vec<String>>,
        markup: bool,
        unaligned: bool,
        duplicates: Option<&str>,
        prefer: &str,
        max_chars: Option<usize>,
        clean: bool,
    ) -> PyResult<Vec<PathBuf>> {
        let formats = formats.unwrap_or_else(|| vec!["tmx".to_owned()]);
        let formats = formats
            .iter()
            .map(|f| arguments::named::<Format>("formats", f));
        let mut settings = ExportSettings::new(out, self.corpus.source().clone());
        settings.formats = formats.collect::<PyResult<_>>()?;
        if settings.formats.is_empty() {
            return Err(PyValueError::new_err("formats: name at least one format"));
        }
        settings.markup = markup;
        settings.unaligned = unaligned;
        let duplicates = duplicates.unwrap_or(if self.checks { "auto" } else { "keep" });
        settings.duplicates = arguments::named("duplicates", duplicates)?;
        settings.prefer = arguments::named("prefer", prefer)?;
        settings.max_chars = max_chars;
        settings.clean = clean;
        let (corpus, stopped) = self.stoppable();
        let work = move || corpus.export(&settings);
        let written = interrupt::work(py, self.threads, stopped, work)?;
        let written = written.map_err(|e| error::raise(py, &e))?;
        error::log(py, &written.warnings)?;
        Ok(written
            .summary
            .files
            .into_iter()
            .map(|file| file.0)
            .collect())
    }

    fn learn(&self, py: Python<'_>, file: PathBuf) -> PyResult<()> {
        let (corpus, stopped) = self.stoppable();
        let learned = interrupt::work(py, self.threads, stopped, move || corpus.learn(file))?;
        learned.map_err(|e| error::raise(py, &e))
    }

    fn __repr__(&self) -> String {
        let layout = self.corpus.layout();
        format!(
            "Corpus({} locales, {} articles, source {})",
            layout.locales.len(),
            layout.articles,
            self.corpus.source()
        )
    }
}

impl Corpus {
    /// The corpus for a piece of work, and what ends the work before its last article.
    fn stoppable(&self) -> (diglot::Corpus, impl Fn() + use<>) {
        let stop = Arc::new(AtomicBool::new(false));
        let corpus = self.corpus.clone().stopped_by(Arc::clone(&stop));
        (corpus, move || stop.store(true, Ordering::Relaxed))
    }
}
