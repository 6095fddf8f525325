//! What a run learns before it works on the articles, and the file that keeps it.
//!
//! The file is one JSON object. It holds all that was learned, so that a run with the file gives the same pairs as a
//! run that learns from the same corpus.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::align::Lexicon;
use crate::atomic_file;
use crate::quality::LocalePairProfiles;
use crate::regular_file;

/// Changes when the meaning of the numbers changes, for example when words are hashed in another way.
const FORMAT: &str = "diglot-learned-1";

/// Bytes of the largest file that is loaded.
const LARGEST: u64 = 1 << 30;

/// What is learned from the first articles of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    /// Word links and what unrelated articles have in common, for the aligner.
    pub lexicon: Lexicon,
    /// What the checks expect of each locale pair.
    pub profiles: LocalePairProfiles,
}

/// A file with what was learned that could not be loaded or saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LearnedError {
    /// The file could not be read or written.
    #[error("cannot read or write the learned file {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The file is not one that `diglot learn` writes.
    #[error("learned file {}:{line}: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// What was expected.
        message: String,
    },
    /// The file was written by another version of the program.
    #[error(
        "learned file {}:1: has format {found}, and this program reads {FORMAT}: run `diglot learn` again",
        path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The format of the file.
        found: String,
    },
}

/// The content of the file.
#[derive(Serialize, Deserialize)]
struct File<L, P> {
    format: String,
    lexicon: L,
    profiles: P,
}

/// The format of a file, whatever else it has.
#[derive(Deserialize)]
struct Header {
    format: String,
}

impl Learned {
    /// Loads what was saved.
    ///
    /// # Errors
    /// If the file cannot be read, or if it is not one that this version writes.
    pub fn load(path: &Path) -> Result<Self, LearnedError> {
        let text = regular_file::read_to_string(path, LARGEST).map_err(|source| {
            let path = path.to_owned();
            LearnedError::Io { path, source }
        })?;
        let format = |error: serde_json::Error| LearnedError::Format {
            path: path.to_owned(),
            line: error.line().max(1),
            message: format!("not a file of `diglot learn`: {error}"),
        };
        let header: Header = serde_json::from_str(&text).map_err(format)?;
        if header.format != FORMAT {
            return Err(LearnedError::Version {
                path: path.to_owned(),
                found: header.format,
            });
        }
        let file: File<Lexicon, LocalePairProfiles> =
            serde_json::from_str(&text).map_err(format)?;
        Ok(Self {
            lexicon: file.lexicon,
            profiles: file.profiles,
        })
    }

    /// Saves it. The same values give the same bytes.
    ///
    /// # Errors
    /// If the file cannot be written. An earlier file then stays as it was.
    pub fn save(&self, path: &Path) -> Result<(), LearnedError> {
        let file = File {
            format: FORMAT.to_owned(),
            lexicon: &self.lexicon,
            profiles: &self.profiles,
        };
        let write = |to: &mut io::BufWriter<&mut std::fs::File>| {
            serde_json::to_writer(&mut *to, &file)?;
            writeln!(to)
        };
        atomic_file::write(path, write).map_err(|source| {
            let path = path.to_owned();
            LearnedError::Io { path, source }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(content: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("learned.json");
        std::fs::write(&path, content).unwrap();
        Learned::load(&path).unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_a_learned_file_is_named_with_its_line() {
        assert!(error("hello\n").contains("learned.json:1: not a file of `diglot learn`"));
        assert!(error("{\"format\":\"diglot-learned-0\"}").contains("diglot-learned-0"));
        let cut = format!("{{\"format\":\"{FORMAT}\",\n\"lexicon\":{{\"pivot\"");
        assert!(error(&cut).contains("learned.json:2: "), "{}", error(&cut));
        let folder = tempfile::tempdir().unwrap();
        assert!(Learned::load(&folder.path().join("none")).is_err());
    }

    #[test]
    fn what_was_saved_is_loaded_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("learned.json");
        let learned = Learned {
            lexicon: Lexicon::sample(),
            profiles: LocalePairProfiles::sample(),
        };
        learned.save(&path).unwrap();
        assert_eq!(Learned::load(&path).unwrap(), learned);
    }
}
