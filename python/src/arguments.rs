//! Arguments of Python functions as values of the library.

use std::str::FromStr;

use diglot::{
    AcceptPolicy, Cut, Duplicates, ExportSettings, Flag, Flags, Locale, PairPolicy, PairSettings,
    Prefer, SegmentSettings, SentenceSettings, SourceVersion,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// A value by its name.
pub fn named<T: FromStr<Err: std::fmt::Display>>(argument: &str, name: &str) -> PyResult<T> {
    let error = |error: T::Err| PyValueError::new_err(format!("{argument}: {error}"));
    name.parse().map_err(error)
}

/// A locale.
pub fn locale(argument: &str, tag: &str) -> PyResult<Locale> {
    let error = |error| PyValueError::new_err(format!("{argument}: {error}"));
    Locale::parse(tag).map_err(error)
}

/// Locales.
pub fn locales(argument: &str, tags: &[String]) -> PyResult<Vec<Locale>> {
    tags.iter().map(|tag| locale(argument, tag)).collect()
}

/// Flags by their names.
pub fn flags(argument: &str, names: &[String]) -> PyResult<Flags> {
    let flags: PyResult<Vec<Flag>> = names.iter().map(|n| named(argument, n)).collect();
    Ok(Flags::of(&flags?))
}

/// Which locales are paired.
pub fn pair_policy(name: &str) -> PyResult<PairPolicy> {
    match name {
        "auto" => Ok(PairPolicy::Auto),
        "source" => Ok(PairPolicy::Source),
        "all" => Ok(PairPolicy::All),
        _ => Err(choice("pair_policy", name, "auto, source, all")),
    }
}

/// Which version of the original pairs use.
pub fn source_version(name: &str) -> PyResult<SourceVersion> {
    match name {
        "exact" => Ok(SourceVersion::Exact),
        "current" => Ok(SourceVersion::Current),
        _ => Err(choice("source_version", name, "exact, current")),
    }
}

fn choice(argument: &str, given: &str, choices: &str) -> PyErr {
    PyValueError::new_err(format!("{argument}: `{given}` is not one of {choices}"))
}

/// Which pairs are kept.
pub struct Accepted {
    /// Minimum score, in [0, 1].
    pub min_score: f32,
    /// Names of flags whose pairs are dropped, besides those that are always dropped.
    pub drop: Vec<String>,
    /// Names of flags whose pairs are kept.
    pub keep: Vec<String>,
    /// Translation types to keep; `None` keeps all.
    pub translation_types: Option<Vec<String>>,
    /// Whether the checks run.
    pub checks: bool,
    /// Whether the reasons of flags are kept.
    pub reasons: bool,
}

impl Accepted {
    /// The settings of the library.
    pub fn policy(&self) -> PyResult<AcceptPolicy> {
        if !(0.0..=1.0).contains(&self.min_score) {
            let message = format!("min_score: {} is not a number from 0 to 1", self.min_score);
            return Err(PyValueError::new_err(message));
        }
        let mut policy = AcceptPolicy {
            min_score: self.min_score,
            inspect: self.checks,
            reasons: self.reasons,
            ..AcceptPolicy::default()
        };
        let dropped = policy.drop.union(flags("drop", &self.drop)?);
        policy.drop = dropped.difference(flags("keep", &self.keep)?);
        if let Some(types) = &self.translation_types {
            let types = types.iter().map(|t| named("translation_types", t));
            policy.translation_types = Some(types.collect::<PyResult<_>>()?);
        }
        Ok(policy)
    }

    /// The settings of pairs.
    pub fn pairs(&self, sentences: bool) -> PyResult<PairSettings> {
        Ok(PairSettings {
            check: self.policy()?,
            cut: match sentences {
                true => Cut::Sentences(SentenceSettings::default()),
                false => Cut::Units,
            },
            ..PairSettings::default()
        })
    }
}

/// What becomes a unit.
pub fn segment(
    dialect: Option<&str>,
    front_matter_keys: Option<Vec<String>>,
    include_code: bool,
) -> PyResult<SegmentSettings> {
    let defaults = SegmentSettings::default();
    Ok(SegmentSettings {
        dialect: dialect.map(|d| named("dialect", d)).transpose()?,
        include_code,
        front_matter_keys: front_matter_keys.unwrap_or(defaults.front_matter_keys),
        text_attributes: defaults.text_attributes,
    })
}

/// The settings of a table of pairs.
pub fn table(
    source: &Locale,
    markup: bool,
    duplicates: &str,
    prefer: &str,
    max_chars: Option<usize>,
) -> PyResult<ExportSettings> {
    let mut settings = ExportSettings::new("", source.clone());
    settings.markup = markup;
    settings.duplicates = match duplicates {
        "auto" => return Err(choice("duplicates", duplicates, "keep, mark, drop")),
        _ => named::<Duplicates>("duplicates", duplicates)?,
    };
    settings.prefer = named::<Prefer>("prefer", prefer)?;
    settings.max_chars = max_chars;
    Ok(settings)
}
