//! Gold alignments: one JSON object per line, one per article.
//!
//! `{"path": "guide/install.md", "target_locale": "fr-FR", "segments": [{"id": "1", "status": "same",
//! "source": [11, 35], "target": [11, 38]}, …]}`, where spans are `[start, end)` in code points of the file, without
//! its byte order mark and with LF line ends. Other fields are ignored.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use super::EvaluateError;
use crate::model::{Locale, named_enum};

/// The articles of a gold file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gold {
    /// In the order of the file.
    pub articles: Vec<GoldArticle>,
}

/// The gold of one article in one target locale.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GoldArticle {
    /// Path below the locale folder.
    pub path: String,
    /// The locale of the translation.
    pub target_locale: Locale,
    /// Its segments, in any order.
    pub segments: Vec<Segment>,
}

/// A segment of the translation and its place in the source, if it has one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Segment {
    /// Its id, which is unique in the article.
    pub id: String,
    /// What happened to its source.
    pub status: Status,
    /// `[start, end)` in the source in code points; `None` if it is not there.
    pub source: Option<[usize; 2]>,
    /// `[start, end)` in the target in code points.
    pub target: [usize; 2],
}

named_enum! {
    /// What happened to the source of a segment since it was translated.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    Status {
        /// Unchanged.
        Same = "same",
        /// Unchanged, at another place.
        Moved = "moved",
        /// Reworded.
        Edited = "edited",
        /// Removed.
        Removed = "removed",
        /// It cannot be decided, so it is not scored.
        Ambiguous = "ambiguous",
    }
}

impl Segment {
    /// Whether it is on both sides, so that a pair should contain it.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        let status = matches!(self.status, Status::Same | Status::Moved | Status::Edited);
        status && self.source.is_some()
    }
}

impl Gold {
    /// Reads a gold file.
    ///
    /// # Errors
    /// If it cannot be read, if a line is not a gold article, or if there is none.
    pub fn read(path: &Path) -> Result<Self, EvaluateError> {
        let mut articles = Vec::new();
        lines(path, |number, line| {
            articles.push(parse(path, number, line, "a gold article")?);
            Ok(())
        })?;
        if articles.is_empty() {
            let path = path.to_owned();
            return Err(EvaluateError::NoArticle { path });
        }
        Ok(Self { articles })
    }
}

/// Calls `each` with the number and text of every line that is not blank.
pub(super) fn lines(
    path: &Path,
    mut each: impl FnMut(usize, &str) -> Result<(), EvaluateError>,
) -> Result<(), EvaluateError> {
    let error = |source| EvaluateError::Read {
        path: path.to_owned(),
        source,
    };
    let mut file = BufReader::new(File::open(path).map_err(error)?);
    let (mut line, mut number) = (String::new(), 0);
    while file.read_line(&mut line).map_err(error)? > 0 {
        number += 1;
        let text = line.trim_start_matches('\u{feff}').trim();
        if !text.is_empty() {
            each(number, text)?;
        }
        line.clear();
    }
    Ok(())
}

/// Reads a line of JSON.
pub(super) fn parse<'a, T: Deserialize<'a>>(
    path: &Path,
    line: usize,
    text: &'a str,
    expected: &'static str,
) -> Result<T, EvaluateError> {
    serde_json::from_str(text).map_err(|source| EvaluateError::Line {
        path: path.to_owned(),
        line,
        expected,
        source,
    })
}
