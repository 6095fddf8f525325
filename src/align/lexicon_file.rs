//! Word links kept in a file between runs: a JSON object a line, the first one naming the format.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lexicon::Lexicon;
use super::word_links::Entry;
use crate::atomic_file;
use crate::model::Locale;
use crate::regular_file;

/// Changes when words are hashed in another way: links of another format would match nothing.
const FORMAT: &str = "diglot-lexicon-3";

/// Bytes of the largest file that is loaded.
const LARGEST: u64 = 1 << 30;

/// A lexicon that could not be loaded or saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file could not be read or written.
    #[error("lexicon {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// A line is not what a lexicon holds.
    #[error("lexicon {}:{line}: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What was expected.
        message: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    pivot: Option<Locale>,
}

/// One link: `of` is "pivot" or "locale", after whose words it is looked up.
#[derive(Serialize, Deserialize)]
struct Line {
    locale: Locale,
    of: String,
    word: u64,
    id: u64,
    kept: f32,
    chance: f32,
}

const SIDES: [&str; 2] = ["pivot", "locale"];

impl Lexicon {
    /// Loads links that were saved.
    ///
    /// # Errors
    /// When the file cannot be read or is no lexicon of this format.
    pub fn load(path: &Path) -> Result<Self, LexiconError> {
        let io = |source| LexiconError::Io {
            path: path.to_owned(),
            source,
        };
        let format = |line: usize, message: String| LexiconError::Format {
            path: path.to_owned(),
            line,
            message,
        };
        let file = regular_file::open(path, LARGEST).map_err(io)?;
        let mut lines = io::BufReader::new(file).lines();
        let first = lines.next().transpose().map_err(io)?.unwrap_or_default();
        let header: Header = serde_json::from_str(&first).map_err(|_| {
            format(
                1,
                format!("no lexicon: it should begin with {{\"format\":\"{FORMAT}\""),
            )
        })?;
        if header.format != FORMAT {
            return Err(format(
                1,
                format!(
                    "has format {}, this program reads {FORMAT}: delete the file",
                    header.format
                ),
            ));
        }
        let mut lexicon = Self {
            pivot: header.pivot,
            ..Self::default()
        };
        for (index, line) in lines.enumerate() {
            let line: Line = serde_json::from_str(&line.map_err(io)?)
                .map_err(|e| format(index + 2, e.to_string()))?;
            let side = SIDES.iter().position(|s| *s == line.of);
            let side = side.ok_or_else(|| {
                format(
                    index + 2,
                    format!("`{}` is neither pivot nor locale", line.of),
                )
            })?;
            let is_share = |share: f32| (0.0..1.0).contains(&share);
            if !is_share(line.kept) || !is_share(line.chance) {
                let message = "shares are at least 0 and below 1".to_owned();
                return Err(format(index + 2, message));
            }
            let entry = Entry::new(line.id, line.kept, line.chance);
            lexicon.locales.entry(line.locale).or_default()[side].insert(line.word, entry);
        }
        Ok(lexicon)
    }

    /// Saves the links, in an order of their own: the same links give the same bytes.
    ///
    /// # Errors
    /// When the file cannot be written; an earlier one is then as it was.
    pub fn save(&self, path: &Path) -> Result<(), LexiconError> {
        let io = |source| LexiconError::Io {
            path: path.to_owned(),
            source,
        };
        atomic_file::write(path, |to| self.write(to)).map_err(io)
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let header = Header {
            format: FORMAT.to_owned(),
            pivot: self.pivot.clone(),
        };
        serde_json::to_writer(&mut *to, &header)?;
        writeln!(to)?;
        for (locale, sides) in &self.locales {
            for (side, direction) in SIDES.iter().zip(sides) {
                for (word, entry) in direction.sorted() {
                    let (locale, of) = (locale.clone(), (*side).to_owned());
                    let line = Line {
                        locale,
                        of,
                        word,
                        id: entry.id,
                        kept: entry.kept,
                        chance: entry.chance,
                    };
                    serde_json::to_writer(&mut *to, &line)?;
                    writeln!(to)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_is_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.jsonl");
        let french = Locale::parse("fr-FR").unwrap();
        let mut lexicon = Lexicon {
            pivot: Locale::parse("en-US").ok(),
            ..Lexicon::default()
        };
        let entry = Entry::new(u64::MAX - 1, 0.75, 0.01);
        lexicon.locales.entry(french.clone()).or_default()[1].insert(7, entry);
        lexicon.save(&path).unwrap();
        let loaded = Lexicon::load(&path).unwrap();
        assert_eq!(loaded, lexicon);
        assert_eq!(loaded.links(&french), 1);
    }

    #[test]
    fn what_is_no_lexicon_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.jsonl");
        std::fs::write(&path, "hello\n").unwrap();
        assert!(
            Lexicon::load(&path)
                .unwrap_err()
                .to_string()
                .contains("links.jsonl:1: no lexicon")
        );
        std::fs::write(
            &path,
            format!("{{\"format\":\"{FORMAT}\",\"pivot\":null}}\n{{}}\n"),
        )
        .unwrap();
        assert!(
            Lexicon::load(&path)
                .unwrap_err()
                .to_string()
                .contains("links.jsonl:2: ")
        );
        assert!(Lexicon::load(&folder.path().join("none")).is_err());
    }
}
